"""Gives pronouns and descriptions to whom they take up: by speech, by chain, by place."""

from dataclasses import dataclass

from chancery.model import Attribution
from chancery.stages.resolve.within.antecedents import Ranker, find_candidates
from chancery.stages.resolve.within.drafts import Draft
from chancery.stages.resolve.within.lexicon import words_of
from chancery.stages.resolve.within.reading import Phrase, Reading
from chancery.stages.resolve.within.speakers import Speakers, leads
from chancery.stages.resolve.within.syntax import OWNING, apposed, fronted, is_barred
from chancery.stages.resolve.within.timeline import Place, Timeline
from chancery.stages.resolve.within.turns import Turns
from chancery.stages.resolve.within.vocatives import Vocatives

THIRD = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
FIRST = frozenset({"i", "me", "my", "mine", "myself"})
SECOND = frozenset({"you", "your", "yours", "yourself"})
SINGULAR = THIRD | FIRST | SECOND
THINGS = frozenset({"it", "its", "itself", "they", "them", "their", "theirs", "we", "us", "our"})
NEAR = 3  # sentences back in which a pronoun's person stands, where no chain says so


@dataclass(frozen=True, slots=True)
class Scene:
    """A document with who is spoken of where, and who speaks."""

    reading: Reading
    timeline: Timeline
    speakers: Speakers
    turns: Turns
    vocatives: Vocatives
    ranker: Ranker


def follow(reading: Reading, drafts: list[Draft], ranker: Ranker) -> None:
    """Enter each pronoun and description with the draft that it takes up, if one is known."""
    scene = _scene(reading, drafts, ranker)
    taken = {span for one in drafts for span in one.references}
    left = [one for one in reading.phrases if one.form != "name" and one.span not in taken]
    vote_sexes(reading, scene.timeline)
    later = [one for one in left if is_first_person(one)]  # "I am," he said: he comes first
    for phrase in [one for one in left if not is_first_person(one)] + later:
        beside = apposed(scene.timeline, phrase) if is_someone(phrase) else None
        draft = beside.draft if beside and beside.draft.is_person else _antecedent(scene, phrase)
        if draft is None and is_someone(phrase):
            draft = Draft("person")  # without a name: no referent, but who "he" may be
        if draft is None:
            continue
        draft.add_phrase(phrase.span, phrase.form, "apposition" if beside else "chain")
        scene.timeline.add(phrase.span, phrase.chain, draft)
        _vote(scene.timeline, phrase, draft)


def _scene(reading: Reading, drafts: list[Draft], ranker: Ranker) -> Scene:
    timeline = Timeline(reading, drafts)
    speakers = Speakers(reading, timeline)
    persons = [one for one in drafts if one.is_person]
    return Scene(
        reading=reading,
        timeline=timeline,
        speakers=speakers,
        turns=Turns(reading, persons, speakers),
        vocatives=Vocatives(reading, persons),
        ranker=ranker,
    )


def is_first_person(phrase: Phrase) -> bool:
    """Say whether it is "I" or one of its forms."""
    return phrase.form == "pronoun" and phrase.words[:1] != () and phrase.words[0] in FIRST


def is_someone(phrase: Phrase) -> bool:
    """Say whether a phrase describes one person: "a former envoy", not "two envoys"."""
    if phrase.form != "nominal" or phrase.type not in {"person", "office"} or not phrase.words:
        return False
    return not phrase.words[-1].endswith("s") and phrase.words[0] in {"a", "an"}


def vote_sexes(reading: Reading, timeline: Timeline) -> None:
    """Note of each person in a chain which pronouns stand soon behind the name."""
    for phrase in reading.phrases:
        if phrase.form == "pronoun" and phrase.words and phrase.words[0] in THIRD:
            place = timeline.linked(phrase)
            if place and place.draft.is_person and phrase.sentence - place.sentence <= 1:
                _vote(timeline, phrase, place.draft)


def _antecedent(scene: Scene, phrase: Phrase) -> Draft | None:
    word = phrase.words[0] if phrase.form == "pronoun" and phrase.words else ""
    if word in FIRST or word in SECOND:
        return _addressed(scene, phrase, word)
    paired = scene.timeline.paired(phrase.start) if word in OWNING else None
    if paired and paired.is_person == (word in THIRD):
        return paired
    return _third(scene, phrase, word) if word in THIRD else _in_chain(phrase, scene.timeline)


