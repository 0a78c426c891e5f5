"""Takes the referents of one full name together, unless what is said of them tells them apart.

The steps after it compare names, not mentions: their work grows with the number of names.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import ClassVar, cast

from chancery.graph import cluster, components
from chancery.model import (
    KnownActor,
    MentionType,
    Namesake,
    Record,
    ReferentProfile,
    StatedOffice,
    make_id,
)
from chancery.ports import GroupStage
from chancery.stages.resolve.features import ONE, compare
from chancery.stages.resolve.names import family_of, read_name
from chancery.stages.resolve.reading import Read, office_key, read, tally

MOST_FORMS = 12
MOST_COMPANY = 40
EACH_PAIR = 24  # parts of one name that are all compared; smaller parts only with these
CLOSE = 30  # hundredths: a part that fits two others this evenly belongs to neither
TELLING = ("p", "b")  # persons and bodies; a place is company of too many


class Bundle(GroupStage):
    """Makes namesakes of the profiles that share a name."""

    name: ClassVar[str] = "bundle"
    version: ClassVar[int] = 2
    inputs: ClassVar[tuple[type[Record], ...]] = (ReferentProfile,)
    outputs: ClassVar[tuple[type[Record], ...]] = (Namesake,)
    lookups: ClassVar[tuple[type[Record], ...]] = ()
    smallest: ClassVar[int] = 1

    def keys(self, record: Record) -> Sequence[str]:
        """Return one key: the name, or the referent itself where its name may be many people's."""
        profile = cast("ReferentProfile", record)
        family = family_of(profile.type)
        name = read_name(profile.name, family)
        if not profile.names or (family == "person" and len(name.words) == 1):
            return [profile.referent]
        return [f"{family}|{' '.join(name.words)}|{name.suffix}"]

    def refers(self, record: Record) -> Sequence[str]:
        """Return nothing."""
        del record
        return ()

    def run(self, key: str, group: Sequence[Record], found: dict[str, Record]) -> Iterable[Record]:
        """Yield the namesakes of one name."""
        del key, found
        profiles = sorted(cast("Sequence[ReferentProfile]", group), key=lambda one: one.referent)
        parts = [[profiles[at] for at in part] for part in _parts(profiles)]
        parts.sort(key=lambda part: (-len(part), part[0].referent))
        for same in _joined(parts):
            yield make_namesake([one for at in same for one in parts[at]])


def make_namesake(profiles: Sequence[ReferentProfile]) -> Namesake:
    """Return the profiles taken together."""
    ordered = sorted(profiles, key=lambda one: one.referent)
    forms: Counter[str] = Counter()
    company: Counter[str] = Counter()
    for one in ordered:
        forms.update(one.names or (one.name,))
        company.update(one.company)
    days = sorted(one.day for one in ordered if one.day)
    types: Counter[MentionType] = Counter(one.type for one in ordered)
    return Namesake(
        id=make_id("namesake", [ordered[0].referent]),
        type=min(types, key=lambda one: (-types[one], one)),
        names=tally(forms, MOST_FORMS),
        named=any(one.names for one in ordered),
        referents=tuple(one.referent for one in ordered),
        documents=tuple(one.document for one in ordered),
        company=tally(company, MOST_COMPANY),
        offices=_offices(ordered),
        known=_known(ordered),
        first_day=days[0] if days else None,
        last_day=days[-1] if days else None,
    )


def _parts(profiles: Sequence[ReferentProfile]) -> list[list[int]]:
    """Return the profiles that hang together by an actor, an office or company that they share."""
    first: dict[str, int] = {}
    pairs: list[tuple[int, int]] = []
    for at, one in enumerate(profiles):
        pairs += [(first.setdefault(token, at), at) for token in _tokens(one)]
    return components(len(profiles), pairs)


def _tokens(profile: ReferentProfile) -> list[str]:
    """Return what joins; of someone known for certain the actor alone."""
    actors = [f"k {known.actor}" for known in profile.known if known.certain]
    offices = [f"o {office_key(office)}" for office in profile.offices if office.owner]
    return actors or [*offices, *(key for key in profile.company if key.startswith(TELLING))]


def _joined(parts: list[list[ReferentProfile]]) -> list[list[int]]:
    """Return which parts, the largest first, are one; a part that fits two evenly stays alone."""
    if len(parts) == 1:
        return [[0]]
    reads = [read(make_namesake(part)) for part in parts]
    weights = {
        (a, b): _weight(reads[a], reads[b])
        for a in range(min(len(reads), EACH_PAIR))
        for b in range(a + 1, min(len(reads), EACH_PAIR))
    }
    groups = cluster(min(len(reads), EACH_PAIR), weights, lambda a, b: _fit(a, b, weights))
    homes = [reads[group[0]] for group in groups]
    for at in range(EACH_PAIR, len(parts)):
        scores = sorted((-_weight(reads[at], home), n) for n, home in enumerate(homes))
        clear = len(scores) == 1 or scores[1][0] - scores[0][0] >= CLOSE
        if scores[0][0] < 0 and clear:
            groups[scores[0][1]].append(at)
        else:
            groups.append([at])
    return groups


def _weight(a: Read, b: Read) -> int:
    compared = compare(a, b)
    return compared.score - ONE if compared else -ONE


def _fit(a: Sequence[int], b: Sequence[int], weights: dict[tuple[int, int], int]) -> bool:
    """Say whether no two parts of the groups are barred from each other."""
    return all(weights[min(x, y), max(x, y)] > -5 * ONE for x in a for y in b)


def _offices(profiles: Sequence[ReferentProfile]) -> tuple[StatedOffice, ...]:
    """Return the stated offices by document."""
    ordered = sorted(profiles, key=lambda one: (one.document, one.referent))
    return tuple(office for one in ordered for office in one.offices)


def _known(profiles: Sequence[ReferentProfile]) -> tuple[KnownActor, ...]:
    """Return each known actor once for certain and once as a candidate, with its first reason."""
    found: dict[tuple[str, bool], KnownActor] = {}
    for one in (known for profile in profiles for known in profile.known):
        found.setdefault((one.actor, one.certain), one)
    return tuple(found[key] for key in sorted(found))
