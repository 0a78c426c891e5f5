"""Gives a number the noun that it counts, or says that it measures a time."""

import re

from chancery.text.quantities.drafts import Draft
from chancery.text.quantities.noun import Noun, find_mass, find_noun, find_phrase
from chancery.text.quantities.units import with_per
from chancery.text.quantities.wordlist import WordKind, words

_HYPHENED = re.compile(r"[-‑]([^\W\d_][\w'’]{0,40})(-[^\W\d_])?")
_NOT_COUNTED: tuple[WordKind, ...] = ("hyphened", "duration", "ordinal")
_PURPOSE = re.compile(r"[ \n](?:worth of|worth in|in|of)[ \n](?!the |its |a |an )")
_WHOLE = re.compile(r"\s(?:the|its|their|his|her|our|all|those|these)(?:\s[\d,.]+)?(?=\s)")


def with_noun(text: str, low: str, draft: Draft) -> Draft | None:
    """Return the draft with its noun, or None if it counts days or is an idiom ("two-way")."""
    hyphened = _HYPHENED.match(low, draft.end)
    if hyphened and draft.unit is None:
        return _with_hyphened(draft, hyphened)
    noun = _noun_of(text, low, draft)
    if noun is None:
        return with_per(low, draft, draft.end)
    if noun.head in words("duration"):
        return with_per(low, draft, draft.end) if draft.unit else None
    found = draft._replace(counted=noun.counted, head=(noun.head_start, noun.end), of=noun.of)
    return found if found.per else with_per(low, found, noun.end)


def _with_hyphened(draft: Draft, match: re.Match[str]) -> Draft | None:
    """Return "15-member" with its noun, "2,000-strong" without."""
    word, rest = match[1], match[2]
    if word == "strong":
        return draft
    bad = word.endswith("ed") or any(word in words(kind) for kind in _NOT_COUNTED)
    if bad or rest or draft.numeral.shape not in {"figure", "words"} or draft.low == 1:
        return draft if draft.numeral.shape == "part" and not bad else None
    return draft._replace(counted=match.span(1), head=match.span(1))


def _noun_of(text: str, low: str, draft: Draft) -> Noun | None:
    kind = draft.unit.kind if draft.unit else None
    if kind == "money":
        return find_purpose(text, low, draft.end)
    if kind is not None:
        return find_mass(text, low, draft.end) if kind not in {"factor", "points"} else None
    if draft.numeral.shape == "part":
        return _whole(text, low, draft)
    behind = draft.modifier_words and draft.modifier_words[0] > draft.number[0]
    single = not behind and 1 in {draft.low, draft.high} and not draft.range
    return find_noun(text, low, draft.end, single=single)


def _whole(text: str, low: str, draft: Draft) -> Noun | None:
    """Return what a part is of: "half of the seats", "half the seats", "one in five children"."""
    if draft.range:
        return find_noun(text, low, draft.end, single=False)
    whole = _WHOLE.match(low, draft.end)
    if whole and low[slice(*draft.number)] == "half":
        return find_phrase(text, whole.end())
    following = find_mass(text, low, draft.end)
    if following is None and low[draft.end : draft.end + 3] != " of":
        timed = find_noun(text, low, draft.end, single=False)
        return timed if timed and timed.head in words("duration") else None
    return following


def find_purpose(text: str, low: str, end: int) -> Noun | None:
    """Return what money is for: "$2 billion in aid", "$1 billion worth of parts"."""
    match = _PURPOSE.match(low, end)
    if not match:
        return None
    first = low[match.end() :][:1]
    if not first.isalpha() or text[match.end()].isupper():
        return None
    noun = find_phrase(text, match.end() - 1)
    if noun is None or low[noun.start : noun.end].partition(" ")[0] in words("no_purpose"):
        return None
    return noun
