"""One finding in full: its slots with their sources, its tellings word for word, what differs."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from rich.console import Console
from rich.text import Text

from chancery.cli.output import print_json
from chancery.model import (
    Claim,
    ClaimLink,
    Discrepancy,
    Event,
    Evidence,
    Finding,
    FindingOrigin,
    Slot,
)
from chancery.pipeline.facets import CLAIMS
from chancery.pipeline.located import findings_of
from chancery.pipeline.review.overlay import FindingReview, Overlay
from chancery.pipeline.review.words import review_words
from chancery.pipeline.rows import Row, acts_of, read_claims
from chancery.store.dossier import Dossier
from chancery.text.claim_time import time_of
from chancery.wording.backed import Articles, difference, place, read_articles, sources, when
from chancery.wording.lines import days, line, listed, whom
from chancery.wording.links import KEPT_APART
from chancery.wording.phrases import one_line, short_id
from chancery.wording.versions import standing_words

INDENT = "  "
MOST_ALIKE = 12  # findings that are printed; --json has all


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A finding with its claims, the acts by words that go with it, and claims that are alike.

    `part_of` gives the finding of each claim that is alike, `documents` the names of documents.
    """

    finding: Finding
    claims: tuple[Claim, ...]
    acts: tuple[Event, ...]
    alike: tuple[Claim, ...]
    part_of: dict[str, str]
    documents: dict[str, str]
    review: FindingReview  # what people decided


def show_finding(dossier: Dossier, finding: Finding, screen: Console, *, json: bool) -> None:
    """Print a finding with all that it rests on."""
    articles = read_articles(dossier)
    shown = _collect(dossier, finding, articles)
    if json:
        print_json(shown)
        return
    for words in _lines(shown, articles):
        screen.print(words, soft_wrap=True)


def _collect(dossier: Dossier, finding: Finding, articles: Articles) -> Shown:
    claims = read_claims(dossier, finding)
    own = {one.id for one in claims}
    outside = sorted({each for one in finding.links for each in (one.a, one.b)} - own)
    alike = tuple(dossier.get(CLAIMS[finding.about], one) for one in outside)
    acts = acts_of(dossier, claims)
    used = {one.document for one in (*claims, *acts, *alike)}
    used |= {each for one in finding.origins for each in one.documents}
    return Shown(
        finding=finding,
        claims=claims,
        acts=acts,
        alike=alike,
        part_of=findings_of(dossier, alike),
        documents={one: articles.names[one] for one in sorted(used)},
        review=Overlay(dossier).of_finding(claims),
    )


def _lines(shown: Shown, articles: Articles) -> Iterator[Text]:
    finding = shown.finding
    row = Row(finding=finding, claims=shown.claims)
    told = "" if finding.modality == "asserted" else f"told as {finding.modality}"
    standing = (f"{sources(finding)}, {finding.strength}", told, when(row, articles.published))
    yield Text(line(row.shown), style="bold")
    yield Text(f"{finding.about} {finding.id}")
    yield Text(" · ".join(filter(None, standing)))
    for title, lines in (
        ("What people decided", (INDENT + words for words in review_words(shown.review))),
        ("Who and what, each with its sources", _slots(_in_order(finding.slots), shown)),
        ("Where claims differ", _differences(finding.discrepancies, shown)),
        ("What it rests on", _tellings(shown, articles)),
        ("Where the words of these differ", _renderings(row.best, shown)),
        ("Acts by words that go with it", _acts(shown)),
        ("Possibly the same; not counted here", _alike(shown, "possibly_same")),
        ("Alike, and kept apart", _alike(shown, "apart")),
        ("Held apart by a person's word", _alike(shown, "parted")),
        ("Origins of the text", _origins(finding.origins, shown)),
    ):
        if made := list(lines):
            yield Text(f"\n{title}", style="bold")
            yield from map(Text, made)


def _in_order(slots: Sequence[Slot]) -> list[Slot]:
    """Return the slots of one name together, the best backed first."""
    names = list(dict.fromkeys(one.slot for one in slots))
    return sorted(slots, key=lambda one: (names.index(one.slot), -one.backing.independent))


def _slots(slots: Sequence[Slot], shown: Shown) -> Iterator[str]:
    width = max((len(one.slot) for one in slots), default=0)
    for one in slots:
        filler = whom(one.party) if one.party else f"“{one_line(one.evidence[0].quote)}”"
        label = one.slot.replace("_", " ")
        where = "; ".join(place(each, shown.documents) for each in one.evidence)
        yield f"{INDENT}{label:<{width}}  {filler}: {sources(one.backing)} ({where})"


