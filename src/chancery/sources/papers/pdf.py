"""Makes a document of a PDF: its text in reading order, with what repeats on its pages marked."""

import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, cast

import msgspec

from chancery.model import BlockType, Capture, Document, Reason, Rejection, reject
from chancery.sources.flaw import Flaw
from chancery.sources.papers.build import Paragraph, build_paper
from chancery.sources.papers.furniture import find_furniture
from chancery.sources.papers.lines import Line, Run, read_pages
from chancery.sources.papers.paragraphs import join_lines, part_paragraphs, words_of

WAIT_S = 600  # on a busy machine; the reader's own limit is of the processor's time
UNREAD_SHARE = 0.3  # of the characters that show: with more the fonts say no letters; choice
_READER = Path(__file__).with_name("pdfium.py")
_UNREAD = ("\ufffd",)
_PRIVATE = range(0xE000, 0xF900)  # code points that each font uses as it likes


class _Page(msgspec.Struct):
    """What the reader says of one page, of the whole file, or of why there is no more."""

    runs: list[Run] = []
    pictures: bool = False
    properties: dict[str, str] = {}
    reason: str = ""
    detail: str = ""


class _Pages(NamedTuple):
    properties: dict[str, str]
    pages: list[_Page]


class PdfPaper:
    """Makes a document of a PDF (ISO 32000); pictures of text are not read."""

    def extract(self, capture: Capture, data: bytes) -> Document | Rejection:
        """Return the document, or `encrypted`, `malformed`, `too_large`, `scanned`, `encoding`."""
        read = _read(data)
        if isinstance(read, Flaw):
            return reject(capture.uri, *read)
        lines = read_pages([page.runs for page in read.pages])
        furniture = find_furniture(lines)
        flaw = _find_flaw(read.pages, lines, furniture)
        if flaw is not None:
            return reject(capture.uri, *flaw)
        paragraphs, left_out = _paragraphs(lines, furniture)
        fields: dict[str, object] = {"pages": len(read.pages)}
        unread = [number for number, page in enumerate(lines, 1) if not page]
        if unread:
            fields["pages_without_text"] = unread
        if left_out:
            fields["hyphens_left_out_at"] = left_out
        return build_paper(capture, paragraphs, read.properties, fields)


def _read(data: bytes) -> _Pages | Flaw:
    """Return the pages, which a process of its own reads: at worst it ends."""
    try:
        ended = subprocess.run(  # noqa: S603 - our own script
            [sys.executable, "-P", str(_READER)],
            input=data,
            capture_output=True,
            timeout=WAIT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Flaw("too_large", f"reading it took over {WAIT_S} s; print its text to a new PDF")
    if ended.returncode != 0:
        return _why_ended(ended.returncode)
    pages = [msgspec.json.decode(line, type=_Page) for line in ended.stdout.splitlines()]
    if pages and pages[-1].reason:
        return Flaw(cast("Reason", pages[-1].reason), pages[-1].detail)
    return _Pages(pages[0].properties, pages[1:])


def _why_ended(code: int) -> Flaw:
    if -code in {signal.SIGXCPU, signal.SIGKILL}:
        detail = (
            "reading it takes more time or memory than a text can; print its text to a new PDF"
        )
        return Flaw("too_large", detail)
    how = f"signal {-code}" if code < 0 else "no memory left, or a fault"
    return Flaw("malformed", f"the reader of PDFs broke off ({how}); print it to a new PDF")


def _find_flaw(
    pages: Sequence[_Page], lines: Sequence[Sequence[Line]], furniture: set[Line]
) -> Flaw | None:
    own = "".join(line.text for page in lines for line in page if line not in furniture)
    if not own.strip():
        if any(page.pictures for page in pages):
            detail = "its pages are pictures without text; run it through OCR (ocrmypdf) first"
            return Flaw("scanned", detail)
        return Flaw("no_text", f"its {len(pages)} pages show no characters")
    shown = [letter for letter in own if not letter.isspace()]
    unread = sum(letter in _UNREAD or ord(letter) in _PRIVATE for letter in shown)
    if unread > UNREAD_SHARE * len(shown):
        detail = f"{unread} of {len(shown)} characters stand for no letter in its fonts"
        return Flaw("encoding", f"{detail}; run it through OCR (ocrmypdf --force-ocr) first")
    return None


def _paragraphs(
    pages: Sequence[Sequence[Line]], furniture: set[Line]
) -> tuple[list[Paragraph], list[int]]:
    """Return the paragraphs, and where in the text that they make a hyphen was left out."""
    paragraphs: list[Paragraph] = []
    left_out: list[int] = []
    position = 0
    for paragraph, places in _typed(pages, furniture):
        left_out += [position + place for place in places]
        paragraphs.append(paragraph)
        position += len(paragraph.text) + 1
    return paragraphs, left_out


def _typed(
    pages: Sequence[Sequence[Line]], furniture: set[Line]
) -> Iterator[tuple[Paragraph, tuple[int, ...]]]:
    """Yield the paragraphs; furniture stands below the one that its page begins or ends in."""
    everything = [line for page in pages for line in page]
    own = [line for line in everything if line not in furniture]
    words = words_of(own)
    waiting = deque(line for line in everything if line in furniture)
    for lines in part_paragraphs(own):
        text, places = join_lines(lines, words)
        while waiting and waiting[0].place < lines[0].place:
            yield Paragraph(waiting.popleft().text, "navigation"), ()
        kind: BlockType = "navigation" if lines[0].turned else "body"
        yield Paragraph(text, kind), places
    yield from ((Paragraph(line.text, "navigation"), ()) for line in waiting)
