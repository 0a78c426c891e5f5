"""A comparison as a table: a row for each match, each further row, and each without one."""

from collections.abc import Iterator
from typing import Literal

from msgspec.structs import replace

from chancery.model.base import Value
from chancery.pipeline.comparing.comparison import Beside, Comparison, Match
from chancery.pipeline.comparing.differ import day_words, our_days, place_words
from chancery.pipeline.comparing.ours import OurEvent
from chancery.sources.foreign.record import ForeignActor, ForeignRecord

Only = Literal["matched", "theirs", "ours", "differ"]
"""matched: what both have; differ: of these what they say differently; theirs, ours: what one
side alone has."""

BETWEEN = "; "


class TableRow(Value, frozen=True, kw_only=True):
    """One row; what does not apply is empty."""

    relation: Literal["matched", "theirs", "ours"]
    system: str
    score: float | None = None
    by: str = ""  # content or id
    their_id: str = ""
    their_days: str = ""
    their_actors: str = ""
    their_recipients: str = ""
    their_root: str = ""
    their_code: str = ""
    their_place: str = ""
    their_sources: str = ""
    their_address: str = ""
    their_file: str = ""
    their_line: int | None = None
    their_rows: int | None = None
    their_articles: int | None = None
    our_id: str = ""
    our_days: str = ""
    our_actors: str = ""
    our_recipients: str = ""
    our_root: str = ""
    our_place: str = ""
    our_document: str = ""
    our_start: int | None = None
    our_end: int | None = None
    our_quote: str = ""
    our_documents: int | None = None
    our_independent: int | None = None
    our_at_most_independent: int | None = None
    our_also: str = ""  # ids of further ones of ours that fit the row
    differs: str = ""


def chosen(comparison: Comparison, only: Only | None) -> Comparison:
    """Return the comparison with nothing listed but what is asked for; counts stay."""
    if only is None:
        return comparison
    return replace(comparison, systems=tuple(_part(one, only) for one in comparison.systems))


def table_rows(comparison: Comparison) -> Iterator[TableRow]:
    """Yield the rows, by system: matches, what they alone have, what we alone have."""
    for beside in comparison.systems:
        yield from (_matched(one) for one in beside.matched)
        for record in beside.theirs:
            yield replace(_theirs(record), relation="theirs")
        for event in beside.ours:
            row = TableRow(relation="ours", system=beside.system)
            yield replace(row, **_ours(event))


def _part(one: Beside, only: Only) -> Beside:
    matched = one.matched if only in {"matched", "differ"} else ()
    return replace(
        one,
        matched=tuple(each for each in matched if only == "matched" or each.differs),
        theirs=one.theirs if only == "theirs" else (),
        ours=one.ours if only == "ours" else (),
    )


def _matched(one: Match) -> TableRow:
    said = BETWEEN.join(
        f"{each.slot}: {each.theirs} / {each.ours}"
        for each in one.differences
        if each.kind == "differs"
    )
    return replace(
        _theirs(one.theirs),
        relation="matched",
        score=one.score,
        by=one.by,
        their_rows=one.their_rows,
        their_articles=one.their_articles,
        our_also=BETWEEN.join(each.id for each in one.also_ours),
        differs=said,
        **_ours(one.ours),
    )


def _theirs(one: ForeignRecord) -> TableRow:
    return TableRow(
        relation="theirs",
        system=one.system,
        their_id=one.id,
        their_days=day_words(one.days),
        their_actors=BETWEEN.join(map(actor_words, one.actors)),
        their_recipients=BETWEEN.join(map(actor_words, one.recipients)),
        their_root=one.act.root or "",
        their_code=one.act.code,
        their_place=place_words(one.place),
        their_sources=BETWEEN.join(one.sources),
        their_address=one.address,
        their_file=one.file,
        their_line=one.line,
    )


def _ours(one: OurEvent) -> dict[str, str | int]:
    return {
        "our_id": one.id,
        "our_days": our_days(one),
        "our_actors": BETWEEN.join(one.actors),
        "our_recipients": BETWEEN.join(one.recipients),
        "our_root": one.root,
        "our_place": BETWEEN.join(place.name for place in one.places),
        "our_document": one.words.document,
        "our_start": one.words.start,
        "our_end": one.words.end,
        "our_quote": one.words.quote,
        "our_documents": len(one.documents),
        "our_independent": one.independent,
        "our_at_most_independent": one.upper_bound,
    }


def actor_words(one: ForeignActor) -> str:
    """Return whom a row means, in its own words, with the country where the name is not it."""
    if not one.name or not one.country or one.state:
        return one.name or one.country
    return f"{one.name} ({one.country})"
