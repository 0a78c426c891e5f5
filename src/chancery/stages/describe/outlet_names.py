"""Says which names are, or look like, those of newspapers, magazines and stations."""

import re
from collections.abc import Mapping
from functools import cache

from chancery.knowledge import load
from chancery.stages.describe.lexicon import any_of, words

FEWEST_WEAK_WORDS = 2  # "News Magazine": two words of this kind make a masthead, one does not

TITLE_RUN = re.compile(r"(?:(?:The|[A-ZÀ-ÞА-Я][\w’'&-]*)(?:\s|$)){1,6}")


def same_outlet(one: str, other: str) -> bool:
    """Say whether two names are one outlet's, article, case and address ending aside."""
    return outlet_key(one) == outlet_key(other)


def outlet_key(name: str) -> str:
    """Return what two ways to write one name have in common."""
    low = " ".join(name.casefold().replace("’", "'").split())
    return low.removeprefix("www.").removeprefix("the ")


def is_known_outlet(name: str) -> bool:
    """Say whether the table of outlets has the name."""
    return outlet_key(name) in _known()


def is_masthead_word(word: str) -> bool:
    """Say whether the word stands in the names of newspapers, magazines or stations."""
    return word in _kind("strong") or word in _kind("weak")


def looks_like_masthead(name: str) -> bool:
    """Say whether the name is one that hardly any but a newspaper or a station bears."""
    if _is_periodical(name):
        return True
    if not (TITLE_RUN.fullmatch(name) and ends_like_masthead(name) and is_distinct(name)):
        return False
    strong, weak = masthead_words(name)
    return strong or weak >= FEWEST_WEAK_WORDS


def _is_periodical(name: str) -> bool:
    """Say whether the name is like "The Quarterly Example"."""
    tokens = name.split()
    opens = len(tokens) > 2 and tokens[0] == "The" and tokens[1] in _kind("frequency")  # noqa: PLR2004 - its three words
    return opens and bool(TITLE_RUN.fullmatch(name)) and is_distinct(" ".join(tokens[2:]))


def masthead_words(name: str) -> tuple[bool, int]:
    """Return whether a name has a strong masthead word, and how many weak ones."""
    tokens = _tokens(name)
    strong = any(token in _kind("strong") for token in tokens)
    return strong, sum(token in _kind("weak") for token in tokens)


def ends_like_masthead(name: str) -> bool:
    """Say whether a masthead word opens or ends the name, and no word for a company ends it."""
    tokens = _tokens(name.removeprefix("The "))
    of_papers = _kind("strong") | _kind("weak")
    opens = _kind("strong") | _kind("opening")
    ends = bool(tokens) and (tokens[-1] in of_papers or tokens[0] in opens)
    return ends and tokens[-1] not in _kind("company")


def is_distinct(name: str) -> bool:
    """Say whether a word of the name tells it from a section of any paper."""
    common = _kind("generic") | _kind("weak") | _kind("strong") | _kind("company")
    return any(token not in common for token in _tokens(name))


def _tokens(name: str) -> list[str]:
    """Return the words of a name, those in capitals as titles have them."""
    parts = name.replace("-", " ").split()
    return [part.title() if part.isupper() else part for part in parts]


@cache
def _kind(kind: str) -> frozenset[str]:
    return frozenset(words("mastheads", kind))


@cache
def known_names() -> re.Pattern[str]:
    """Match the known outlets of several words, as they print their names."""
    names = sorted((row["name"] for row in load("outlets") if " " in row["name"]), key=len)
    return re.compile(rf"(?<!\w)(?:{any_of(reversed(names))})(?!\w)")


@cache
def _known() -> Mapping[str, str]:
    return {outlet_key(row["name"]): row["domain"] for row in load("outlets")}
