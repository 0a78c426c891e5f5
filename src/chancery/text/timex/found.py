"""What a rule of the grammar gets: the tokens, what its pattern took, and how to read on."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from chancery.text.timex.forms import Form, Written
from chancery.text.timex.numbers import Token
from chancery.text.timex.written import read_written

MANY = frozenset({"millennia"})  # plurals that do not end in s


class Found(NamedTuple):
    """A pattern's match over the kinds of tokens; `definite` says that "the" led to them."""

    tokens: list[Token]
    match: re.Match[str]
    definite: bool
    read: Callable[[list[Token], bool], Form | None]

    def at(self, name: str) -> Token | None:
        """Return the last token that a group of the pattern took."""
        end = self.match.end(name)
        return self.tokens[self.match.string.count(" ", 0, end) - 1] if self.match[name] else None

    def all(self, name: str) -> list[Token]:
        """Return the tokens that a group of the pattern took."""
        if not self.match[name]:
            return []
        start = self.match.string.count(" ", 0, self.match.start(name))
        return self.tokens[start : start + self.match[name].count(" ")]

    def form(self, name: str) -> Form | None:
        """Return what the tokens of a group say by themselves."""
        tokens = self.all(name)
        return self.read(tokens, self.definite) if tokens else None

    def hour(self) -> tuple[str | None, str | None]:
        """Return the part of the day and the time by the clock in the group `hour`."""
        tokens = self.all("hour")
        found = read_written(tokens) if tokens else None
        return (found.part, found.clock) if isinstance(found, Written) else (None, None)


def count_of(token: Token | None) -> float | None:
    """Return the number that a token says; None where the words are vague."""
    if token is None or token.kind == "vague":
        return None
    return float(token.value) if token.kind in {"number", "year", "ordinal"} else 1.0


def unit_of(token: Token) -> str:
    """Return the unit that a token names."""
    return str(token.value)


def is_plural(token: Token) -> bool:
    """Say whether the word names several units."""
    return token.word in MANY or (token.word.endswith("s") and not token.word.endswith("'s"))


def kinds_of(tokens: Sequence[Token]) -> str:
    """Return the kinds of the tokens, each followed by a space, for patterns to match."""
    return "".join(token.kind.replace(" ", "_") + " " for token in tokens)
