"""Says which findings may stand in a brief: likely right, and plainly of somebody who is named.

A brief leaves out what is not sure: it is better that a list has it alone than that an analyst
reads what was not said.
"""

import re
from collections.abc import Mapping

from msgspec.structs import replace

from chancery.model import (
    AnyClaim,
    ClaimKind,
    Commitment,
    CueClass,
    Event,
    Figure,
    Finding,
    Meeting,
    Modality,
    Party,
    Statement,
)
from chancery.pipeline.telling import PRONOUNS
from chancery.pipeline.whole import is_asked, is_cut, last_word, runs_on, sides, words_of
from chancery.stages.corroborate.wording import words_of as told_words

SURE: Mapping[ClaimKind, float] = {
    "meeting": 0.6,
    "event": 0.7,
    "commitment": 0.7,
    "statement": 0.8,
    "figure": 0.8,
}
"""Confidence of a claim from which it may stand in a brief alone."""
SURELY = 3.0
"""Log odds from which two claims are one: of findings read in real articles 12 of 17 below it were
of two matters, and 1 of 7 above; names tell little, where a collection is of one matter."""
RECURS = 3.0  # log odds more that a small number needs: day by day, "two vehicles" are hit
SMALL = 10
MERGED = frozenset({"commitment", "figure", "statement"})
"""Kinds of which two claims may look alike and be of two matters; meetings and deeds have days."""
SAID: frozenset[Modality] = frozenset({"asserted", "background", "negated"})
MADE: frozenset[Modality] = frozenset({"asserted", "background", "expected"})
BELIEVED: frozenset[CueClass] = frozenset({"accuses", "believes", "denies", "threatens", "warns"})
"""What somebody says in such words that others will do, is his view of them."""
FINITE = frozenset({"is", "are", "was", "were", "has", "had", "which", "who", "whom", "whose"})
WOULD = frozenset({"would", "'d", "’d"})
PAIR = 2  # who meet: a meeting of one alone says too little
FEWEST = 3  # words of what is said or promised, below which it says nothing by itself
_JOINED = re.compile(  # words of the writer's: ", and a rival called it", ", but asked for more"
    r",?\s(?:and|but|while)\s+(?:[\w’'-]+\s+){0,6}?"
    r"(?:said|says|called|claimed|asked|argued|added|insisted|told|demanded|urged|warned|blamed"
    r"|questioned|noted|denied"
    r"|reckons|reckoned|estimates|estimated)\s"
)
_AND_MORE = re.compile(r"\s+and\s+([a-z]+)\b")
_CLOSES = re.compile(r"^[^(]*\)|^(?:(?!-LRB-).)*-RRB")  # a bracket that nothing opens
_BE = re.compile(r"\b(?:am|is|are|was|were|be|been|being)\b")


def is_sure(one: Finding, claims: Mapping[str, AnyClaim]) -> bool:
    """Say whether a finding may stand in a brief: likely right, and it says who it is of.

    Two independent sources may say so, or what became of a commitment, or one claim that is sure
    and names who acts: whom a pronoun means is not sure enough.
    """
    own = [claims[support.claim] for support in one.support]
    if not any(map(is_plain, own)) or any(_is_view(claim, claims) for claim in own):
        return False
    if any(isinstance(claim, Commitment) and claim.follow_up for claim in own):
        return True
    return one.independent > 1 or one.confidence >= SURE[one.about]


def surely_one(one: Finding, claims: Mapping[str, AnyClaim]) -> Finding:
    """Return a finding with those of its claims alone that are surely one with what it tells.

    Two claims are so where a person says it, or where very much is alike, and of small numbers yet
    more. Where others are left out, what is left counts as one source.
    """
    if one.about not in MERGED or len(one.support) == 1:
        return one
    first = next(each.claim for each in one.support if each.document == one.words.document)
    tied = {first}
    least = SURELY + (RECURS if _is_small(claims[first]) else 0)
    links = [
        {link.a, link.b}
        for link in one.links
        if link.relation == "joined" or (link.relation == "same" and link.score >= least)
    ]
    while found := {claim for two in links if two & tied for claim in two} - tied:
        tied |= found
    kept = tuple(each for each in one.support if each.claim in tied)
    if len(kept) == len(one.support):
        return one
    return replace(one, support=kept, independent=1, upper_bound=1, strength="thin")


def is_plain(claim: AnyClaim) -> bool:
    """Say whether a claim names who acts, and not as one who is spoken of in his own words."""
    who = acting(claim)
    if isinstance(claim, Figure):
        vague = not any(map(str.isdigit, claim.written.quote)) and claim.low != claim.high
        return not vague and all(map(_is_named, who)) and not _counts_name(claim)
    return bool(who) and all(map(_is_named, who)) and _is_whole(claim) and not _is_own(claim)


def _is_whole(claim: AnyClaim) -> bool:
    """Say whether a claim says enough, and as a fact."""
    match claim:
        case Statement():
            return _is_long(claim) and _is_said(claim)
        case Commitment():
            return _is_long(claim) and _is_binding(claim)
        case Meeting():
            return len({one.name or one.evidence.quote for one in acting(claim)}) >= PAIR
        case Event():
            return any(map(_can_act, claim.actors))
        case Figure():
            return True


