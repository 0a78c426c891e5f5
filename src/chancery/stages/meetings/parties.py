"""Says who meets: the phrases for the parties, and which of them may be one."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from chancery.model import Attribution, Span, Trigger
from chancery.stages.meetings.beside import apposed, behind, relative, topic
from chancery.stages.meetings.lexicon import words_of
from chancery.stages.meetings.naming import distinct, keys_of
from chancery.stages.meetings.setting import premodifier
from chancery.stages.meetings.telling import stays_away
from chancery.text.page import Page, overlap
from chancery.text.roles import governor, role_phrases, said_elsewhere

if TYPE_CHECKING:
    from chancery.stages.meetings.absent import Absence
    from chancery.stages.meetings.draft import Draft

VERBS = frozenset({"joins", "discuss"})  # of these, whoever acts may act alone
CONGRESSES = frozenset({"conference", "summit", "congress", "forum", "convention", "conferences"})
NOT_MET = frozenset(
    {"on", "about", "in", "at", "over", "near", "into", "toward", "towards", "since", "from"}
)
LATER = frozenset({"after", "before", "when", "while", "because", "as", "until", "than"})
_TALKS = words_of("soft") | {"talks", "talk"}
_WORD = re.compile(r"[\w’'-]+")
_BEFORE_NOUN = re.compile(r"\s[a-z]")
_OPENS_CLAUSE = re.compile(r"(?:As|When|While|After|Before|Since|If|Until)\s[^,;]*$")
_ACCOUNT = re.compile(
    rf"\b(?:{'|'.join(sorted(words_of('account')))})\s+(?:of|about|from)\s+(?:[\w’'-]+\s+){{0,3}}$"
)
_OTHER_CLAUSE = re.compile(r",\s+(?:who|whose|which|where|while|but)\s|;|\((?![^()]*\))")
_BETWEEN = re.compile(r"^\s+(?:between|among)\b")
_HOLDS = re.compile(
    r"\b(?:held|holds?|holding|having|had|has|have|attend\w*|join\w*|took part|tak\w+ part|met"
    r"|meet\w*|hosts?|hosted|hosting|conven\w+|go(?:es|ing)? to)\b"
)


def find_parties(page: Page, one: Trigger) -> list[Span]:
    """Return the phrases for who meets, in text order."""
    start, end = page.sentence_of(one.start)
    marked = [s for s in (*one.actor, *one.recipient) if start <= s[0] and s[1] <= end]
    marked = [s for s in marked if not _is_of_other_clause(page, one, s)]
    if stays_away(page, one):
        marked = [s for s in marked if s[0] >= one.end]
    trigger = (one.start, one.end)
    spans = [*marked, *relative(page, one), *behind(page, one)]
    found = [apposed(page, span) or span for span in role_phrases(page, spans)]
    reporting = [piece for said in _said_around(page, one) for piece in said.source]
    reporting += said_elsewhere(page, marked, _said_around(page, one))
    reporting += _passing(page, one) if _is_noun(page, one) else []
    reporting += _topics(page, one)
    reporting += page.apart
    return [
        span
        for span in sorted(set(found))
        if governor(page, span[0]) not in NOT_MET
        and not (governor(page, span[0]) == "of" and _is_place(page, span))
        and not overlap(span, trigger)
        and _is_somebody(page, span)
        and (not _is_adjective(page, span) or not _is_before_noun(page, span))
        and not any(overlap(span, other) for other in reporting)
        and not any(where[0] <= span[0] < where[1] for where in one.where)
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


def _is_of_other_clause(page: Page, one: Trigger, span: Span) -> bool:
    """Say whether a phrase stands in brackets or in another clause than the words for a meeting.

    Who gives an account of a meeting stands before it.
    """
    if span[0] >= one.end:
        if governor(page, span[0]) in LATER or _OTHER_CLAUSE.search(page.text, one.end, span[0]):
            return True
        start = page.sentence_of(one.start)[0]
        opened = _OPENS_CLAUSE.match(page.text, start, one.start)
        return bool(opened) and "," in page.text[one.end : span[0]]
    between = page.text[span[1] : one.start]
    return (")" in between and "(" not in between) or bool(_ACCOUNT.search(between))


def _topics(page: Page, one: Trigger) -> list[Span]:
    """Return the name before a noun for a meeting that says of what it is, or where.

    What comes together for a summit or a session may stand before it; for talks it may not.
    """
    found = premodifier(page, one.start) if _is_noun(page, one) else None
    if found and (_is_place(page, found) or _is_adjective(page, found)):
        return [found]
    end = page.sentence_of(one.start)[1]
    talks = (m.span() for m in _WORD.finditer(page.text, one.start, end) if m[0].lower() in _TALKS)
    named = [topic(page, noun) for noun in list(talks)[:1]]
    return [span for span in named if span]


def _is_before_noun(page: Page, span: Span) -> bool:
    return bool(_BEFORE_NOUN.match(page.text, span[1]))


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
    pictured = len(words) == 1 and last in words_of("picture")
    return bool(last) and last not in others and words[0] != "any" and not pictured


def _is_between(page: Page, one: "Draft") -> bool:
    """Say whether a host brings others together: "talks between the two sides"."""
    return bool(_BETWEEN.match(page.text[one.span[1] : one.span[1] + len(" between ")].lower()))


def _is_congress(page: Page, one: "Draft") -> bool:
    words = page.words(one.span).lower().split()
    return bool(words) and words[-1] in CONGRESSES


def _said_around(page: Page, one: Trigger) -> list[Attribution]:
    """Return the attributions in whose words a trigger stands."""
    return [
        said
        for said in page.annotation.attributions
        if any(start <= one.start and one.end <= end for start, end in said.content)
    ]
