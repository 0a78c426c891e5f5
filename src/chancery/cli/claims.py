"""`chancery statements` and `chancery figures`: claims of a dossier, each with its words."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from chancery.cli.dossiers import split
from chancery.cli.names import document_names
from chancery.cli.output import clip, console, one_line, print_json, table
from chancery.cli.parties import forms_of, one_bears, shown
from chancery.cli.told import check_day
from chancery.errors import NotFoundError
from chancery.knowledge import fold
from chancery.model import (
    Annotation,
    Claim,
    ClaimTime,
    Document,
    Evidence,
    Figure,
    Measure,
    Party,
    Referent,
    Statement,
)
from chancery.store.dossier import Dossier, open_dossier
from chancery.text.meaning import Meanings

WORDS_WIDTH = 60  # of what is said in the table; JSON has all of it
NAME_WIDTH = 30
SIGNS = {
    "approx": "about ",
    "at_least": "at least ",
    "at_most": "at most ",
    "more_than": "more than ",
    "less_than": "less than ",
    "nearly": "nearly ",
    "up_to": "up to ",
    "stated": "",
}
AnyClaim = TypeVar("AnyClaim", bound=Claim)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which claims to show; what is not given leaves nothing out."""

    speaker: str | None = None  # who says it, or whose figure it is
    about: str | None = None  # words of what is said or counted
    kind: str | None = None  # class of the cue, or unit
    since: str | None = None  # day, ISO 8601
    until: str | None = None


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with whom its document means by its speakers, and what the document is called."""

    document: str
    speakers: tuple[str, ...]
    claim: Statement | Figure


def run_statements(arguments: list[str], asked: Asked, *, json: bool) -> None:
    """Print the statements that are asked for, by document and place.

    Raises:
        UsageError: a day is none.
        NotFoundError: the dossier was built without reading.
    """
    rows = _rows(arguments, Statement, asked, lambda one: one.cue_class)
    if json:
        print_json(rows)
        return
    listed = table("speaker", "cue", "words", "when", "where it says so")
    for row in rows:
        one = row.claim
        if isinstance(one, Statement):
            cue = one_line(one.cue.quote) if one.cue else ""
            listed.add_row(
                clip("; ".join(row.speakers) or "not said", NAME_WIDTH),
                cue if one.cue_class == "says" else f"{cue} ({one.cue_class})",
                clip(" … ".join(each.quote for each in one.words), WORDS_WIDTH),
                _day(one.time),
                _place(row.document, one.words[0], len(one.occurrences)),
            )
    console().print(listed)


def run_figures(arguments: list[str], asked: Asked, *, json: bool) -> None:
    """Print the figures that are asked for, by document and place.

    Raises:
        UsageError: a day is none.
        NotFoundError: the dossier was built without reading.
    """
    rows = _rows(arguments, Figure, asked, lambda one: one.unit)
    if json:
        print_json(rows)
        return
    listed = table("figure", "of what", "as of", "by", "where it says so")
    for row in rows:
        one = row.claim
        if isinstance(one, Figure):
            listed.add_row(
                _figure(one),
                clip("; ".join(each.quote for each in one.counts) or "not said", NAME_WIDTH),
                _day(one.as_of),
                clip("; ".join(row.speakers), NAME_WIDTH),
                _place(row.document, one.written, len(one.evidence)),
            )
    console().print(listed)


def _rows(
    arguments: list[str],
    kind: type[AnyClaim],
    asked: Asked,
    sort: Callable[[AnyClaim], str],
) -> list[Row]:
    path, _ = split(arguments, most=0)
    for day in filter(None, (asked.since, asked.until)):
        check_day(day)
    with open_dossier(path) as dossier:
        if dossier.count(Document) and not dossier.count(Annotation):
            message = f"{path} was built without reading, so it holds no claims; build it again"
            raise NotFoundError(message)
        found = [one for one in dossier.all(kind) if asked.kind in {None, sort(one)}]
        rows = list(_named(dossier, found, asked))
    return sorted(rows, key=lambda row: (row.document, row.claim.evidence[0].start, row.claim.id))


def _named(dossier: Dossier, claims: Iterable[Claim], asked: Asked) -> Iterator[Row]:
    """Yield the claims that are asked for, with the names that their documents mean."""
    by_document: dict[str, list[Statement | Figure]] = defaultdict(list)
    for one in claims:
        if isinstance(one, (Statement, Figure)) and _is_about(one, asked.about):
            by_document[one.document].append(one)
    names = document_names(dossier.all(Document))
    for identity, some in by_document.items():
        document = dossier.get(Document, identity)
        referents = list(dossier.where(Referent, "document = ?", identity))
        meanings = Meanings(document.text, referents)
        for one in some:
            people = _speakers(one)
            told = [forms_of(party, meanings) for party in people]
            named = asked.speaker is None or one_bears(told, asked.speaker)
            if named and _is_between(one, document, asked):
                speakers = tuple(map(shown, people, told))
                yield Row(document=names[identity], speakers=speakers, claim=one)


def _speakers(one: Statement | Figure) -> tuple[Party, ...]:
    return one.speaker if isinstance(one, Statement) else one.attributed_to


def _is_about(one: Statement | Figure, about: str | None) -> bool:
    if about is None:
        return True
    said = one.words if isinstance(one, Statement) else (*one.counts, *one.evidence)
    return any(fold(about) in fold(each.quote) for each in said)


def _is_between(one: Statement | Figure, document: Document, asked: Asked) -> bool:
    """Say whether the claim's time, or else its document's, may lie between the days asked for."""
    time = one.time if isinstance(one, Statement) else one.as_of
    dated = time if time and (time.start or time.end) else document.published
    start, end = (dated.start, dated.end) if dated else (None, None)
    if (asked.since or asked.until) and not (start or end):
        return False
    late = asked.until is not None and start is not None and start[:10] > asked.until
    early = asked.since is not None and end is not None and end[:10] < asked.since
    return not (late or early)


def _day(time: ClaimTime | None) -> str:
    if time is None:
        return ""
    days = [day for day in (time.start, time.end) if day]
    words = one_line(time.evidence.quote) if time.evidence else ""
    return " to ".join(dict.fromkeys(days)) if len(days) > 1 else (days[0] if days else words)


def _figure(one: Figure) -> str:
    """Return a figure as it is written, with its modifier and its equivalents."""
    same = "".join(f" ({_amount(each)})" for each in one.equivalents)
    per = f" {one_line(one.per.quote)}" if one.per else ""
    return f"{_amount(one)}{per}{same}"


def _amount(one: Figure | Measure) -> str:
    unit = "" if one.unit in {"count", "share", "money", "percent"} else f" [{one.unit}]"
    code = f" [{one.currency}]" if one.currency else ""
    return f"{SIGNS[one.modifier]}{one_line(one.written.quote)}{code or unit}"


def _place(document: str, one: Evidence, times: int) -> str:
    more = f" ×{times}" if times > 1 else ""
    return f"{document}[{one.start}:{one.end}]{more}"
