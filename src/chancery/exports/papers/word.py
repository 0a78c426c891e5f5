"""Writes a paper as a document of Word (DOCX)."""

import io
from datetime import UTC, datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Pt, RGBColor

from chancery.exports.papers.paper import Paper, Part, PartKind, numbers

STYLES: dict[PartKind, str] = {
    "title": "Title",
    "heading": "Heading 1",
    "subheading": "Heading 2",
    "paragraph": "Normal",
    "item": "List Bullet",
}
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)  # so that the same paper gives the same bytes
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # that an archive can say
SMALL = Pt(8)
GREY = RGBColor(0x5D, 0x5A, 0x53)


def to_docx(paper: Paper) -> bytes:
    """Return the bytes of the document."""
    made = Document()
    made.core_properties.author = "Chancery"
    made.core_properties.created = made.core_properties.modified = UNDATED
    for part in paper.parts:
        _add(made, part)
    if paper.sources:
        made.add_heading("Sources", 1)
    for one in paper.sources:
        row = made.add_paragraph(f"[{one.number}] {one.place}: ")
        row.add_run(f"“{_printable(one.quote)}”").italic = True
    out = io.BytesIO()
    made.save(out)
    return _undated(out.getvalue())


def _undated(data: bytes) -> bytes:
    """Return an archive whose members do not say when they were written."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, FIRST_DAY), old.read(name), ZIP_DEFLATED)
    return out.getvalue()


def _add(made: WordDocument, part: Part) -> None:
    row = made.add_paragraph(_printable(part.text), style=STYLES[part.kind])
    for words in filter(None, (part.note, numbers(part))):
        run = row.add_run(f" {_printable(words)}")
        run.font.size = SMALL
        run.font.color.rgb = GREY


def _printable(text: str) -> str:
    """Return text without the control characters that XML cannot hold."""
    return "".join(one if one.isprintable() or one in "\n\t" else "\ufffd" for one in text)
