"""What a reader types into a search, taken apart: words, phrases, prefixes, exclusions, OR."""

import re
from typing import NamedTuple

from chancery.errors import UsageError

TOKEN = re.compile(r'-?"[^"]+"|\S+')


class Term(NamedTuple):
    """Words that stand in a row; the last is the start of a word where `prefix` is set."""

    words: str
    prefix: bool

    @property
    def fts(self) -> str:
        """Return the term as FTS5 has it, quoted."""
        return f'"{self.words}"{"*" if self.prefix else ""}'


class Query(NamedTuple):
    """One of each group must stand in the document, and none of the unwanted."""

    wanted: tuple[tuple[Term, ...], ...]
    unwanted: tuple[Term, ...]

    @property
    def is_plain(self) -> bool:
        """Whether only whole words stand in it, no phrase and no start of a word."""
        terms = (term for group in (*self.wanted, self.unwanted) for term in group)
        return all(term.words.isalnum() and not term.prefix for term in terms)

    @property
    def fts(self) -> str:
        """Return the expression of FTS5."""
        groups = (_either([term.fts for term in group]) for group in self.wanted)
        return " AND ".join(groups) + "".join(f" NOT {term.fts}" for term in self.unwanted)


def parse_query(query: str) -> Query:
    """Return what a query means; words that hold nothing to look for are left out.

    Raises:
        UsageError: the query holds no word to look for.
    """
    wanted: list[tuple[Term, ...]] = []
    unwanted: list[Term] = []
    joined = False
    for part in TOKEN.findall(query):
        if part == "OR":
            joined = bool(wanted)
            continue
        term = _term(part.removeprefix("-"))
        if term is None:
            continue
        if part.startswith("-"):
            unwanted.append(term)
        elif joined:
            wanted[-1] = (*wanted[-1], term)
        else:
            wanted.append((term,))
        joined = False
    if not wanted:
        message = f"nothing to look for in {query!r}; give at least one word that is not excluded"
        raise UsageError(message)
    return Query(tuple(wanted), tuple(unwanted))


def to_fts(query: str) -> str:
    """Return the FTS5 expression of a query, in which every word is quoted.

    Raises:
        UsageError: the query holds no word to look for.
    """
    return parse_query(query).fts


def _either(terms: list[str]) -> str:
    return terms[0] if len(terms) == 1 else f"({' OR '.join(terms)})"


def _term(token: str) -> Term | None:
    words = token.strip("*").replace('"', "")
    return Term(words, token.endswith("*")) if re.search(r"\w", words) else None
