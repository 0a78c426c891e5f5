"""Finds what may be a commitment: words of undertaking, of demanding and of what is to be."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from chancery.model import Attribution, Span, Statement
from chancery.stages.commitments.carriers import Carriers
from chancery.stages.commitments.content import (
    clause_floor,
    clause_limit,
    clause_opening,
    cut_content,
    find_condition,
)
from chancery.stages.commitments.draft import Draft
from chancery.stages.commitments.follow import Followed, follow, was_done
from chancery.stages.commitments.kinds import is_empty, settle_type
from chancery.stages.commitments.lexicon import (
    CueWord,
    cue_pattern,
    cue_words,
    lowered,
    words_of,
)
from chancery.stages.commitments.nouns import find_noun, is_verbal
from chancery.stages.commitments.parties import Actor, find_actor, outermost
from chancery.text.page import Page, trimmed

SPEECH = frozenset({"promises", "offers", "demands", "threatens", "refuses"})
NEGATED = re.compile(r"^\s*(?:n['’]t|not|never)\b")
UNDERTAKEN = frozenset({"demand", "offer", "pledge", "promise"})
"""Types of which "not to" is a part of what is to be done: "urged Aldania not to fire"."""
_NOT_TO = re.compile(
    r"(?:\bnot|\bnever|n['’]t)\s+(?:to\s+)?(?:(?:\w+ly|now|also|all)\s+)?[“\"‘`']*$"
)
_NOT = re.compile(r"(?:\b(?:not|never|without|no)|n['’]t)\s+(?:\w+\s+)?$", re.IGNORECASE)
_PASSIVE = re.compile(r"be\s+(?:\w+ly\s+)?\w+(?:ed|en|wn|ne|id|ht|ut|de|ept|ent|elt)\b")
_LETTERS = re.compile(r"\w+")
_BY = re.compile(r"\bby\s+")
_PRONOUN = re.compile(r"\s*(?:I|[Ww]e|[Tt]here|[Ii]t)\b")
_JOINT = re.compile(r",?\s+(?:and|but)\s+(?:\w+\s+){0,2}$")
_CLAUSE = re.compile(r"\b(?:that|to)\s", re.IGNORECASE)
CLAUSE = 6  # characters before and behind the beginning of what is said that tell a clause
TALK = 4  # words at the opening of a content
SELF = 8  # characters before a cue in which "we" stands
NEAR = 4  # drafts before one in whose content it may stand
_BY_GAP = 80  # characters before "by"


def draft_all(page: Page, statements: Sequence[Statement]) -> list[Draft]:
    """Return what may be a commitment, in order of the cues."""
    carriers = Carriers(page, statements)
    told = [
        one
        for one in _by_table(page, carriers)
        if one.content and not (_is_talk(page, one) or is_empty(page, one))
    ]
    found = sorted([*told, *_by_class(page, carriers, told)], key=lambda one: one.cue)
    kept = [one for one, after in zip_longest(found, found[1:]) if not _opens(one, after)]
    for one, after in pairwise(kept):
        _part(page, one, after)
    for at, one in enumerate(kept):
        settle_type(page, one)
        before = kept[max(0, at - NEAR) : at]
        one.inside = any(
            start <= one.cue[0] < end for each in before for start, end in each.content
        )
    return kept


def _is_talk(page: Page, one: Draft) -> bool:
    """Say whether what is offered or refused is words alone: "offered few details"."""
    start, end = one.content[0]
    opening = page.text[start:end].lower().split()[:TALK]
    return one.takes == "thing" and bool(words_of("told") & set(opening))


def _part(page: Page, one: Draft, after: Draft) -> None:
    """End the content of a draft where a conjunction joins another to it: "send and demanded"."""
    for at, (start, end) in enumerate(one.content):
        if start < after.cue[0] < end and (joint := _JOINT.search(page.text, start, after.cue[0])):
            one.content[at] = (start, joint.start())


def _opens(one: Draft, after: Draft | None) -> bool:
    """Say whether what is to be done is to promise, to demand or the like: "will call for"."""
    return bool(after and one.takes == "bare" and after.cue[0] == one.content[0][0])


def _by_table(page: Page, carriers: Carriers) -> Iterator[Draft]:
    for start, end in page.sentences:
        for found in cue_pattern().finditer(page.text, start, end):
            cue = found.span()
            form = re.sub(r"\s+", " ", found[0].lower())
            if _is_order(page, cue, cue_words()[form]):
                continue
            if one := _draft(page, carriers, cue, cue_words()[form]):
                yield one


def _is_order(page: Page, cue: Span, words: Sequence[CueWord]) -> bool:
    """Say whether a plain verb opens a sentence: "Pledge the fields", "Will they leave?"."""
    first = not page.text[page.sentence_of(cue[0])[0] : cue[0]].strip("“”\"'‘’` ")
    return first and page.words(cue).lower() == words[0].word


def _draft(page: Page, carriers: Carriers, cue: Span, words: Sequence[CueWord]) -> Draft | None:
    carried = carriers.holding(cue)
    limit = clause_limit(page, cue, carried.words if carried else None)
    for word in words:
        if followed := follow(page, cue, word.takes, limit):
            return _drafted(page, carriers, cue, word, followed)
    return None


def _drafted(
    page: Page, carriers: Carriers, cue: Span, word: CueWord, followed: Followed
) -> Draft | None:
    carried = carriers.holding(cue)
    piece = carried.words if carried else None
    floor, limit = clause_floor(page, cue, piece), clause_limit(page, cue, piece)
    content = cut_content(page, followed.start, limit)
    one = Draft(
        type=word.type,
        cue=cue,
        word=word.word,
        strength=word.strength,
        takes=followed.takes,
        content=content,
        to=[followed.party] if followed.party else [],
        said=carriers.said_by(cue),
        own=carriers.made_by(cue),
        carrier=carried,
        condition=find_condition(page, cue, floor, content[0] if content else None),
    )
    if followed.takes in {"told", "by"}:
        one.to = []
        return _passive_draft(page, one, followed.party, floor)
    if followed.takes == "thing" and was_done(page, cue) is not None:
        return None
    one.negated = bool(_NOT.search(page.text, floor, cue[0])) or _gives_none(page, one)
    if one.type in UNDERTAKEN and not (one.type == "offer" and one.strength == "weak"):
        _keep_not(page, one, followed.start)
    else:
        one.negated |= bool(NEGATED.match(page.text[cue[1] : followed.start]))
    _fill_by(page, one, floor)
    return one


def _keep_not(page: Page, one: Draft, start: int) -> None:
    """Let the content begin with the word that negates it: "urged Aldania not to fire"."""
    found = _NOT_TO.search(page.text, one.cue[1], start)
    if found and one.content:
        one.content[0] = (found.start(), one.content[0][1])


def _gives_none(page: Page, one: Draft) -> bool:
    """Say whether the thing is none: "offered no compensation"."""
    is_thing = one.takes == "thing" and bool(one.content)
    return is_thing and page.text.startswith(("no ", "nothing"), one.content[0][0])


def _fill_by(page: Page, one: Draft, floor: int) -> None:
    """Note who is bound, or who demands."""
    told = one.own is not None and bool(one.own.speaker)
    if one.takes == "whom" and one.type == "expected_outcome":
        if one.carrier and _is_self(page, one):  # "we expect Aldania to leave"
            one.type, one.speaking = "demand", True
        else:
            one.by, one.to = one.to, []
    elif told:
        one.speaking = True
    elif one.type == "demand" and one.takes == "bare":
        is_noun = page.text.endswith("the ", floor, one.cue[0])  # "the need to"
        one.to, far = Actor([], far=is_noun) if is_noun else find_actor(page, floor, one.cue[0])
        if not is_noun and (far or not one.to or _is_passive(page, one)):
            _take_clause(page, one, floor)
        if far:
            one.to = []
        one.speaking = one.carrier is not None
    elif one.takes == "bare" and _is_passive(page, one):
        one.by = _agent(page, one)
        one.speaking = not one.by and one.carrier is not None
    elif one.said and one.said.source and not _is_relative(page, one.said.source[0]):
        one.by = [page.whole(trimmed(page.text, span, ",")) for span in one.said.source]
    else:
        one.by, one.far = _holder(page, one, floor)
        if one.far and one.takes == "bare":  # its own subject is no party
            one.by = []
        one.speaking |= one.type == "condition" and not one.by and one.carrier is not None


def _is_self(page: Page, one: Draft) -> bool:
    before = _LETTERS.findall(page.text[max(0, one.cue[0] - SELF) : one.cue[0]])
    return bool(words_of("self") & set(map(lowered, before[-1:])))


def _holder(page: Page, one: Draft, floor: int) -> Actor:
    """Return whose commitment it is where nobody reports it: the subject, or a noun's owner."""
    noun = find_noun(page, floor, one.cue)
    if noun is None:
        one.speaking = _is_told(page, one)
        return Actor([], far=False) if one.speaking else find_actor(page, floor, one.cue[0])
    one.negated = one.negated or noun.undone
    return Actor([noun.owner], far=False) if noun.owner else find_actor(page, floor, noun.verb)


