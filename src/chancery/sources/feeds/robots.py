"""Keeps to robots.txt (RFC 9309): the only door to protego."""

from protego import Protego

from chancery.sources.feeds.addresses import origin_of

NAME = "chancery"  # the name by which a robots.txt may speak to us
MAX_ROBOTS_BYTES = 512_000  # RFC 9309, 2.5 asks for at least 500 KiB


class Rules:
    """What one robots.txt allows."""

    def __init__(self, text: str) -> None:
        """Read the rules; lines that are none are passed over."""
        self._rules = Protego.parse(text)

    def allows(self, address: str) -> bool:
        """Say whether we may ask for this address."""
        return self._rules.can_fetch(address, NAME)

    @property
    def delay(self) -> float:
        """Return the seconds that are asked for between two requests, 0 where none are."""
        return float(self._rules.crawl_delay(NAME) or 0.0)


ALL = Rules("")


def robots_address(address: str) -> str:
    """Return where the rules for this address stand."""
    return f"{origin_of(address)}/robots.txt"
