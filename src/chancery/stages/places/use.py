"""Whether a toponym stands for a place where something is, or for who acts there."""

import re

from chancery.knowledge import fold
from chancery.model import PlaceUse, Span
from chancery.stages.places.words import kind_words, part_words, words_for

REACH = 60  # code points on each side: four words
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|[.;:!?]")
LISTED = frozenset({"and", "or"})
BETWEEN = frozenset({"on", "also", "later", "now", "then", "still", "once"})
PAST = "ed"
ADVERB = "ly"
POSSESSIVE = re.compile(r"['’]s?(?!\w)")


def read_use(text: str, span: Span) -> PlaceUse:
    """Return what the words around say: "in X", "X province"; "X said", "talks with X"; unknown.

    Words before count first: "officials in X said" speaks of a place.
    """
    before = _words(text[max(0, span[0] - REACH) : span[0]])[::-1]
    after = _words(text[span[1] : span[1] + REACH])
    owned = _owned(text, span, after)
    return _kind_says(before, after) or _before_says(before) or owned or _after_says(before, after)


def _words(text: str) -> list[str]:
    """Return the words of a piece of text, folded; a mark that ends a clause stands as a dot."""
    return [fold(one) or "." for one in WORD.findall(text)]


def _kind_says(before: list[str], after: list[str]) -> PlaceUse | None:
    """Return location where a word says what kind of place it is: "the city of X", "X city"."""
    kinds = kind_words()
    named = before[:1] == ["of"] and len(before) > 1 and before[1] in kinds
    return "location" if named or (after and after[0] in kinds) else None


def _before_says(before: list[str]) -> PlaceUse | None:
    """Return what the preposition or verb before it says, over articles and parts."""
    skipped = part_words() | {"the"}
    rest = before
    while rest and rest[0] in skipped:
        rest = rest[1:]
    if not rest:
        return None
    if len(rest) < len(before) and before[0] in part_words():
        return "location"
    if rest[0] in words_for("locative"):
        return "location"
    if rest[0] == "to":
        return "location" if set(rest[1:4]) & words_for("moves") else None
    if rest[0] in words_for("beside_actor") | words_for("acted_on"):
        return "actor"
    return "location" if rest[0] in words_for("moves") else None


def _owned(text: str, span: Span, after: list[str]) -> PlaceUse | None:
    """Return actor where it owns what only who acts has: "X's demands"."""
    owner = POSSESSIVE.match(text, span[1]) or POSSESSIVE.search(text, span[1] - 2, span[1])
    words = [word for word in after if word != "s"][:2]
    return "actor" if owner and set(words) & words_for("held_by_actor") else None


def _after_says(before: list[str], after: list[str]) -> PlaceUse:
    """Return actor where a verb of saying or doing follows, over a second name at most.

    Where the toponym opens its sentence, any word that ends as a past form does counts as one.
    """
    words = _without_times(after[2:] if after[:1] and after[0] in LISTED else after)
    if not words:
        return "unknown"
    opens = not before or before[0] == "."
    acts = words[0] in words_for("acts") or (opens and words[0].endswith(PAST))
    return "actor" if acts else "unknown"


def _without_times(words: list[str]) -> list[str]:
    """Return the words without those that may stand before a verb: on Monday, also, recently."""
    rest = words
    while rest and (rest[0] in BETWEEN or rest[0].endswith(ADVERB)):
        rest = rest[2:] if rest[0] == "on" else rest[1:]
    return rest
