"""What reads a text: the model, as the stages see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from chancery.model import Attribution, Mention, Span, Trigger


@dataclass(frozen=True)
class Reading:
    """What a model found in a text; offsets are code points of it, half-open."""

    mentions: tuple[Mention, ...] = ()
    chains: tuple[tuple[int, ...], ...] = ()
    attributions: tuple[Attribution, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    doubtful: tuple[Trigger, ...] = ()
    vectors: bytes = b""  # int8, (sentences, 384)


class TextReader(Protocol):
    """Reads one text at a time; pickles as a name, and loads its weights where it first reads."""

    @property
    def model(self) -> str:
        """Return the name and the digest of the weights, without loading them."""
        ...

    def read(self, text: str, sentences: Sequence[Span]) -> Reading:
        """Return what stands in a text whose sentences are given.

        The same text gives the same reading, whatever was read before it. Line ends part
        paragraphs; characters that are not to be read are given as line ends.
        """
        ...
