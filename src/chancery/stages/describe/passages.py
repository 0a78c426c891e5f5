"""Finds how far a credit reaches: a sentence, or the paragraphs behind a line with a colon."""

import re
from collections.abc import Sequence

from chancery.stages.describe.agencies import find_mentions
from chancery.stages.describe.cues import find_cue
from chancery.stages.describe.lines import Line

MOST_LEADING_WORDS = 4  # at the head of a sentence, which the evidence takes in; chosen
OPENING_QUOTES = "\"“„«‘'>"

_BOUNDARY = re.compile(r"[.!?…]['\"”’»)\]]*\s+(?=[\"'“‘«„(\[]?[^\W\d_a-z])|[。！？؟۔]\s*")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Gen|Gov|Sen|Rep|Lt|Col|Capt|Sgt|Prof|No|vs|Jr|Inc|Corp))$"
)
_NAME = r"(?:[A-Z][\w.&’'-]*\s+){1,4}"
_OTHER_REPORT = re.compile(
    rf"\b[Aa]s\s+{_NAME}(?:has\s+)?(?:\w+\s+)?(?:reported|noted|wrote|writes|reports)\b"
    rf"|\b{_NAME}(?:has\s+)?(?:previously\s+|earlier\s+|first\s+|also\s+|separately\s+)?"
    r"(?:reported|reports|wrote|writes)\b"
    r"|\b[Aa]ccording\s+to\s+(?:a|an|the)?\s*(?:\w+\s+)?report"
)


def sentence_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the sentence of the line `text` that holds `[start:end]`, blanks at its end off."""
    first, last = 0, len(text)
    for match in _BOUNDARY.finditer(text):
        if _ABBREVIATION.search(text[max(0, match.start() - 6) : match.start()]):
            continue
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end:
            last = match.start() + len(match.group().rstrip())
            break
    return first, last


def with_leading_words(text: str, cue: tuple[int, int]) -> tuple[int, int]:
    """Return the cue with the few words that open its sentence: "As seen in a ... report"."""
    start = sentence_span(text, *cue)[0]
    lead = text[start : cue[0]]
    plain = not re.search(r"[,;:\"“”()]", lead) and len(lead.split()) <= MOST_LEADING_WORDS
    return (start, cue[1]) if plain else cue


def passage_span(lines: Sequence[Line], index: int, text_end: int) -> tuple[int, int] | None:
    """Return the span of the body lines that a line ending in a colon introduces.

    Quoted paragraphs behind the colon are the passage; else it runs to the next paragraph that
    carries another report's attribution or introduces something itself, or to the body's end.
    """
    following = [n for n in range(index + 1, len(lines)) if lines[n].type == "body"]
    if not following:
        return None
    quoted = lines[following[0]].text[0] in OPENING_QUOTES
    last = None
    for number in following:
        line = lines[number]
        ends = line.text[0] not in OPENING_QUOTES if quoted else _starts_another(line.text)
        if ends:
            break
        last = number
    if last is None:
        return None
    end = lines[last + 1].start if last + 1 < len(lines) else text_end
    return lines[following[0]].start, end


def _starts_another(text: str) -> bool:
    if text.endswith(":") or _OTHER_REPORT.search(text):
        return True
    return any(
        find_cue(text, mention.start, mention.end, form=mention.form)
        for mention in find_mentions(text)
    )
