"""Finds the offices that a text gives its persons, before and behind the name."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from chancery.model import Span, StatedRole
from chancery.stages.resolve.within.cores import Token, tokens
from chancery.stages.resolve.within.drafts import Draft
from chancery.stages.resolve.within.known import Lookup
from chancery.stages.resolve.within.lexicon import words_of
from chancery.stages.resolve.within.reading import Phrase, Reading, unpossessed

FARTHEST = 120  # code points before a name in which its title is looked for
GAP = frozenset({"", ",", "–", "—", "-", "("})  # between a name and what is said of it


@dataclass(frozen=True, slots=True)
class Office:
    """A phrase that names an office, taken apart."""

    title: Span  # without article and "former"
    words: tuple[str, ...]  # of the office alone, folded: "foreign minister"
    owner: Span | None
    former: bool


def add_roles(reading: Reading, persons: list[Draft], lookup: Lookup) -> None:
    """Give each person the offices that the text states, and the phrases that say them."""
    holders = {span: one for one in persons for span in one.names}
    order = sorted(holders)
    for span in order:
        draft = holders[span]
        before = _throne(reading, span) or title_before(reading, span, lookup)
        if before:
            draft.roles.append(_role(reading, before, span))
        for phrase in _beside(reading, order, span):
            office = read_office(reading, phrase.span, named_in(order, phrase), lookup)
            if office:
                draft.roles.append(_role(reading, office, span))
                draft.add_phrase(phrase.span, "nominal", "apposition")


def title_before(reading: Reading, span: Span, lookup: Lookup) -> Office | None:
    """Return the office that stands directly before a name: "Russian Foreign Minister"."""
    low = max(reading.sentences[reading.sentence_of(span[0])][0], span[0] - FARTHEST)
    words = tokens(reading.text, low, span[0])
    start = len(words)
    while start and _belongs(words, start - 1):
        start -= 1
    titles = [place for place in range(start, len(words)) if words[place].word in words_of("head")]
    if not titles or titles[-1] != len(words) - 1:
        return None
    while start < len(words) and not _may_open(reading, words[start], lookup):
        start += 1  # a sentence's first word: "Yesterday President Olsen"
    return _office(words[start:], [])


def _throne(reading: Reading, span: Span) -> Office | None:
    """Return the title that is a part of a name: "Northland's King Olav"."""
    first = tokens(reading.text, *span)[0]
    if first.word not in words_of("throne") or first.end == span[1]:
        return None
    low = reading.sentences[reading.sentence_of(span[0])][0]
    owners: list[Span] = []
    for one in reversed(tokens(reading.text, low, span[0])):
        if not one.capital or (not owners and not one.owns):
            break
        owners.append((one.start, one.end))
    owner = (owners[-1][0], owners[0][1]) if owners else None
    if owner:  # a mention says where it begins: "Today Northland's King Olav"
        at = bisect_left(reading.phrase_starts, owner[0])
        begun = reading.phrase_starts[at] if at < len(reading.phrases) else owner[0]
        owner = (begun if begun < owner[1] else owner[0], owner[1])
    start = owner[0] if owner else first.start
    return Office((start, first.end), (first.word,), owner, former=False)


def _belongs(words: list[Token], place: int) -> bool:
    """Say whether a word before a name belongs to its title; the last one must be its noun."""
    one, last = words[place], place == len(words) - 1
    if not one.word or one.word in words_of("article") | words_of("break"):
        return False
    if last:
        return one.word in words_of("head") and not one.owns
    following = words[place + 1]
    if one.owns:  # whose office it is: "Germany's"
        return one.capital
    known = words_of("rank") | words_of("head") | words_of("former") | words_of("loose")
    return one.word in known or (one.capital and (following.capital or following.word in known))


def read_office(reading: Reading, span: Span, named: list[Span], lookup: Lookup) -> Office | None:
    """Return the parts of a phrase that names an office; None where it names none.

    `named` are the persons whose names stand in it: whose office it is, and not who holds it.
    """
    words = tokens(reading.text, span[0], unpossessed(reading.text, *span))
    while words and (not words[0].word or words[0].word in words_of("article")):
        words = words[1:]
    while words and not _may_open(reading, words[0], lookup):
        words = words[1:]
    return _office(words, named)


def _may_open(reading: Reading, one: Token, lookup: Lookup) -> bool:
    """Say whether a word may open an office: not if it is a capital by its place alone."""
    starts = one.start == reading.sentences[reading.sentence_of(one.start)][0]
    known = words_of("head") | words_of("rank") | words_of("former") | words_of("loose")
    if one.word in known or not one.capital or one.owns:
        return True
    if one.word in words_of("plain"):
        return False
    return not starts or bool(lookup.owners(one.word)) or one.word not in reading.small


def _office(words: list[Token], named: list[Span]) -> Office | None:
    """Take a title apart: what is before its noun may say whose it is, and so may "of ..."."""
    former = any(one.word in words_of("former") for one in words[:2])
    dropped = words_of("former") | words_of("loose")
    while words and words[0].word in dropped:
        words = words[1:]
    if not words:
        return None
    owner, rest = _owner_before(words, named)
    heads = [place for place, one in enumerate(rest) if one.word in words_of("head")]
    if not heads:
        return None
    noun = heads[0]
    while noun + 1 in heads:
        noun += 1
    owner = owner or _owner_behind(rest[noun + 1 :])
    named_words = [one.word for one in rest[: noun + 1] if one.word not in dropped]
    title = (words[0].start, words[-1].end)
    return Office(title, tuple(" ".join(named_words).split()), owner, former)


def _owner_before(words: list[Token], named: list[Span]) -> tuple[Span | None, list[Token]]:
    """Return whose office it is, by what stands before its noun, and the words left."""
    for place, one in enumerate(words):
        inside = any(start <= one.start < end for start, end in named)
        if one.owns and (one.capital or inside):
            return (words[0].start, one.end), words[place + 1 :]
    office = words_of("head") | words_of("rank") | words_of("former") | words_of("loose")
    place = 0
    while place < len(words) and words[place].capital and words[place].word not in office:
        place += 1
    if place and place < len(words):
        return (words[0].start, words[place - 1].end), words[place:]
    return None, words


def _owner_behind(words: list[Token]) -> Span | None:
    """Return whose office it is, by what follows "of": "president of the Northern Union"."""
    if not words or words[0].word not in {"of", "for"}:
        return None
    found: list[Token] = []
    for one in words[1:]:
        if one.word in words_of("article") and not found:
            continue
        if not (one.capital or (found and one.word in words_of("inner"))):
            break
        found.append(one)
    return (found[0].start, found[-1].end) if found else None


def _role(reading: Reading, office: Office, holder: Span) -> StatedRole:
    return StatedRole(
        title=office.title,
        holder=holder,
        owner=office.owner,
        former=office.former,
        sentence=reading.sentences[reading.sentence_of(holder[0])],
    )


def _beside(reading: Reading, order: list[Span], span: Span) -> Iterator[Phrase]:
    """Yield the phrases that a comma sets beside a name, behind it or before it.

    Of those that begin together the longest counts: the president is not beside whom he sends.
    """
    starts = reading.phrase_starts
    yielded = -1
    low, high = span[0] - FARTHEST, span[1] + len(" (")
    near = reading.phrases[bisect_left(starts, low) : bisect_left(starts, high + 1)]
    for phrase in near:
        if phrase.form == "pronoun" or phrase.type not in {"office", "person", "organisation"}:
            continue
        if phrase.start >= span[1]:
            listed = _is_listed(reading, phrase, order)
            beside = _gap(reading, span[1], phrase.start) and not listed
        else:
            comma = reading.text[phrase.end : span[0]].strip() == ","
            beside = comma and _closes(reading, span) and not _in_list(reading, phrase)
        if beside and phrase.start != yielded:
            yielded = phrase.start
            yield phrase


def _gap(reading: Reading, end: int, start: int) -> bool:
    between = reading.text[end:start]
    return between.strip() in GAP - {""} and len(between) <= len(", ")


def _is_listed(reading: Reading, phrase: Phrase, order: list[Span]) -> bool:
    """Say whether the phrase is the next of a list, or the title of the next name."""
    at = bisect_left(order, (phrase.start, 0))
    following = reading.text[phrase.end : phrase.end + 5].lstrip()
    if at < len(order) and order[at][0] - phrase.end <= 1 and phrase.end <= order[at][0]:
        return True  # "Ann Olsen, President Bo Lund"
    return (at < len(order) and order[at][1] == phrase.end) or following.startswith("and ")


def _closes(reading: Reading, span: Span) -> bool:
    """Say whether the clause ends behind a name, or goes on with what it does."""
    following = reading.text[span[1] : span[1] + 5].lstrip()
    return not following.startswith(("and ", "or "))


def _in_list(reading: Reading, phrase: Phrase) -> bool:
    before = reading.text[max(0, phrase.start - 2) : phrase.start]
    return before.startswith(",")


def named_in(order: list[Span], phrase: Phrase) -> list[Span]:
    """Return which of the sorted places of names lie in a phrase."""
    first = bisect_left(order, (phrase.start, 0))
    found: list[Span] = []
    for span in order[first:]:
        if span[0] >= phrase.end:
            break
        found.append(span)
    return found
