"""Says who is meant by a title without a name: by the text, else by who held it on the day."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chancery.knowledge.explain import OfficeReading, office_readings, title_roles
from chancery.knowledge.holding import fits
from chancery.model import KnownActor
from chancery.stages.resolve.within.drafts import Draft
from chancery.stages.resolve.within.governments import tokens_words
from chancery.stages.resolve.within.known import Lookup
from chancery.stages.resolve.within.lexicon import words_of
from chancery.stages.resolve.within.reading import Phrase, Reading, unpossessed
from chancery.stages.resolve.within.roles import Office, named_in, read_office

MOST_HOLDERS = 8  # of an office on an unknown day; more of them tell a reader nothing

STEM = 5  # letters that a place and its people share, at least: "Corvia", "Corvian"; chosen
LESSER = frozenset({"deputy", "vice", "assistant", "under"})  # make it another office

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """An office that the text gives a person."""

    person: Draft
    words: Words
    owner: Words


def place_offices(
    reading: Reading, persons: list[Draft], lookup: Lookup, holders: Mapping[str, Draft]
) -> list[Draft]:
    """Give each title without a name to the person who holds it; return drafts for the others.

    `holders` are the persons by the known actor that each is for certain.
    """
    stated = _stated(reading, persons, lookup)
    made: dict[tuple[Words, Words], Draft] = {}
    for phrase, office in _unnamed(reading, persons, lookup):
        owner = tokens_words(reading.text, office.owner) if office.owner else ()
        holding = _fitting(stated, office.words, owner, lookup)
        if len(holding) == 1:
            holding[0].add_phrase(phrase.span, "nominal", "title")
            continue
        if holding or not owner:
            continue  # two or nobody of whom the text says so: the chain may know
        known = tuple(_known(lookup, reading, office.words, owner))
        here = {
            one.actor: holders[one.actor] for one in known if one.certain and one.actor in holders
        }
        if len(here) == 1:
            next(iter(here.values())).add_phrase(phrase.span, "nominal", "office")
            continue
        draft = made.setdefault((office.words, owner), Draft("office", known=known))
        draft.add_phrase(phrase.span, "nominal", "office")
    return list(made.values())


def _unnamed(
    reading: Reading, persons: list[Draft], lookup: Lookup
) -> Iterator[tuple[Phrase, Office]]:
    """Yield the titles that stand alone, with what they say."""
    taken = {span for one in persons for span in one.references}
    order = sorted(span for one in persons for span in one.names)
    starts = {span[0] for span in order}
    for phrase in reading.phrases:
        if phrase.type not in {"office", "person"} or phrase.form == "pronoun":
            continue
        beside = {phrase.end, phrase.end + 1, phrase.end + 2} & starts
        named = named_in(order, phrase)
        holds = any(span[1] >= unpossessed(reading.text, *phrase.span) for span in named)
        begun = phrase.start in starts  # by who holds it: "Ann Olsen, envoy of the Union"
        if phrase.span in taken or begun or beside or holds:
            continue
        if not _is_definite(reading, phrase):
            continue
        office = read_office(reading, phrase.span, named, lookup)
        if office and not office.former:
            yield phrase, office


def _is_definite(reading: Reading, phrase: Phrase) -> bool:
    """Say whether the words mean one holder: "the minister", and not "an envoy"."""
    if not phrase.words:  # the reader took a sign for an office
        return False
    first = reading.text[phrase.start : phrase.end].split(maxsplit=1)[0].casefold()
    if first in {"a", "an"} or phrase.words[-1].endswith("s"):
        return False
    return first not in words_of("article") - {"the"}


def _stated(reading: Reading, persons: list[Draft], lookup: Lookup) -> dict[str, list[Stated]]:
    """Return who holds which office by the text, by the noun of the office."""
    found: dict[str, list[Stated]] = defaultdict(list)
    for person in persons:
        for role in person.roles:
            if role.former:
                continue
            office = read_office(reading, role.title, [], lookup)
            if office and office.words:
                owner = tokens_words(reading.text, role.owner) if role.owner else ()
                found[office.words[-1]].append(Stated(person, office.words, owner))
    return found


def _fitting(
    stated: Mapping[str, list[Stated]], words: Words, owner: Words, lookup: Lookup
) -> list[Draft]:
    """Return the persons whose stated office may be the one that is named."""
    if not words:
        return []
    fits = [one for one in stated.get(words[-1], ()) if _says(one.words, words)]
    if owner:
        same = [one for one in fits if one.owner and _same_owner(one.owner, owner, lookup)]
        held = [one for one in fits if not one.owner and _held(one.person, owner, lookup)]
        open_ = [one for one in fits if not one.owner and not one.person.known]
        fits = same or held or open_
    return list({id(one.person): one.person for one in fits}.values())


def _says(stated: Words, words: Words) -> bool:
    """Say whether the shorter title means the stated one: "the minister", a foreign minister."""
    left = set(stated) - set(words)
    return set(words) <= set(stated) and not left & LESSER


def _same_owner(one: Words, other: Words, lookup: Lookup) -> bool:
    first, second = (lookup.owners(" ".join(words)) for words in (one, other))
    if not first and not second:  # a place that nothing is known of, and its people
        return "".join(one)[:STEM] == "".join(other)[:STEM] and len("".join(one)) >= STEM
    return one == other or bool({actor.id for actor in first} & {actor.id for actor in second})


def _held(person: Draft, owner: Words, lookup: Lookup) -> bool:
    """Say whether one whom the person may be is known to have held an office there."""
    owners = {actor.id for actor in lookup.owners(" ".join(owner))}
    terms = (term for one in person.known for term in lookup.knowledge.terms(one.actor))
    return any(term.owner in owners for term in terms)


def _known(lookup: Lookup, reading: Reading, words: Words, owner: Words) -> Iterator[KnownActor]:
    """Yield who held an office: certain where it is known for the day of publication."""
    name = " ".join((*owner, *words))
    if reading.period is None:
        yield from _ever(lookup, words, owner)
        return
    first, last = (list(office_readings(lookup.knowledge, name, day)) for day in reading.period)
    sure = _holders(first) & _holders(last)
    found: dict[str, str] = {}
    for one in first:
        for held in (*one.answer.holdings, *one.answer.possible):
            actor = held.term.holder
            if actor and (actor in sure or len(sure) != 1):
                told = f"{one.title} of {one.owner.name} on {one.answer.on} ({held.term.source})"
                found.setdefault(actor, told)
    for actor, told in found.items():
        yield KnownActor(actor=actor, reason=told, certain=sure == {actor})


def _holders(readings: list[OfficeReading]) -> set[str]:
    return {
        held.term.holder for one in readings for held in one.answer.holdings if held.term.holder
    }


def _ever(lookup: Lookup, words: Words, owner: Words) -> Iterator[KnownActor]:
    """Yield all who are known to have held an office, where they are few: no day is known."""
    role = title_roles().get(" ".join(words))
    found: dict[str, str] = {}
    for actor in lookup.owners(" ".join(owner)):
        for term in lookup.knowledge.terms(actor.id):
            if role and term.holder and fits(term.role, role):
                found.setdefault(
                    term.holder, f"{role} of {actor.name} at some time ({term.source})"
                )
    if len(found) <= MOST_HOLDERS:
        for actor_id, reason in sorted(found.items()):
            yield KnownActor(actor=actor_id, reason=reason, certain=False)
