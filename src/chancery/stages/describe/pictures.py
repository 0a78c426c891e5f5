"""Tells picture credits from credits for words."""

import re
from collections.abc import Sequence
from functools import cache

from chancery.stages.describe.agencies import Mention
from chancery.stages.describe.lexicon import any_of, words
from chancery.stages.describe.lines import Line

MOST_WORDS_OF_CREDIT_LINE = 12  # "Photograph: Ann Lee/Agency via Other Agency"; chosen
MOST_SMALL_WORDS = 1  # "in", "for": more of them are a sentence; chosen
REACH = 70  # code points between a word such as "Photo:" and the agency; chosen
CLOSERS = {"(": ")", "[": "]", "（": "）", "【": "】"}

_TRAILING = re.compile(r"[\s.)\]\"”’*]*$")
_LEADING_DASH = re.compile(r"(?:—|–|--|-|―)\s*(?:[^\W\d_][\w.’' -]{0,40}[/|,]\s*)?$")
_PERSON = re.compile(r"(?:^|[\s:])[A-ZÀ-Þ][\w.’'-]+(?:\s[A-ZÀ-Þ][\w.’'-]+)*\s+(?:--?|—|–)\s+$")
_BEFORE_SLASH = re.compile(
    r"(?:[\w.)]\s*/\s*(?:pool\s*(?:via\s*)?/?\s*)?|\bvia\s+)$", re.IGNORECASE
)
_AFTER_SLASH = re.compile(r"\s*/\s*[A-ZÀ-Þ]")


def picture_credit(line: Line, group: Sequence[Mention]) -> tuple[int, int] | None:
    """Return the span of the picture credit that names these agencies, or None.

    Offsets of the mentions and of the answer are code points of the line.
    """
    start, end = group[0].start, group[-1].end
    inside = _brackets(line.text, start, end)
    if inside and _is_picture(line, group, inside):
        return inside
    labelled = _labelled(line.text, start, end)
    if labelled:
        return labelled
    if line.type in {"caption", "credit"}:
        return _at_end(line, start, end)
    few = _is_credit_line(line.text)
    only_pictures = all(_only_pictures(mention) for mention in group)
    if few and (only_pictures or _has_slash(line.text, start, end)):
        return 0, len(line.text)
    return _at_end(line, start, end) if _speaks_of_picture(line.text, start) else None


def _only_pictures(mention: Mention) -> bool:
    return mention.agency.kind == "photo" and mention.form != "short"


def _is_credit_line(text: str) -> bool:
    """Say whether a line of the body has the shape of a credit: few words, nearly all names."""
    tokens = text.split()
    low = sum(token[0].islower() and not token.startswith("via") for token in tokens)
    return len(tokens) <= MOST_WORDS_OF_CREDIT_LINE and low <= MOST_SMALL_WORDS


def _brackets(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of the innermost brackets around the mention, brackets included."""
    depth = 0
    for place in range(start - 1, max(-1, start - 2 * REACH), -1):
        if text[place] in CLOSERS.values():
            depth += 1
        elif text[place] in CLOSERS and depth:
            depth -= 1
        elif text[place] in CLOSERS:
            close = text.find(CLOSERS[text[place]], end, end + REACH)
            return (place, close + 1) if close >= 0 else None
    return None


def _is_picture(line: Line, group: Sequence[Mention], inside: tuple[int, int]) -> bool:
    start, end = group[0].start, group[-1].end
    sure = any(mention.form != "short" for mention in group)
    if line.type in {"caption", "credit"} or (sure and group[0].agency.kind == "photo"):
        return True
    before, after = line.text[inside[0] + 1 : start], line.text[end : inside[1] - 1]
    slashed = _BEFORE_SLASH.search(before) or _AFTER_SLASH.match(after)
    named = sure and _PERSON.search(before) and not after.strip()
    return bool(slashed or named or _picture_word().search(before + " " + after))


def _labelled(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of a credit such as "Photo: Ann Lee/AP", "AP Photo/Ann Lee"."""
    floor = max(0, start - REACH)
    label = _label().search(text[floor:start])
    if label:
        return floor + label.start(), end
    after = _photo_after().match(text, end)
    return (start, after.end()) if after else None


def _at_end(line: Line, start: int, end: int) -> tuple[int, int] | None:
    """Return the credit that ends a caption, from its dash on, or a whole short credit line."""
    if line.type == "credit" or len(line.text.split()) <= MOST_WORDS_OF_CREDIT_LINE // 3:
        return 0, len(line.text)
    if not (_TRAILING.match(line.text, end) or _has_slash(line.text, start, end)):
        return None
    dash = _LEADING_DASH.search(line.text[:start])
    return (dash.start() if dash else start), end


def _has_slash(text: str, start: int, end: int) -> bool:
    return bool(_BEFORE_SLASH.search(text[:start]) or _AFTER_SLASH.match(text, end))


def _speaks_of_picture(text: str, start: int) -> bool:
    """Say whether the sentence before a closing credit says that it describes a picture."""
    return _file_photo().search(text[max(0, start - REACH) : start]) is not None


@cache
def _picture_word() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(words('line_labels', 'photo'))}(?!\w)", re.IGNORECASE)


@cache
def _label() -> re.Pattern[str]:
    label = any_of(words("line_labels", "photo"))
    name = r"[^.!?;:()\[\]\"“”]"
    return re.compile(
        rf"(?<!\w)(?i:{label})\s*(?i::|©|\||\.{{3}}|by\b|credit:)\s*{name}{{0,{REACH}}}$"
    )


@cache
def _photo_after() -> re.Pattern[str]:
    return re.compile(
        r"\s+(?:Photos?|PHOTOS?|Images?|photo|file photo|video)\b(?:\s*/\s*[\w. ’'-]+)?"
    )


@cache
def _file_photo() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:file (?:photo|image|picture)|this photo|(?:is|are|was|were) (?:seen|pictured))\b",
        re.IGNORECASE,
    )
