"""The characters that a record rests on: spans of a document, or a place in a capture's markup."""

from chancery.errors import RecordError
from chancery.model.base import Value


class Evidence(Value, frozen=True, kw_only=True):
    """A verbatim span of a document: `start`, `end` in code points of its text, half-open."""

    document: str
    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        """Reject a span whose length is not the length of its quote."""
        if not 0 <= self.start < self.end or self.end - self.start != len(self.quote):
            message = (
                f"evidence [{self.start}:{self.end}] of {self.document} "
                f"does not fit a quote of {len(self.quote)} characters"
            )
            raise RecordError(message)


class Citation(Value, omit_defaults=True, frozen=True, kw_only=True):
    """What a metadata value rests on: a span of the text, or a pointer into a capture's markup."""

    document: str | None = None
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    capture: str | None = None
    pointer: str | None = (
        None  # a JSON Pointer, a CSS-like path, or "path" for the file's own path
    )

    def __post_init__(self) -> None:
        """Reject a citation that is neither a whole span nor a whole pointer."""
        span = (self.document, self.start, self.end, self.quote)
        pointer = (self.capture, self.pointer)
        whole_span = None not in span and pointer == (None, None)
        whole_pointer = None not in pointer and span == (None,) * 4
        if not (whole_span or whole_pointer):
            message = "a citation is a span (document, start, end, quote) or a pointer, not a mix"
            raise RecordError(message)


def cite(document: str, text: str, start: int, end: int) -> Evidence:
    """Return the evidence for `text[start:end]` of the document with this id."""
    return Evidence(document=document, start=start, end=end, quote=text[start:end])


def cite_span(document: str, text: str, start: int, end: int) -> Citation:
    """Return the citation of `text[start:end]`, for a metadata value."""
    return Citation(document=document, start=start, end=end, quote=text[start:end])


def cite_markup(capture: str, pointer: str) -> Citation:
    """Return the citation of a value that stands only in the markup of a capture."""
    return Citation(capture=capture, pointer=pointer)