def _addressed(scene: Scene, phrase: Phrase, word: str) -> Draft | None:
    """Return who says "I", or who is called "you"."""
    place = phrase.start
    if word in SECOND:
        called = scene.vocatives.asked(place)
        if called:
            return called
    if scene.speakers.is_quoted(place):
        speech = scene.speakers.around(place) if word in FIRST else None
        speaker = scene.speakers.who(speech.attribution) if speech else None
        return speaker or _in_chain(phrase, scene.timeline)
    return scene.turns.speaker(place) if word in FIRST else scene.turns.asked(place)


def _third(scene: Scene, phrase: Phrase, word: str) -> Draft | None:
    """Return whom "he" or "she" means; never the one whose words they are quoted from."""
    speech = scene.speakers.around(phrase.start)
    speaker = scene.speakers.who(speech.attribution) if speech else None
    quoted = scene.speakers.is_quoted(phrase.start)
    if speech and not quoted and leads(scene.reading.text, speech, phrase.start):
        if speaker and _agrees(scene.timeline, word, speaker):
            return speaker
        if speaker is None and _is_new(scene, speech.attribution):
            return None
    ahead = fronted(scene.timeline, phrase, scene.reading.sentences[phrase.sentence])
    if ahead and not quoted and _agrees(scene.timeline, word, ahead.draft):
        return ahead.draft
    return _likeliest(scene, phrase, speaker if quoted else None)


def _is_new(scene: Scene, attribution: Attribution) -> bool:
    """Say whether one who was not spoken of before speaks: "a villager says he …"."""
    sources = (scene.reading.text[start:end].split() for start, end in attribution.source)
    return any(words and words[0].lower() in {"a", "an", "one"} for words in sources)


def _in_chain(phrase: Phrase, timeline: Timeline) -> Draft | None:
    """Return the nearest of the chain before a phrase that it may mean, else the only one."""
    places = [one for one in timeline.chain(phrase.chain) if _may_mean(timeline, phrase, one)]
    before = _last(places, phrase)
    if before:
        return before.draft
    drafts = {id(one.draft): one.draft for one in places}
    return next(iter(drafts.values())) if len(drafts) == 1 else None


def _last(places: list[Place], phrase: Phrase) -> Place | None:
    return next((one for one in reversed(places) if one.start < phrase.start), None)


def _may_mean(timeline: Timeline, phrase: Phrase, place: Place) -> bool:
    """Say whether a phrase can mean what is spoken of at a place."""
    draft = place.draft
    if phrase.form == "pronoun":
        word = phrase.words[0] if phrase.words else ""
        return _agrees(timeline, word, draft) if draft.is_person else word not in SINGULAR
    inside = any(phrase.start <= start and end <= phrase.end for start, end in draft.names)
    if inside or draft.is_person != (phrase.type in {"person", "office"}):
        return False
    return draft.is_person or is_bare(phrase)


def is_bare(phrase: Phrase) -> bool:
    """Say whether a description adds nothing that could be another's: no capital, no owner."""
    return phrase.capitals == 0 and phrase.words[0] not in words_of("owning")


def _agrees(timeline: Timeline, word: str, person: Draft) -> bool:
    """Say whether a pronoun can mean a person: "it" cannot, nor "she" where the text says "he"."""
    if word in THINGS:
        return False
    votes = timeline.sexes[id(person)]
    for sex, other in (("man", "woman"), ("woman", "man")):
        if word in THIRD and word in words_of(sex):
            return votes[sex] >= votes[other]
    return True


def _likeliest(scene: Scene, phrase: Phrase, speaker: Draft | None) -> Draft | None:
    """Return the likeliest person before "he" or "she", near or in its chain."""
    timeline, word = scene.timeline, phrase.words[0]
    places: dict[int, Place] = {}
    barred: set[int] = set()
    chained = timeline.linked(phrase)
    for place in [*timeline.back(phrase.start, NEAR), *([chained] if chained else [])]:
        draft = place.draft
        if is_barred(timeline, phrase, place):
            barred.add(id(draft))
        if not draft.is_person or draft is speaker or id(draft) in barred:
            continue
        if _agrees(timeline, word, draft):
            places.setdefault(id(draft), place)
    found = find_candidates(phrase, list(places.values()), timeline, scene.speakers)
    best = scene.ranker.choose(phrase, found)
    return best.draft if best else _in_chain(phrase, timeline)


def _vote(timeline: Timeline, phrase: Phrase, draft: Draft) -> None:
    if phrase.form == "pronoun" and draft.is_person:
        for sex in ("man", "woman"):
            if phrase.words[0] in words_of(sex):
                timeline.sexes[id(draft)][sex] += 1
