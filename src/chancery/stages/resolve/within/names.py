"""Finds the names in a document: of persons, and of bodies and places."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from chancery.knowledge import fold
from chancery.model import MentionType, Span
from chancery.stages.resolve.within.cores import Token, body_core, person_core, tokens
from chancery.stages.resolve.within.known import Lookup
from chancery.stages.resolve.within.lexicon import words_of
from chancery.stages.resolve.within.reading import Phrase, Reading, unpossessed

NEXT_WORD = 20  # code points in which the next word stands
MOST_WORDS = 8  # of a phrase that means whom it names; a longer one says more


@dataclass(frozen=True, slots=True)
class Name:
    """A name where it stands; `start` and `end` hold the name alone."""

    start: int
    end: int
    words: tuple[str, ...]  # folded
    type: MentionType
    sentence: int
    chain: int | None
    phrase: Span  # the whole phrase: with its title, its article, what makes it possessive

    @property
    def span(self) -> Span:
        """Return the place of the name alone."""
        return self.start, self.end


def find_names(reading: Reading, lookup: Lookup) -> list[Name]:
    """Return the names in text order, one for each place where one stands."""
    found: dict[Span, Name] = {}
    for phrase in reversed(reading.phrases):  # the inner before the outer
        one = _name(reading, phrase)
        if one is None:
            continue
        known = found.get(one.span)
        found[one.span] = _both(known, one) if known else one
    for one in _titled(reading, found.values()):
        found[one.span] = one
    return _retyped(sorted(_outermost(found.values()), key=lambda one: one.span), lookup)


def _name(reading: Reading, phrase: Phrase) -> Name | None:
    if phrase.form == "pronoun":
        return None
    person = phrase.type in {"person", "office"} or (
        phrase.type == "place" and _opens_titled(phrase)
    )
    if phrase.type == "office" and words_of("head") & set(phrase.words):
        return None  # who holds it, if named, is found by the title
    core = (person_core if person else body_core)(reading.text, phrase.start, phrase.end)
    if core is None or _is_opener(reading, core) or _is_joined(reading, core):
        return None
    if person and not _is_persons(reading, phrase, core):
        return None
    return _made(reading, core, "person" if person else phrase.type, phrase)


def _made(reading: Reading, core: Span, kind: MentionType, phrase: Phrase) -> Name:
    whole = unpossessed(reading.text, phrase.start, phrase.end) <= core[1]
    short = len(phrase.words) <= MOST_WORDS
    return Name(
        start=core[0],
        end=core[1],
        words=tuple(fold(reading.text[slice(*core)]).split()),
        type=kind,
        sentence=phrase.sentence,
        chain=phrase.chain,
        phrase=phrase.span if whole and short else core,
    )


def _is_opener(reading: Reading, core: Span) -> bool:
    """Say whether one common word is taken for a name, for it opens a sentence."""
    word = fold(reading.text[slice(*core)])
    if word in words_of("crowd"):
        return True
    opens = reading.sentences[reading.sentence_of(core[0])][0] >= core[0] - 1
    return opens and word in reading.small


def _is_joined(reading: Reading, core: Span) -> bool:
    """Say whether the phrase is two names that "and" joins, each of which is a phrase too."""
    if " and " not in reading.text[slice(*core)]:
        return False
    inner = [one for one in reading.phrases if core[0] <= one.start and one.end <= core[1]]
    first = any(one.start == core[0] and one.end < core[1] for one in inner)
    return first and any(one.start > core[0] and one.end == core[1] for one in inner)


def _is_persons(reading: Reading, phrase: Phrase, core: Span) -> bool:
    """Say whether a person is named: not a body by its article or noun, nor many by a plural."""
    before = [one for one in tokens(reading.text, phrase.start, core[0]) if one.word]
    if before and before[-1].word in words_of("article") | words_of("break"):
        return False
    behind = tokens(reading.text, core[1], core[1] + NEXT_WORD)[:1]
    words = fold(reading.text[slice(*core)]).split()
    if any(one.capital and one.word in words_of("organ") for one in behind):
        return False
    many = words[-1].removesuffix("s") in words_of("head") and words[-1].endswith("s")
    return not many and words[-1] not in words_of("organ")


def _both(inner: Name, outer: Name) -> Name:
    """Return the name of two phrases around one: a person, if either says so."""
    kind = outer.type if outer.type == "person" else inner.type
    chain = inner.chain if inner.chain is not None else outer.chain
    return replace(inner, type=kind, chain=chain)


def _titled(reading: Reading, found: Iterable[Name]) -> Iterator[Name]:
    """Yield the persons that a title names and no phrase does: "President Anna Olsen's envoy"."""
    taken = {place for one in found for place in range(one.start, one.end)}
    bodies = [one for one in reading.phrases if one.type not in {"person", "office"}]
    named = [one for one in bodies if one.form == "name" and not _opens_titled(one)]
    taken |= {at for one in named for at in range(one.start, one.end)}
    for number, sentence in enumerate(reading.sentences):
        words = tokens(reading.text, *sentence)
        for place, one in enumerate(words[:-1]):
            if one.word in words_of("before") and not one.owns and words[place + 1].capital:
                end = _run_end(words, place + 1)
                core = person_core(reading.text, one.start, end)
                if core and core[1] > one.end and not taken & set(range(*core)):
                    words_ = tuple(fold(reading.text[slice(*core)]).split())
                    yield Name(*core, words_, "person", number, None, core)


def _opens_titled(phrase: Phrase) -> bool:
    """Say whether a phrase begins as a person does whose title stands before the name."""
    return phrase.words[0] in words_of("before") if phrase.words else False


def _run_end(words: list[Token], place: int) -> int:
    end = words[place].end
    for before, one in pairwise(words[place : place + 6]):
        if before.owns or not (one.capital or one.word in words_of("particle")):
            break
        if not one.word or one.word in words_of("head") | words_of("plain"):
            break
        end = one.end
    return end


def _outermost(found: Iterable[Name]) -> Iterator[Name]:
    """Yield the names that lie in no longer one of the same sort."""
    reached: dict[bool, int] = defaultdict(int)
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        person = one.type == "person"
        if one.end > reached[person]:
            reached[person] = one.end
            yield one


def _retyped(found: list[Name], lookup: Lookup) -> list[Name]:
    """Make one word that is a person here and a place there what it is more often.

    Unless a longer name of a person ends with it; then it is the person's even where it is never
    read as one, if no body or place that is known bears it.
    """
    votes: dict[tuple[str, ...], Counter[MentionType]] = defaultdict(Counter)
    for one in found:
        votes[one.words][one.type] += 1
    surnames = {one.words[-1] for one in found if one.type == "person" and len(one.words) > 1}
    for word in surnames:
        if votes[(word,)] and all(one.actor.kind == "person" for one in lookup.bearers(word)):
            votes[(word,)]["person"] += 1
    return [_voted(one, votes[one.words], surnames) for one in found]


def _voted(one: Name, votes: Counter[MentionType], surnames: set[str]) -> Name:
    persons = votes["person"]
    if not 0 < persons < votes.total():
        return one
    if 2 * persons > votes.total() or (one.words[-1] in surnames and len(one.words) == 1):
        return replace(one, type="person")
    others = Counter({kind: count for kind, count in votes.items() if kind != "person"})
    kind = max(sorted(others), key=lambda kind: others[kind])
    return replace(one, type=kind) if one.type == "person" else one
