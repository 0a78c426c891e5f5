"""Writes small PDFs: text at its place on pages, in Courier, whose letters are all 0.6 wide."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

WIDE, HIGH = 595, 842  # points: A4
LETTER = 0.6  # width of a letter by its size


class Put(NamedTuple):
    """A line of text: where it begins, counted from the page's upper left corner, and how big."""

    x: float
    y: float
    text: str
    size: float = 10
    bold: bool = False
    angle: int = 0  # degrees against the clock; 0 or 90


def write_pdf(  # noqa: PLR0913 - what a page may hold
    pages: Sequence[Iterable[Put]],
    *,
    info: str = "",
    rotate: int = 0,
    picture: bool = False,
    extra: Sequence[bytes] = (),
    draw: str = "",
    trailer: str = "",
) -> bytes:
    """Return the file; `extra` are more objects, the first of which
    `draw` may draw as /X; `picture` sets an image on every page."""
    first = 6 + len(extra)
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold /Encoding /WinAnsiEncoding >>",
        _stream(
            "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
            "/BitsPerComponent 8",
            b"\x00",
        ),
        *extra,
    ]
    for number, page in enumerate(pages):
        content = "\n".join(_show(put) for put in page)
        content += "\nq 200 0 0 200 100 100 cm /I Do Q" if picture else ""
        content += f"\n{draw}"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDE} {HIGH}] /Rotate {rotate} "
            f"/Contents {first + 2 * number + 1} 0 R "
            "/Resources << /Font << /F 3 0 R /B 4 0 R >> /XObject << /I 5 0 R /X 6 0 R >> >> "
            ">>".encode(),
            _stream("", content.encode("cp1252")),
        ]
    if info:
        objects.append(f"<< {info} >>".encode("latin-1"))
        trailer += f" /Info {len(objects)} 0 R"
    return _file(objects, trailer)


def column(x: float, y: float, lines: Iterable[str], *, step: float = 12) -> list[Put]:
    """Return lines below each other."""
    return [Put(x, y + step * number, line) for number, line in enumerate(lines)]


def _show(put: Put) -> str:
    text = put.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    turn = "0 1 -1 0" if put.angle else "1 0 0 1"
    font = "B" if put.bold else "F"
    place = f"{turn} {put.x} {HIGH - put.y} Tm"
    return f"BT /{font} {put.size} Tf {place} ({text}) Tj ET"


def _stream(entries: str, data: bytes) -> bytes:
    return f"<< {entries} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _file(objects: Sequence[bytes], trailer: str) -> bytes:
    data = b"%PDF-1.7\n"
    places: list[int] = []
    for number, one in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"trailer << /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + f"xref\n0 {size}\n0000000000 65535 f \n{table}{end}".encode()
