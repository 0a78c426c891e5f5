"""The record of a dossier in the analyst's order of importance: by thread, and what for each."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from typing import Literal

import msgspec
from msgspec.structs import replace

from chancery.model import (
    CLAIMS,
    AnyClaim,
    ClaimKind,
    Commitment,
    CueClass,
    Discrepancy,
    Document,
    Evidence,
    Finding,
    FollowUp,
    ReviewState,
    Statement,
    Support,
    Thread,
    Version,
    kept_spans,
)
from chancery.pipeline.plain import is_plain, is_sure, surely_one
from chancery.pipeline.review.applied import Applied, reviewed
from chancery.pipeline.review.overlay import FindingReview
from chancery.pipeline.review.standing import PersonStatus
from chancery.pipeline.rows import unsettled
from chancery.pipeline.telling import become, tell
from chancery.stages.corroborate.standing import is_withdrawn
from chancery.stages.corroborate.wording import words_of
from chancery.stages.timeline.weighing import is_followed, mark, weigh
from chancery.store.dossier import Dossier

SectionName = Literal["happened", "solid", "thin", "differing", "open", "withdrawn"]
"""happened: meetings and deeds; solid: what two or more independent sources say; thin: what one
says; differing: where they differ; open: what was promised, demanded or expected; withdrawn: what
none says but articles that were retracted, or corrected in it."""

MOST = 8  # lines of a section; the lists have all
TITLE = 80  # characters of a document's first words that stand for its title
FOLLOWED = 3  # follow-ups of a commitment that are told; the list has all
APART = 1  # days between two tellings of a number that can still be of one time
ACTS: frozenset[CueClass] = frozenset({"demands", "offers", "promises", "refuses", "threatens"})
OPEN_TYPES = frozenset({"demand", "expected_outcome", "offer", "pledge", "promise"})


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence of the brief, with what it rests on and who stands behind it."""

    finding: str
    about: ClaimKind
    text: str
    evidence: tuple[Evidence, ...]
    documents: int
    independent: int | None  # null: of a difference, which nobody confirms
    upper_bound: int | None
    unsettled: tuple[Support, ...] = ()  # what other versions of its articles speak against
    review: ReviewState = "unreviewed"  # what people decided of it
    statuses: tuple[PersonStatus, ...] = ()  # what became of a commitment, by people's word


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """Lines of one sort, the most important first, and how many more there are."""

    name: SectionName
    lines: tuple[Line, ...]
    more: int


class Chapter(msgspec.Struct, frozen=True, kw_only=True):
    """What the documents of one thread say."""

    thread: str
    title: str  # of the document that is likest to the others, or ‹its first words›
    first_day: str | None
    last_day: str | None
    documents: tuple[str, ...]
    sections: tuple[Section, ...]


def chapters(
    dossier: Dossier, documents: Iterable[Document], most: int | None = None
) -> tuple[Chapter, ...]:
    """Return a chapter for each thread, or for the first, those of most documents first."""
    by_id = {one.id: one for one in documents}
    home = {document: one.id for one in dossier.all(Thread) for document in one.documents}
    applied = reviewed(dossier, {one.id: one for kind in CLAIMS for one in dossier.all(kind)})
    claims = {one.id: claim_anew(one, home) for one in applied.claims.values()}
    findings = [surely_one(one, claims) for one in applied.findings(dossier.all(Finding))]
    held: dict[str, list[Finding]] = defaultdict(list)
    for one in findings:
        held[home_of(one, home)].append(one)
    ordered = sorted(
        dossier.all(Thread), key=lambda one: (-len(one.documents), one.first_day or "9", one.id)
    )
    told = Telling(claims=claims, documents=by_id, applied=applied)
    return tuple(make_chapter(one, held[one.id], told) for one in ordered[:most])


def home_of(one: Finding, home: Mapping[str, str]) -> str:
    """Return the thread that most of a finding's claims are of."""
    threads = Counter(home[support.document] for support in one.support)
    return min(threads, key=lambda thread: (-threads[thread], thread))


def claim_anew(claim: AnyClaim, home: Mapping[str, str]) -> AnyClaim:
    """Return a claim; of a commitment, with what became of it as `told_anew` has it."""
    if not isinstance(claim, Commitment):
        return claim
    return replace(claim, follow_up=told_anew(claim, home))


def told_anew(claim: Commitment, home: Mapping[str, str]) -> tuple[FollowUp, ...]:
    """Return what became of a commitment without what may be the same words, reported once more.

    What other articles of one episode say alike, and of which none proves that it came later, is
    no second promise; `home` gives the thread of each document.
    """
    return tuple(
        one
        for one in claim.follow_up
        if one.type != "reaffirmed"
        or one.order == "later"
        or home.get(one.document) != home.get(claim.document)
    )


