"""Says who meets: the phrases for the parties, and which of them may be one."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from chancery.model import Attribution, Mention, Span, Trigger
from chancery.stages.meetings.lexicon import words_of
from chancery.stages.meetings.setting import premodifier
from chancery.text.page import Page, overlap
from chancery.text.roles import PARTIES, governor, named_in, role_phrases

if TYPE_CHECKING:
    from chancery.stages.meetings.absent import Absence
    from chancery.stages.meetings.draft import Draft

VERBS = frozenset({"joins", "discuss"})  # of these, whoever acts may act alone
CONGRESSES = frozenset({"conference", "summit", "congress", "forum", "convention", "conferences"})
NOT_MET = frozenset(
    {"on", "about", "in", "at", "over", "near", "into", "toward", "towards", "since", "from"}
)
NEAREST = 3  # characters between a relative pronoun and what it takes up: ", "
_RELATIVE = re.compile(r"(?:\bto\s+)?\b(?:which|who|that)\s+(?:[\w’']+\s+){0,3}$")
_BEHIND = re.compile(
    r"^[\s\w’'-]{0,40}?\b(?:with|between|among|amongst)\s+(?:both\s+)?(?=\S)", re.IGNORECASE
)
_WORD = re.compile(r"[\w’'-]+")
_NAME = re.compile(r"[A-Z][\w’'.-]+|[A-Z]{2,}")
PREPOSITIONS = frozenset({"of", "from", "for", "in", "at", "by", "with", "between"})
_BEFORE_NOUN = re.compile(r"\s[a-z]")
_BETWEEN = re.compile(r"^\s+(?:between|among)\b")
_HOLDS = re.compile(
    r"\b(?:held|holds?|holding|having|had|has|have|attend\w*|join\w*|took part|tak\w+ part|met"
    r"|meet\w*|hosts?|hosted|hosting|conven\w+|go(?:es|ing)? to)\b"
)


def find_parties(page: Page, one: Trigger) -> list[Span]:
    """Return the phrases for who meets, in text order."""
    start, end = page.sentence_of(one.start)
    marked = [s for s in (*one.actor, *one.recipient) if start <= s[0] and s[1] <= end]
    spans = [*marked, *_relative(page, one), *_behind(page, one)]
    found = role_phrases(page, spans)
    reporting = [piece for said in _said_around(page, one) for piece in said.source]
    reporting += _said_elsewhere(page, one, [*marked])
    reporting += [*one.where, *(_passing(page, one) if _is_noun(page, one) else [])]
    if name := premodifier(page, one.start):
        reporting += [name] if _is_place(page, name) or _is_adjective(page, name) else []
    trigger = (one.start, one.end)
    return [
        span
        for span in found
        if governor(page, span[0]) not in NOT_MET
        and not (governor(page, span[0]) == "of" and _is_place(page, span))
        and not overlap(span, trigger)
        and _is_somebody(page, span)
        and not (_is_adjective(page, span) and _BEFORE_NOUN.match(page.text[span[1] :][:3]))
        and not any(overlap(span, other) for other in reporting)
    ]


def settle_parties(
    page: Page, group: Sequence["Draft"], host: Sequence[Span], absences: Sequence["Absence"]
) -> list[Span]:
    """Return who meets by all mentions: with a host who receives others, without the absent."""
    told = [s for one in group if one.kind not in VERBS for s in (*one.guests, *one.parties)]
    told = told or [span for one in group for span in one.parties]
    away = frozenset().union(*(keys_of(page, one.party) for one in absences))
    parties = [s for s in distinct(page, told) if not keys_of(page, s) & away]
    others = [s for s in parties if not any(overlap(s, h) for h in host)]
    receives = bool(others) and not any(
        _is_congress(page, one) or _is_between(page, one) for one in group
    )
    return distinct(page, [*others, *host]) if receives else others


def find_reporters(page: Page, group: Sequence["Draft"]) -> list[Span]:
    """Return who reports a meeting that the article does not tell in its own voice."""
    told = [_said_around(page, one.trigger) for one in group]
    told = [[said for said in some if said.cue_class == "says"] for some in told]
    if not all(told):
        return []
    first = min(told[0], key=lambda said: -sum(end - start for start, end in said.content))
    return role_phrases(page, first.source)[:1]


def is_denied(page: Page, one: Trigger) -> bool:
    """Say whether a meeting is told in the words of one who denies it."""
    return any(said.cue_class == "denies" for said in _said_around(page, one))


def keys_of(page: Page, span: Span) -> frozenset[str]:
    """Return what a party is known by: its chain, a person's surname, or the whole of a name."""
    held = [m for m in page.mentions_in(span) if m.type in PARTIES]
    persons = [m for m in held if m.type == "person" and m.form == "name"]
    heads = persons[:1] or [m for m in held if (m.start, m.end) == span] or _last_names(page, held)
    chains = {f"#{page.chain_of(m)}" for m in heads if page.chain_of(m) is not None}
    words = (_NAME.findall(page.words((m.start, m.end))) for m in heads if m.form == "name")
    names = [[w.rstrip(".’'").lower() for w in some] for some in words if some]
    known = chains | {n[-1] if persons else " ".join(n) for n in names}
    return frozenset(known or {page.words(span).lower()})


