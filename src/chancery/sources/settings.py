"""The limits that reading keeps to."""

from chancery.errors import SettingsError
from chancery.model import Value
from chancery.sources.article_line import KNOWN

MAX_BYTES = 20_000_000  # a long news page has 2 MB; trafilatura refuses above 20 MB as well


class SourceSettings(Value, frozen=True, kw_only=True):
    """How sources are read.

    `max_bytes` is what one article may weigh: a file, a line of JSONL, a row of a table, or a
    message of a mailbox. `columns` says which column of a table holds which field, as pairs of
    field and column; of the columns named for one field a table must have one.
    """

    max_bytes: int = MAX_BYTES
    columns: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Reject a limit that nothing can meet, and a column for a field that there is not."""
        if self.max_bytes < 1:
            message = f"max_bytes is {self.max_bytes}; it must be at least 1"
            raise SettingsError(message)
        for field, column in self.columns:
            if field not in KNOWN:
                message = (
                    f"{field}={column} names no field of an article; these are: {', '.join(KNOWN)}"
                )
                raise SettingsError(message)