@dataclass(frozen=True, kw_only=True)
class Telling:
    """What the lines of a chapter are told from, by ids."""

    claims: Mapping[str, AnyClaim]
    documents: Mapping[str, Document]
    applied: Applied


def make_chapter(thread: Thread, findings: Sequence[Finding], told: Telling) -> Chapter:
    """Return the chapter of a thread from its findings."""
    ranked = sorted(findings, key=lambda one: (-weight(one, told.claims, told.documents), one.id))
    central = told.documents[thread.central]
    return Chapter(
        thread=thread.id,
        title=central.title.value if central.title else f"‹{_opening(central)}›",
        first_day=thread.first_day,
        last_day=thread.last_day,
        documents=thread.documents,
        sections=tuple(_sections(ranked, told)),
    )


def _opening(document: Document) -> str:
    """Return the first words of a document that are kept."""
    start, end = next(iter(kept_spans(document)), (0, 0))
    return shorten(document.text[start:end], TITLE, placeholder=" …")


def weight(
    one: Finding, claims: Mapping[str, AnyClaim], documents: Mapping[str, Document]
) -> float:
    """Return how much a finding matters: what it is, who stands behind it, where it is told."""
    own = [claims[support.claim] for support in one.support]
    marks = {each.id: mark(each, documents[each.document]) for each in own}
    return weigh(one, marks, followed=any(map(is_followed, own)))


def _sections(ranked: Sequence[Finding], telling: Telling) -> Iterable[Section]:
    """Yield the sections that have lines; words that a line gave are not given again.

    What a person accepted is as sure as can be.
    """
    shown: set[str] = set()
    given: list[Evidence] = []
    bound: set[Evidence] = set()  # sentences of commitments that a line gave
    claims, applied = telling.claims, telling.applied
    sure = [one for one in ranked if applied.accepts(one) or is_sure(one, claims)]
    for name, belongs in SORTED:
        lines: list[Line] = []
        more = 0
        for one in sure:
            if not belongs(one) or one.id in shown:
                continue
            told = best(one, claims)
            words = words_of(told)
            if _is_act(told) and told.evidence[0] in bound:
                continue
            if any(repeats(word, given) for word in words):
                continue
            if len(lines) == MOST:
                more += 1
                continue
            lines.append(decided(line(one, claims), applied.review(one)))
            shown.add(one.id)
            given += words
            if one.about == "commitment":
                bound.update(e for each in one.support for e in claims[each.claim].evidence)
        if lines:
            yield Section(name=name, lines=tuple(lines), more=more)
        if name == "solid":
            yield from _differing(ranked, claims, telling.documents)


def _is_act(claim: AnyClaim) -> bool:
    """Say whether a statement demands, promises or the like: a line of the commitment tells it."""
    return isinstance(claim, Statement) and claim.cue_class in ACTS


def repeats(one: Evidence, given: Iterable[Evidence]) -> bool:
    """Say whether half of a span, or of one that was given, is the other's too."""
    return any(
        2 * (min(one.end, other.end) - max(one.start, other.start))
        > min(one.end - one.start, other.end - other.start)
        for other in given
        if other.document == one.document
    )


def _happened(one: Finding) -> bool:
    return one.about in {"meeting", "event"} and one.modality == "asserted" and _stands(one)


def _is_open(one: Finding) -> bool:
    return one.about == "commitment" and one.sort in OPEN_TYPES and _stands(one)


def _stands(one: Finding) -> bool:
    """Say whether a claim of it stands: one that was neither retracted nor corrected away."""
    return not all(is_withdrawn(each.standing) for each in one.support)


SORTED: tuple[tuple[SectionName, Callable[[Finding], bool]], ...] = (
    ("happened", _happened),
    ("solid", lambda one: one.strength == "solid"),
    ("open", _is_open),
    ("thin", lambda one: one.strength == "thin" and _stands(one)),
    ("withdrawn", lambda one: not _stands(one)),
)
"""The sections in order, and what belongs to each that no section before it shows."""


def _differing(
    ranked: Sequence[Finding],
    claims: Mapping[str, AnyClaim],
    documents: Mapping[str, Document],
) -> Iterable[Section]:
    lines = [
        _difference(one, each, claims)
        for one in ranked
        for each in one.discrepancies
        if each.type != "sequence" and _is_of_one_time(each, documents)
    ]
    distinct = list({frozenset(one.text.split("; ")): one for one in reversed(lines)}.values())[
        ::-1
    ]
    if distinct:
        yield Section(
            name="differing", lines=tuple(distinct[:MOST]), more=max(0, len(distinct) - MOST)
        )


