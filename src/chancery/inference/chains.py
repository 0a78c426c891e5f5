"""What is known of two mentions from their words and places alone, for the head of chains."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NEAREST = 30  # mentions before one that are looked at, whatever they say
ALIKE = 10  # and of those further back, the last that share its last word
WORD = re.compile(r"\w+(?:[-.]\w+)*")
DETERMINERS = frozenset(
    {"the", "a", "an", "this", "that", "these", "those"}
    | {"its", "his", "her", "their", "our", "my", "your"}
)
PRONOUNS: dict[str, int] = {
    word: kind
    for kind, words in enumerate(
        (
            "he him his himself",
            "she her hers herself",
            "it its itself",
            "they them their theirs themselves",
            "i me my mine myself",
            "you your yours yourself yourselves",
            "we us our ours ourselves",
            "who whom whose which that this these those there here one",
        ),
        1,
    )
    for word in words.split()
}
KINDS = 10  # eight kinds of pronoun, a name, any other
NAME, OTHER = 0, 9
MALE = frozenset(
    {"mr", "sir", "king", "prince", "lord", "father"}
    | {"husband", "son", "brother", "man", "boy", "chairman"}
)
FEMALE = frozenset(
    {"mrs", "ms", "miss", "lady", "queen", "princess", "mother"}
    | {"wife", "daughter", "sister", "woman", "girl", "chairwoman"}
)
STEPS = np.array([1, 2, 3, 5, 8, 16, 32, 64, 128])
MARKS = 64  # bits by which phrases that share no word are told apart
COLUMNS = np.dtype(
    [
        ("start", "i8"),
        ("end", "i8"),
        ("gender", "i8"),
        ("nameable", "?"),
        ("size", "i8"),
        ("marks", "u8"),
        ("words", "i8"),
        ("head", "i8"),
        ("alone", "i8"),
        ("initials", "i8"),
    ]
)
FEATURES = 2 * KINDS + 2 * len(STEPS) + 11


@dataclass(frozen=True)
class Phrase:
    """The words of a mention, as far as chains need them."""

    start: int
    end: int
    words: tuple[str, ...]
    content: frozenset[str]
    kind: int
    gender: int  # 0 unknown, 1 male, 2 female
    initials: str


def phrase(text: str, start: int, end: int) -> Phrase:
    """Return the phrase that stands at [start, end) of a text."""
    plain = WORD.findall(text[start:end])
    words = tuple(word.lower() for word in plain)
    kept = tuple(word for word in words if word not in DETERMINERS)
    kind = PRONOUNS.get(words[0], OTHER) if len(words) == 1 else OTHER
    capital = [word for word in plain if word[:1].isupper() and word.lower() not in DETERMINERS]
    if kind == OTHER and kept and capital and capital[-1].lower() == kept[-1]:
        kind = NAME
    gender = {1: 1, 2: 2}.get(kind, 0)
    if not gender:
        gender = 1 if MALE & set(words) else 2 if FEMALE & set(words) else 0
    initials = "".join(word[0] for word in capital)
    return Phrase(start, end, kept or words, frozenset(kept), kind, gender, initials.lower())


def pairs(phrases: Sequence[Phrase]) -> NDArray[np.int64]:
    """Return (P, 2): each mention with those before it that it may take up; in text order."""
    others: list[int] = []
    counts: list[int] = []
    heads: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(phrases):
        first = max(0, place - NEAREST)
        head = one.words[-1] if one.words else ""
        far = [other for other in heads[head][-ALIKE - NEAREST :] if other < first][-ALIKE:]
        others.extend(far)
        others.extend(range(first, place))
        counts.append(len(far) + place - first)
        heads[head].append(place)
    ones = np.repeat(np.arange(len(phrases)), counts)
    return np.stack([ones, np.array(others, dtype=np.int64)], axis=1)


def features(
    phrases: Sequence[Phrase], linked: NDArray[np.int64], sentences: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Return (P, FEATURES) for pairs of mentions; `sentences` is the number of each one's own."""
    table = np.zeros((len(linked), FEATURES), dtype=np.float32)
    if not len(linked):
        return table
    one, other = linked.T
    rows = np.arange(len(linked))
    kinds = np.array([phrase.kind for phrase in phrases])
    table[rows, kinds[one]] = 1
    table[rows, KINDS + kinds[other]] = 1
    base = 2 * KINDS
    table[rows, base + np.searchsorted(STEPS[:-1], one - other, side="left")] = 1
    base += len(STEPS)
    apart = np.abs(sentences[one] - sentences[other])
    table[rows, base + np.searchsorted(STEPS[:-1], apart, side="left")] = 1
    base += len(STEPS)
    table[:, base:] = _likeness(phrases, linked)
    return table


def _likeness(phrases: Sequence[Phrase], linked: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return (P, 11): how alike the words and the places of two mentions are."""
    known, places = np.unique(linked, return_inverse=True)
    columns = _columns([phrases[place] for place in known])
    one, other = columns[places.reshape(-1, 2).T]
    name = one["nameable"] & other["nameable"]
    shared = _shared(phrases, linked, one["marks"] & other["marks"], name)
    fewest = np.maximum(1, np.minimum(one["size"], other["size"]))
    same_head = (one["head"] >= 0) & (one["head"] == other["head"])
    known_gender = one["gender"] != 0
    found = (
        one["words"] == other["words"],
        same_head & name,
        shared / fewest,
        shared > 0,
        name & (shared == one["size"]) & (one["size"] < other["size"]),
        name & (shared == other["size"]) & (other["size"] < one["size"]),
        (one["alone"] == other["initials"]) | (other["alone"] == one["initials"]),
        (one["start"] < other["end"]) & (other["start"] < one["end"]),
        known_gender & (one["gender"] == other["gender"]),
        known_gender & (other["gender"] != 0) & (one["gender"] != other["gender"]),
        (other["end"] <= one["start"]) & (one["start"] <= other["end"] + 2),
    )
    return np.stack(found, axis=1, dtype=np.float64)


def _columns(phrases: Sequence[Phrase]) -> NDArray[np.void]:
    """Return what is compared of each phrase as numbers, one row each.

    Words that are the same have the same number. `alone` is that of a phrase of one word and
    `initials` that of the initials of a longer name; where there are none the two are unlike.
    `marks` holds a bit for each content word, which others may share.
    """
    numbers: dict[str | tuple[str, ...], int] = defaultdict(lambda: len(numbers))
    rows = [
        (
            one.start,
            one.end,
            one.gender,
            one.kind in (NAME, OTHER),
            len(one.content),
            sum({1 << numbers[word] % MARKS for word in one.content}),
            numbers[one.words],
            numbers[one.words[-1]] if one.words else -1,
            numbers[one.words[0]] if len(one.words) == 1 else -1,
            numbers[one.initials] if len(one.initials) > 1 else -2,
        )
        for one in phrases
    ]
    return np.array(rows, dtype=COLUMNS)


def _shared(
    phrases: Sequence[Phrase],
    linked: NDArray[np.int64],
    marks: NDArray[np.uint64],
    name: NDArray[np.bool_],
) -> NDArray[np.int64]:
    """Return (P,): the content words that two names or descriptions share, else 0."""
    shared = np.zeros(len(linked), np.int64)
    rows = np.flatnonzero(name & (marks != 0))
    content = [phrase.content for phrase in phrases]
    shared[rows] = [len(content[one] & content[other]) for one, other in linked[rows].tolist()]
    return shared
