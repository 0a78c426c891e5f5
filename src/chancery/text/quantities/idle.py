"""Tells number words that count nothing: "no one", "the first half", "how many", "Article One"."""

import re

from chancery.text.quantities.place import Place, opens_sentence
from chancery.text.quantities.wordlist import words

_PART_BEFORE = re.compile(
    r"(?<!\w)(?:by|than|nearly|almost|about|over|around|roughly|to|just|only|at least|some"
    r"|another|between|cut|and|under|up to|or|,|is|was|were|are) ?$"
)
_PART_AFTER = re.compile(
    r"\s(?:of|the|its|their|his|her|our|all|those|these|what|that|as|in|on|at|to|and|or|from"
    r"|since|by|over|more|less|compared|for|were|was|are|is|have|had|has|said|will|would|say)"
    r"(?!\w)|\s?[.,;:)!?—–”\"]|\s?$|[ -](?:majority|stake)|\s?\n"
)
_NEEDS_OF = frozenset({"scores", "tens", "couple", "a couple", "handful", "a handful"})
_NEEDS_NOUN = frozenset({"several", "a few", "numerous", "multiple", "countless", "many", "few"})
_BEFORE_ZERO = frozenset({"to", "at", "from", "is", "was", "than"})


def is_idle(place: Place) -> bool:
    """Say whether the words count nothing."""
    draft = place.draft
    if draft.tied and draft.head is None:
        return True
    if draft.unit:
        return False
    if draft.numeral.comma and draft.numeral.scale == 1:
        return True
    if draft.numeral.shape == "part":
        return not _is_part(place)
    if draft.numeral.shape == "vague":
        return not _is_vague(place)
    return draft.numeral.shape == "words" and not _is_number(place)


def _is_part(place: Place) -> bool:
    """Say whether "half", "a third" and the like are a part of a whole."""
    draft, written = place.draft, place.written
    if draft.range or draft.modifier != "stated" or draft.of:
        return True
    if "/" in written:
        return False
    if not written[0].isalpha():
        return True
    if place.last.lower() in words("part_before"):
        return False
    if written == "half":
        return bool(draft.head) or place.before.endswith(" by ")
    return _is_open_part(place)


def _is_open_part(place: Place) -> bool:
    """Say whether no noun stands behind the fraction: "a third man" is none."""
    article = place.written.startswith(("a ", "a-", "an "))
    if article and not _PART_BEFORE.search(place.before):
        return False
    if article and place.following in {"was", "is"}:  # "and a fifth was absent"
        return False
    return bool(_PART_AFTER.match(place.low, place.draft.end))


def _is_vague(place: Place) -> bool:
    if place.written in {"many", "few"} and place.last.lower() in words("many_before"):
        return False
    if place.written in _NEEDS_OF:
        return place.draft.of
    return place.draft.head is not None or place.written not in _NEEDS_NOUN


def _is_number(place: Place) -> bool:
    """Say whether a cardinal in words counts: not "no one", "net zero", "Article One"."""
    head, last = place.draft.head, place.last.lower()
    if place.written == "one":
        counts = head is not None and not place.draft.of and last not in words("one_before")
        return counts and place.following.lower() not in words("one_idiom")
    if place.written == "zero":
        return head is not None or (last in _BEFORE_ZERO and place.following != "in")
    return not _is_title(place)


def _is_title(place: Place) -> bool:
    """Say whether a number in words is part of a name: "the Big Four", "the Big Four firms"."""
    draft = place.draft
    capital = place.text[draft.number[0]].isupper()
    if not capital or not place.last or draft.modifier != "stated":
        return False
    if draft.counted and not place.following[:1].islower():  # of a headline, which has capitals
        return False
    return not opens_sentence(place.text, draft.start)
