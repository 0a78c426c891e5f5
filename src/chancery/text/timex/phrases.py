"""Reads one time expression, without anything around it, into a form and its modifier."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from chancery.text.timex.figures import read_figures
from chancery.text.timex.forms import Away, Broken, Form, Length, Phrase, Reference, Stepped
from chancery.text.timex.grammar import read_form
from chancery.text.timex.numbers import Token
from chancery.text.timex.tokens import LONGEST_FORM, references, tokenise
from chancery.text.timex.values import Modifier

LONGEST_PHRASE = 200  # characters; no time expression is longer
CACHED = 1 << 15
EDGES = " .,;:'\"“”‘’()[]"
PASSED_OVER = frozenset({"the", "of", "filler", "part of"})
LINKS = frozenset({"dash", "and", "to", "since", "from"})
MODIFIERS: dict[str, Modifier | None] = {
    "start": "START",
    "mid": "MID",
    "end": "END",
    "turn": None,
    "rest": None,
    "approx": "APPROX",
    "under": "LESS_THAN",
    "over": "MORE_THAN",
    "at least": "EQUAL_OR_MORE",
    "at most": "EQUAL_OR_LESS",
}
OF_LENGTHS: dict[Modifier, tuple[Modifier, Modifier]] = {  # of a point so far back, so far ahead
    "MORE_THAN": ("BEFORE", "AFTER"),
    "LESS_THAN": ("AFTER", "BEFORE"),
    "EQUAL_OR_MORE": ("ON_OR_BEFORE", "ON_OR_AFTER"),
    "EQUAL_OR_LESS": ("ON_OR_AFTER", "ON_OR_BEFORE"),
}
_APART = re.compile(r"(?<=\d)\s+([:./])\s+(?=\d)")  # 11 : 47, 09 / 14 / 2013
_LEADING = re.compile(r"^(?:(?:in|at|by|during|until|for|since|from|up to|as of) )?(?:the )?")


@lru_cache(maxsize=CACHED)
def read_phrase(phrase: str) -> Phrase:
    """Return what the words say; a form `Broken` where they cannot be read."""
    if len(phrase) > LONGEST_PHRASE:
        return Phrase(Broken(None))
    phrase = _APART.sub(r"\1", phrase)
    plain = " ".join(phrase.lower().split()).strip(EDGES)
    bare = _LEADING.sub("", plain)
    reference = references().get(plain) or references().get(bare)
    if reference:
        return Phrase(Reference(reference))
    figures = read_figures(plain)
    if figures:
        return Phrase(figures)
    return _read(tokenise(phrase)) or Phrase(_opening_reference(bare))


def _opening_reference(bare: str) -> Form:
    """Return the past, present or future that the first words name: the future of the crown."""
    words = bare.split()
    for count in range(min(len(words), LONGEST_FORM), 0, -1):
        value = references().get(" ".join(words[:count]))
        if value:
            return Reference(value)
    return Broken(None)


def _read(tokens: Sequence[Token]) -> Phrase | None:
    if any(token.kind == "other calendar" for token in tokens):
        return Phrase(Broken("other_calendar"))
    for attempt in _attempts(tokens):
        modifier, rest = _strip(attempt)
        definite = any(token.kind == "the" for token in attempt[:3])
        form = read_form(rest, definite) if rest else None
        if form is not None and not (attempt is not tokens and _is_bare(form)):
            return Phrase(form, _fitting(modifier, form))
    return None


def _is_bare(form: Form) -> bool:
    """Say whether only "day" or "month" is left, of which the words left out said which."""
    return isinstance(form, Stepped) and form.frame == "either" and form.step == 0


def _attempts(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield what to read: all tokens, then fewer, with what is not known left out."""
    yield tokens
    for place, token in enumerate(tokens):
        if token.kind == "since" and place:
            yield tokens[:place]
            break
    unknown = [place for place, token in enumerate(tokens) if token.kind == "x"]
    if unknown:
        yield [token for token in tokens if token.kind != "x"]
        yield tokens[: unknown[0]]
        yield tokens[unknown[-1] + 1 :]
    if tokens and tokens[-1].kind in {"later", "earlier"}:  # 1990 and later
        yield tokens[:-1]


def _strip(tokens: Sequence[Token]) -> tuple[Modifier | None, list[Token]]:
    """Return the modifier, and the tokens that carry the sense."""
    modifier: Modifier | None = None
    kept: list[Token] = []
    for token in tokens:
        if token.kind in MODIFIERS:
            modifier = modifier or MODIFIERS[token.kind]
        elif token.kind not in PASSED_OVER and (kept or token.kind not in LINKS):
            kept.append(token)
    while kept and kept[-1].kind in LINKS:
        kept.pop()
    return modifier, kept


def _fitting(modifier: Modifier | None, form: Form) -> Modifier | None:
    """Return the modifier as TIMEX3 names it for this form: a length is less, a point is after."""
    if modifier not in OF_LENGTHS or isinstance(form, Length):
        return modifier
    return OF_LENGTHS[modifier][form.sign > 0] if isinstance(form, Away) else None
