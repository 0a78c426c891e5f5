"""Addresses of pages: each view of a dossier has one, which says how it was chosen."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlencode


@dataclass(frozen=True, kw_only=True)
class Address:
    """The address of a page."""

    path: str
    asked: tuple[tuple[str, str], ...] = ()

    def but(self, **changes: object) -> str:
        """Return the address with some parameters set anew; None takes one out."""
        kept = [(name, value) for name, value in self.asked if name not in changes]
        new = [(name, _said(value)) for name, value in changes.items() if value is not None]
        return address(self.path, [*kept, *new])

    def __str__(self) -> str:
        """Return it as it is."""
        return address(self.path, self.asked)


def address(path: str, asked: Iterable[tuple[str, str]] = ()) -> str:
    """Return a path with its parameters."""
    pairs = list(asked)
    return f"{path}?{urlencode(pairs)}" if pairs else path


def finding_address(identity: str) -> str:
    """Return the permanent address of a finding."""
    return f"/findings/{quote(identity)}"


def actor_address(identity: str) -> str:
    """Return the permanent address of an actor."""
    return f"/actors/{quote(identity)}"


def thread_address(identity: str) -> str:
    """Return the permanent address of a thread."""
    return f"/threads/{quote(identity)}"


def link_address(identity: str) -> str:
    """Return the permanent address of a passage that stands in two documents."""
    return f"/sources/{quote(identity)}"


def document_address(identity: str, start: int | None = None, end: int | None = None) -> str:
    """Return the permanent address of a document, or of a span of it in code points."""
    path = f"/documents/{quote(identity)}"
    return path if start is None else f"{path}?span={start}-{end}#span"


def _said(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
