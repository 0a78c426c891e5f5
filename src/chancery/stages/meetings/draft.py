"""A trigger on its way to a meeting: what kind of word it is, and who takes part."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from chancery.model import Modality, Span, TimeExpression, Trigger
from chancery.stages.meetings.hosting import find_guests, find_host
from chancery.stages.meetings.lexicon import WordKind, words_of
from chancery.stages.meetings.parties import find_parties, is_denied
from chancery.stages.meetings.setting import find_place, find_time, premodifier
from chancery.stages.meetings.telling import Tense, denies, find_modality, find_tense
from chancery.text.page import Page, overlap

TriggerKind = Literal["gathering", "meets", "visit", "hosts", "discuss", "joins"]

ORDER: tuple[WordKind, ...] = ("hosts", "discuss", "joins", "gathering", "meets", "visit")
UNMARKED = 0.5  # confidence of a noun that the reader does not mark; chosen
FARTHEST = 45  # characters before a noun in which its determiner stands
_WORD = re.compile(r"[\w’'-]+")
_WITH = re.compile(r"^\s+(?:[\w’']+\s+){0,3}?(?:with|to)\s+")
_ONE_OF = re.compile(r"\bone of (?:[\w’'-]+\s+){1,6}$")
_NEXT = 6  # words behind a verb in which an audience is named
_THINGS = frozenset({"place", "date", "people", "quantity", "document"})
_DETERMINED = re.compile(
    r"\b(?:the|a|an|this|his|her|their|its|phone|telephone|video|conference)\s+(?:[\w-]+\s+)?$",
    re.IGNORECASE,
)
_AS_VERB = re.compile(r"^\s+(?:with\s+)?(?:his|her|their|its|the|with|mr|[A-Z])\b")


_HOLDS = re.compile(
    r"\b(?:(?:hold|holds|held|holding|hosts?|hosted|hosting|convened?|convenes|attend|attends|attended)"
    r"\s+(?:(?!news|press|on|in|at|for|to|of|with|that|by|after|before)[\w’'-]+\s+){0,3}"
    r"(?P<noun>talks|meetings?|summit|conference|negotiations)"
    r"|(?:bring(?:s|ing)?|brought) together)\b"
)
_TOGETHER = "together"
_DOING = re.compile(r"\b(?:is|are|was|were|been|be|started|began|kept)\s+$", re.IGNORECASE)
_TO_PRESS = re.compile(r"\b(?:news|press|media)\s+$", re.IGNORECASE)


@dataclass
class Draft:
    """A place of a document that speaks of a meeting; spans are in text order."""

    trigger: Trigger
    kind: TriggerKind
    parties: list[Span]
    host: list[Span]
    guests: list[Span]
    place: Span | None
    named_after: Span | None  # a name set before the noun: "the Doha meeting"
    time: TimeExpression | None
    modality: Modality
    tense: Tense
    words: tuple[str, ...]  # of the phrase up to the trigger, lower-case
    more: list[Span] = field(default_factory=list)  # sentences that tell of it beside its own

    @property
    def span(self) -> Span:
        """Return the trigger's place."""
        return self.trigger.start, self.trigger.end

    @property
    def present(self) -> list[Span]:
        """Return all who take part, the host and who is received included."""
        return [*self.parties, *self.host, *self.guests]

    @property
    def definite(self) -> bool:
        """Say whether the phrase takes up a meeting that was told before."""
        owned = any(word.endswith(("'s", "’s", "s'", "s’")) for word in self.words)
        return (owned or bool(words_of("definite") & set(self.words))) and not self.apart

    @property
    def apart(self) -> bool:
        """Say whether the phrase tells the meeting from others before."""
        return bool(words_of("other") & set(self.words))


def draft_all(page: Page) -> Iterator[Draft]:
    """Yield a draft for each trigger that may speak of a meeting, in text order.

    Words that the reader does not mark are triggers where a verb of holding or bringing together
    stands beside them.
    """
    for one in sorted(
        (*page.annotation.triggers, *_unmarked(page)), key=lambda one: (one.start, one.end)
    ):
        kind = _kind(page, one) if one.root == "CONSULT" else None
        if kind and not (is_denied(page, one) or denies(page, one) or _is_general(page, one)):
            yield _draft(page, one, kind)


def as_draft(page: Page, noun: Span) -> Draft:
    """Return a draft for a noun that the reader does not mark."""
    return _draft(page, _trigger(noun), "gathering")


def _trigger(span: Span) -> Trigger:
    return Trigger(
        start=span[0],
        end=span[1],
        root="CONSULT",
        root_merged="CONSULT",
        mode=None,
        context=None,
        modality="asserted",
        actor=(),
        recipient=(),
        where=(),
        time=(),
        confidence=UNMARKED,
    )


