"""Finds the names of news and photo agencies in a text."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal, NamedTuple

from chancery.knowledge import forms_of, load

Form = Literal["plain", "wary", "short"]
"""plain: counts in any credit; wary: means other things too, so in brackets, credit lines and with
the surest cues; short: not even with those."""

_PART_BEFORE = re.compile(r"[\w@]\Z|\w-\Z")  # a part of a longer word, an address, a file's name
_PART_AFTER = re.compile(r"\w|-\w")
_WORD = re.compile(r"\w+")
_CAPITALISED = re.compile(  # or other than Latin; ranges are thrice as fast as [^\W\d_a-z]
    r"[A-Z\u00c0-\u00d6\u00d8-\u0559\u0561-\u0588\u05d0-\u05ea\u0620-\u1fff\u2c00-\u2fff\u3040-\ud7ff]\w*"
)


class Agency(NamedTuple):
    """An agency as the table has it."""

    name: str
    kind: str  # text, photo or both
    known: bool = True  # False: no table lists it, a form of credit names it


class Mention(NamedTuple):
    """An agency's name at `text[start:end]`."""

    start: int
    end: int
    agency: Agency
    form: Form


def find_mentions(text: str) -> list[Mention]:
    """Return the names of agencies in the text in order, the longer of two that overlap."""
    index = _index()
    found: list[Mention] = []
    for first in _first_words(text, index):
        pattern, forms = index[first]
        for match in pattern.finditer(text):
            if stands_alone(text, match.start(), match.end()):
                agency, form = forms[match.group()]
                found.append(Mention(match.start(), match.end(), agency, form))
    found.sort(key=lambda mention: (mention.start, -mention.end))
    return _without_nested(found)


def _first_words(text: str, index: Mapping[str, object]) -> list[str]:
    """Return the words of the text that open a form; nearly all of them open with a capital."""
    found = index.keys() & set(_CAPITALISED.findall(text))
    return [*found, *filter(text.__contains__, _small_first_words())]


@cache
def _small_first_words() -> tuple[str, ...]:
    return tuple(word for word in _index() if not _CAPITALISED.fullmatch(word))


Forms = Mapping[str, tuple[Agency, Form]]


@cache
def _index() -> Mapping[str, tuple[re.Pattern[str], Forms]]:
    """Return, by the first word of a form, the pattern of such forms and what each names."""
    by_first: dict[str, dict[str, tuple[Agency, Form]]] = {}
    shared = _shared_short_forms()
    for row in load("agencies"):
        agency = Agency(row["name"], row["kind"])
        plain = forms_of(row, "aliases")
        short = set(forms_of(row, "short_forms")) - shared
        kinds: tuple[tuple[Form, Iterable[str]], ...] = (
            ("short", short),
            ("wary", forms_of(row, "wary_forms")),
            ("plain", (*plain, *_shouted(plain))),
        )
        for kind, forms in kinds:
            for form in forms:
                by_first.setdefault(_first_word(form), {})[form] = (agency, kind)
    return {first: (_pattern(forms), forms) for first, forms in by_first.items()}


def _shared_short_forms() -> set[str]:
    """Return the short forms that stand for two agencies and so name neither."""
    counts = Counter(form for row in load("agencies") for form in forms_of(row, "short_forms"))
    return {form for form, count in counts.items() if count > 1}


def _shouted(forms: tuple[str, ...]) -> tuple[str, ...]:
    """Return the forms of several words in capitals, as bylines print them."""
    return tuple(form.upper() for form in forms if " " in form)


def _first_word(form: str) -> str:
    found: list[str] = _WORD.findall(form)
    return found[0]


def _pattern(forms: Forms) -> re.Pattern[str]:
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile("|".join(re.escape(form) for form in longest_first))


def stands_alone(text: str, start: int, end: int) -> bool:
    """Say whether `text[start:end]` is no part of a longer word or of an address."""
    return not (
        _PART_BEFORE.search(text[max(0, start - 2) : start]) or _PART_AFTER.match(text, end)
    )


def _without_nested(mentions: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in mentions:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
