"""Says a finding in one sentence, of the names that are known and the words of the articles.

Words between ‹ and › are an article's own, as they stand; all else is said by Chancery. Nothing is
said that no slot of the finding holds.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from chancery.model import (
    AnyClaim,
    ClaimTime,
    Commitment,
    Event,
    Evidence,
    Figure,
    FigureModifier,
    Finding,
    FollowUp,
    Head,
    Meeting,
    Modality,
    Party,
    Slot,
    Statement,
)
from chancery.stages.meetings import lexicon as of_meetings
from chancery.stages.statements.lexicon import words_of

NUMBERS: Mapping[FigureModifier, str] = {
    "stated": "",
    "approx": "about ",
    "at_least": "at least ",
    "at_most": "at most ",
    "more_than": "more than ",
    "less_than": "less than ",
    "nearly": "nearly ",
    "up_to": "up to ",
}
PRONOUNS = frozenset({
    "he", "her", "him", "his", "i", "it", "its", "she", "that", "their", "them", "they", "this",
    "us", "we", "who", "you",
})  # fmt: skip
"""Words that name nobody, and say nothing beside a name."""
_GRAMMAR = frozenset({"the", "a", "an", "of", "from", "for", "and"})
LONGEST = 300  # characters of an article's words in a sentence; the citation has all of them
NOT_SAID = "Somebody whom the text does not name"


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence, and the spans that it rests on."""

    text: str
    evidence: tuple[Evidence, ...]


def tell(finding: Finding, claim: AnyClaim) -> Told:
    """Return a finding as a sentence; `claim` is the one of its claims to speak through."""
    match claim:
        case Statement():
            return _statement(finding, claim)
        case Meeting():
            return _meeting(finding, claim)
        case Commitment():
            return _commitment(finding, claim)
        case Figure():
            return _figure(finding, claim)
        case Event():
            return _event(finding, claim)


def when(time: ClaimTime | None) -> str:
    """Return a time in words: days where they are known, else those of the article."""
    if time is None:
        return ""
    days = list(dict.fromkeys(day[:10] for day in (time.start, time.end) if day))
    if len(days) == 2:  # noqa: PLR2004 - a first and a last day
        return f"between {days[0]} and {days[1]}"
    if days:
        word = "" if time.start and time.end else "from " if time.start else "until "
        return f"{word}{days[0]}"
    return f"‹{_line(time.evidence.quote)}›, day unknown" if time.evidence else ""


def named(parties: Iterable[Party]) -> str:
    """Return parties by their names, or by the words of the article where none is known."""
    return _joined(map(name_of, parties))


def _joined(words: Iterable[str]) -> str:
    names = list(dict.fromkeys(words))
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def name_of(party: Party) -> str:
    """Return the name of whom a party means, or the words of the article."""
    if party.name is None:
        return f"‹{_line((party.introduced or party.evidence).quote)}›"
    words = party.evidence.quote
    return f"‹{_line(words)}›" if _says_other(words, party.name) else party.name


def _says_other(words: str, name: str) -> bool:
    """Say whether a phrase means other than its name: "Roth advisers", "Tarn" of "Hall in Tarn".

    Whose a noun is may be joined with whom it means; the phrase then says more surely who it is.
    """
    words = words.partition(",")[0].strip()
    last = words.rsplit(maxsplit=1)[-1] if words else ""
    others = last.islower() and last.isalpha() and last not in name.lower().split()
    named = {word for word in words.split() if word[:1].isupper()} & set(name.split())
    inside = bool(words) and re.search(rf"\s(?:in|at|of|on) (?:the )?{re.escape(words)}$", name)
    return bool((others and named) or inside)


def _statement(finding: Finding, claim: Statement) -> Told:
    who = _joined(map(_speaking, claim.speaker)) or NOT_SAID
    to = f" (to {named(claim.addressee)})" if claim.addressee else ""
    if finding.modality == "negated":
        cue = "is reported not to have said"
    else:
        cue = f"‹{_line(claim.cue.quote)}›" if claim.cue else "said"
    text = f"{who} {cue}{to}{_thought(claim)}: {_words(claim.words)}{_dated(finding)}"
    return Told(text=text, evidence=_cited([*claim.words], claim.evidence))


def _speaking(party: Party) -> str:
    """Return who speaks; of one who is but described, the words for him before the name.

    Whom "the spokesman" means is less sure than whom a name means, or the holder of an office.
    """
    words = party.evidence.quote.split()
    described = words[0].lower() in {"the", "this", "that"} and "".join(words[1:]).islower()
    if party.name is None or not described or words[-1] in words_of("holder"):
        return name_of(party)
    meant = "of" if words[-1].lower() in words_of("place") else "taken for"
    return f"‹{_line(party.evidence.quote)}› ({meant} {party.name})"


