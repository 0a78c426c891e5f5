"""Reads the characters of a PDF in a process of its own: the only door to PDFium.

A file can be made so that drawing one page takes hours or all memory, or breaks the library: the
process then ends, and nothing else does. It is run as a script, takes the file through standard
input, and writes a line of JSON for each page: its runs, and whether it holds pictures.
"""

import json
import resource
import sys
from collections.abc import Iterator
from contextlib import suppress
from ctypes import byref, c_double
from math import cos, pi
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # loaded once the limits are set
    from pypdfium2 import PdfPage

SECONDS = 120  # of the processor; choice: 2,000 dense pages take 60
MEMORY = 3 << 30  # bytes of address space; choice: the largest page met takes a tenth
MOST_PAGES = 2_000  # choice: a book
MOST_CHARACTERS = 8_000_000  # choice: of a book of so many pages
GAP = 1.2  # heights of a letter: a wider gap parts columns or cells, not words; choice
SHIFT = 0.6  # heights of a letter by which a new line is lower; choice
UPRIGHT = 0.1  # radians
_HYPHENS = (0x02, 0xFFFE)  # what PDFium puts for a hyphen at a line's end
_BREAKS = (0x0A, 0x0D)
_SPACE = 0x20
_HALF = 0.5
_SURROGATES = range(0xD800, 0xE000)
_UNKNOWN = "\ufffd"
BOLD = 600  # weight of a font from which on it is bold: semibold, in CSS
_RELATED = {"Title": "title", "Author": "author", "Subject": "subject", "Keywords": "keywords",
            "CreationDate": "created", "ModDate": "modified", "Creator": "creator",
            "Producer": "producer"}  # fmt: skip
Written = dict[str, object]


def main() -> int:
    """Read standard input and write what it holds, or one line with a reason and a detail."""
    _limit(resource.RLIMIT_CPU, SECONDS)
    _limit(resource.RLIMIT_AS, MEMORY)
    _limit(resource.RLIMIT_CORE, 0)
    for line in _read(sys.stdin.buffer.read()):
        sys.stdout.write(json.dumps(line) + "\n")
    return 0


def _limit(kind: int, most: int) -> None:
    """Set a limit of this process, unless the system has a lower one or knows none."""
    _, hard = resource.getrlimit(kind)
    if hard == resource.RLIM_INFINITY or most < hard:
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, hard))


def _read(data: bytes) -> Iterator[Written]:
    import pypdfium2  # noqa: PLC0415 - after the limits are set, and not when this is imported

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        yield _why_closed(str(error))
        return
    if len(document) > MOST_PAGES:
        yield _flaw("too_large", f"it has {len(document):,} pages, more than {MOST_PAGES:,}")
        return
    about = document.get_metadata_dict(skip_empty=True)
    yield {"properties": {ours: about[name] for name, ours in _RELATED.items() if name in about}}
    left = MOST_CHARACTERS
    for number in range(len(document)):
        try:
            page = _Page(document[number])
        except pypdfium2.PdfiumError:
            yield {"runs": [], "pictures": False, "broken": True}
            continue
        left -= page.count
        if left < 0:
            yield _flaw("too_large", f"it has more than {MOST_CHARACTERS:,} characters; split it")
            return
        yield {"runs": page.runs(), "pictures": page.has_pictures()}
        page.close()


def _why_closed(message: str) -> Written:
    if "assword" in message or "ecurity" in message:
        return _flaw("encrypted", "it asks for a password; open it and print it to a PDF without")
    return _flaw("malformed", f"it is no whole PDF ({message}); get it anew")


def _flaw(reason: str, detail: str) -> Written:
    return {"reason": reason, "detail": detail}


