"""A trigger on its way to a deed: who did it to whom, where, when, and how it is told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chancery.model import Attribution, Modality, Root, Span, TimeExpression, Trigger
from chancery.stages.events.lexicon import WordKind, opening_words, words_of
from chancery.stages.events.nouns import known_noun, light_verb
from chancery.stages.events.order import find_sides, is_done_to_self, known_verb
from chancery.stages.events.sides import has_party, sides_of
from chancery.stages.events.telling import find_modality, is_past_form
from chancery.text.page import Page, overlap, trimmed

DEEDS: frozenset[Root] = frozenset(
    {
        "COOPERATE",
        "AID",
        "CONCEDE",
        "RETREAT",
        "PROTEST",
        "SANCTION",
        "MOBILIZE",
        "COERCE",
        "ASSAULT",
    }
)
NO_DEEDS: tuple[WordKind, ...] = ("state", "role", "foils")  # kinds of words
CONCESSION: Root = "CONCEDE"
CONCEDED = frozenset({"release", "ease", "access", "ceasefire", "resign", "return"})
"""Modes that the guide of the gold counts as yielding, not as withdrawal."""

NEAR = 30  # characters between a deed and the time or place where the reader marks none
UNMARKED = 0.5  # confidence of a verb that the reader does not mark; chosen
_WORD = re.compile(r"[\w’'-]+")
_FOR = re.compile(r"\s+(?:for|over|as)\s")
_TO = re.compile(r"\s*(?:[-–—]|to|until|till)\s*")  # between the ends of a span of time


@dataclass
class Draft:
    """A deed as one place of a document tells it; spans are in text order."""

    trigger: Trigger
    root: Root
    actors: list[Span]
    recipients: list[Span]
    place: list[Span]
    time: TimeExpression | None
    modality: Modality
    around: list[Attribution]  # in whose words it stands, the outermost first

    @property
    def span(self) -> Span:
        """Return the trigger's place."""
        return self.trigger.start, self.trigger.end

    @property
    def by_verb(self) -> bool:
        """Say whether a verb told the kind, and not, or not so, the reader."""
        other = self.trigger.root != self.root and self.trigger.mode not in CONCEDED
        return other or self.trigger.confidence == UNMARKED

    @property
    def happened(self) -> bool:
        """Say whether the text says that it was done."""
        return self.modality in {"asserted", "background"}


def draft_all(page: Page) -> Iterator[Draft]:
    """Yield a draft for each trigger or verb that may be a deed, in text order."""
    triggers = (*page.annotation.triggers, *page.annotation.doubtful)
    read = [one for one in triggers if _is_deed(page, one)]
    marked = {place for one in read for place in range(one.start, one.end)}
    unmarked = [one for one in _told(page) if marked.isdisjoint(range(one.start, one.end))]
    for one in sorted([*read, *unmarked], key=lambda each: (each.start, each.end)):
        around = _said_around(page, one)
        made = _draft(page, one, around)
        if not any(said.cue_class == "denies" for said in around) and not _is_other(page, made):
            yield made


def _is_other(page: Page, one: Draft) -> bool:
    """Say whether its sides make no deed of it: "fought a war", "the flood killed"."""
    done_to = {page.words(span).lower().split()[-1] for span in one.recipients}
    done_by = {page.words(span).lower().split()[-1] for span in one.actors}
    word = page.words(one.span).lower()
    return (
        _is_said(page, one)
        or is_done_to_self(page, one.span)
        or bool(done_to & (words_of("state") | words_of("published")))
        or bool(done_by & words_of("nature"))
        or (word in words_of("bare") and bool(one.recipients))
        or (word in words_of("frees") and not any(has_party(page, s) for s in one.recipients))
        or (word in words_of("deploys") and bool(one.recipients))
    )


def _is_said(page: Page, one: Draft) -> bool:
    """Say whether an attack is one of words: "attacked the network for its coverage"."""
    attacked = page.words(one.span).lower() in {"attacked", "attack", "attacks"}
    behind = [page.text[span[1] : span[1] + NEAR] for span in one.recipients]
    aims = {page.words(span).lower().split()[-1] for span in one.recipients}
    return attacked and (any(map(_FOR.match, behind)) or bool(aims & words_of("criticised")))


