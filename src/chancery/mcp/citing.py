"""Turns records into parts of answers, every quote with its citation."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from chancery.mcp.answers import (
    Behind,
    Days,
    Difference,
    Edited,
    Filler,
    Followed,
    Found,
    Passage,
    Quote,
    Side,
    Source,
    Told,
)
from chancery.model import (
    Claim,
    ClaimTime,
    Commitment,
    DateValue,
    Discrepancy,
    Document,
    Evidence,
    Finding,
    FindingOrigin,
    Origin,
    Party,
    ReuseLink,
    ReviewState,
    kind_of,
)
from chancery.store.dossier import Dossier
from chancery.text.claim_time import time_of

MOST_CLAIMS = 20  # of a finding in a list; `evidence` pages through all
APART = frozenset({"evidence", "occurrences", "follow_up"})  # no parts: given apart, or again


def quote(one: Evidence) -> Quote:
    """Return a span with its citation."""
    return Quote(
        cite=f"{one.document}:{one.start}-{one.end}",
        document=one.document,
        start=one.start,
        end=one.end,
        untrusted_text=one.quote,
    )


def tell_claim(one: Claim) -> Told:
    """Return what one document says."""
    return Told(
        id=one.id,
        about=kind_of(type(one)),
        document=one.document,
        modality=one.modality,
        confidence=one.confidence,
        time=days(time_of(one)),
        evidence=tuple(map(quote, one.evidence)),
        parts=tuple(
            part
            for field in one.__struct_fields__
            if field not in APART
            for part in _parts(getattr(one, field), field)
        ),
        became=tuple(_became(one)) if isinstance(one, Commitment) else (),
    )


def tell_finding(
    one: Finding, claims: Sequence[Claim], review: ReviewState, most: int = MOST_CLAIMS
) -> Found:
    """Return a finding with the first of some claims of it."""
    return Found(
        id=one.id,
        about=one.about,
        sort=one.sort,
        modality=one.modality,
        strength=one.strength,
        independent=one.independent,
        upper_bound=one.upper_bound,
        exact=one.exact,
        review=review,
        time=days(one.time),
        claims=tuple(map(tell_claim, claims[:most])),
        claims_in_all=len(one.support),
        differences=tuple(map(_difference, one.discrepancies)),
        origins=tuple(map(_origin, one.origins)),
    )


def tell_passage(one: ReuseLink) -> Passage:
    """Return text that stands in two documents."""
    return Passage(
        id=one.id,
        a=quote(one.a),
        b=quote(one.b),
        edits=tuple(
            Edited(
                a_start=each.a_start,
                a_end=each.a_end,
                untrusted_a=each.a_text,
                b_start=each.b_start,
                b_end=each.b_end,
                untrusted_b=each.b_text,
            )
            for each in one.edits
        ),
        similarity=one.similarity,
        words=one.length,
        strength=one.strength,
        direction=one.direction,
    )


def tell_origin(one: Origin) -> Behind:
    """Return what stands behind text of several documents."""
    return Behind(
        id=one.id,
        basis=one.basis,
        untrusted_name=one.name,
        documents=one.documents,
        evidence=tuple(map(quote, one.evidence)),
    )


def days(time: ClaimTime | DateValue | None) -> Days | None:
    """Return the days of a time; None where none is known."""
    if time is None or not (time.start or time.end):
        return None
    return Days(first=time.start, last=time.end, basis=time.basis)


def sources(dossier: Dossier, told: object) -> tuple[Source, ...]:
    """Return the documents that parts of an answer name, by id."""
    found = dossier.among(Document, sorted(set(_documents(told))))
    return tuple(
        Source(
            id=one.id,
            untrusted_title=one.title.value if one.title else None,
            untrusted_outlet=one.outlet.value if one.outlet else None,
            untrusted_uri=one.uri,
            published=days(one.published),
        )
        for one in found
    )


def _documents(told: object) -> Iterator[str]:
    """Yield the documents of all quotes."""
    if isinstance(told, Quote):
        yield told.document
    elif isinstance(told, tuple):
        yield from (each for one in told for each in _documents(one))
    elif isinstance(told, msgspec.Struct):
        for field in told.__struct_fields__:
            yield from _documents(getattr(told, field))


def _parts(value: object, role: str) -> Iterator[Filler]:
    if isinstance(value, Evidence):
        yield Filler(role=role, entity=None, untrusted_name=None, quote=quote(value))
    elif isinstance(value, Party):
        yield Filler(
            role=role,
            entity=value.entity,
            untrusted_name=value.name,
            quote=quote(value.evidence),
        )
        yield from _parts(value.introduced, f"{role}.introduced")
    elif isinstance(value, tuple):
        yield from (part for one in value for part in _parts(one, role))
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            inner = role if field == "evidence" else f"{role}.{field}"
            yield from _parts(getattr(value, field), inner)


def _became(one: Commitment) -> Iterable[Followed]:
    for each in one.follow_up:
        evidence = tuple(map(quote, each.evidence))
        yield Followed(type=each.type, order=each.order, evidence=evidence)


def _difference(one: Discrepancy) -> Difference:
    sides = (
        Side(
            untrusted_value=each.value,
            claims=each.claims,
            evidence=tuple(map(quote, each.evidence)),
        )
        for each in one.versions
    )
    return Difference(slot=one.slot, type=one.type, sides=tuple(sides))


def _origin(one: FindingOrigin) -> Behind:
    origin = one.origin
    return Behind(
        id=origin.origin,
        basis=origin.basis,
        untrusted_name=origin.name,
        documents=one.documents,
    )
