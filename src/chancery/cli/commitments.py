"""`chancery commitments`: who is bound, or is to be, to what, and what became of it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from chancery.cli.dossiers import split
from chancery.cli.output import console, print_json, table
from chancery.cli.parties import forms_of, one_bears, shown
from chancery.model import (
    ClaimTime,
    Commitment,
    CommitmentType,
    Document,
    OpenItem,
    Referent,
)
from chancery.pipeline.query import Query, ReviewFilter, choose
from chancery.pipeline.review.overlay import ClaimReview, Overlay
from chancery.pipeline.review.words import status_words, verdict_words
from chancery.pipeline.rows import publications
from chancery.store.dossier import Dossier, open_dossier
from chancery.text.meaning import Meanings
from chancery.wording.backed import became, spot
from chancery.wording.links import WAITED
from chancery.wording.names import document_names
from chancery.wording.phrases import clip, one_line
from chancery.wording.versions import standing_words

CONTENT_WIDTH = 60  # of what is to be done in the table; JSON has all of it
NAME_WIDTH = 30


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which commitments to show; what is not given leaves nothing out."""

    types: tuple[CommitmentType, ...] = ()
    party: str | None = None  # who is bound, or for whom
    words: str | None = None  # of what is to be done
    since: str | None = None  # day, ISO 8601, on which it was made, or else published
    until: str | None = None
    thread: str | None = None  # its id, or a document of it
    least: int = 1  # independent sources
    due: str | None = None  # day, ISO 8601, by which the deadline has passed
    open: bool = False  # only those that wait for something
    review: ReviewFilter = "any"  # what people decided of their finding

    def query(self) -> Query:
        """Return what the findings must meet that the commitments stand in."""
        return Query(
            about="commitment",
            words=self.words,
            since=self.since,
            until=self.until,
            thread=self.thread,
            least=self.least,
            due=self.due,
            open=self.open,
            review=self.review,
        )


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A commitment with the names that its document gives its parties, and the document's name."""

    document: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    commitment: Commitment
    told_in: tuple[str, ...]  # names of the documents of its follow-ups, in their order
    open: OpenItem | None  # what it still waits for
    standing: str  # in words: what other versions of its article say against it
    review: ClaimReview  # what people decided of it, apart from what documents tell


def run(arguments: list[str], asked: Asked, *, json: bool) -> None:
    """Print the commitments that are asked for, by document and place.

    Raises:
        UsageError: a day is none.
        NotFoundError: the dossier was built without reading, or there is no such thread.
    """
    path, _ = split(arguments, most=0)
    with open_dossier(path) as dossier:
        rows = sorted(_rows(dossier, asked), key=_weight_order if asked.open else _place_order)
    if json:
        print_json(rows)
        return
    listed = table("type", "by", "to", "what", "deadline", "where it says so", "what became of it")
    for row in rows:
        one = row.commitment
        listed.add_row(
            _type(one),
            clip("; ".join(row.by) or "not said", NAME_WIDTH),
            clip("; ".join(row.to), NAME_WIDTH),
            clip(" … ".join(each.quote for each in one.content), CONTENT_WIDTH),
            _day(one.deadline),
            spot(row.document, one.content[0]),
            _became(row),
        )
    console().print(listed)


def _rows(dossier: Dossier, asked: Asked) -> Iterator[Row]:
    documents = list(dossier.all(Document))
    by_document: dict[str, list[Commitment]] = defaultdict(list)
    found = choose(dossier, asked.query(), publications(documents))
    for row in found:
        for one in row.claims:
            if not isinstance(one, Commitment):
                message = f"{one.id} is no commitment, and a finding of commitments holds it"
                raise TypeError(message)
            if not asked.types or one.type in asked.types:
                by_document[one.document].append(one)
    names = document_names(documents)
    overlay = Overlay(dossier)
    waiting = {one.about: one for one in dossier.all(OpenItem)}
    standings = {
        each.claim: standing_words(each.standing, names)
        for row in found
        for each in row.finding.support
        if each.standing
    }
    for identity, some in by_document.items():
        text = dossier.get(Document, identity).text
        meanings = Meanings(text, dossier.where(Referent, "document = ?", identity))
        for one in some:
            by, to = (
                tuple(forms_of(party, meanings) for party in side) for side in (one.by, one.to)
            )
            if asked.party is None or one_bears((*by, *to), asked.party):
                yield Row(
                    document=names[identity],
                    by=tuple(map(shown, one.by, by)),
                    to=tuple(map(shown, one.to, to)),
                    commitment=one,
                    told_in=tuple(names[each.document] for each in one.follow_up),
                    open=waiting.get(one.id),
                    standing=standings.get(one.id, ""),
                    review=overlay.of_claim(one),
                )


def _type(one: Commitment) -> str:
    kind = one.type.replace("_", " ")
    return kind if one.modality in {"asserted", "expected"} else f"{kind}, {one.modality}"


def _became(row: Row) -> str:
    """Return each follow-up with its words and place, and what is still waited for."""
    lines = [
        became(one, name) for name, one in zip(row.told_in, row.commitment.follow_up, strict=True)
    ]
    if row.standing:
        lines.append(row.standing)
    lines += map(verdict_words, row.review.verdicts)
    lines += map(status_words, row.review.statuses)
    if row.open:
        lines.append(f"open: waits for {WAITED[row.open.waits_for]}")
    return "\n".join(lines)


def _day(time: ClaimTime | None) -> str:
    if time is None:
        return ""
    words = one_line(time.evidence.quote) if time.evidence else ""
    return f"{words} ({time.end})" if time.end else words


def _place_order(row: Row) -> tuple[str, int, str]:
    return row.document, row.commitment.evidence[0].start, row.commitment.id


def _weight_order(row: Row) -> tuple[float, str, int, str]:
    return -(row.open.weight if row.open else 0.0), *_place_order(row)
