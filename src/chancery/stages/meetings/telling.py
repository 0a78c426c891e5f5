"""Says whether a meeting was held, is to be, was asked for, or did not come about."""

from collections.abc import Sequence
from typing import Literal

from chancery.model import Modality, Trigger
from chancery.stages.meetings.lexicon import words_of
from chancery.stages.meetings.phrases import (
    AHEAD,
    ASKED,
    AT_IT,
    AWAY,
    BASES,
    CALLED,
    CALLED_OFF_BEHIND,
    DENIED,
    GOVERNED,
    HELD_BEFORE,
    HELD_BEHIND,
    HELD_VERB,
    MAY_BE,
    NEGATION,
    NO_MEETING,
    NOT_MET,
    OLD_PICTURE,
    PAST,
    PURPOSE,
    RECEIVED,
    SET_FOR,
    TOOK_PLACE,
    WILL,
    WILL_BEHIND,
    WILL_ITSELF,
    WISHED,
)
from chancery.text.page import Page

Tense = Literal["over", "ahead", "due", "off"] | None
"""over: it is; ahead: others will hold it or come; due: it will be itself; off: it will not."""

SURE: frozenset[Modality] = frozenset({"asserted", "background", "intended", "expected"})
NOUNS = words_of("gathering")
BEFORE, BEHIND = 75, 60  # characters around a trigger that say how it is told


def find_modality(page: Page, one: Trigger) -> Modality:
    """Return how a meeting is told, by the words around it; background is told by its time."""
    start, end = page.sentence_of(one.start)
    if OLD_PICTURE.search(page.text[start:end]):
        return "background"
    words = page.words((one.start, one.end)).lower()
    before, behind = _around(page, one)
    if _is_off(words, before, behind):
        return "negated"
    if away := AWAY.search(before):
        ahead = away["to"] or (away["not"] or "").startswith(("will", "won", "would"))
        return "expected" if ahead else "asserted"
    if TOOK_PLACE.match(behind):
        return "asserted"
    if HELD_VERB.search(words) and not MAY_BE.search(before) and not ASKED.search(before):
        return "asserted"
    clause = page.text[one.end : end].lower()
    found = _ahead(before, behind) or _purpose(words, before, clause)
    return found or _fallback(one, before, page.text[start:end].lower())


def denies(page: Page, one: Trigger) -> bool:
    """Say whether the words before a trigger deny the meeting: "denied having met Roth"."""
    return bool(DENIED.search(_around(page, one)[0]))


def find_tense(page: Page, one: Trigger, modality: Modality) -> Tense:
    """Return whether the words say that a meeting is over, is to come, or was called off."""
    if modality == "negated":
        return "off"
    words = page.words((one.start, one.end)).lower()
    before, behind = _around(page, one)
    if AWAY.search(before):
        return None
    if modality in {"intended", "expected"}:
        if _is_due(before, behind):
            return "due"
        clause = page.text[one.end : page.sentence_of(one.start)[1]].lower()
        told = _ahead(before, behind) or _purpose(words, before, clause)
        return "ahead" if told in {"intended", "expected"} else None
    held = (
        (HELD_VERB.search(words) and not behind.startswith("by "))
        or HELD_BEFORE.search(before)
        or HELD_BEHIND.match(behind)
    )
    return "over" if held and modality in {"asserted", "background"} else None


def _around(page: Page, one: Trigger) -> tuple[str, str]:
    """Return the words before and behind a trigger in its sentence, in lower case."""
    start, end = page.sentence_of(one.start)
    before = page.text[max(start, one.start - BEFORE) : one.start].lower().split()
    return " ".join(before) + " ", page.text[one.end : min(end, one.end + BEHIND)].lower().strip()


def _is_off(words: str, before: str, behind: str) -> bool:
    """Say whether a meeting is said not to have come about, or not to be."""
    last = words.split()[-1:]
    off = NO_MEETING if last and last[0] in NOUNS else NOT_MET
    return bool(off.search(before) or CALLED_OFF_BEHIND.match(behind))


def _purpose(words: str, before: str, clause: str) -> Modality | None:
    """Return that a meeting is to be: "flew to Tarn to meet Hale", "at the summit, he will"."""
    if CALLED.search(before) or (words in BASES and PURPOSE.search(before)):
        return "intended"
    return "expected" if AT_IT.search(before) and WILL_BEHIND.match(clause) else None


def _is_due(before: str, behind: str) -> bool:
    """Say whether the words for a meeting are the subject of what is to come."""
    return bool(WILL_ITSELF.match(behind)) and not GOVERNED.search(before)


def _ahead(before: str, behind: str) -> Modality | None:
    if ASKED.search(before):
        return "requested"
    if _is_due(before, behind) or SET_FOR.match(behind):
        return "expected"
    if WILL.search(before):
        return "intended"
    if AHEAD.search(before):
        return "expected"
    return "hypothetical" if MAY_BE.search(before) or WISHED.search(before) else None


def stays_away(page: Page, one: Trigger) -> bool:
    """Say whether who stands before a trigger is said not to be there."""
    return bool(AWAY.search(_around(page, one)[0]))


def _fallback(one: Trigger, before: str, sentence: str) -> Modality:
    """Return the reader's word where it speaks of what is to come, and nothing here is past.

    It denies a meeting only in a sentence that denies something.
    """
    if one.modality == "negated" and not NEGATION.search(sentence):
        return "asserted"
    if (
        PAST.search(before)
        or RECEIVED.search(before)
        or one.modality in {"hypothetical", "background", "requested"}
    ):
        return "asserted"
    return one.modality


def settle_modality(told: Sequence[tuple[Modality, Tense]]) -> Modality:
    """Return how a meeting is told by how its mentions are, the first that is sure.

    What was called off is told so once; what is asked for and what may be is mentioned often, and
    only words that say that it was held, or will be, make more of it. What no words say to be over
    is to come, if it is said that it will be.
    """
    if any(modality == "negated" for modality, _ in told):
        return "negated"
    first = told[0][0]
    sure: list[Modality] = [one for one, tense in told if one in SURE and (first in SURE or tense)]
    if not sure:
        return first
    tenses = {tense for _, tense in told}
    due = "due" in tenses and "over" not in tenses
    return "expected" if due and sure[0] == "asserted" else sure[0]
