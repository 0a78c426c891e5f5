"""Finds who stays away from a meeting or was not asked, and the reason that is given."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chancery.model import Mention, Span
from chancery.stages.meetings.lexicon import words_of
from chancery.text.page import Page, trimmed
from chancery.text.roles import PARTIES, role_phrases

_ATTEND = (
    r"(?:be (?:attending|present|there|represented)|attend(?:ing)?|join(?:ing)?"
    r"|participat(?:e|ing)|tak(?:e|ing) part|com(?:e|ing)|go(?:ing)?(?= *[.,;])"
    r"|go(?:ing)? to (?=(?:the|an?|its|his|her|their) |(?-i:[A-Z]))|show(?:ing)? up"
    r"|turn(?:ing)? up"
    r"|send(?:ing)? (?:a|an|any|its|his|her) (?:\w+ )?"
    r"(?:delegation|delegate|representative|envoy)s?"
    r"|lead(?:ing)? (?:[\w’']+ ){0,4}delegations?)"
)
_NOT = (
    r"(?:(?:did|does|do|will|would|could|can|is|are|was|were|has|have) ?(?:not|n['’]t)"
    r"|won['’]t|wouldn['’]t|didn['’]t|can ?not)(?: be)?"
)
_DECLINED = (
    r"(?:declin\w+|refus\w+|cho(?:se|osing|sen)|opt\w*|decid\w+|elect\w+)(?: not)? to(?: not)?"
)
ABSENT = re.compile(
    rf"\b(?:{_NOT} {_ATTEND}|{_DECLINED} {_ATTEND}|declin\w+ (?:the|an|its|his|her) invitations?"
    r"|turn\w* down (?:the|an|its|his|her) invitations?"
    r"|(?:stay(?:s|ed|ing)?|kept|keep(?:s|ing)?|remain\w*) away"
    r"|(?:was|were|is|are|being|remained|will be) (?:conspicuously |notably )?absent"
    r"|boycott(?:s|ed|ing)?|skip(?:s|ped|ping)?|sat out|pulled out of|pull out|walk\w* out"
    r"|withdr(?:ew|awn|aw) from|(?:will|to) miss|missed"
    r"|(?:was|were|is|are|had|has|have)(?: not|n['’]t)(?: been)? invited"
    r"|(?:was|were) (?:excluded|barred|left out)|(?:was|were) represented by no one)\b",
    re.IGNORECASE,
)
ABSENCE = re.compile(r"\babsence of\s+|\babsent (?:was|were)\s+", re.IGNORECASE)
BOYCOTTED = re.compile(r"\b(?:boycotted|shunned|skipped) by\s+", re.IGNORECASE)
_MEETING = re.compile(
    r"\b(?:talks|meetings?|summits?|conferences?|conventions?|rounds?|sessions?|gatherings?|forum"
    r"|negotiations|consultations|dinner|invit\w+|ceremony|event|festivities|attend\w*|absen\w+"
    r"|participat\w*|present|delegations?)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because of|because|due to|owing to|on account of|over|citing|in protest (?:at|of|over"
    r"|against)|for (?=[\w-]+ reasons)|as (?=(?:it|he|she|they|the)\b)|saying(?: that)?)\s+",
    re.IGNORECASE,
)
_KEEPS_LEAD = ("due to", "for ", "because of", "owing to", "on account of", "in protest")
_REASON_END = re.compile(
    r"[.;”]|\s[-–—]\s|,?\s+(?:but|and (?:planned|plans|said|will|would))\b|,\s|\sbut\b"
)
_CITING = re.compile(r"\b(?:Citing|Because of|Due to)\s+(?:“|\"|``\s?)?([^,”\"]+)", re.IGNORECASE)
_TO_WHICH = re.compile(r",?\s*(?:which|who|that)\s*$")
_SOFT = re.compile(
    r"^(?:[\s,]*(?:(?:earlier|later|also|again|has|have|had|will|would|then|both|all|already|is"
    r"|are|was|were|said|says|confirmed|announced|insisted|decided|plans?|planned|to|that|it|he"
    r"|she|they|not|because|if|why|on|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|itself|himself|herself|themselves|who|which|eventually|simply|never|currently)\b)?[\s,]*)*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Absence:
    """Who is not there, the words that say so, and why."""

    party: Span
    words: Span
    reason: tuple[Span, ...]


def find_absences(page: Page) -> Iterator[Absence]:
    """Yield each absence that a sentence tells, in text order."""
    for sentence in page.sentences:
        if not _MEETING.search(page.text, *sentence):
            continue
        for found in ABSENT.finditer(page.text, *sentence):
            for party in _subjects(page, sentence[0], found.start()):
                yield Absence(party, found.span(), _reasons(page, sentence, found.end()))
        for pattern in (ABSENCE, BOYCOTTED):
            for found in pattern.finditer(page.text, *sentence):
                for party in _named(page, found.end(), sentence[1]):
                    yield Absence(party, found.span(), _reasons(page, sentence, found.end()))


def _subjects(page: Page, start: int, verb: int) -> list[Span]:
    """Return who a verb says it of: the party before it, or what a pronoun takes up."""
    if pronoun := _TO_WHICH.search(page.text, start, verb):
        verb = pronoun.start()
    held = [m for m in page.mentions_in((start, verb)) if m.type in PARTIES]
    near = [m for m in held if _SOFT.match(page.text[m.end : verb])]
    if not near or _is_meeting(page, near[-1]):
        return []
    last = max(near, key=lambda m: (m.form == "name", m.end, -m.start))
    whole = max((m for m in near if m.end >= last.end), key=lambda m: m.end - m.start)
    first = _listed(page, held, whole.start)
    return role_phrases(page, [(first, whole.end)])


def _is_meeting(page: Page, one: Mention) -> bool:
    """Say whether what is named is a meeting itself, which can neither come nor stay away."""
    last = page.words((one.start, one.end)).lower().split()[-1:]
    return bool(words_of("gathering").intersection(last))


def _listed(page: Page, held: list[Mention], start: int) -> int:
    """Return where the list begins that a party is the last of: "Roth and Hale"."""
    for one in reversed(held):
        if one.end < start and re.fullmatch(
            r"(?:\s*,)?\s+(?:and|or)\s+(?:the\s+)?", page.text[one.end : start]
        ):
            return one.start
    return start


def _named(page: Page, at: int, end: int) -> list[Span]:
    held = [
        m for m in page.mentions_in((at, end)) if m.type in PARTIES and m.start - at <= len("the ")
    ]
    return role_phrases(page, [(held[0].start, held[0].end)]) if held else []


def _reasons(page: Page, sentence: Span, at: int) -> tuple[Span, ...]:
    """Return why, as the rest of the sentence gives it, or its opening: "Citing …"."""
    found = _REASON.search(page.text, at, sentence[1])
    if found is None:
        opening = _CITING.match(page.text, *sentence)
        span = opening.span(1) if opening else None
    else:
        keeps = found[0].lower().startswith(_KEEPS_LEAD) and not found[0].lower().startswith(
            "over"
        )
        start = found.start() if keeps else found.end()
        stop = _REASON_END.search(page.text, found.end(), sentence[1])
        span = (start, stop.start() if stop else sentence[1])
    return (trimmed(page.text, span, "“”\"'`,.;"),) if span else ()