def _told(page: Page) -> Iterator[Trigger]:
    """Yield the verbs and nouns that name a deed by themselves, and that order tells about."""
    for sentence in page.sentences:
        for word in _WORD.finditer(page.text, *sentence):
            if word[0].lower() not in opening_words():
                continue
            verb = known_verb(page, word.span())
            noun = None if verb else known_noun(page, word.span())
            if verb and find_sides(page, verb.reach):
                yield _as_trigger(verb.span, verb.root)
            elif noun and light_verb(page, word.span()):
                yield _as_trigger(word.span(), noun)


def _as_trigger(span: Span, root: Root) -> Trigger:
    return Trigger(
        start=span[0],
        end=span[1],
        root=root,
        root_merged=root,
        mode=None,
        context=None,
        modality="asserted",
        actor=(),
        recipient=(),
        where=(),
        time=(),
        confidence=UNMARKED,
    )


def _is_deed(page: Page, one: Trigger) -> bool:
    words = _WORD.findall(page.words((one.start, one.end)).lower())
    last = words[-1] if words else ""
    if one.root == "AGREE":
        return bool(words_of("agrees") & set(words))
    return one.root in DEEDS and not any(last in words_of(kind) for kind in NO_DEEDS)


def _draft(page: Page, one: Trigger, around: list[Attribution]) -> Draft:
    start, end = page.sentence_of(one.start)
    trigger = (one.start, one.end)
    known = known_verb(page, trigger)
    named = None if known else known_noun(page, trigger)
    root = (known.root if known else named) or (CONCESSION if one.mode in CONCEDED else one.root)
    sides = sides_of(page, one, root, around)
    places = [trimmed(page.text, s, ",.;:") for s in one.where if start <= s[0] and s[1] <= end]
    return Draft(
        trigger=one,
        root=root,
        actors=sides.actors,
        recipients=sides.recipients,
        place=[span for span in places if any(map(str.isupper, page.words(span)))][:1],
        time=_find_time(page, one),
        modality=find_modality(page, one, around, light_verb(page, trigger) if named else None),
        around=around,
    )


def _said_around(page: Page, one: Trigger) -> list[Attribution]:
    found = [
        said
        for said in page.annotation.attributions
        if any(start <= one.start and one.end <= end for start, end in said.content)
    ]
    return sorted(found, key=lambda said: -sum(end - start for start, end in said.content))


def _is_end(page: Page, one: TimeExpression, held: list[TimeExpression]) -> bool:
    """Say whether an expression is one end of a span of time, which alone says too much."""
    gaps = [(one.end, other.start) for other in held] + [(other.end, one.start) for other in held]
    return any(_TO.fullmatch(page.text, *gap) for gap in gaps if gap[0] < gap[1])


def _find_time(page: Page, one: Trigger) -> TimeExpression | None:
    sentence = page.sentence_of(one.start)
    held = [time for time in page.times_in(sentence) if time.type in {"DATE", "TIME"}]
    held = [time for time in held if not _is_end(page, time, held)]
    marked = [t for t in held if any(overlap((t.start, t.end), span) for span in one.time)]
    marked = marked or [t for t in held if 0 <= t.start - one.end <= NEAR]
    if not marked and known_noun(page, (one.start, one.end)):
        marked = [t for t in held if _is_start(page, one, t)]
    return min(marked, key=lambda t: max(t.start - one.end, one.start - t.end), default=None)


def _is_start(page: Page, noun: Trigger, time: TimeExpression) -> bool:
    """Say whether a noun's own verb tells its time: "the exercise in Tarn has begun this week"."""
    words = [one[0].lower() for one in _WORD.finditer(page.text, noun.end, time.start)]
    verbs = [one for one in words if one in words_of("starts") or is_past_form(one)]
    return bool(verbs) and verbs[-1] in words_of("starts") and len(verbs) - verbs.count("has") == 1