def _is_of_one_time(each: Discrepancy, documents: Mapping[str, Document]) -> bool:
    """Say whether numbers that differ were told at one time: a toll that rises differs in nothing.

    What is told on days that are not known, or are apart, may be right each for its day.
    """
    if each.slot != "number":
        return True
    told = {e.document for version in each.versions for e in version.evidence}
    published = [documents[one].published for one in told]
    days = [
        one.start[:10] if one and one.start and one.start == one.end else "" for one in published
    ]
    if not all(days):
        return False
    first, last = (date.fromisoformat(day) for day in (min(days), max(days)))
    return (last - first).days <= APART


def line(one: Finding, claims: Mapping[str, AnyClaim]) -> Line:
    """Return the sentence of a finding."""
    own = [claims[support.claim] for support in one.support]
    shown = best(one, claims)
    told = tell(one, shown if is_plain(shown) else next(filter(is_plain, own), shown))
    later = become(
        each
        for claim in own
        if isinstance(claim, Commitment)
        for each in filter(_tells, claim.follow_up[:FOLLOWED])
    )
    return Line(
        finding=one.id,
        about=one.about,
        text=told.text + later.text,
        evidence=tuple(
            dict.fromkeys((*_with_all_documents(one, told.evidence, claims), *later.evidence))
        ),
        documents=len({support.document for support in one.support}),
        independent=one.independent,
        upper_bound=one.upper_bound,
        unsettled=unsettled(one),
    )


def decided(told: Line, review: FindingReview) -> Line:
    """Return a line with what people decided of its finding."""
    return replace(told, review=review.state, statuses=review.statuses)


def _tells(one: FollowUp) -> bool:
    """Say whether a line tells what became of a commitment: not words that may be older."""
    return one.type != "reaffirmed" or one.order == "later"


def _with_all_documents(
    one: Finding, evidence: Iterable[Evidence], claims: Mapping[str, AnyClaim]
) -> tuple[Evidence, ...]:
    """Return the sentences that hold the spans, and one of each document that has none yet."""
    own = [claims[support.claim] for support in one.support]
    sentences = [each for claim in own for each in claim.evidence]
    found = list(dict.fromkeys(_sentence(each, sentences) for each in evidence))
    for claim in own[:MOST]:
        if claim.document not in {each.document for each in found}:
            found.append(claim.evidence[0])
    return tuple(found)


def _sentence(span: Evidence, sentences: Iterable[Evidence]) -> Evidence:
    """Return the sentence that holds a span, or the span itself."""
    for one in sentences:
        if one.document == span.document and one.start <= span.start and span.end <= one.end:
            return one
    return span


def best(one: Finding, claims: Mapping[str, AnyClaim]) -> AnyClaim:
    """Return the claim to speak through: the one that the finding shows first."""
    own = [claims[support.claim] for support in one.support]
    return next(each for each in own if each.evidence[0] == one.words)


def _difference(one: Finding, each: Discrepancy, claims: Mapping[str, AnyClaim]) -> Line:
    """Return a difference as a sentence of its sides."""
    spoken = "; ".join(sorted(_side(each, value) for value in each.versions))
    documents = {e.document for version in each.versions for e in version.evidence}
    what = f"{each.type.replace('_', ' ')} ({each.slot.replace('_', ' ')})"
    about = line(one, claims).text.partition(";")[0] if one.about == "meeting" else ""
    sentences = [each for support in one.support for each in claims[support.claim].evidence]
    return Line(
        finding=one.id,
        about=one.about,
        text=f"{what[:1].upper()}{what[1:]}: {spoken}" + (f" — of: {about}" if about else ""),
        evidence=tuple(
            dict.fromkeys(
                _sentence(e, sentences) for version in each.versions for e in version.evidence
            )
        ),
        documents=len(documents),
        independent=None,
        upper_bound=None,
    )


def _side(difference: Discrepancy, version: Version) -> str:
    """Return one side: what is said, in whose words; names in a row where names are counted."""
    if difference.type == "count_gap" and len(version.evidence) > 1:
        return f"{version.value}: {', '.join(f'‹{e.quote}›' for e in version.evidence)}"
    words = " ".join(version.evidence[0].quote.split()) if version.evidence else ""
    return version.value if words in version.value else f"{version.value} ‹{words[:160]}›"
