"""What is wrong with some bytes, before it is known which input they belong to."""

from typing import NamedTuple

from chancery.model import Reason


class Flaw(NamedTuple):
    """Why bytes cannot be read: a closed reason, and a sentence for the reader."""

    reason: Reason
    detail: str
