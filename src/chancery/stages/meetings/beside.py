"""Finds who meets in the words beside a trigger: behind "with", in lists, before a relative."""

import re
from collections.abc import Iterator

from chancery.model import Mention, Span, Trigger
from chancery.stages.meetings.lexicon import words_of
from chancery.text.page import Page, overlap
from chancery.text.roles import PARTIES

NEAREST = 3  # characters between a relative pronoun and what it takes up: ", "
LONGEST_LIST = 40  # parties that are read on from one; choice: bounds the work
FARTHEST = 60  # characters from a comma to a phrase in the apposition that it opens
_RELATIVE = re.compile(r"(?:\bto\s+)?\b(?:which|who|that)\s+(?:[\w’']+\s+){0,3}$")
_BEHIND = re.compile(
    r"^(?:[\s\w’'-]{0,40}?\b(?:with|between|among|amongst)"
    r"|(?:\s+(?:in|on|at)\s+[\w’' ]{1,40}?)?,?(?:\s+(?:that|which|also|will|would|has|have))*"
    r"\s+(?:(?:includ|involv)(?:es?|ed|ing)|attended by))\s+(?:both\s+)?(?=\S)",
    re.IGNORECASE,
)
_OBJECT = re.compile(r"\s+(?=\S)")
_OF = re.compile(r"^\s+of\s+(?=\S)")
_JOINT = re.compile(
    r"(?:\s*,)?\s+(?:and|or|as well as|along with|together with|plus|and also|including)\s+"
    r"(?:(?:also|with|by|from|between|including)\s+)?|\s*,\s+"
)
_ARTICLE = re.compile(r"(?:(?:the|a|an|both|his|her|their|its)\s+)?")
_COMING = re.compile(
    rf"(?:[a-z-]+\s+){{0,2}}(?:{'|'.join(sorted(words_of('representing')))})\s+(?:of|from)\s+"
    r"(?:the\s+)?"
)
_APPOSED = re.compile(
    r"\s?,\s+(?:an?|the|his|her|its|their)\s+(?:(?!who|which|that|with|and|met|to)[\w’'-]+\s+){0,6}$"
)
_IS_INDEFINITE = re.compile(r"an?\s")
_HYPHEN = re.compile(r"\s?[-–/]\s?")


def relative(page: Page, one: Trigger) -> list[Span]:
    """Return what a relative pronoun before a verb takes up: "ministers, who met in Tarn"."""
    start = page.sentence_of(one.start)[0]
    pronoun = _RELATIVE.search(page.text, start, one.start)
    if pronoun is None:
        return []
    near = [
        m
        for m in page.mentions_in((start, pronoun.start()))
        if pronoun.start() - m.end <= NEAREST and m.type != "date"
    ]
    return [(near[0].start, near[0].end)] if near else []


def behind(page: Page, one: Trigger) -> list[Span]:
    """Return who stands behind "with", "between" or "including" after the trigger, whole lists.

    Whom one brings together meets, and who stands behind "of", if that is no place.
    """
    end = page.sentence_of(one.start)[1]
    last = page.words((one.start, one.end)).lower().split()[-1:]
    gathering = last != ["talks"]
    lead = (_OBJECT if last == ["together"] else _BEHIND).match(page.text[one.end : end])
    if lead is None and gathering:
        lead = _OF.match(page.text[one.end : end])
    if lead is None:
        return []
    first = _party_at(page, one.end + lead.end(), end)
    return [first, *listed(page, first, end)] if first else []


def listed(page: Page, span: Span, end: int) -> Iterator[Span]:
    """Yield the parties that a list goes on with behind one: "Roth as well as Hale and Lind"."""
    at = span[1]
    for _ in range(LONGEST_LIST):
        joint = _JOINT.match(page.text, at, end)
        found = _party_at(page, joint.end(), end) if joint else None
        if joint is None or found is None or _acts(page, found):
            return
        if joint[0].strip() == "," and not _is_item(page, found, end):
            return
        yield found
        at = found[1]


def topic(page: Page, trigger: Span) -> Span | None:
    """Return the name before a noun for talks, which says of what they are: "the Tarn talks".

    Two names with a hyphen, as in "the Aldane-Corvia talks", say who meets.
    """
    start = page.sentence_of(trigger[0])[0]
    before = page.mentions_in((max(start, trigger[0] - FARTHEST), trigger[0]))
    held = [m for m in before if m.type in PARTIES and m.form == "name"]
    near = [m for m in held if _modifies(page.text[m.end : trigger[0]])]
    if not near or any(_hyphened(page, one, near[0]) for one in held):
        return None
    return near[0].start, near[0].end


def apposed(page: Page, span: Span) -> Span | None:
    """Return the name that a phrase says more of: of "Ida Roth, a minister in Tarn", the first.

    Nothing is said of a name where the phrase is another of a list.
    """
    start = max(page.sentence_of(span[0])[0], span[0] - FARTHEST)
    if _IS_INDEFINITE.match(page.text, *span) or _is_office(page, span):
        comma = re.search(r"\s?,\s+$", page.text[start : span[0]])
    else:
        comma = _APPOSED.search(page.text[start : span[0]])
    if comma is None:
        return None
    at = start + comma.start()
    named = [m for m in page.mentions_in((start, at)) if m.end == at and m.form == "name"]
    persons = [m for m in named if m.type == "person"]
    return (persons[0].start, persons[0].end) if persons else None


def _is_office(page: Page, span: Span) -> bool:
    """Say whether a phrase with "the" names one person by an office alone."""
    held = [m for m in page.mentions_in(span) if (m.start, m.end) == span]
    named = any(m.type == "person" and m.form == "name" for m in page.mentions_in(span))
    return not named and any(m.type in {"office", "person"} and m.form != "name" for m in held)


def _party_at(page: Page, at: int, end: int) -> Span | None:
    """Return the phrase that begins here, with an article or "envoys of" before its mention."""
    leads = (lead.match(page.text, at, end) for lead in (_ARTICLE, _COMING))
    here = {at, *(lead.end() for lead in leads if lead)}
    held = [m for m in page.mentions_in((at, end)) if m.type in PARTIES and m.start in here]
    return (at, max(m.end for m in held if m.start == held[0].start)) if held else None


def _acts(page: Page, span: Span) -> bool:
    """Say whether one acts or speaks on their own: behind "and", the next clause's subject."""
    said = any(overlap(span, s) for a in page.annotation.attributions for s in a.source)
    return said or any(
        overlap(span, s) == s[1] - s[0] > 0 and span[1] <= one.start
        for one in page.annotation.triggers
        for s in one.actor
        if one.start - span[1] <= FARTHEST and one.root != "CONSULT"
    )


def _is_item(page: Page, span: Span, end: int) -> bool:
    """Say whether a phrase behind a comma is one of a list, by the joint behind it."""
    return bool(_JOINT.match(page.text, span[1], end)) and apposed(page, span) is None


def _modifies(between: str) -> bool:
    """Say whether a name stands right before a noun, or before what the talks are about."""
    words = between.split()
    return bool(between[:1].isspace()) and len(words) <= 1 and set(words) <= words_of("topic")


def _hyphened(page: Page, one: Mention, other: Mention) -> bool:
    return bool(_HYPHEN.fullmatch(page.text[one.end : other.start]))
