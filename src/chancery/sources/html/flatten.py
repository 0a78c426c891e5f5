"""Rewrites a page that nests too deep for the parser: deep tags go, their text stays."""

from html.parser import HTMLParser

from chancery.sources.html.elements import BLOCKS, HIDDEN, VOID

MAX_DEPTH = 200  # choice: of 508 real pages the deepest has 43 levels


def flatten(html: str) -> str:
    """Return the page with no element deeper than `MAX_DEPTH`; a dropped block leaves a <br>."""
    flattener = _Flattener()
    flattener.feed(html)
    flattener.close()
    return "".join(flattener.pieces)


class _Flattener(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)  # references are passed on as they stand
        self.pieces: list[str] = []
        self._open: list[tuple[str, bool]] = []  # name, and whether its tag was passed on
        self._count: dict[str, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs  # the tag is passed on as it stands
        if tag in VOID:
            self._emit(self.get_starttag_text() or "")
            return
        passed = len(self._open) < MAX_DEPTH or tag in HIDDEN
        self._open.append((tag, passed))
        self._count[tag] = self._count.get(tag, 0) + 1
        self._mark(tag, self.get_starttag_text() or "", passed=passed)

    def handle_endtag(self, tag: str) -> None:
        while self._count.get(tag, 0) > 0:
            name, passed = self._open.pop()
            self._count[name] -= 1
            self._mark(name, f"</{name}>", passed=passed)
            if name == tag:
                break

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # HTML ignores the slash

    def handle_data(self, data: str) -> None:
        self._emit(data)

    def handle_entityref(self, name: str) -> None:
        self._emit(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._emit(f"&#{name};")

    def _mark(self, tag: str, markup: str, *, passed: bool) -> None:
        if passed:
            self._emit(markup)
        elif tag in BLOCKS:
            self._emit("<br>")

    def _emit(self, piece: str) -> None:
        self.pieces.append(piece)