def _thought(claim: Statement) -> str:
    """Return, of a thought of which no words are quoted, that the article tells it."""
    cue = claim.cue.quote.lower().split() if claim.cue else []
    own = claim.style == "indirect" and any(word in words_of("mind") for word in cue)
    return " (by the article's account)" if own else ""


def _commitment(finding: Finding, claim: Commitment) -> Told:
    kind = claim.type.replace("_", " ").capitalize()
    who = named(claim.by)
    others = [one for one in claim.to if name_of(one) != who]
    to = f" {'of' if claim.type == 'demand' else 'to'} {named(others)}" if others else ""
    text = f"{kind}{f' by {who}' if who else ''}{to}: {_words(claim.content)}"
    text += f" (‹{_line(claim.cue.quote)}›)" if claim.cue else ""
    teller = named(one for one in claim.reported_by if name_of(one) not in who)
    text += f", according to {teller}" if teller else ""
    if claim.condition:
        text += f", on the condition {_words(claim.condition)}"
    if claim.deadline:
        text += f", by {(claim.deadline.end or '')[:10] or when(claim.deadline)}"
    return Told(text=text + _dated(finding), evidence=_cited([*claim.content], claim.evidence))


def become(follow_ups: Iterable[FollowUp]) -> Told:
    """Return what became of a commitment, in words to set behind it; empty where nothing is told.

    The order is said where it is not proven: what was found may as well have come before.
    """
    parts: list[str] = []
    evidence: list[Evidence] = []
    for one in follow_ups:
        kind = one.type.replace("_", " ")
        if one.looked_through:
            seen = one.looked_through.documents
            since = f" since {one.looked_through.since}" if one.looked_through.since else ""
            where = f"the {seen} documents" if seen > 1 else "the one document"
            parts.append(f"{kind} of it in {where} of its thread{since}")
            continue
        unproven = "" if one.order == "later" else f", order {one.order}"
        parts.append(f"{kind}{unproven}: {_words(one.evidence[:1])}")
        evidence += one.evidence[:1]
    text = "".join(f"; {part}" for part in dict.fromkeys(parts))
    return Told(text=text, evidence=tuple(dict.fromkeys(evidence)))


def _figure(finding: Finding, claim: Figure) -> Told:
    """Return a number with what it counts, and its sentence: a number alone says little."""
    counts = f" {_words(claim.counts)}" if claim.counts else ""
    per = f" ‹{_line(claim.per.quote)}›" if claim.per else ""
    same = "".join(f" ({_line(one.written.quote)})" for one in claim.equivalents)
    number = f"{NUMBERS[claim.modifier]}‹{_line(claim.written.quote)}›"
    text = f"{number}{same}{counts}{per}{_dated(finding)}: {_words(claim.evidence[:1])}"
    return Told(
        text=text[:1].upper() + text[1:],
        evidence=_cited([claim.written, *claim.counts], claim.evidence),
    )


def _event(finding: Finding, claim: Event) -> Told:
    kind = claim.root + (f" ({claim.mode})" if claim.mode else "")
    done_to = named(claim.recipients)
    done_by = named(claim.actors) or ("unknown" if done_to else "")
    between = " → ".join(filter(None, [done_by, done_to]))
    shade = (
        "" if finding.modality in {"asserted", "background"} else f", {_SHADES[finding.modality]}"
    )
    place = f"at {named(claim.place)}" if claim.place else ""
    sides = ", ".join(filter(None, [between, place])) or "by whom is not said"
    text = f"{kind}{shade}: {sides}{_dated(finding)}: {_words(claim.evidence[:1])}"
    return Told(text=text, evidence=claim.evidence[:2])


_SHADES: Mapping[Modality, str] = {
    "negated": "not done",
    "intended": "intended",
    "requested": "asked for",
    "expected": "expected",
    "hypothetical": "only possible",
}
"""How a deed is told that nobody says was done."""


def _meeting(finding: Finding, claim: Meeting) -> Told:
    hosts, places = _filled(finding, "host"), _filled(finding, "place")
    heads = {name_of(one) for one in _parties(_filled(finding, "head"))}
    host = named(_parties(hosts))
    guests = [one for one in _whole(_filled(finding, "party")) if _name(one) not in heads]
    guests = [one for one in guests if not _is_of(one, hosts)] or guests
    who = _joined(map(_with_office, _parties(guests)))
    verb, hosting, joining = _VERBS.get(finding.modality, ("met", "hosted", "took part in"))
    often = ", on several occasions" if finding.often else ""
    if host:
        text = f"{host} {hosting} {who}".rstrip() + often
    elif len(guests) == 1:
        text = f"{who} {joining} ‹{_line(claim.trigger.quote)}›{often}"
    else:
        text = f"{who or NOT_SAID} {verb}{often}"
    text += f" in {named(_parties(places))}" if places else ""
    text += _dated(finding) + _more(finding, claim)
    cited = [slot.evidence[0] for slot in (*hosts, *guests, *places)]
    return Told(text=text, evidence=_cited(cited, claim.evidence))