def _last_names(page: Page, held: Sequence[Mention]) -> list[Mention]:
    """Return the last name of a phrase that no preposition governs."""
    free = [m for m in held if m.form == "name" and governor(page, m.start) not in PREPOSITIONS]
    return free[-1:]


def is_collective(page: Page, span: Span) -> bool:
    """Say whether a phrase stands for parties that are named elsewhere: "the two sides"."""
    words = _WORD.findall(page.words(span).lower())
    if named_in(page, span) or not words or words[-1] not in words_of("collective"):
        return False
    return len(words) == 1 or words[0] in words_of("whole")


def is_nobody(page: Page, span: Span) -> bool:
    """Say whether a phrase is a pronoun for which the text gives no name."""
    held = [m for m in page.mentions_in(span) if (m.start, m.end) == span and m.form == "pronoun"]
    numbers = {page.chain_of(m) for m in held} - {None}
    named = any(m.form == "name" and page.chain_of(m) in numbers for m in page.mentions)
    return bool(held) and not named


def distinct(page: Page, spans: Iterable[Span]) -> list[Span]:
    """Return the parties without those that are another again, or all of them together.

    Of several phrases for one, the first with a name is kept, or else the first.
    """
    kept: list[tuple[Span, frozenset[str]]] = []
    for span in sorted(set(spans), key=lambda one: (not named_in(page, one), one)):
        keys = keys_of(page, span)
        if not any(keys & other for _, other in kept if keys):
            kept.append((span, keys))
    named = [span for span, _ in kept if not is_collective(page, span)]
    return sorted(named if len(named) > 1 else [span for span, _ in kept])


def _passing(page: Page, one: Trigger) -> list[Span]:
    """Return one who merely speaks after or at a meeting, in its sentence."""
    start, end = page.sentence_of(one.start)
    said = [a for a in page.annotation.attributions if start <= a.cue[0] < end and a.source]
    return [
        a.source[0]
        for a in said
        if len(role_phrases(page, a.source)) == 1
        and not _HOLDS.search(page.text, min(a.source[0][1], one.start), one.start)
    ]


def _said_elsewhere(page: Page, one: Trigger, spans: Sequence[Span]) -> list[Span]:
    """Return the spans that stand in words of which the trigger is no part."""
    around = _said_around(page, one)
    return [
        span
        for span in spans
        for said in page.annotation.attributions
        if said not in around
        and any(start <= span[0] and span[1] <= end for start, end in said.content)
    ]


def _is_adjective(page: Page, span: Span) -> bool:
    return any((m.start, m.end) == span and m.type == "people" for m in page.mentions_in(span))


def _is_noun(page: Page, one: Trigger) -> bool:
    words = page.words((one.start, one.end)).lower().split()
    return bool(words) and words[-1] in words_of("gathering")


def _is_place(page: Page, span: Span) -> bool:
    return any((m.start, m.end) == span and m.type == "place" for m in page.mentions_in(span))


def _is_somebody(page: Page, span: Span) -> bool:
    """Say whether the last word of a phrase is none for a matter or a meeting."""
    words = _WORD.findall(page.words(span).lower())
    last = words[-1] if words else ""
    others = words_of("matter") | words_of("gathering")
    return bool(last) and last not in others and words[0] != "any"


def _is_between(page: Page, one: "Draft") -> bool:
    """Say whether a host brings others together: "talks between the two sides"."""
    return bool(_BETWEEN.match(page.text[one.span[1] : one.span[1] + len(" between ")].lower()))


def _is_congress(page: Page, one: "Draft") -> bool:
    words = page.words(one.span).lower().split()
    return bool(words) and words[-1] in CONGRESSES


def _relative(page: Page, one: Trigger) -> list[Span]:
    """Return what a relative pronoun before a verb takes up: "ministers, who met in Tarn"."""
    start = page.sentence_of(one.start)[0]
    pronoun = _RELATIVE.search(page.text, start, one.start)
    if pronoun is None:
        return []
    near = [
        m
        for m in page.mentions_in((start, pronoun.start()))
        if pronoun.start() - m.end <= NEAREST and m.type != "date"
    ]
    return [(near[0].start, near[0].end)] if near else []


def _behind(page: Page, one: Trigger) -> list[Span]:
    """Return who stands behind "with" or "between" after the trigger."""
    end = page.sentence_of(one.start)[1]
    lead = _BEHIND.match(page.text[one.end : end])
    if lead is None:
        return []
    start = one.end + lead.end()
    held = [m for m in page.mentions_in((start, end)) if m.start - start <= len("the ")]
    return [(start, max(m.end for m in held))] if held else []


def _said_around(page: Page, one: Trigger) -> list[Attribution]:
    """Return the attributions in whose words a trigger stands."""
    return [
        said
        for said in page.annotation.attributions
        if any(start <= one.start and one.end <= end for start, end in said.content)
    ]
