"""Cuts from each claim what says whether another makes the same point."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from chancery.model import (
    ArticleVersion,
    Claim,
    ClaimKind,
    ClaimTime,
    Commitment,
    Dates,
    Event,
    Evidence,
    Figure,
    Measure,
    Meeting,
    MentionType,
    OriginPart,
    Party,
    Point,
    Statement,
    make_id,
)
from chancery.stages.corroborate.bound import Binder
from chancery.stages.corroborate.keys import with_keys
from chancery.stages.corroborate.standing import standing_of
from chancery.text.claim_time import time_of
from chancery.text.page import Page, overlap
from chancery.text.rarity import rarity, telling_words
from chancery.text.tables import packaged_rows
from chancery.text.timex.tokens import look_up

WORDS = 48  # kept of each claim, the rarest
SENTENCES = 2  # of a meeting or an event that are told first
LONG = frozenset({"M", "Y", "DE", "CE"})  # units of time, as TIMEX3 writes them
BESIDE = 7  # words on each side of a trigger or number
OFTEN, SHARE = 4, 0.1  # sentences of a document, at least, that have a word of its matter
LENGTH = 384  # of a sentence's vector, in bytes
NAMED: frozenset[MentionType] = frozenset(
    {"person", "organisation", "armed_group", "place", "people"}
)

_NOT = re.compile(r"\b(?:not|no|never|nor|without|cannot)\b|n['’]t\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
_FIGURES = re.compile(r"\d[\d,]*(?:\.\d+)?")
_MARKS = ".,;:!?()[]\"'“”‘’$€£%"


@dataclass(frozen=True, kw_only=True)
class Cut:
    """What a claim gives to be compared; `told` are the words that say what is claimed."""

    about: ClaimKind
    sort: str = ""
    core: Evidence | None = None  # the trigger or number; of what is said none
    head: Sequence[Evidence]
    told: Sequence[Evidence]
    who: Sequence[Party] = ()
    whom: Sequence[Party] = ()
    place: Sequence[Party] = ()
    numbers: tuple[str, ...] = ()
    made_from: str | None = None


def cut(claim: Claim) -> Cut:
    """Return what is compared of a claim.

    Raises:
        TypeError: it is of no kind that is compared.
    """
    first = claim.evidence[:SENTENCES]
    match claim:
        case Statement():
            return Cut(
                about="statement",
                sort=claim.cue_class,
                head=_some(claim.cue),
                told=claim.words,
                who=claim.speaker,
                whom=(*claim.recipient, *claim.addressee),
            )
        case Event():
            return Cut(
                about="event",
                sort=claim.root,
                core=claim.trigger,
                head=_some(claim.trigger),
                told=first,
                who=claim.actors,
                whom=claim.recipients,
                place=claim.place,
                made_from=claim.made_from,
            )
        case Meeting():
            return Cut(
                about="meeting",
                core=claim.trigger,
                head=_some(claim.trigger),
                told=(*claim.agenda, *first),
                who=(*claim.host, *claim.parties),
                whom=[one.person for one in claim.heads],
                place=claim.place,
            )
        case Commitment():
            return Cut(
                about="commitment",
                sort=claim.type,
                head=_some(claim.cue),
                told=claim.content,
                who=claim.by,
                whom=claim.to,
            )
        case Figure():
            return Cut(
                about="figure",
                sort=" ".join(filter(None, (claim.unit, claim.currency or claim.measure))),
                core=claim.written,
                head=claim.counts,
                told=(*claim.counts, *first),
                who=claim.attributed_to,
                numbers=bounds(claim),
            )
        case _:
            message = f"{claim.id}: no kind of claim that is compared"
            raise TypeError(message)


def _some(one: Evidence | None) -> list[Evidence]:
    return [one] if one else []


def bounds(one: Figure | Measure) -> tuple[str, ...]:
    """Return the bounds of a number, so that equal ones are equal text."""
    known = {f"{bound.normalize():f}" for bound in (one.low, one.high) if bound is not None}
    over = f"/{one.divisor}" if one.divisor > 1 else ""
    return tuple(sorted(bound + over for bound in known))


def topical(page: Page) -> frozenset[str]:
    """Return the stems that many sentences of a document have: they say what all of it is about.

    That two claims share them says little, where all that a collection holds is of one matter.
    """
    counted = Counter(
        stem for span in page.sentences for stem in set(telling_words(page.words(span)))
    )
    least = max(OFTEN, SHARE * len(page.sentences))
    return frozenset(stem for stem, count in counted.items() if count >= least)


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What is known of the document whose claims are cut."""

    page: Page
    binder: Binder
    dates: Dates | None = None
    origins: Sequence[OriginPart] = ()
    common: frozenset[str] = frozenset()  # its topical stems
    version: ArticleVersion | None = None