def _is_told(page: Page, one: Draft) -> bool:
    """Say whether a noun of commitment is what somebody told: of "announced plans to"."""
    if one.carrier is None or one.takes not in {"to", "that"} or is_verbal(page, one.cue):
        return False
    before = page.text[one.carrier.words[0] : one.cue[0]].split()
    return all(word.lower() in words_of("determiner") for word in before)


def _take_clause(page: Page, one: Draft, floor: int) -> None:
    """Let the content begin with its clause: of "the port must be opened" the port is a part."""
    start = clause_opening(page, floor, one.cue[0])
    is_empty = not page.text[start : one.cue[0]].strip()
    if one.content and not is_empty and not _PRONOUN.match(page.text, start):
        one.content[0] = trimmed(page.text, (start, one.content[0][1]), ",“”\"`' ")


def _passive_draft(page: Page, one: Draft, agent: Span | None, floor: int) -> Draft | None:
    """Return a draft whose subject is the one asked, or what is held out, and not who acts."""
    start = was_done(page, one.cue) or one.cue[0]
    one.by = [agent] if agent else []
    one.negated = bool(_NOT.search(page.text, floor, one.cue[0]))
    if one.takes == "told":
        one.to, far = find_actor(page, floor, start)
        return None if far else one
    subject = trimmed(page.text, (clause_opening(page, floor, start), start), ",")
    one.content = [subject] if subject[0] < subject[1] else []
    return one


