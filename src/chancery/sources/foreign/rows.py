"""Parts lines into cells: by tabs, or as CSV, whose quoted cells may run over some lines."""

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from chancery.sources.encoding import decode
from chancery.sources.flaw import Flaw
from chancery.sources.foreign.lines import MOST_LINE, Line

MOST_LINES = 200  # choice: lines of one row; what is not closed by then is torn
UTF8 = "utf-8"
LEGACY = "windows-1252"
MARK = "\ufeff"


class Row(NamedTuple):
    """The cells of one row and the line that it begins on; or what is wrong with it."""

    line: int
    cells: Sequence[str] = ()
    flaw: Flaw | None = None
    legacy: bool = False  # it was no UTF-8, and was read by what its bytes show


class Text(NamedTuple):
    """A line as text."""

    number: int
    text: str
    flaw: Flaw | None = None
    legacy: bool = False


def read_text(line: Line) -> Text:
    """Return a line as text, without a byte-order mark; NULs are a flaw."""
    if line.flaw:
        return Text(line.number, "", line.flaw)
    if b"\0" in line.data:
        return Text(line.number, "", Flaw("binary", "it holds NUL bytes"))
    try:
        return Text(line.number, line.data.decode(UTF8).removeprefix(MARK))
    except UnicodeDecodeError:
        found = decode(line.data, declared=LEGACY)
    if isinstance(found, Flaw):
        return Text(line.number, "", found)
    return Text(line.number, found.text, legacy=True)


def tabbed_rows(lines: Iterator[Text]) -> Iterator[Row]:
    """Yield the rows of a table whose lines are rows."""
    for line in lines:
        if line.flaw:
            yield Row(line.number, flaw=line.flaw)
        elif line.text.strip():
            yield Row(line.number, split_tabs(line.text), legacy=line.legacy)


def split_tabs(line: str) -> list[str]:
    """Return the cells of a line; quotation marks around a whole cell are taken off."""
    return [_unquoted(one) for one in line.split("\t")]


def quoted_rows(lines: Iterator[Text], delimiter: str, width: int) -> Iterator[Row]:
    """Yield the rows of CSV with so many columns.

    A quotation mark that nothing closes spoils its own line and no other.
    """
    waiting: deque[Text] = deque()
    while line := waiting.popleft() if waiting else next(lines, None):
        if line.flaw:
            yield Row(line.number, flaw=line.flaw)
            continue
        if not line.text.strip():
            continue
        taken = _take(line, waiting, lines)
        cells = split_quoted("\n".join(one.text for one in taken), delimiter)
        if len(taken) > 1 and (isinstance(cells, Flaw) or len(cells) != width):
            waiting.extendleft(reversed(taken[1:]))
            cells, taken = split_quoted(line.text, delimiter), [line]
        if isinstance(cells, Flaw):
            yield Row(line.number, flaw=cells)
        else:
            yield Row(line.number, cells, legacy=any(one.legacy for one in taken))


def split_quoted(text: str, delimiter: str) -> list[str] | Flaw:
    """Return the cells of one row of CSV."""
    try:
        return next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error as error:
        return Flaw("malformed", f"it is no row of CSV: {error}")


def _take(line: Text, waiting: deque[Text], lines: Iterator[Text]) -> list[Text]:
    """Return the lines of the row that begins here: till every quotation mark is closed."""
    taken, open_, size = [line], line.text.count('"') % 2, len(line.text)
    while open_:
        more = waiting.popleft() if waiting else next(lines, None)
        if more is None:
            break
        size += len(more.text)
        if more.flaw or len(taken) >= MOST_LINES or size > MOST_LINE:
            waiting.appendleft(more)
            break
        taken.append(more)
        open_ = (open_ + more.text.count('"')) % 2
    return taken


def _unquoted(cell: str) -> str:
    if len(cell) > 1 and cell.startswith('"') and cell.endswith('"'):
        return cell[1:-1].replace('""', '"')
    return cell
