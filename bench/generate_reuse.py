"""Makes corpora of invented news with known copies, the same ones every time."""

import random
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import NamedTuple

SEED = 20211020
WORDS = 8_000  # content words: as many as a year of one beat holds
NAMES = 900
PHRASES = 240  # set phrases of four to nine words that anybody may use
QUOTED = 0.05  # share of the articles that quote a remark which others quote too
QUOTERS = 3  # articles that quote one such remark, on average
OUTLETS = 60
ARTICLE = 600  # words
COPIED = 0.1  # share of the corpus that is a copy
HABIT = 0.7  # share of an outlet's articles that end with its footer
FUNCTION = (
    "the", "of", "to", "and", "a", "in", "that", "for", "on", "with", "as", "was", "by", "at",
    "from", "is", "be", "it", "has", "an", "are", "were", "have", "which", "its", "not", "this",
    "had", "been", "but", "they", "will", "or", "more", "after", "who", "their", "about", "would",
    "than", "into", "over", "under", "between", "when", "because", "while", "before", "against",
)  # fmt: skip
ONSETS = (
    "b", "br", "c", "ch", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "kl", "l", "m", "n",
    "p", "pl", "pr", "r", "s", "sh", "sk", "st", "t", "th", "tr", "v", "w", "z",
)  # fmt: skip
VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ee", "oo", "ou")
CODAS = ("", "", "", "b", "ck", "d", "ft", "g", "l", "ll", "m", "n", "nd", "r", "rt", "s", "st")


