"""What comes of asking for an address: an answer, no change, or a failure with its reason."""

from typing import NamedTuple

from chancery.model import Reason
from chancery.sources.sniff import Kind


class Answer(NamedTuple):
    """What a server sent."""

    address: str  # the last one, after redirects
    kind: Kind
    headers: dict[str, str]  # names in lower case
    body: bytes  # unpacked


class Unchanged(NamedTuple):
    """The server says that what we have is what it has."""

    address: str


class Failure(NamedTuple):
    """Why there is no answer, with the remedy in the sentence."""

    reason: Reason
    detail: str
    again: bool = False  # it may be otherwise at the next poll
    asked: bool = True  # False: it was put off before anything was asked
    wait: float = 0.0  # seconds that the server wants to be left alone


class Moved(NamedTuple):
    """Where the server says that it is now."""

    address: str


Outcome = Answer | Unchanged | Failure

POLICY: frozenset[Reason] = frozenset({"robots", "address_refused"})
"""Reasons that lie with rules, not with what went wrong: looked at anew in every poll."""
