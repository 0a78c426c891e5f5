"""Writes the claims of the product as rows of the gold's form, with which phrases mean one."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from chancery.model import (
    Claim,
    ClaimTime,
    Commitment,
    Event,
    Evidence,
    Figure,
    Meeting,
    Occurrence,
    Party,
    Referent,
    Span,
    Statement,
)
from chancery.text.meaning import Meanings

Row = dict[str, Any]


def document_row(
    name: str, text: str, claims: Iterable[Claim], referents: Sequence[Referent]
) -> Row:
    """Return a document's row; `same` ties the phrases of each referent, and slots to them."""
    claims = list(claims)
    rows = [claim_row(one) for one in claims]
    slots = {tuple(span) for row in rows for spans in row["slots"].values() for span in spans}
    introduced = [pair for one in claims for pair in _introduced(one)]
    slots |= {tuple(span) for _, span in introduced}
    tied = [*_chained(referents), *_bound(text, sorted(slots), referents), *introduced]
    return {"document": name, "claims": rows, "same": tied}


def claim_row(claim: Claim) -> Row:
    """Return a claim as the gold has it: slots as spans, values as words."""
    slots, values = _WRITERS[type(claim)](claim)
    return {
        "kind": claim.__struct_config__.tag,
        "slots": {name: spans for name, spans in slots.items() if spans},
        "values": {name: value for name, value in values.items() if value is not None},
        "modality": claim.modality,
        "evidence": _spans(claim.evidence),
    }


def _chained(referents: Iterable[Referent]) -> Iterator[list[list[int]]]:
    for one in referents:
        places = [[two.start, two.end] for two in one.references]
        for place in places[1:]:
            yield [places[0], place]


def _introduced(claim: Claim) -> Iterator[list[list[int]]]:
    """Yield each party that is not named with the words that introduce it."""
    parties: tuple[Party, ...] = claim.reported_by
    if isinstance(claim, Statement):
        parties = (*claim.speaker, *parties)
    if isinstance(claim, Event):
        parties = (*claim.actors, *parties)
    if isinstance(claim, Commitment):
        parties = (*claim.by, *claim.to, *parties)
    for party in parties:
        if party.introduced:
            yield _spans([party.evidence, party.introduced])


def _bound(
    text: str, spans: Iterable[Span], referents: Sequence[Referent]
) -> Iterator[list[list[int]]]:
    meanings = Meanings(text, referents)
    for span in spans:
        found = meanings.of(span)
        if found and (found[1].start, found[1].end) != span:
            yield [list(span), [found[1].start, found[1].end]]


def _statement(one: Statement) -> tuple[Row, Row]:
    slots = {
        "speaker": _parties(one.speaker),
        "words": _said(one.occurrences),
        "cue": _spans([one.cue] if one.cue else []),
        "role": _spans([one.role] if one.role else []),
        "addressee": _parties(one.addressee),
        "venue": _spans([one.venue] if one.venue else []),
        "recipient": _parties(one.recipient),
        "reported_by": _parties(one.reported_by),
    }
    cue_class = None if one.cue_class == "says" else one.cue_class
    return slots, {"style": one.style, "cue_class": cue_class, "root": one.root}


def _figure(one: Figure) -> tuple[Row, Row]:
    slots = {
        "number": _spans([one.written]),
        "counts": _spans(one.counts),
        "as_of": _spans([one.as_of.evidence] if one.as_of and one.as_of.evidence else []),
        "attributed_to": _parties(one.attributed_to),
        "equivalent": _spans(two.written for two in one.equivalents),
    }
    low, high = (
        None if bound is None else str(Fraction(bound) / one.divisor)
        for bound in (one.low, one.high)
    )
    currency = one.currency or ("?" if one.unit == "money" else None)
    values = {
        "low": low,
        "high": high,
        "modifier": one.modifier,
        "unit": one.unit,
        "currency": currency,
    }
    return slots, values


def _meeting(one: Meeting) -> tuple[Row, Row]:
    slots = {
        "trigger": _spans([one.trigger]),
        "parties": _parties(one.parties),
        "heads": _parties(head.person for head in one.heads),
        "host": _parties(one.host),
        "place": _parties(one.place),
        "time": _spans([one.time.evidence] if one.time and one.time.evidence else []),
        "series": _parties([one.series] if one.series else []),
        "absentees": _parties(two.party for two in one.absentees),
        "reason": _spans(why for two in one.absentees for why in two.reason),
        "observers": _parties(one.observers),
        "number_stated": _spans([one.number_words] if one.number_words else []),
        "agenda": _spans(one.agenda),
        "outcome": _spans(one.outcome),
        "documents": _parties(one.documents),
        "reported_by": _parties(one.reported_by),
    }
    return slots, {"date": _date(one.time)}


def _event(one: Event) -> tuple[Row, Row]:
    slots = {
        "trigger": _spans([one.trigger] if one.trigger else []),
        "actor": _parties(one.actors),
        "recipient": _parties(one.recipients),
        "place": _parties(one.place),
        "time": _spans([one.time.evidence] if one.time and one.time.evidence else []),
        "reported_by": _parties(one.reported_by),
    }
    return slots, {"root": one.root}


def _date(time: ClaimTime | None) -> str | None:
    """Return a day, week, month or year as the gold writes it; None where none is fixed."""
    if time is None or time.start is None or time.end is None:
        return None
    if time.start == time.end:
        return time.start
    if time.precision == "week":
        year, week, _ = date.fromisoformat(time.start).isocalendar()
        return f"{year}-W{week:02}"
    return {"month": time.start[:7], "year": time.start[:4]}.get(time.precision)


def _commitment(one: Commitment) -> tuple[Row, Row]:
    slots = {
        "by": _parties(one.by),
        "to": _parties(one.to),
        "content": _spans(one.content),
        "cue": _spans([one.cue] if one.cue else []),
        "amount": _spans(one.amount),
        "deadline": _said_time(one.deadline),
        "condition": _spans(one.condition),
        "made": _said_time(one.made),
        "reported_by": _parties(one.reported_by),
    }
    return slots, {"type": one.type, "root": one.root}


def _said_time(one: ClaimTime | None) -> list[list[int]]:
    return _spans([one.evidence] if one and one.evidence else [])


_WRITERS: dict[type[Claim], Any] = {
    Statement: _statement,
    Figure: _figure,
    Meeting: _meeting,
    Event: _event,
    Commitment: _commitment,
}


def _spans(found: Iterable[Evidence]) -> list[list[int]]:
    return [[one.start, one.end] for one in found]


def _parties(found: Iterable[Party]) -> list[list[int]]:
    return _spans(one.evidence for one in found)


def _said(occurrences: Iterable[Occurrence]) -> list[list[int]]:
    return sorted(span for one in occurrences for span in _spans(one.words))
