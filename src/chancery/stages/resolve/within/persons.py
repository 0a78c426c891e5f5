"""Joins the names of persons: full names first, then single names to the one that they fit."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from chancery.model import Link
from chancery.stages.resolve.within.lexicon import words_of
from chancery.stages.resolve.within.names import Name
from chancery.stages.resolve.within.reading import Reading
from chancery.stages.resolve.within.spelling import is_initial, same_word, spelled

Words = tuple[str, ...]
FULL = 2  # words of a full name


@dataclass(eq=False)
class Person:
    """The names that are one person's, each with why."""

    forms: list[Words]  # the fullest first
    names: list[tuple[Name, Link]] = field(default_factory=list)


def join_persons(reading: Reading, names: Iterable[Name]) -> list[Person]:
    """Return the persons in the order in which they are first named.

    Two full names that differ are two persons, whatever else they share, and so are two that
    "and" joins. A single name that more than one person bears stays alone unless the model's
    chain or a "Mrs" tells whose it is.
    """
    found = sorted(names, key=lambda one: one.span)
    apart = set(_coordinated(reading.text, found))
    by_form: dict[Words, list[Name]] = defaultdict(list)
    for one in found:
        by_form[one.words].append(one)
    persons = _full(by_form, apart)
    _place_single(reading, by_form, persons, apart)
    return sorted(persons, key=lambda one: min(name.span for name, _ in one.names))


def _coordinated(text: str, found: Sequence[Name]) -> Iterator[frozenset[Words]]:
    """Yield the pairs of names that stand in one list."""
    for one, other in pairwise(found):
        between = text[one.phrase[1] : other.phrase[0]].strip(" ,")
        if between in {"and", "&", "or"} and one.words != other.words:
            yield frozenset((one.words, other.words))


def _full(by_form: dict[Words, list[Name]], apart: set[frozenset[Words]]) -> list[Person]:
    """Return the persons that are named in full, each with all forms of two words and more."""
    persons: list[Person] = []
    near: dict[str, list[Person]] = defaultdict(list)
    forms = [form for form in by_form if len(form) > 1]
    forms.sort(key=lambda form: (-len(form), -len("".join(form)), form))
    for form in forms:
        keys = {spelled(form[-1])[:2], spelled(form[0])[:2]}
        fits = [one for key in sorted(keys) for one in near[key] if _is_form(one, form, apart)]
        fits = list({id(one): one for one in fits}.values())
        if len(fits) == 1:
            person = fits[0]
            person.forms.append(form)
        else:
            person = Person([form])
            persons.append(person)
        for key in keys:
            near[key].append(person)
        person.names += [(name, "name") for name in by_form[form]]
    return persons


def _is_form(person: Person, form: Words, apart: set[frozenset[Words]]) -> bool:
    return all(
        _same_name(known, form) and frozenset((known, form)) not in apart for known in person.forms
    )


def _same_name(one: Words, other: Words) -> bool:
    """Say whether two full names may be one person's, the first being no shorter."""
    if len(one) == len(other):
        return all(map(_fits, one, other))
    if len(other) < FULL or len(_bare(other)) < FULL:
        return False
    if same_word(one[-1], other[-1]):
        return _is_within(other, one) and not _other_initials(one, other)
    return len(other) > FULL and other == one[: len(other)]


def _other_initials(one: Words, other: Words) -> bool:
    """Say whether both give initials between first and last word, and not the same."""
    first, second = ([word for word in form[1:-1] if len(word) == 1] for form in (one, other))
    return bool(first and second) and first != second


def _bare(words: Words) -> Words:
    """Return the words without particles, which one writer joins and another leaves out."""
    return tuple(one for one in words if one not in words_of("particle") or len(words) == 1)


def _fits(one: str, other: str) -> bool:
    return same_word(one, other) or is_initial(one, other)


def _is_within(short: Words, long: Words) -> bool:
    """Say whether the words stand in the longer name in this order."""
    left = iter(long)
    return all(any(_fits(have, want) for have in left) for want in short)


def _place_single(
    reading: Reading,
    by_form: dict[Words, list[Name]],
    persons: list[Person],
    apart: set[frozenset[Words]],
) -> None:
    """Give each name of one word to the person that it fits, or to a new one."""
    bearers = _bearers(persons)
    chains = _chains(persons)
    for form in [form for form in by_form if len(form) == 1]:
        alone = Person([form])
        for name in by_form[form]:
            fits, link = _fitting(bearers, form, apart)
            chosen = _chosen(reading, name, fits, chains)
            (chosen or alone).names.append((name, link if chosen else "name"))
        if alone.names:
            persons.append(alone)


def _bearers(persons: list[Person]) -> dict[tuple[str, str], list[Person]]:
    """Return who bears a name, by how they bear it (last, first) and its spelling."""
    found: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in persons:
        for form in person.forms:
            _enter(found["last", spelled(form[-1])], person)
            for word in _bare(form)[:-1]:
                _enter(found["first", spelled(word)], person)
    return found


def _enter(bearers: list[Person], person: Person) -> None:
    if person not in bearers:
        bearers.append(person)


def _fitting(
    bearers: dict[tuple[str, str], list[Person]], form: Words, apart: set[frozenset[Words]]
) -> tuple[list[Person], Link]:
    for part, link in (("last", "name"), ("first", "first_name")):
        fits = [
            one
            for one in bearers.get((part, spelled(form[0])), ())
            if not any(frozenset((form, known)) in apart for known in one.forms)
        ]
        if fits:
            return fits, link  # type: ignore[return-value]
    return [], "name"


def _chains(persons: list[Person]) -> dict[int, list[Person]]:
    """Return whose full names stand in each chain of the model."""
    found: dict[int, list[Person]] = defaultdict(list)
    for person in persons:
        for name, _ in person.names:
            if name.chain is not None:
                _enter(found[name.chain], person)
    return found


def _chosen(
    reading: Reading, name: Name, fits: list[Person], chains: dict[int, list[Person]]
) -> Person | None:
    """Return the only one whom a name of one word can mean."""
    if len(fits) > 1:
        fits = _of_sex(reading, fits, sex_of(reading, name))
    if len(fits) > 1 and name.chain is not None:
        fits = [one for one in fits if one in chains.get(name.chain, ())]
    return fits[0] if len(fits) == 1 else None


def _of_sex(reading: Reading, fits: list[Person], sex: str | None) -> list[Person]:
    """Return those of whom a title says so; all where none does."""
    if sex is None:
        return fits
    said = [{sex_of(reading, name) for name, _ in one.names} for one in fits]
    same = [one for one, sexes in zip(fits, said, strict=True) if sex in sexes]
    return same or [one for one, sexes in zip(fits, said, strict=True) if sexes <= {None}]


def sex_of(reading: Reading, name: Name) -> str | None:
    """Return whether the title before a name is a man's or a woman's, or neither."""
    before = reading.text[max(0, name.start - 40) : name.start].casefold().split()[-1:]
    word = before[0].strip(".,") if before else ""
    first = name.words[0]
    for sex in ("man", "woman"):
        if word in words_of(sex) or (first in words_of("throne") and first in words_of(sex)):
            return sex
    return None
