"""Writes a paper as Markdown (CommonMark)."""

import re
from collections.abc import Iterator

from chancery.exports.papers.paper import Paper, Part, PartKind, numbers

MARKS: dict[PartKind, str] = {
    "title": "# ",
    "heading": "## ",
    "subheading": "### ",
    "paragraph": "",
    "item": "- ",
}
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def to_markdown(paper: Paper) -> bytes:
    """Return the paper in UTF-8; what has a meaning in Markdown is escaped."""
    return ("\n".join(_lines(paper)) + "\n").encode()


def _lines(paper: Paper) -> Iterator[str]:
    before: PartKind | None = None
    for part in paper.parts:
        if before and not part.kind == before == "item":
            yield ""
        yield _line(part)
        before = part.kind
    if paper.sources:
        yield from ("", "## Sources", "")
    for one in paper.sources:
        yield f"{one.number}. {escaped(one.place)}: “{escaped(' '.join(one.quote.split()))}”"


def _line(part: Part) -> str:
    note = f" — *{escaped(part.note)}*" if part.note else ""
    cited = f" {escaped(numbers(part))}" if part.sources else ""
    return f"{MARKS[part.kind]}{escaped(part.text)}{note}{cited}"


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", text)
