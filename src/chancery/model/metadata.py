"""Values that describe a document, each with its basis and what it rests on."""

from typing import Literal

from chancery.model.base import Value
from chancery.model.evidence import Citation

Basis = Literal["stated", "markup", "feed", "page_furniture", "capture", "linked", "inferred"]
"""stated: the article says so; markup: the page's fields say so; feed: the feed that named the
article says so; page_furniture: text that is not the article's; capture: how it was fetched;
linked: through another document; inferred: computed from the text."""

DatePrecision = Literal["second", "minute", "day", "month", "year", "before", "after", "between"]
"""Precision of the interval; after: only `start` is known; before: only `end` is known."""

UNCONFIRMED = "unconfirmed_published"
"""Key in `Document.fields`: as JSON the day of publication in the markup that the page does not
show, or that it contradicts."""

AFTER_CAPTURE = "after_capture"
"""Key in `Document.fields`: as JSON the days of publication and change, by name, on which the page
had been captured already; none of them is used."""


DocumentLabel = Literal["opinion", "analysis", "press_release", "sponsored", "state_media"]
"""What kind of text a document is, or whose; reports have none."""

LabelBasis = Literal["markup", "stated", "address", "knowledge"]
"""markup: the page's types or section say so; stated: a line of its text; address: a folder of its
address; knowledge: a table of chancery.knowledge, about its outlet."""


class Label(Value, frozen=True, kw_only=True):
    """A kind that something says a document is of."""

    label: DocumentLabel
    basis: LabelBasis
    words: str  # that say so: a type, a section, a line, a folder, or the outlet and its owner
    evidence: Citation | None = None  # null: the address, or knowledge
    source: str | None = None  # of knowledge: where it is from


class TextValue(Value, frozen=True, kw_only=True):
    """A metadata value that is text, such as a title or an outlet's name."""

    value: str
    precision: None = None  # text has none; kept so that every metadata value has the same keys
    basis: Basis
    evidence: Citation | None = None


class DateValue(Value, frozen=True, kw_only=True):
    """A metadata value that is a time: a closed interval of ISO 8601 dates or times.

    A day has `start` equal to `end`. An open bound is null, with precision after or before.
    """

    start: str | None
    end: str | None
    precision: DatePrecision
    basis: Basis
    evidence: Citation | None = None