def _is_relative(page: Page, span: Span) -> bool:
    return page.words(span).strip().lower() in words_of("relative")


def _is_passive(page: Page, one: Draft) -> bool:
    return bool(_PASSIVE.match(page.text, one.content[0][0])) if one.content else False


def _agent(page: Page, one: Draft) -> list[Span]:
    start, end = one.content[0]
    for found in _BY.finditer(page.text, start, min(end, start + _BY_GAP)):
        held = outermost(page, (found.end(), end))
        if held and held[0].start - found.end() <= len("the "):
            return [(held[0].start, held[0].end)]
    return []


def _by_class(page: Page, carriers: Carriers, told: Sequence[Draft]) -> Iterator[Draft]:
    """Yield what the reader takes for a promise, a demand and so on, however its words go on."""
    cues = {one.said.cue for one in told if one.said}
    for said in page.annotation.attributions:
        if said.content and said.cue not in cues and _table_words(page, said):
            one = _draft_said(page, carriers, said)
            if one.content and not _asks(page, one) and was_done(page, said.cue) is None:
                yield one


def _asks(page: Page, one: Draft) -> bool:
    """Say whether what is asked is a question: "asked where"."""
    first = page.words(one.content[0]).lower().split()[:1]
    return one.type == "demand" and bool(words_of("question") & set(first))


def _without_to(page: Page, span: Span) -> Span:
    start, end = trimmed(page.text, span, ",.;:“”\"`'")
    return (start + len("to "), end) if page.text.startswith("to ", start, end) else (start, end)


def _table_words(page: Page, said: Attribution) -> list[CueWord]:
    forms = page.words(said.cue).lower().split() if said.cue_class in SPEECH else []
    words = [word for form in forms for word in cue_words().get(form, ())]
    start = min(said.content)[0] if said.content else 0
    things = [word for word in words if "thing" in word.takes]
    is_clause = _CLAUSE.search(page.text[max(0, start - CLAUSE) : start + CLAUSE])
    return words if is_clause else things or [one for one in words if _stands_alone(one)]


def _stands_alone(word: CueWord) -> bool:
    """Say whether any words may follow; a thing that "threatens" is done by nobody."""
    return word.strength == "strong" and word.type != "threat"


def _draft_said(page: Page, carriers: Carriers, said: Attribution) -> Draft:
    carried = carriers.holding(said.cue)
    piece = carried.words if carried else None
    content = [_without_to(page, span) for span in sorted(said.content)]
    words = _table_words(page, said)
    one = Draft(
        type=words[0].type,
        cue=said.cue,
        word=words[0].word,
        strength=words[0].strength,
        takes="that",
        content=[span for span in content if span[0] < span[1]],
        said=said,
        own=carriers.made_by(said.cue),
        carrier=carried,
        negated=said.negated,
    )
    _fill_by(page, one, clause_floor(page, said.cue, piece))
    return one
