"""Whom "he" or "she" means: the likeliest of the persons that stand near, by weighed features."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from chancery.stages.resolve.within.drafts import Draft
from chancery.stages.resolve.within.lexicon import words_of
from chancery.stages.resolve.within.reading import Phrase
from chancery.stages.resolve.within.speakers import Speakers
from chancery.stages.resolve.within.timeline import Place, Timeline
from chancery.text.tables import packaged_rows

EARLY = 4  # words of its sentence before a pronoun that opens it, at most
FAR = 3  # sentences back and more are one distance
DISTANCES = ("same_sentence", "one_back", "two_back", "further")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person whom a pronoun may mean, at the nearest place before it."""

    place: Place
    features: Mapping[str, float]  # those that are not 0

    @property
    def draft(self) -> Draft:
        """Return the person."""
        return self.place.draft


@dataclass(frozen=True)
class Ranker:
    """Weighs the features of candidates."""

    weights: Mapping[str, float]

    def choose(self, phrase: Phrase, candidates: Sequence[Candidate]) -> Candidate | None:
        """Return the candidate with the largest sum, the nearest of equals."""
        del phrase  # whoever learns the weights notes it
        return max(candidates, key=lambda one: (self.sum(one.features), one.place), default=None)

    def sum(self, features: Mapping[str, float]) -> float:
        """Return the sum of the weighed features, rounded so that processors agree."""
        return round(math.fsum(self.weights[name] * features[name] for name in features), 6)


@cache
def packaged_ranker() -> Ranker:
    """Return the weights that the package holds."""
    _, *rows = packaged_rows(__package__ or "", "antecedents.tsv")
    return Ranker({name: float(value) for name, value in rows})


def find_candidates(
    phrase: Phrase, places: Sequence[Place], timeline: Timeline, speakers: Speakers
) -> list[Candidate]:
    """Return the persons at these places, the nearest of each, with what speaks for them."""
    speech = speakers.around(phrase.start)
    speaker = speakers.who(speech.attribution) if speech else None
    last = _spoke_last(phrase, speakers)
    most = max((timeline.count(one.draft, phrase.start) for one in places), default=0)
    found = []
    subject = next((one for one in places if timeline.is_first(one)), None)
    for between, place in enumerate(places):
        features = dict(_by_place(phrase, place, timeline, speakers))
        features |= dict(_by_person(phrase, place.draft, timeline, most))
        features["between"] = math.log1p(between)
        if place is subject:
            features["last_first"] = 1.0
        if place.draft is speaker and not speakers.is_quoted(phrase.start):
            features["speaker"] = 1.0
        if place.draft is last:
            features["spoke_last"] = 1.0
        found.append(Candidate(place, features))
    return found


def _spoke_last(phrase: Phrase, speakers: Speakers) -> Draft | None:
    """Return who spoke before a pronoun that speaks: "a guard said … He added"."""
    if speakers.said_by(phrase.span) is None:
        return None
    before = speakers.before(phrase.start)
    return speakers.who(before) if before else None


def _by_place(
    phrase: Phrase, place: Place, timeline: Timeline, speakers: Speakers
) -> Iterator[tuple[str, float]]:
    """Yield what the place says where someone is last spoken of."""
    text = timeline.text
    back = min(FAR, phrase.sentence - place.sentence)
    first = timeline.is_first(place)
    yield DISTANCES[back], 1.0
    if first:
        yield "first", 1.0
    if timeline.is_aside(place):
        yield "aside", 1.0
    opens = len(text[timeline.sentence_start(phrase.start) : phrase.start].split()) <= EARLY
    if opens and first and back == 1:
        yield "first_and_opening", 1.0
    if text[place.start : place.end].lower() in words_of("man") | words_of("woman"):
        yield "pronoun", 1.0
    quoted, other = speakers.is_quoted(phrase.start), speakers.is_quoted(place.start)
    if quoted and other:
        yield "both_quoted", 1.0
    if quoted != other:
        yield "one_quoted", 1.0


def _by_person(
    phrase: Phrase, draft: Draft, timeline: Timeline, most: int
) -> Iterator[tuple[str, float]]:
    """Yield what the text says of someone before the pronoun."""
    mentions = timeline.count(draft, phrase.start)
    yield "mentions", math.log1p(mentions)
    if mentions == most:
        yield "most_mentioned", 1.0
    linked = timeline.linked(phrase)
    if linked is not None and linked.draft is draft:
        yield "chain", 1.0
    votes = timeline.sexes[id(draft)]
    sex = "man" if phrase.words[0] in words_of("man") else "woman"
    if votes[sex] > 0:
        yield "same_sex", 1.0
    if not draft.names:
        yield "nameless", 1.0
    elif all(len(words) == 1 for words in draft.names.values()):
        yield "one_word", 1.0
    if any(start < timeline.heading for start, _ in draft.names):
        yield "heading", 1.0
