"""Finds where a name stands again that the reader found elsewhere in the document."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from chancery.knowledge import fold
from chancery.stages.resolve.within.cores import Token, tokens
from chancery.stages.resolve.within.lexicon import words_of
from chancery.stages.resolve.within.names import Name
from chancery.stages.resolve.within.reading import Reading

SHORTEST = 4  # letters of a family name that may stand for its bearer alone; chosen


def recurring(reading: Reading, names: Sequence[Name]) -> Iterator[Name]:
    """Yield the names of two words and more, and family names of persons, that no mention holds.

    Case counts: a name is looked for as the text writes it where it was found.
    """
    known = _by_first(reading, names)
    taken = {place for one in names for place in range(one.start, one.end)}
    for number, sentence in enumerate(reading.sentences):
        words = tokens(reading.text, *sentence)
        for at, word in enumerate(words):
            for form, name in known.get(reading.text[word.start : word.end], ()):
                found = words[at : at + len(form)]
                if _matches(reading, words, at, form) and word.start not in taken:
                    taken |= set(range(word.start, found[-1].end))
                    yield _again(reading, name, found, number)


def _by_first(
    reading: Reading, names: Sequence[Name]
) -> dict[str, list[tuple[tuple[str, ...], Name]]]:
    """Return the written forms by their first words, the longest first."""
    forms: dict[tuple[str, ...], Name] = {}
    for one in names:
        words = tokens(reading.text, *one.span)
        written = tuple(reading.text[word.start : word.end] for word in words)
        if len(written) > 1:
            forms.setdefault(written, one)
            if one.type == "person" and len(written[-1]) >= SHORTEST:
                forms.setdefault(written[-1:], one)
    found: dict[str, list[tuple[tuple[str, ...], Name]]] = defaultdict(list)
    for form, one in sorted(forms.items(), key=lambda item: (-len(item[0]), item[0])):
        found[form[0]].append((form, one))
    return found


def _matches(reading: Reading, words: list[Token], at: int, form: tuple[str, ...]) -> bool:
    """Say whether the words stand here, and are no part of a longer name."""
    found = words[at : at + len(form)]
    if tuple(reading.text[one.start : one.end] for one in found) != form:
        return False
    before = words[at - 1] if at else None
    behind = words[at + len(form)] if at + len(form) < len(words) else None
    titles = words_of("head") | words_of("honorific")
    longer = before is not None and before.capital and not before.owns
    if longer and before is not None and before.word not in titles:
        return False
    return behind is None or not behind.capital or found[-1].owns


def _again(reading: Reading, name: Name, found: list[Token], number: int) -> Name:
    start, end = found[0].start, found[-1].end
    words = tuple(fold(reading.text[start:end]).split())
    return replace(
        name, start=start, end=end, words=words, sentence=number, chain=None, phrase=(start, end)
    )