def _with_office(party: Party) -> str:
    """Return a name, and the words for its office where they say for whom one came."""
    words = party.evidence.quote.split()
    told = any(word.islower() and word not in _GRAMMAR for word in words)
    of = any(word[:1].isupper() for word in words[1:])
    if not (party.name and told and of) or set(words) & set(party.name.split()):
        return name_of(party)
    return f"{party.name} (‹{_line(party.evidence.quote)}›)"


def _whole(slots: Sequence[Slot]) -> list[Slot]:
    """Return the slots without phrases that say no more than another: its name, or its words."""
    known = [one.party.name for one in slots if one.party and one.party.name]
    told = [_telling(one) for one in slots if one.party and not one.party.name]
    return [
        one
        for one in slots
        if one.party
        and not any(name != one.party.name and name in _name(one) for name in known)
        and (one.party.name or not any(set() < _telling(one) < other for other in told))
    ]


def _telling(slot: Slot) -> set[str]:
    """Return the words that tell a phrase from others, not that some come for those they name."""
    phrase = re.findall(r"[\w’'-]+", _name(slot).lower())
    return set(phrase) - of_meetings.words_of("representing") - _GRAMMAR


def _is_of(slot: Slot, hosts: Iterable[Slot]) -> bool:
    """Say whether one who came is the host, or is said to be the host's own."""
    words = " ".join(filter(None, _all_words(slot)))
    return any(_name(host) in words for host in hosts)


def _all_words(slot: Slot) -> tuple[str | None, ...]:
    party = slot.party
    if party is None:
        return ()
    return party.name, party.evidence.quote, party.introduced.quote if party.introduced else None


def _name(slot: Slot) -> str:
    return name_of(slot.party) if slot.party else ""


_VERBS: Mapping[str, tuple[str, str, str]] = {
    "expected": ("are expected to meet", "is expected to host", "is expected at"),
    "intended": ("plan to meet", "plans to host", "plans to take part in"),
    "requested": ("were asked to meet", "was asked to host", "was asked to"),
    "hypothetical": ("may meet", "may host", "may take part in"),
    "negated": ("did not meet", "did not host", "did not take part in"),
}
"""Of those who meet, of a host, and of one alone."""


def _more(finding: Finding, claim: Meeting) -> str:
    """Return who led, how many states came, who stayed away, and what it was about."""
    parts: list[str] = []
    heads = [_led(one) for one in claim.heads]
    states = _filled(finding, "state")
    numbers = _filled(finding, "number_stated")
    parts += heads
    if numbers:
        named_states = f", {len(states)} of them named" if states else ""
        named_states += f" ({named(_parties(states))})" if states else ""
        parts.append(f"{_words(numbers[0].evidence[:1])}{named_states}")
    absent = named(_parties(_filled(finding, "absentee")))
    if absent:
        reasons = _filled(finding, "absence_reason")
        why = f" ({_words(reasons[0].evidence[:1])})" if reasons else ""
        parts.append(f"absent: {absent}{why}")
    for slot, label in (("agenda", "on"), ("outcome", "outcome:")):
        held = _filled(finding, slot)
        if held:
            parts.append(f"{label} {'; '.join(_words(one.evidence[:1]) for one in held[:2])}")
    return "".join(f"; {part}" for part in parts)


def _led(head: Head) -> str:
    side = f" for {name_of(head.party)}" if head.party else ""
    return f"{name_of(head.person)} led{side}"


def _filled(finding: Finding, slot: str) -> list[Slot]:
    return [one for one in finding.slots if one.slot == slot]


def _parties(slots: Iterable[Slot]) -> list[Party]:
    return [one.party for one in slots if one.party]


def _dated(finding: Finding) -> str:
    time = when(finding.time)
    return f" ({time})" if time else ""


def _words(parts: Iterable[Evidence]) -> str:
    return " … ".join(f"‹{_line(one.quote)}›" for one in parts)


def _line(words: str) -> str:
    """Return words of an article on one line; what is left out is shown to be."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rstrip()} […]"


def _cited(first: Sequence[Evidence], rest: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return spans that the sentence rests on, each once: a whole sentence, then its words."""
    return tuple(dict.fromkeys([*rest[:1], *first]))
