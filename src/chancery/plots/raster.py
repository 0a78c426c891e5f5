"""Turns a figure into a PNG, by resvg, which comes with the extra `png`."""

from importlib import import_module
from typing import Protocol, cast

from chancery.errors import UsageError

LIBRARY = "resvg_py"
ZOOM = 2.0  # pixels of the picture for one of the figure: sharp in print
PROBE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">'
    '<text y="15" font-family="sans-serif">{}</text></svg>'
)


class Resvg(Protocol):
    """What is used of the library."""

    def svg_to_bytes(self, *, svg_string: str, zoom: float = 1.0) -> bytes:
        """Return the SVG as PNG."""
        ...


def to_png(svg: str) -> bytes:
    """Return a figure that was drawn without its style sheet as a PNG.

    Raises:
        UsageError: the library is not installed, or the machine has no font to write with.
    """
    library = _library()
    if library.svg_to_bytes(svg_string=PROBE.format("M")) == library.svg_to_bytes(
        svg_string=PROBE.format("")
    ):
        message = "this machine has no font for a PNG; install one, such as DejaVu, or write .svg"
        raise UsageError(message)
    return library.svg_to_bytes(svg_string=svg, zoom=ZOOM)


def _library() -> Resvg:
    try:
        return cast("Resvg", import_module(LIBRARY))
    except ImportError as error:
        message = "PNG needs resvg: pip install 'chancery[png]', or write .svg"
        raise UsageError(message) from error
