"""Joins the names of bodies and places: equal names, short forms and initials."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from chancery.model import Link, MentionType
from chancery.stages.resolve.within.drafts import Draft, Words
from chancery.stages.resolve.within.known import LOCAL, STATES, Lookup
from chancery.stages.resolve.within.lexicon import words_of
from chancery.stages.resolve.within.names import Name
from chancery.stages.resolve.within.reading import Reading
from chancery.text.agency_names import is_initials

KINDS: dict[str, MentionType] = {
    "country": "place",
    "territory": "place",
    "former_country": "place",
    "region": "place",
    "armed_group": "armed_group",
    "organisation": "organisation",
    "format": "organisation",
}
SHORT = 2  # words of a name that may stand for a longer one with the same end

_BRACKETED = re.compile(r"\s*\(\s*$")


def join_bodies(reading: Reading, names: Iterable[Name], lookup: Lookup) -> list[Draft]:
    """Return one draft for each body or place, by equal names, known names and initials."""
    drafts: dict[Words, Draft] = {}
    found = list(names)
    kinds: dict[Words, Counter[MentionType]] = defaultdict(Counter)
    for one in found:
        kinds[one.words][one.type] += 1
    for one in found:
        draft = drafts.setdefault(one.words, Draft(_kind(kinds[one.words])))
        draft.add_name(one, "name")
    states = states_of(drafts.values(), lookup)
    _join_known(drafts, lookup, states)
    _join_short(reading, drafts)
    return list({id(one): one for one in drafts.values()}.values())


def leading(lookup: Lookup, name: str, states: set[str]) -> tuple[str, ...]:
    """Return the ids of whom a name means, a local one only where its state is named."""
    found = [one.actor for one in lookup.bearers(name) if one.actor.kind != "person"]
    wide = [one for one in found if one.kind not in LOCAL or f"country/{one.country}" in states]
    return tuple(one.id for one in wide or found)


def states_of(drafts: Iterable[Draft], lookup: Lookup) -> set[str]:
    """Return the ids of the states that the names of drafts may mean."""
    found = (lookup.bearers(" ".join(words)) for one in drafts for words in one.forms)
    return {one.actor.id for names in found for one in names if one.actor.kind in STATES}


def _kind(votes: Counter[MentionType]) -> MentionType:
    return max(sorted(votes), key=lambda kind: votes[kind])


def _join_known(drafts: dict[Words, Draft], lookup: Lookup, states: set[str]) -> None:
    """Join names that can mean one known actor only, and the same one."""
    first: dict[str, Draft] = {}
    for words, draft in list(drafts.items()):
        actors = leading(lookup, " ".join(words), states)
        if len(actors) != 1:
            continue
        actor = lookup.knowledge.actor(actors[0])
        if actor and actor.kind in KINDS:
            draft.kind = KINDS[actor.kind]
        kept = first.setdefault(actors[0], draft)
        if kept is not draft:
            merge(kept, draft)
            drafts[words] = kept


def _join_short(reading: Reading, drafts: dict[Words, Draft]) -> None:
    """Join initials and short forms to the one longer name that they fit."""
    longer = _longer(reading, drafts)
    for words, draft in sorted(drafts.items(), key=lambda one: -len(one[0])):
        link: Link = "name"
        fits = longer["initials", words]
        if fits:
            link = "acronym"
        elif len(words) >= SHORT:
            fits = longer["end", words]
        fits = [one for one in fits if one is not draft]
        if len(fits) == 1 and drafts[words] is draft:
            merge(fits[0], draft, link)
            drafts[words] = fits[0]


def _longer(reading: Reading, drafts: dict[Words, Draft]) -> dict[tuple[str, Words], list[Draft]]:
    """Return the longer names by their initials, and by each end of theirs."""
    found: dict[tuple[str, Words], list[Draft]] = defaultdict(list)
    for words, draft in drafts.items():
        if len(words) < SHORT:
            continue
        letters = "".join(one[0] for one in words if one not in words_of("inner"))
        _enter(found["initials", (letters,)], draft)
        if draft.kind != "place":
            for at in range(1, len(words) - 1):
                _enter(found["end", words[at:]], draft)
    for key in [key for key in found if key[0] == "initials"]:
        if not _is_acronym(reading, drafts.get(key[1]), found[key]):
            found[key] = []
    return found


def _is_acronym(reading: Reading, short: Draft | None, longer: list[Draft]) -> bool:
    """Say whether a name is written as initials: three capitals, or two in brackets behind it."""
    if short is None:
        return False
    for start, end in short.names:
        written = reading.text[start:end].replace(".", "")
        names = (span for one in longer for span in one.names)
        if any(is_initials(written, reading.text[slice(*span)]) for span in names):
            return True
        ends = {span[1] for one in longer for span in one.names}
        opened = _BRACKETED.search(reading.text[max(0, start - 3) : start])
        if written.isupper() and opened and start - len(opened.group()) in ends:
            return True
    return False


def merge(kept: Draft, other: Draft, link: Link | None = None) -> None:
    """Give one draft all that another gathered, with another link where one is given."""
    kept.names |= other.names
    for span, (form, why) in other.references.items():
        kept.references.setdefault(span, (form, link or why))
    kept.roles += other.roles


def _enter(drafts: list[Draft], draft: Draft) -> None:
    if draft not in drafts:
        drafts.append(draft)
