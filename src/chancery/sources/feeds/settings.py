"""The limits that following keeps to."""

from chancery.errors import SettingsError
from chancery.model import Value
from chancery.sources.settings import MAX_BYTES


class FollowSettings(Value, frozen=True, kw_only=True):
    """How feeds and their articles are fetched; times are in seconds, sizes in bytes."""

    max_bytes: int = MAX_BYTES  # of one answer, unpacked
    read_timeout: float = 20.0  # choice: a server that is silent for so long has gone
    total_timeout: float = 60.0  # choice: for one request, however steadily it drips
    pause: float = 1.0  # choice: between two requests to one host
    patience: float = 60.0  # choice: what asks for a longer wait is not waited for
    most_redirects: int = 5  # RFC 9309 asks for at least five
    limit: int = 200  # articles of one feed in one poll; choice: a day of a busy feed
    tries: int = 8  # choice: polls after which an article that never comes is given up
    strikes: int = 3  # choice: failures in a row after which a host is left for the next poll
    allow_private: bool = False  # private, loopback and link-local addresses

    def __post_init__(self) -> None:
        """Reject a limit that nothing can meet."""
        for name in ("max_bytes", "limit", "tries", "strikes"):
            _at_least(name, getattr(self, name), 1)
        for name in ("pause", "patience", "most_redirects"):
            _at_least(name, getattr(self, name), 0)
        for name in ("read_timeout", "total_timeout"):
            if getattr(self, name) <= 0:
                message = f"{name} is {getattr(self, name)}; it must be more than 0"
                raise SettingsError(message)


def _at_least(name: str, value: float, least: int) -> None:
    if value < least:
        message = f"{name} is {value}; it must be at least {least}"
        raise SettingsError(message)