class _Page:
    """One page; its runs have the origin in its upper left corner as it is shown."""

    def __init__(self, page: "PdfPage") -> None:
        from pypdfium2 import raw  # noqa: PLC0415 - see above

        self._raw = raw
        self._page = page
        self._turn = page.get_rotation()
        self._width, self._height = page.get_size()
        self._text = page.get_textpage()
        self.count = self._text.count_chars()

    def close(self) -> None:
        """Give the page's memory back."""
        self._text.close()
        self._page.close()

    def has_pictures(self) -> bool:
        """Say whether an image stands on the page."""
        kinds = [self._raw.FPDF_PAGEOBJ_IMAGE]
        return next(iter(self._page.get_objects(filter=kinds, max_depth=3)), None) is not None

    def runs(self) -> list[list[object]]:
        """Return the runs of characters: text, left, top, right, bottom, base, bold, turned."""
        unicode_of, box_of = self._raw.FPDFText_GetUnicode, self._raw.FPDFText_GetLooseCharBox
        text, rect = self._text.raw, self._raw.FS_RECTF()
        found = byref(rect)
        runs: list[_Run] = []
        run: _Run | None = None
        for place in range(self.count):
            code = unicode_of(text, place)
            if code in _BREAKS:  # on turned pages PDFium breaks after every letter: boxes tell
                continue
            if code == _SPACE:
                if run is not None:
                    run.letters.append(" ")
                continue
            box_of(text, place, found)
            box = rect.left, rect.bottom, rect.right, rect.top
            if run is None or run.is_apart(box):
                run = self._open(place, box)
                runs.append(run)
            run.add(_letter(code), box, place)
        return [line for run in runs if (line := self._line(run)) is not None]

    def _open(self, place: int, box: "_Box") -> "_Run":
        angle = self._raw.FPDFText_GetCharAngle(self._text.raw, place)
        return _Run(place, box, upright=abs(cos(max(angle, 0))) > _HALF)

    def _line(self, run: "_Run") -> list[object] | None:
        text = "".join(run.letters).strip()
        if not text:
            return None
        raw, page = self._raw, self._text.raw
        bold = all(raw.FPDFText_GetFontWeight(page, one) >= BOLD for one in (run.first, run.last))
        x, y = c_double(), c_double()
        raw.FPDFText_GetCharOrigin(page, run.first, byref(x), byref(y))
        base = self._shown(x.value, y.value, x.value, y.value)[1]
        turned = self._is_turned(raw.FPDFText_GetCharAngle(page, run.first))
        box = self._shown(*run.box())
        return [text, *(round(one, 2) for one in (*box, base)), bold, turned]

    def _shown(
        self, left: float, top: float, right: float, bottom: float
    ) -> tuple[float, float, float, float]:
        """Return the box in points from the upper left corner of the page as it is turned."""
        width, height = self._width, self._height
        corners = [(left, top), (right, bottom)]
        if self._turn == 90:  # noqa: PLR2004
            corners = [(y, x) for x, y in corners]
        elif self._turn == 180:  # noqa: PLR2004
            corners = [(width - x, y) for x, y in corners]
        elif self._turn == 270:  # noqa: PLR2004
            corners = [(width - y, height - x) for x, y in corners]
        else:
            corners = [(x, height - y) for x, y in corners]
        (a, b), (c, d) = corners
        return min(a, c), min(b, d), max(a, c), max(b, d)

    def _is_turned(self, angle: float) -> bool:
        off = (angle + self._turn * pi / 180) % (2 * pi)  # both are counted with the clock
        return angle >= 0 and UPRIGHT < off < 2 * pi - UPRIGHT


_Box = tuple[float, float, float, float]  # two corners, in the page's own points


class _Run:
    """Characters that follow each other on a line without a gap."""

    def __init__(self, first: int, box: _Box, *, upright: bool) -> None:
        self.letters: list[str] = []
        self.first = self.last = first
        self._upright = upright  # along the page's own lines, however it is turned
        self._end = box
        self._boxes: list[_Box] = []

    def is_apart(self, box: _Box) -> bool:
        """Say whether a character in this box stands on another line or behind a gap."""
        along, across = (0, 1) if self._upright else (1, 0)
        end = self._end
        size = max(end[across + 2] - end[across], box[across + 2] - box[across], 0.1)
        gap = max(box[along] - end[along + 2], end[along] - box[along + 2])
        back = end[along + 2] - box[along] if self._upright else 0
        off = abs(box[across] - end[across]) > SHIFT * size
        return off or gap > GAP * size or back > GAP * size

    def add(self, letter: str, box: _Box, place: int) -> None:
        """Add the character that stands at this place of the page's text."""
        self.letters.append(letter)
        self._boxes.append(box)
        self._end = box
        self.last = place

    def box(self) -> _Box:
        """Return the box of all characters."""
        lefts, bottoms, rights, tops = zip(*self._boxes, strict=True)
        return min(lefts), min(bottoms), max(rights), max(tops)


def _letter(code: int) -> str:
    if code in _HYPHENS:
        return "-"
    return _UNKNOWN if code == 0 or code in _SURROGATES else chr(code)


if __name__ == "__main__":
    raise SystemExit(main())