def _is_long(claim: AnyClaim) -> bool:
    return len(_told(claim)) >= FEWEST


def _is_own(claim: AnyClaim) -> bool:
    """Say whether one who acts is named in words that are told as his."""
    told = claim.style == "indirect" if isinstance(claim, Statement) else True
    said = _told(claim)
    return told and any(one.name and one.name.split()[-1] in said for one in acting(claim))


def _told(claim: AnyClaim) -> list[str]:
    return " ".join(one.quote for one in told_words(claim)).split()


def acting(claim: AnyClaim) -> tuple[Party, ...]:
    """Return who speaks, acts, meets or is bound."""
    match claim:
        case Statement():
            return claim.speaker
        case Event():
            return claim.actors
        case Meeting():
            return (*claim.host, *claim.parties)
        case Commitment():
            return claim.by
        case Figure():
            return claim.attributed_to


def _is_small(claim: AnyClaim) -> bool:
    """Say whether a number is so small that another matter may well have it too."""
    return isinstance(claim, Figure) and claim.high is not None and claim.high <= SMALL


def _is_view(claim: AnyClaim, claims: Mapping[str, AnyClaim]) -> bool:
    """Say whether a commitment is only what another says, in words of belief or blame."""
    if not isinstance(claim, Commitment) or not claim.reported_by:
        return False
    carrier = claims.get(claim.made_from or "")
    return isinstance(carrier, Statement) and carrier.cue_class in BELIEVED


def _is_binding(claim: Commitment) -> bool:
    """Say whether a commitment was made, and is of a type that is read surely.

    "Until" makes no condition; a question, and what somebody would do, bind nobody.
    """
    until = any(one.quote.lower().startswith("until") for one in claim.condition)
    would = claim.cue is not None and claim.cue.quote.lower() in WOULD
    idle = would and claim.type == "intention" and (claim.condition or not claim.made_from)
    typed = claim.type not in {"threat", "condition"} and not until and not idle
    asked = is_asked(claim.content, claim.evidence)
    made = claim.modality in MADE and not asked
    return typed and made and not runs_on(claim.content, claim.evidence)


def _is_named(party: Party) -> bool:
    """Say whether words for a party are more than a pronoun, or a mark that was left over.

    "US" is no pronoun where it is known to be a name.
    """
    words = party.evidence.quote
    is_name = party.name is not None and len(words) > 1 and words.isupper()
    vague = words.lower() in PRONOUNS | words_of("vague") and not is_name
    hangs = " " in words and last_word(words) in words_of("hanging")  # "the terms of"
    marked = not words[:1].isalnum() or words.isdigit() or _CLOSES.search(words)
    return not (vague or hangs or marked)


def _is_as_written(party: Party) -> bool:
    """Say whether the name of one who speaks before a mere colon is that of the text."""
    return party.name is None or party.name.lower() == party.evidence.quote.lower()


def _can_act(party: Party) -> bool:
    """Say whether a party is somebody, and not a deed: "the attacks killed"."""
    words = party.evidence.quote.lower().split()
    return bool(party.name) or (len(words[-1]) > 1 and words[-1] not in words_of("deed"))


def _counts_name(claim: Figure) -> bool:
    """Say whether a number of things counts a name, of which more words may belong to it.

    Of "58 Fortune 500 firms" it does, of "29 Halden miners" and "29 Haldeners" it does not.
    """
    last = [one.quote.split()[-1] for one in claim.counts if one.quote.split()]
    counts = claim.unit in {"count", "share"}
    named = any(word[0].isupper() and not _is_plural(word) for word in last)
    words = [claim.written.quote, *(one.quote for one in claim.counts)]
    titled = all(word.istitle() for one in words for word in one.split())  # "Five Easy Days"
    return counts and (named or titled or _counts_more(claim))


def _counts_more(claim: Figure) -> bool:
    """Say whether a number counts another noun too: of "52 men and women" the men alone."""
    behind = [sides(one, claim.evidence)[1] for one in claim.counts]
    found = [_AND_MORE.match(text) for text in behind]
    return any(_is_plural(one[1]) for one in found if one)


def _is_plural(word: str) -> bool:
    return word.endswith(("s", "men", "women", "people"))


def _is_said(claim: Statement) -> bool:
    """Say whether words were said at all, and are whole: "was a mission" lacks who it is."""
    cue = claim.cue.quote.lower() if claim.cue else ""
    aim = cue.startswith("to ")  # "came to say"
    acts = claim.cue_class != "says" and is_asked(claim.words, claim.evidence)
    unsaid = bool(words_of("unsaid") & set(cue.split()))
    joined = any(_JOINED.search(one.quote) for one in claim.words)
    heard = _BE.search(cue) and cue.split()[-1] in words_of("heard")  # "were told"
    first = claim.words[0].quote.split()[0]
    indirect = claim.style == "indirect" and (unsaid or joined)
    told = not acts and not indirect and not is_cut(claim)
    spoken = any(map(str.isalpha, cue)) or all(map(_is_as_written, claim.speaker))
    said = told and spoken and not aim and not heard and not runs_on(claim.words, claim.evidence)
    return said and claim.modality in SAID and first not in FINITE
