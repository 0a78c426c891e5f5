"""Claims in one line each, as an analyst would say them: who, what, to whom, where."""

from collections.abc import Iterable

from chancery.knowledge import fold
from chancery.model import (
    Claim,
    ClaimTime,
    Commitment,
    Event,
    Evidence,
    Figure,
    Measure,
    Meeting,
    Party,
    Statement,
)
from chancery.pipeline.telling import NUMBERS, PRONOUNS
from chancery.wording.phrases import clip, one_line

WORDS_WIDTH = 160  # of what is said in a line; JSON and `show` have all of it
NAME_WIDTH = 60
LIST_WIDTH = 120  # of several names
NOBODY = "an unnamed speaker"


def line(claim: Claim) -> str:
    """Return a claim in one line; what the text leaves open is left out."""
    match claim:
        case Statement():
            return _statement(claim)
        case Figure():
            return _figure(claim)
        case Meeting():
            return _meeting(claim)
        case Event():
            return _event(claim)
        case Commitment():
            return _commitment(claim)
        case _:
            return clip(claim.evidence[0].quote, WORDS_WIDTH)


def whom(party: Party) -> str:
    """Return the name of whom a phrase means, with its own words where they say other things."""
    words = one_line(party.evidence.quote)
    name = party.name or (one_line(party.introduced.quote) if party.introduced else words)
    said, known = set(fold(words).split()), set(fold(name).split())
    if known <= said:
        return clip(words, NAME_WIDTH)
    if said <= known or said <= PRONOUNS:
        return clip(name, NAME_WIDTH)
    return f"{clip(name, NAME_WIDTH)} (“{clip(words, NAME_WIDTH)}”)"


def listed(parties: Iterable[Party]) -> str:
    """Return several parties, each named once."""
    names: dict[str, str] = {}
    for one in parties:
        names.setdefault(one.entity or fold(whom(one)), whom(one))
    return clip("; ".join(names.values()), LIST_WIDTH)


def days(time: ClaimTime | None) -> str:
    """Return when a claim is, in days, or in the words of the text where they fix none."""
    if time is None:
        return ""
    start, end = time.start and time.start[:10], time.end and time.end[:10]
    if start and end:
        return start if start == end else f"{start} to {end}"
    if start or end:
        return f"from {start} on" if start else f"until {end}"
    return f"“{one_line(time.evidence.quote)}”" if time.evidence else ""


def _statement(one: Statement) -> str:
    said = clip(" … ".join(one_line(each.quote) for each in one.words), WORDS_WIDTH)
    said = f"“{said}”" if one.style == "direct" else said
    cue = one_line(one.cue.quote).rstrip(" ,:") if one.cue else "by the text"
    kinds = [*([] if one.cue_class == "says" else [one.cue_class]), *_unsaid(one)]
    kind = f" ({', '.join(kinds)})" if kinds else ""
    speaker = listed(one.speaker) or NOBODY
    if cue.lower().endswith(" to") and not one.addressee and kind == "":
        return f"{cue[:1].upper()}{cue[1:]} {speaker}: {said}"
    if one.cue and one.addressee and one.addressee[0].evidence.start == one.cue.end + 1:
        return f"{speaker} {cue} {listed(one.addressee)}{kind}: {said}"
    to = f", to {listed(one.addressee)}," if one.addressee else ""
    return f"{speaker}{to} {cue}{kind}: {said}"


def _unsaid(one: Statement) -> list[str]:
    """Return the modality of words that are not said, or only may be."""
    return [] if one.modality == "asserted" else [one.modality]


def _figure(one: Figure) -> str:
    same = "".join(f" ({amount(each)})" for each in one.equivalents)
    per = f" {one_line(one.per.quote)}" if one.per else ""
    counts = clip("; ".join(one_line(each.quote) for each in one.counts), NAME_WIDTH)
    by = f", by {listed(one.attributed_to)}" if one.attributed_to else ""
    if one.unit == "count":
        return f"{amount(one)} {counts or '(of what is not said)'}{per}{same}{by}"
    return f"{amount(one)}{per}{same}{f': {counts}' if counts else ''}{by}"


def amount(one: Figure | Measure) -> str:
    """Return a number as it is written, with its bound and currency where the words lack them."""
    written = one_line(one.written.quote)
    sign = NUMBERS[one.modifier]
    unit = " (unit unclear)" if one.unit == "unclear" else ""
    code = f" [{one.currency}]" if one.currency and one.currency not in written else ""
    return f"{'' if fold(written).startswith(fold(sign)) else sign}{written}{code}{unit}"


def _meeting(one: Meeting) -> str:
    parts = [f"“{one_line(one.trigger.quote)}”"]
    for before, some in (
        ("of", one.parties),
        (", in", one.place),
        (", hosted by", one.host),
        (", in the series", [one.series] if one.series else []),
    ):
        if some:
            parts.append(f"{before} {listed(some)}")
    line = " ".join(parts).replace(" ,", ",")
    return "; ".join((line, *_notes(one)))


def _notes(one: Meeting) -> Iterable[str]:
    """Yield who led, who was absent and why, and how many states are named of those stated."""
    for head in one.heads:
        of = f" for {listed([head.party])}" if head.party else ""
        yield f"{listed([head.person])} led{of}"
    for absentee in one.absentees:
        why = ", ".join(one_line(each.quote) for each in absentee.reason)
        yield f"absent: {listed([absentee.party])}" + (
            f" ({clip(why, NAME_WIDTH)})" if why else ""
        )
    if one.number_stated is not None:
        yield f"{len(one.states_named)} of {one.number_stated} states named"


def _event(one: Event) -> str:
    kind = " ".join(filter(None, (one.root, one.mode)))
    shade = " not done" if one.modality == "negated" else ""
    parts = [f"{kind}{shade} “{one_line(one.trigger.quote)}”" if one.trigger else kind + shade]
    for before, some in (("by", one.actors), ("to", one.recipients), ("in", one.place)):
        if some:
            parts.append(f"{before} {listed(some)}")
    return ", ".join(parts)


def _commitment(one: Commitment) -> str:
    kind = one.type.replace("_", " ")
    by = f" by {listed(one.by)}" if one.by else ""
    preposition = "of" if one.type == "demand" else "to"
    to = f" {preposition} {listed(one.to)}" if one.to else ""
    content = " … ".join(one_line(each.quote) for each in one.content)
    return f"{kind}{by}{to}: {clip(content, WORDS_WIDTH)}" + _terms(one)


def _terms(one: Commitment) -> str:
    """Return by when and on what condition, where the content does not say so itself."""
    said = " ".join(each.quote for each in one.content)
    terms = [each.quote for each in _conditions(one) if each.quote not in said]
    return "".join(f"; {one_line(each)}" for each in terms)


def _conditions(one: Commitment) -> Iterable[Evidence]:
    if one.deadline and one.deadline.evidence:
        yield one.deadline.evidence
    yield from one.condition
