"""What the words around a pronoun say of whom it can mean: never its own subject, for one."""

import re

from chancery.model import Span
from chancery.stages.resolve.within.lexicon import words_of
from chancery.stages.resolve.within.reading import Phrase
from chancery.stages.resolve.within.timeline import Place, Timeline

OWNING = frozenset({"his", "her", "its", "their"})
OBJECTS = frozenset({"him", "her"})

_POSSESSIVE = re.compile(r"['’]s\b")
_VERB = re.compile(r"(?:,?\s+who)?(?:\s+[^\W\d_]+){1,2}\s+")  # from a subject to its object
_CLAUSE = re.compile(
    r"\b(?:and|or|but|that|because|if|when|while|as|before|after|until|where|whom|whose|said|says)\b"
)
_RELATION = re.compile(r"\s+(?:[^\W\d_]+\s+){0,2}?([^\W\d_]+)(?=\s*(?:,|\bof\b|$))")
_FRONTED = re.compile(
    r"\s*(?:In|At|During|With|Despite|For|On|From|By|Through|Throughout|Following|Under|Of)\b"
    r"[^,.;:!?\n]*$"
)
_AHEAD = re.compile(r"[^,.;:!?\n]*,\s+")
_APPOSED = re.compile(r",\s+")


def is_barred(timeline: Timeline, phrase: Phrase, place: Place) -> bool:
    """Say whether a pronoun cannot mean what is spoken of at a place before it.

    "Berg met him", "Berg, who met him", "Berg, his brother, left": none of them is Berg.
    """
    text, word = timeline.text, phrase.words[0]
    between = text[place.end : phrase.start]
    if place.sentence != phrase.sentence or _POSSESSIVE.search(text, place.start, place.end + 2):
        return False
    if word in OBJECTS and not _is_owning(text, phrase):
        return bool(_VERB.fullmatch(between)) and not _CLAUSE.search(between)
    if word in OWNING and _APPOSED.fullmatch(between):
        return _is_relation(text, phrase.end)
    return False


def fronted(timeline: Timeline, phrase: Phrase, sentence: Span) -> Place | None:
    """Return the subject behind a phrase that opens the sentence: "In his speech, Berg said"."""
    text = timeline.text
    if phrase.words[0] not in OWNING or not _FRONTED.fullmatch(text, sentence[0], phrase.start):
        return None
    ahead = _AHEAD.match(text, phrase.end, sentence[1])
    return timeline.opening(ahead.end()) if ahead else None


def apposed(timeline: Timeline, phrase: Phrase) -> Place | None:
    """Return the name that a description stands behind and is set off from by commas."""
    text = timeline.text
    place = timeline.before(phrase.start)
    if place is None or not _APPOSED.fullmatch(text, place.end, phrase.start):
        return None
    ends = text[phrase.end : phrase.end + 1] in {",", ".", ";", "", "\n"}
    listed = re.match(r",?\s+(?:and|or)\b", text[phrase.end : phrase.end + 8])
    return place if ends and not listed and place.start in timeline.named else None


def _is_owning(text: str, phrase: Phrase) -> bool:
    """Say whether "her" says whose something is."""
    if phrase.words[0] != "her":
        return False
    return re.match(r"\s+[^\W\d_]", text[phrase.end : phrase.end + 3]) is not None


def _is_relation(text: str, end: int) -> bool:
    found = _RELATION.match(text, end)
    if found is None:
        return False
    kin = words_of("man") | words_of("woman") | words_of("head")
    return found[1].lower() in kin
