"""Fills in what a cleaned document says of itself, and the agencies that it credits."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

import msgspec

from chancery.knowledge.months import months
from chancery.model import Credit, Document, Record, TextValue, cite_span
from chancery.ports import BatchStage
from chancery.stages.describe.after_capture import leave_out_later
from chancery.stages.describe.credits import find_credits
from chancery.stages.describe.disagree import settle
from chancery.stages.describe.heads import find_byline, find_title
from chancery.stages.describe.labels import find_labels
from chancery.stages.describe.language import find_language
from chancery.stages.describe.lines import lines_of
from chancery.stages.describe.outlet import find_outlet
from chancery.stages.describe.place import find_dateline, place_value
from chancery.stages.describe.stamps import find_stamps
from chancery.stages.describe.unlisted import Whose

WIDEST_FIRST = ("document", "passage", "sentence")


class Describe(BatchStage):
    """Gives each document back with its metadata, and its credits; knows no other document."""

    name: ClassVar[str] = "describe"
    version: ClassVar[int] = 3
    inputs: ClassVar[tuple[type[Record], ...]] = (Document,)
    outputs: ClassVar[tuple[type[Record], ...]] = (Document, Credit)

    def run(self, batch: Sequence[Record]) -> Iterable[Sequence[Record]]:
        """Yield, for each document, itself with metadata, then its credits in text order."""
        for record in batch:
            if not isinstance(record, Document):
                message = f"describe takes documents, not {type(record).__name__}"
                raise TypeError(message)
            document, found = describe(record)
            yield [document, *found]


def describe(document: Document) -> tuple[Document, list[Credit]]:
    """Return the document with what its text states filled in, and its credits.

    A value that markup gave stays; what the text says otherwise goes into `fields`.
    """
    lines = lines_of(document)
    language = document.language or find_language(document)
    names = months(language.value if language else None)
    dateline = find_dateline(lines, names)
    dates = find_stamps(document, lines, dateline, names)
    outlet = find_outlet(document, lines, names)
    outlets = tuple(value.value for value in (document.outlet, outlet) if value)
    whose = Whose(outlets, language.value.partition("-")[0] if language else None)
    found = find_credits(document, lines, dateline, whose)
    told = {
        "title": find_title(document, lines),
        "published": dates.published,
        "modified": dates.modified,
        "captured": dates.captured,
        "outlet": outlet,
        "byline": find_byline(document, lines),
        "dateline": place_value(document.id, document.text, dateline),
    }
    settled = settle(*leave_out_later(document, told))
    described = msgspec.structs.replace(
        settled,
        language=language,
        agencies=_credited(document, found, "text"),
        photo_credits=_credited(document, found, "photo"),
        labels=find_labels(settled, lines, settled.outlet),
    )
    return described, found


def _credited(document: Document, found: Sequence[Credit], medium: str) -> tuple[TextValue, ...]:
    """Return each agency once, with the credit that covers most, in the order of the text."""
    best: dict[str, Credit] = {}
    for credit in found:
        if credit.medium == medium:
            other = best.get(credit.agency)
            if other is None or _rank(credit) < _rank(other):
                best[credit.agency] = credit
    chosen = sorted(best.values(), key=lambda credit: (credit.evidence.start, credit.agency))
    return tuple(_value(document, credit) for credit in chosen)


def _rank(credit: Credit) -> tuple[int, int]:
    return WIDEST_FIRST.index(credit.scope), credit.evidence.start


def _value(document: Document, credit: Credit) -> TextValue:
    start, end = credit.evidence.start, credit.evidence.end
    kept = any(block.kept for block in document.blocks if block.start <= start < block.end)
    return TextValue(
        value=credit.agency,
        basis="stated" if kept else "page_furniture",
        evidence=cite_span(document.id, document.text, start, end),
    )
