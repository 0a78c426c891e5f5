"""Tells the lines of a text that head a section."""

from chancery.text.timex.values import Span

LONGEST_HEADING = 100  # characters of a line that heads a section
SENTENCE_ENDS = frozenset(".!?,;:\"'”’")  # a line that ends with one is no heading


def heading_of(text: str, span: Span) -> int | None:
    """Return where the line of an expression begins if that line heads a section."""
    start = text.rfind("\n", 0, span.start) + 1
    stop = text.find("\n", span.end, start + LONGEST_HEADING + 2)
    line = text[start:stop].rstrip() if stop >= 0 else ""
    heads = line and start and len(line) <= LONGEST_HEADING and line[-1] not in SENTENCE_ENDS
    return start if heads else None