class Article(NamedTuple):
    """An invented article; `outlet` is the number of who printed it."""

    number: int
    outlet: int
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return the article as printed."""
        return "\n\n".join(self.paragraphs)


class Copy(NamedTuple):
    """What was copied: `copy` holds text of `original`, changed in the way that `kind` names."""

    original: int
    copy: int
    kind: str


class Writer:
    """Writes sentences from one vocabulary; a seed decides every word."""

    def __init__(self, seed: int, articles: int) -> None:
        self.random = random.Random(seed)
        self.content = self._invent(WORDS)
        self.names = [name.capitalize() for name in self._invent(NAMES)]
        self.content_weights = list(accumulate(1 / (rank + 3) for rank in range(WORDS)))
        self.function_weights = list(accumulate(1 / (rank + 1) for rank in range(len(FUNCTION))))
        self.phrases = [self._words(self.random.randint(4, 9)) for _ in range(PHRASES)]
        self.speeches = [
            " ".join(self._words(self.random.randint(14, 26)))
            for _ in range(max(1, round(articles * QUOTED / QUOTERS)))
        ]
        self.footers = [self._footer() for _ in range(OUTLETS)]

    def body(self, length: int = ARTICLE) -> list[str]:
        """Return paragraphs of about so many words."""
        paragraphs: list[str] = []
        while length > 0:
            sentences = [self.sentence() for _ in range(self.random.randint(1, 3))]
            paragraphs.append(" ".join(sentences))
            length -= paragraphs[-1].count(" ") + 1
        if self.random.random() < QUOTED:
            speech, name = self.random.choice(self.speeches), self.random.choice(self.names)
            place = self.random.randrange(len(paragraphs))
            paragraphs.insert(place, f"“{speech},” said {name}.")
        return paragraphs

    def sentence(self) -> str:
        """Return a sentence with names and, now and then, a set phrase or a remark."""
        words = self._words(self.random.randint(8, 24))
        words.insert(self.random.randrange(len(words)), self._name())
        if self.random.random() < 0.25:
            place = self.random.randrange(len(words))
            words[place:place] = self.random.choice(self.phrases)
        text = " ".join(words)
        if self.random.random() < 0.1:
            return f"“{text[0].upper()}{text[1:]},” said {self._name()}."
        return f"{text[0].upper()}{text[1:]}."

    def word(self) -> str:
        """Return one word of the vocabulary, as often as its rank says."""
        return self._words(1)[0]

    def _words(self, count: int) -> list[str]:
        content = self.random.choices(self.content, cum_weights=self.content_weights, k=count)
        function = self.random.choices(FUNCTION, cum_weights=self.function_weights, k=count)
        return [
            theirs if self.random.random() < 0.45 else ours
            for ours, theirs in zip(content, function, strict=True)
        ]

    def _name(self) -> str:
        return f"{self.random.choice(self.names)} {self.random.choice(self.names)}"

    def _footer(self) -> str:
        return " ".join(self.sentence() for _ in range(4))

    def _invent(self, count: int) -> list[str]:
        words: dict[str, None] = {}
        while len(words) < count:
            syllables = self.random.choice((1, 2, 2, 3))
            parts = [
                self.random.choice(ONSETS) + self.random.choice(VOWELS) for _ in range(syllables)
            ]
            words["".join(parts) + self.random.choice(CODAS)] = None
        return list(words)


def change_words(share: float) -> Callable[[Writer, list[str]], list[str]]:
    """Return a copier that replaces, drops or adds a word at this share of places."""

    def copy(writer: Writer, body: list[str]) -> list[str]:
        return [" ".join(_changed(writer, paragraph.split(" "), share)) for paragraph in body]

    return copy


def _changed(writer: Writer, words: list[str], share: float) -> Iterator[str]:
    for word in words:
        if writer.random.random() >= share:
            yield word
            continue
        way = writer.random.random()
        if way < 0.8:
            yield word.replace(word.strip("“”,."), writer.word())
        elif way < 0.9:
            yield word
            yield writer.word()


def cut_to(share: float) -> Callable[[Writer, list[str]], list[str]]:
    """Return a copier that keeps the first paragraphs, up to this share of the words."""

    def copy(writer: Writer, body: list[str]) -> list[str]:
        del writer
        room = share * sum(paragraph.count(" ") + 1 for paragraph in body)
        kept: list[str] = []
        for paragraph in body:
            words = paragraph.split(" ")[: max(0, round(room))]
            room -= len(words)
            if words:
                kept.append(" ".join(words))
        return kept

    return copy


def verbatim(writer: Writer, body: list[str]) -> list[str]:
    """Return the body as it is."""
    del writer
    return list(body)


def new_lead(writer: Writer, body: list[str]) -> list[str]:
    """Return the body with other first paragraphs."""
    return [writer.sentence(), writer.sentence(), *body[2:]]


def embedded(writer: Writer, body: list[str]) -> list[str]:
    """Return another article of equal length with the body in its middle."""
    host = writer.body(sum(paragraph.count(" ") + 1 for paragraph in body))
    middle = len(host) // 2
    return [*host[:middle], *body, *host[middle:]]


KINDS: dict[str, Callable[[Writer, list[str]], list[str]]] = {
    "verbatim": verbatim,
    "2 % changed": change_words(0.02),
    "5 % changed": change_words(0.05),
    "10 % changed": change_words(0.10),
    "cut to 70 %": cut_to(0.7),
    "cut to 50 %": cut_to(0.5),
    "new lead": new_lead,
    "embedded": embedded,
}


def generate(count: int, seed: int = SEED) -> tuple[list[Article], list[Copy]]:
    """Return so many articles, and which of them are copies; each original is copied once."""
    writer = Writer(seed, count)
    copies = int(count * COPIED) // len(KINDS) * len(KINDS)
    bodies = [writer.body() for _ in range(count - copies)]
    outlets = [writer.random.randrange(OUTLETS) for _ in bodies]
    made: list[Copy] = []
    for place, original in enumerate(writer.random.sample(range(len(bodies)), copies)):
        kind = list(KINDS)[place % len(KINDS)]
        made.append(Copy(original, len(bodies), kind))
        bodies.append(KINDS[kind](writer, bodies[original]))
        outlets.append((outlets[original] + writer.random.randrange(1, OUTLETS)) % OUTLETS)
    return [
        Article(number, outlet, tuple(printed(writer, body, outlet)))
        for number, (body, outlet) in enumerate(zip(bodies, outlets, strict=True))
    ], made


def printed(writer: Writer, body: list[str], outlet: int) -> list[str]:
    """Return the body, and mostly the footer of who prints it."""
    if writer.random.random() < HABIT:
        return [*body, writer.footers[outlet]]
    return body
