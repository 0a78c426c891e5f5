"""Makes each row of a table a line of JSONL in a file of ours, and gives the lines as captures."""

from collections.abc import Generator, Iterator

import msgspec

from chancery.model import Capture, Rejection, reject
from chancery.sources.files import refuse
from chancery.sources.flaw import Flaw
from chancery.sources.given import Given
from chancery.sources.lines import read_lines
from chancery.sources.spool import Spool
from chancery.sources.tables.delimited import read_delimited
from chancery.sources.tables.row import Row, Stop

FREE_BYTES = 1 << 30  # choice: what a small table may grow to
GROWTH = 50  # choice: text packs to a third or a tenth, a table of one repeated text to nothing


def read_table(given: Given) -> Iterator[Capture | Rejection]:
    """Yield a capture for each row that holds an article, and a rejection for each that does not.

    The lines are kept in `given.spool`. Line N of that file is row N, the
    header not counted; where a row cannot be read its line is blank.

    Raises:
        DossierWriteError: the disk is full or the folder cannot be written.
    """
    try:
        with Spool(given.spool, "rows of tables") as spool:
            articles = yield from _write(_open(given), spool, given)
            lines = given._replace(file=spool.keep())
    except OSError as error:
        yield refuse(given.uri, error)
        return
    if articles:
        yield from read_lines(lines, unit="row")


def _open(given: Given) -> Iterator[Row]:
    if given.kind == "application/vnd.apache.parquet":
        from chancery.sources.tables.parquet import read_parquet  # noqa: PLC0415 - slow to load

        return read_parquet(given)
    return read_delimited(given)


def _write(rows: Iterator[Row], spool: Spool, given: Given) -> Generator[Rejection, None, int]:
    """Write the rows, yield why others cannot be read, and return how many are written."""
    uri, size = given.uri, given.size()
    most = max(FREE_BYTES, GROWTH * size)
    number = articles = 0
    for number, row in enumerate(rows, start=1):
        if isinstance(row, Stop):
            yield reject(uri, *row.flaw)
            return articles
        if isinstance(row, Flaw):
            yield reject(f"{uri}#R{number}", row.reason, f"row {number}, {row.detail}")
        articles += not isinstance(row, Flaw)
        spool.write((b"" if isinstance(row, Flaw) else msgspec.json.encode(row)) + b"\n")
        if spool.size > most:
            what = f"from row {number} on it is not read"
            detail = f"{what}: {size} bytes unpack to over {most}; split it"
            yield reject(uri, "too_large", detail)
            return articles
    if not number:
        yield reject(uri, "empty", "it has a header and no rows")
    return articles
