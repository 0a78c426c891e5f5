"""Makes the referents of invented articles with known entities, the same ones every time."""

import random
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from chancery.model import (
    Block,
    DateValue,
    Document,
    MentionType,
    Reference,
    Referent,
    StatedRole,
    make_id,
)
from generate_reuse import CODAS, ONSETS, VOWELS

SEED = 20211020
FIRST_NAMES = 300  # so that many people share one
LAST_NAMES = 6_000
PEOPLE_AN_ARTICLE = 0.6  # the pool of people grows with the corpus, as in news
STORY = 8  # articles of one story, on average: they name the same few
CAST = 9  # of a story
NAMED = 7  # of them in one article
DAYS = 3650
TITLES = ("minister", "envoy", "governor", "mayor", "general", "spokesman", "judge", "senator")
BODY_WORDS = ("Council", "Ministry", "Front", "Agency", "Party", "Union", "Court", "Bank")
CYRILLIC = str.maketrans(
    "abcdefghijklmnoprstuvwz", "абкдефгхийклмнопрстуввз"
)  # letters of which a reading gives back nearly the same
RESPELLED = (("sk", "sck"), ("i", "y"), ("v", "w"), ("k", "q"), ("f", "ph"))


class Thing(NamedTuple):
    """Someone or something that articles name, with the ways in which they write it."""

    number: int
    type: MentionType
    forms: tuple[str, ...]  # the usual one first
    bare: str  # of a person the last name
    title: str
    owner: str


class Story(NamedTuple):
    """What one run of articles is about."""

    day: int
    cast: list[Thing]


class World:
    """People, bodies and places by Zipf; a seed decides every one."""

    def __init__(self, articles: int, seed: int = SEED) -> None:
        self.random = random.Random(seed)
        firsts, lasts = self._words(FIRST_NAMES), self._words(LAST_NAMES)
        places = [word.capitalize() for word in self._words(600)]
        people = max(200, int(PEOPLE_AN_ARTICLE * articles))
        self.people = self._people(people, firsts, lasts, places)
        self.bodies = self._bodies(people // 4, places)
        self.places = [
            Thing(10**8 + n, "place", (name,), name, "", "") for n, name in enumerate(places)
        ]
        self.weights = {id(pool): _zipf(len(pool)) for pool in self._pools()}

    def story(self) -> Story:
        """Return a story's day and cast: four people in nine, three bodies, two places."""
        people, bodies, places = self._pools()
        cast = [*self._draw(people, 4), *self._draw(bodies, 3), *self._draw(places, 2)]
        return Story(self.random.randrange(DAYS), list({one.number: one for one in cast}.values()))

    def _pools(self) -> tuple[list[Thing], list[Thing], list[Thing]]:
        return self.people, self.bodies, self.places

    def _draw(self, pool: list[Thing], count: int) -> list[Thing]:
        return self.random.choices(pool, cum_weights=self.weights[id(pool)], k=count)

    def _people(
        self, count: int, firsts: list[str], lasts: list[str], places: list[str]
    ) -> list[Thing]:
        made: list[Thing] = []
        used: set[tuple[str, str]] = set()
        weights = _zipf(len(lasts))
        while len(made) < count:
            first = self.random.choice(firsts)
            last = self.random.choices(lasts, cum_weights=weights)[0]
            if (first, last) in used:
                continue
            used.add((first, last))
            title = self.random.choice(TITLES)
            forms = tuple(dict.fromkeys(one.title() for one in _spellings(first, last)))
            owner = self.random.choice(places)
            made.append(Thing(len(made), "person", forms, last.title(), title, owner))
        return made

    def _bodies(self, count: int, places: list[str]) -> list[Thing]:
        made: dict[str, Thing] = {}
        while len(made) < count:
            words = [self.random.choice(places), *self.random.sample(BODY_WORDS, 2)]
            words.insert(1, self.random.choice(places))
            name = " ".join(words)
            initials = "".join(word[0] for word in words)
            made[name] = Thing(10**9 + len(made), "organisation", (name, initials), name, "", "")
        return list(made.values())

    def _words(self, count: int) -> list[str]:
        words: dict[str, None] = {}
        while len(words) < count:
            parts = [
                self.random.choice(ONSETS) + self.random.choice(VOWELS)
                for _ in range(self.random.choice((2, 2, 3)))
            ]
            words["".join(parts) + self.random.choice(CODAS)] = None
        return list(words)


def generate(
    articles: int, seed: int = SEED
) -> Iterator[tuple[Document, list[tuple[Referent, int]]]]:
    """Yield each article's document with its referents and the number of what each means."""
    world = World(articles, seed)
    story = world.story()
    for number in range(articles):
        if world.random.random() < 1 / STORY:
            story = world.story()
        yield _article(world.random, number, story)


def _article(
    dice: random.Random, number: int, story: Story
) -> tuple[Document, list[tuple[Referent, int]]]:
    named = dice.sample(story.cast, min(NAMED, len(story.cast)))
    identity = make_id("document", [number])
    text, made = "", []
    for one in named:
        form = _form(dice, one)
        title = f"{one.owner} {one.title} " if one.title and dice.random() < 0.3 else ""
        start = len(text) + len(title)
        made.append((_referent(identity, one, form, title, start), one.number))
        text += f"{title}{form}. "
    day = _iso(story.day + dice.randrange(3))
    document = Document(
        id=identity,
        capture="",
        uri=str(number),
        path=None,
        sha256="",
        text=text,
        blocks=(Block(type="body", start=0, end=len(text), kept=True),),
        published=DateValue(start=day, end=day, precision="day", basis="stated"),
    )
    return document, made


def _form(dice: random.Random, one: Thing) -> str:
    """Return the usual form in four articles of five; else a spelling, or the last name alone."""
    draw = dice.random()
    if draw < 0.8:
        return one.forms[0]
    return one.bare if draw < 0.86 else dice.choice(one.forms)


def _referent(document: str, one: Thing, form: str, title: str, start: int) -> Referent:
    holder = (start, start + len(form))
    owned = len(one.owner)
    begin = start - len(title)
    role = StatedRole(
        title=(begin + owned + 1, start - 1),
        holder=holder,
        owner=(begin, begin + owned),
        former=False,
        sentence=(begin, holder[1] + 1),
    )
    return Referent(
        id=make_id("referent", [document, start, one.number]),
        document=document,
        type=one.type,
        name=form,
        names=(form,),
        references=(Reference(start=start, end=holder[1], form="name", link="name"),),
        roles=(role,) if title else (),
        known=(),
    )


def _spellings(first: str, last: str) -> Iterator[str]:
    yield f"{first} {last}"
    for old, new in RESPELLED:
        if old in last:
            yield f"{first} {last.replace(old, new)}"
            break
    yield f"{first} {last}".translate(CYRILLIC)
    yield f"{first[0]}. {last}"


def _zipf(count: int) -> list[float]:
    return list(accumulate(1 / (rank + 3) for rank in range(count)))


def _iso(day: int) -> str:
    year, rest = divmod(day, 365)
    month, date = divmod(rest, 31)
    return f"{2010 + year}-{1 + month:02}-{1 + min(date, 27):02}"