def _differences(found: Iterable[Discrepancy], shown: Shown) -> Iterator[str]:
    said: set[str] = set()
    for one in found:
        words = difference(one)
        if words in said:
            continue
        said.add(words)
        yield f"{INDENT}{words}"
        for version in one.versions:
            yield f"{INDENT * 2}{one_line(version.value)}: {_quoted(version.evidence, shown)}"


def _tellings(shown: Shown, articles: Articles) -> Iterator[str]:
    standings = {one.claim: one.standing for one in shown.finding.support}
    for one in shown.claims:
        published = (articles.published[one.document], days(time_of(one)))
        parts = [
            _date(published[0].start if published[0] else None),
            published[1] and f"speaks of {published[1]}",
            "" if one.modality == "asserted" else f"told as {one.modality}",
            f"reported by {listed(one.reported_by)}" if one.reported_by else "",
            articles.kinds[one.document],
            f"confidence {one.confidence:.2f}",
        ]
        name = shown.documents[one.document]
        yield f"{INDENT}{name}, {', '.join(filter(None, parts))}"
        standing = standings[one.id]
        if standing and (words := standing_words(standing, articles.names)):
            yield f"{INDENT * 2}{words}"
        for each in one.evidence:
            yield f"{INDENT * 2}[{each.start}:{each.end}] “{one_line(each.quote)}”"


def _date(start: str | None) -> str:
    return f"published {start[:10]}" if start else "published on no known day"


def _renderings(best: Claim, shown: Shown) -> Iterator[str]:
    """Yield where the words of each telling differ from those that are shown first."""
    claims = {one.id: one for one in shown.claims}
    for link in shown.finding.links:
        if link.relation not in {"same", "joined"} or best.id not in (link.a, link.b):
            continue
        other, mine, theirs = link.b, link.only_a, link.only_b
        if best.id == link.b:
            other, mine, theirs = link.a, link.only_b, link.only_a
        said = "; ".join(_changes(mine, theirs))
        if said:
            yield f"{INDENT}{shown.documents[claims[other].document]} {said}"


def _changes(mine: Sequence[Evidence], theirs: Sequence[Evidence]) -> Iterator[str]:
    if mine:
        yield f"lacks {_quotes(mine)}"
    if theirs:
        yield f"has {_quotes(theirs)} instead" if mine else f"adds {_quotes(theirs)}"


def _quotes(words: Sequence[Evidence]) -> str:
    return " … ".join(f"“{one_line(one.quote)}”" for one in words)


def _acts(shown: Shown) -> Iterator[str]:
    for one in shown.acts:
        yield f"{INDENT}{line(one)} ({place(one.evidence[0], shown.documents)})"


def _alike(shown: Shown, relation: str) -> Iterator[str]:
    """Yield the findings of claims that are alike, each by the claim that is most so."""
    own = {one.id for one in shown.claims}
    claims = {one.id: one for one in shown.alike}
    likest: dict[str, tuple[Claim, ClaimLink]] = {}
    for link in shown.finding.links:
        if link.relation == relation:
            other = link.b if link.a in own else link.a
            likest.setdefault(shown.part_of[other], (claims[other], link))
    for identity, (one, link) in list(likest.items())[:MOST_ALIKE]:
        apart = f"{KEPT_APART[link.apart]}; " if link.apart else ""
        where = f"{place(one.evidence[0], shown.documents)}, {short_id(identity)}"
        yield f"{INDENT}{line(one)} ({where})"
        yield f"{INDENT * 2}{apart}{'; '.join(link.reasons)}"
    if len(likest) > MOST_ALIKE:
        yield f"{INDENT}… and {len(likest) - MOST_ALIKE} more; --json has all"


def _origins(origins: Iterable[FindingOrigin], shown: Shown) -> Iterator[str]:
    for one in origins:
        name = one.origin.name or "an unnamed origin"
        where = "; ".join(shown.documents[each] for each in one.documents)
        yield f"{INDENT}{name}, {one.origin.basis.replace('_', ' ')}: {where}"


def _quoted(evidence: Sequence[Evidence], shown: Shown) -> str:
    return "; ".join(f"“{one_line(one.quote)}” {place(one, shown.documents)}" for one in evidence)