def make_point(claim: Claim, setting: Setting) -> Point:
    """Return what is compared of a claim of a document."""
    page, binder, dates = setting.page, setting.binder, setting.dates
    made, time = cut(claim), time_of(claim)
    told = [(one.start, one.end) for one in made.told]
    names = sorted(set(_names(page, (*claim.evidence, *made.told))))
    said = {word for one in made.told for word in telling_words(one.quote)}
    place = told[0][0] if told else claim.evidence[0].start
    published = dates.published if dates else None
    point = Point(
        id=make_id("point", [claim.id]),
        claim=claim.id,
        about=made.about,
        document=claim.document,
        spans=tuple((one.start, one.end) for one in claim.evidence),
        sort=made.sort,
        modality=claim.modality,
        head=tuple(dict.fromkeys(_head(made.head))),
        words=_rarest(said.difference(names, setting.common)),
        near=_near(page, made.core),
        quoted=tuple(_quoted(page, told)),
        names=tuple(names),
        who=binder.tokens(made.who),
        whom=binder.tokens(made.whom),
        place=binder.tokens(made.place),
        numbers=made.numbers or _numbers(page, made),
        first_day=time.start if time else None,
        last_day=time.end if time else None,
        weekday=weekday(time),
        long_ago=_is_long(time),
        often=claim.modality != "negated" and _is_often(page, place),
        denies=any(_NOT.search(one.quote.lower()) for one in made.told),
        first_told=published.first.day if published and published.first else None,
        last_told=published.last.day if published and published.last else None,
        vector=_vector(page, place),
        made_from=made.made_from,
        origins=tuple(one.origin for one in setting.origins if _rests_on(claim, one)),
        keys=(),
        standing=standing_of(claim, setting.version) if setting.version else None,
    )
    return with_keys(point)


def weekday(time: ClaimTime | None) -> int | None:
    """Return the day of the week, from 1 for Monday, of a time that is a day or names one."""
    if time is None:
        return None
    if time.precision == "day" and time.start:
        return date.fromisoformat(time.start[:10]).isoweekday()
    words = time.evidence.quote.lower().split() if time.evidence else []
    named = [look_up(word.strip(".,")) for word in words]
    return next((int(value) for kind, value in named if kind == "weekday"), None)


def _is_long(time: ClaimTime | None) -> bool:
    """Say whether a time is told in units longer than weeks, also where they are not counted."""
    if time is None or time.evidence is None:
        return False
    units = {look_up(word.strip(_MARKS)) for word in time.evidence.quote.lower().split()}
    return any(kind == "unit" and value in LONG for kind, value in units)


def _is_often(page: Page, place: int) -> bool:
    """Say whether the sentence that holds a place tells of several occasions at once."""
    words = " ".join(page.words(page.sentence_of(place)).lower().split())
    return bool(_often().search(words))


@cache
def _often() -> re.Pattern[str]:
    _, *rows = packaged_rows(__package__ or "", "often.tsv")
    phrases = (re.escape(row[0]).replace(r"\ 0", r"\ (?:19|20)\d\d") for row in rows)
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b")


def _rests_on(claim: Claim, origin: OriginPart) -> bool:
    spans = [(one.start, one.end) for one in claim.evidence]
    return any(overlap(mine, theirs) for mine in spans for theirs in origin.spans)


def _head(head: Iterable[Evidence]) -> Iterator[str]:
    """Yield the stems of the words that carry a claim, common ones too."""
    for one in head:
        yield from telling_words(one.quote) or [one.quote.lower()]


def _near(page: Page, core: Evidence | None) -> tuple[str, ...]:
    """Return the stems of the words beside a trigger or number, in its sentence."""
    beside = _beside(page, core) if core else []
    years = [word for word in beside if _YEAR.fullmatch(word)]
    return tuple(sorted({*telling_words(" ".join(beside)), *years}))


def _beside(page: Page, core: Evidence) -> list[str]:
    start, end = page.sentence_of(core.start)
    before = page.words((start, core.start)).split()[-BESIDE:]
    return [*before, *page.words((core.end, max(core.end, end))).split()[:BESIDE]]


def _numbers(page: Page, made: Cut) -> tuple[str, ...]:
    """Return the numbers beside what is done, or in what is said, but years and the number one."""
    said = [word for one in made.told for word in one.quote.split()]
    words = _beside(page, made.core) if made.core else said
    found = {_number(word.strip(_MARKS).lower()) for word in words}
    return tuple(sorted(one for one in found if one and not _YEAR.fullmatch(one)))


def _number(word: str) -> str | None:
    """Return the figures of a number, or of one that a word names; None of other words."""
    if figures := _FIGURES.fullmatch(word):
        return figures[0].replace(",", "")
    kind, value = look_up(word)
    return value if kind in {"number", "ordinal"} and value != "1" else None


def _rarest(words: Iterable[str]) -> tuple[str, ...]:
    ordered = sorted(words, key=lambda word: (-rarity(word), word))
    return tuple(sorted(ordered[:WORDS]))


def _quoted(page: Page, told: Iterable[tuple[int, int]]) -> Iterator[str]:
    """Yield the telling words of the spans that stand in quotation marks, in order."""
    for start, end in told:
        for one in page.quotations_in((start, end)):
            yield from telling_words(page.words((max(start, one.start), min(end, one.end))))


def _names(page: Page, evidence: Iterable[Evidence]) -> Iterator[str]:
    for one in evidence:
        for mention in page.mentions_in((one.start, one.end)):
            if mention.form == "name" and mention.type in NAMED:
                yield from telling_words(page.words((mention.start, mention.end)))


def _vector(page: Page, place: int) -> bytes:
    """Return the vector of the sentence that holds a place."""
    vectors = page.annotation.vectors
    at = LENGTH * page.number_of(place)
    return vectors[at : at + LENGTH]
