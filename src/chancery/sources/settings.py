"""The limits that reading keeps to."""

from chancery.errors import SettingsError
from chancery.model import Value

MAX_BYTES = 20_000_000  # a long news page has 2 MB; trafilatura refuses above 20 MB as well


class SourceSettings(Value, frozen=True, kw_only=True):
    """How much one article may weigh, in bytes: a file, or one line of a JSONL file."""

    max_bytes: int = MAX_BYTES

    def __post_init__(self) -> None:
        """Reject a limit that nothing can meet."""
        if self.max_bytes < 1:
            message = f"max_bytes is {self.max_bytes}; it must be at least 1"
            raise SettingsError(message)
