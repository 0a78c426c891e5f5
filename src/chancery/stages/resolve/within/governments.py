"""Says which phrases mean a government: a capital that acts, a people, "the X government"."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from chancery.knowledge.facts import Actor
from chancery.model import KnownActor, Link, Span
from chancery.stages.resolve.within.acting import acting_spans, is_within
from chancery.stages.resolve.within.cores import tokens
from chancery.stages.resolve.within.drafts import Draft
from chancery.stages.resolve.within.known import STATES, Lookup
from chancery.stages.resolve.within.lexicon import words_of
from chancery.stages.resolve.within.names import Name
from chancery.stages.resolve.within.reading import Phrase, Reading

JOINS = frozenset({"and", "or", "and the", "or the", "with", "with the"})  # of two that differ


@dataclass(frozen=True, slots=True)
class Seat:
    """A name that stands for those who sit or live there."""

    name: Name
    link: Link
    actors: tuple[Actor, ...]  # whom it may stand for


def part_seats(
    reading: Reading, names: Iterable[Name], lookup: Lookup
) -> tuple[list[Name], list[Seat]]:
    """Return the names that stay as they are, and those that stand for a government.

    A capital does where it acts; a building does everywhere, if it acts anywhere; a people where
    all of it acts. An adjective ("Northern officials") names nobody and is left out.
    """
    acting = acting_spans(reading)
    found = list(names)
    busy = {one.words for one in found if one.span in acting}
    plain: list[Name] = []
    seats: list[Seat] = []
    for one in found:
        name = " ".join(one.words)
        sitting, people = lookup.sitting(name), lookup.people(name)
        acts = one.span in acting and not is_within(reading.text, one.start)
        if sitting and (acts or (one.words in busy and _is_building(lookup, name))):
            seats.append(Seat(one, "metonym", sitting))
        elif people and acts:
            seats.append(Seat(one, "demonym", people))
        elif not people and (one.type != "people" or acts or one.words[-1].endswith("s")):
            plain.append(one)
    return plain, seats


def join_seats(seats: Iterable[Seat], owners: Mapping[str, Draft]) -> list[Draft]:
    """Give each government's phrases to the draft of its state; return new ones for the others.

    `owners` are the drafts by the known actor that each means. A name that may stand for several
    stands for the only one that the document names.
    """
    made: dict[tuple[str, ...], Draft] = {}
    for one in seats:
        here = {
            id(owners[actor.id]): owners[actor.id] for actor in one.actors if actor.id in owners
        }
        if len(here) == 1:
            next(iter(here.values())).add_phrase(one.name.phrase, "name", one.link)
            continue
        draft = made.setdefault(one.name.words, Draft("organisation"))
        draft.add_name(one.name, one.link)
        draft.known = tuple(_seat(one, actor) for actor in one.actors)
    return list(made.values())


def find_governments(reading: Reading, lookup: Lookup, owners: Mapping[str, Draft]) -> list[Draft]:
    """Return a draft for each government that the text calls one: "the Northern government".

    Whom the text sets beside it is another, though it may claim the same state.
    """
    made: dict[tuple[str, ...], Draft] = {}
    apart: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for phrase, owner in _governments(reading):
        ids = tuple(one.id for one in _states(lookup, reading.text, owner))
        if not ids:
            continue
        draft = made.setdefault(ids, Draft("organisation"))
        draft.add_phrase(phrase.span, "nominal", "name")
        draft.names[owner[0], tokens(reading.text, *phrase.span)[-1].end] = phrase.words
        apart[ids] |= _beside(reading, phrase, owners)
    for ids, draft in made.items():
        states = [actor for one in ids if (actor := lookup.knowledge.actor(one))]
        ruling = _ruling(lookup, states, reading)
        draft.known = tuple(one for one in ruling if one.actor not in apart[ids])
    return list(made.values())


def _governments(reading: Reading) -> Iterator[tuple[Phrase, Span]]:
    for phrase in reading.phrases:
        owner = _governed(reading, phrase)
        if owner:
            yield phrase, owner


def _states(lookup: Lookup, text: str, owner: Span) -> list[Actor]:
    """Return the states and groups that may form a government, of those that a name may mean."""
    actors = lookup.owners(" ".join(tokens_words(text, owner)))
    return [one for one in actors if one.kind in STATES or one.kind == "armed_group"]


def tokens_words(text: str, span: Span) -> tuple[str, ...]:
    """Return the folded words of a span."""
    return tuple(one.word for one in tokens(text, *span) if one.word)


def _is_building(lookup: Lookup, name: str) -> bool:
    forms = [form for one in lookup.named(name) for form in one.forms]
    return bool(forms) and all(form.sort == "metonym" for form in forms)


def _seat(seat: Seat, actor: Actor) -> KnownActor:
    form = " ".join(seat.name.words)
    what = "a people" if seat.link == "demonym" else "a seat of government"
    reason = f"{form!r} is {what} of {actor.name} ({actor.source}) and acts here"
    return KnownActor(actor=actor.id, reason=reason, certain=len(seat.actors) == 1)


def _governed(reading: Reading, phrase: Phrase) -> Span | None:
    """Return whose government a phrase of capitals and "government" means."""
    if phrase.form == "pronoun" or not phrase.words or phrase.words[-1] not in words_of("body"):
        return None
    words = [one for one in tokens(reading.text, *phrase.span) if one.word]
    while words and words[0].word in words_of("article"):
        words = words[1:]
    owner = words[:-1]
    if not owner or not all(one.capital for one in owner):
        return None
    return owner[0].start, owner[-1].end


def _ruling(lookup: Lookup, states: list[Actor], reading: Reading) -> Iterator[KnownActor]:
    """Yield whose government is meant: certain where its head on the day is known."""
    for one in states:
        head = _head(lookup, one, reading.period) if len(states) == 1 else None
        reason = f"government of {one.name} ({one.source})"
        if head:
            yield KnownActor(actor=one.id, reason=f"{reason}; {head}", certain=True)
            continue
        reason += ", whoever formed it: no day is known on which its head is"
        yield KnownActor(actor=one.id, reason=reason, certain=False)
        for other in lookup.namesakes(one):
            claim = f"claims an official name of {one.name} ({other.source})"
            yield KnownActor(actor=other.id, reason=claim, certain=False)


def _head(lookup: Lookup, state: Actor, period: tuple[date, date] | None) -> str | None:
    """Return in words who headed a state throughout the period, if one is known to have."""
    if period is None:
        return None
    first, last = (lookup.knowledge.holders(state.id, day) for day in period)
    ids = {one.term.holder for one in first.holdings} & {one.term.holder for one in last.holdings}
    if first.status != "known" or last.status != "known" or not ids:
        return None
    sources = sorted({one.term.source for one in first.holdings})
    return f"headed on {first.on} by {', '.join(sorted(map(str, ids)))} ({', '.join(sources)})"


def _beside(reading: Reading, phrase: Phrase, owners: Mapping[str, Draft]) -> set[str]:
    """Return the actors whose names "and" joins to a phrase: they are others."""
    return {
        actor
        for actor, draft in owners.items()
        if any(_joined(reading.text, phrase.span, span) for span in draft.names)
    }


def _joined(text: str, one: Span, other: Span) -> bool:
    first, second = sorted((one, other))
    gap = second[0] - first[1]
    return 0 < gap <= 12 and " ".join(text[first[1] : second[0]].split()) in JOINS  # noqa: PLR2004 - the longest join