def _unmarked(page: Page) -> Iterator[Trigger]:
    """Yield the words for a meeting that is held, or for bringing others together."""
    taken = [(one.start, one.end) for one in page.annotation.triggers]
    for sentence in page.sentences:
        for found in _HOLDS.finditer(page.text, *sentence):
            if not any(overlap(span, found.span()) for span in taken):
                yield _trigger(found.span("noun" if found["noun"] else 0))


def _draft(page: Page, one: Trigger, kind: TriggerKind) -> Draft:
    host = find_host(page, (one.start, one.end))
    modality = find_modality(page, one)
    return Draft(
        trigger=one,
        kind=kind,
        parties=find_parties(page, one),
        host=host,
        guests=find_guests(page, (one.start, one.end)) if host else [],
        place=find_place(page, one),
        named_after=premodifier(page, one.start) if kind == "gathering" else None,
        time=find_time(page, one),
        modality=modality,
        tense=find_tense(page, one, modality),
        words=_phrase(page, one) if kind == "gathering" else (),
    )


def _kind(page: Page, one: Trigger) -> TriggerKind | None:
    words = _WORD.findall(page.words((one.start, one.end)).lower())
    before = page.text[max(0, one.start - FARTHEST) : one.start]
    if not words or _TO_PRESS.search(before):
        return None
    last = words[-1]
    behind = page.text[one.end : one.end + FARTHEST]
    doing = last.endswith("ing") and _DOING.search(before)  # "troops were gathering"
    if doing or last in words_of("line"):
        noun = not doing and _DETERMINED.search(before)
        return "gathering" if noun else _spoken(words)
    if last in words_of("lines") and last not in words_of("gathering"):
        return "meets" if _is_with(page, behind) else None
    if last in words_of("visit"):
        return "visit" if _is_seen(page, one) else "joins"
    if last in words_of("meets") and last in words_of("gathering"):
        alone = not _DETERMINED.search(before) and not before.rstrip().endswith(("-", "'s", "’s"))
        return "meets" if alone and _AS_VERB.match(behind) else "gathering"
    return _plain_kind(words)


def _plain_kind(words: Sequence[str]) -> TriggerKind | None:
    """Return the kind of a word that has one alone, by the last or the first of a trigger."""
    if words[-1] == _TOGETHER:
        return "hosts"
    found = [kind for kind in ORDER if {words[-1], words[0]} & words_of(kind)]
    return found[0] if found else None  # type: ignore[return-value]


def _is_with(page: Page, behind: str) -> bool:
    """Say whether a verb of speaking goes on with whom, and they are no audience."""
    del page
    found = _WITH.match(behind)
    words = set(_WORD.findall(behind.lower())[:_NEXT])
    return bool(found) and not words & words_of("audience")


def _is_seen(page: Page, one: Trigger) -> bool:
    """Say whether a visit is to somebody, not to a place alone."""
    return any(
        m.type not in _THINGS and m.form == "name"
        for span in one.recipient
        for m in page.mentions_in(span)
    )


def _spoken(words: list[str]) -> TriggerKind | None:
    return "meets" if words[-1] in words_of("meets") else None


def _is_general(page: Page, one: Trigger) -> bool:
    before = page.text[max(0, one.start - FARTHEST) : one.start].lower()
    return bool(words_of("general") & set(before.split()[-_NEXT:]) or _ONE_OF.search(before))


def _phrase(page: Page, one: Trigger) -> tuple[str, ...]:
    """Return the words of a noun's phrase before it, its determiner the first."""
    start = max(page.sentence_of(one.start)[0], one.start - FARTHEST)
    found: list[str] = []
    before = _WORD.findall(page.text[start : one.start].lower())
    for at in range(len(before) - 1, -1, -1):
        word = before[at]
        if word in _STOPS and not (word == "of" and at and before[at - 1] in _PARTS):
            break
        found.insert(0, word)
        if word in _STARTS or word.endswith(("'s", "’s")):
            break
    return (*found, *_WORD.findall(page.words((one.start, one.end)).lower())[:-1])


_PARTS = frozenset({"round", "session", "series", "opening", "day", "rounds"})
_STARTS = words_of("definite") | {"a", "an", "another", "his", "her", "their", "its", "our"}
_STOPS = frozenset(
    {"in", "on", "at", "for", "with", "of", "to", "by", "and", "or", "held", "hold", "after"}
    | {"before", "during", "from", "which", "that", "had", "has", "have", "will", "is", "are"}
    | {"followed", "follows", "follow", "mark", "marks", "marked", "come", "comes", "came", "were"}
) - {"that"}
