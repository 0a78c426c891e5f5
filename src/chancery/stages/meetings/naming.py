"""Says which phrases mean one party: for whom they stand, and what each party is known by."""

import re
from collections.abc import Iterable, Sequence

from chancery.model import Mention, Span
from chancery.stages.meetings.lexicon import words_of
from chancery.text.page import Page, overlap
from chancery.text.roles import PARTIES, governor, named_in

PREPOSITIONS = frozenset({"of", "from", "for", "in", "at", "by", "with", "between"})
BODIES = frozenset({"organisation", "armed_group", "place"})
GROUPS = frozenset({"organisation", "armed_group"})
_WORD = re.compile(r"[\w’'-]+")
_NAME = re.compile(r"[A-Z][\w’'.-]+|[A-Z]{2,}")
_OF = re.compile(r"\s+(?:of|from|for)\s+(?:the\s+)?$", re.IGNORECASE)


def keys_of(page: Page, span: Span) -> frozenset[str]:
    """Return what a party is known by: its chain, a person's surname, or the whole of a name.

    Those who come for a body are known by the body too.
    """
    held = [m for m in page.mentions_in(span) if m.type in PARTIES]
    persons = [m for m in held if m.type == "person" and m.form == "name"]
    heads = persons[:1] or [m for m in held if (m.start, m.end) == span] or _last_names(page, held)
    if not persons:
        heads = [*heads, *_body(page, span)]
    chains = {f"#{page.chain_of(m)}" for m in heads if page.chain_of(m) is not None}
    words = (_NAME.findall(page.words((m.start, m.end))) for m in heads if m.form == "name")
    names = [[w.rstrip(".’'").lower() for w in some] for some in words if some]
    known = chains | {n[-1] if persons else " ".join(n) for n in names}
    return frozenset(known or {page.words(span).lower()})


def body_of(page: Page, span: Span) -> Span | None:
    """Return the body for which those of a phrase come: "envoys of the Tarn League"."""
    found = _body(page, span)
    return (found[0].start, found[0].end) if found else None


def is_collective(page: Page, span: Span) -> bool:
    """Say whether a phrase stands for parties that are named elsewhere: "the two sides"."""
    phrase = _WORD.findall(page.words(span))
    words = [word.lower() for word in phrase]
    if named_in(page, span) or not words or words[-1] not in words_of("collective"):
        return False
    if any(word[0].isupper() for word in phrase[1:]):  # "the Nordic nations"
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

    Of several phrases for one, one with a name is kept, rather one that says who came for it, and
    of these the first.
    """
    kept: list[tuple[Span, set[str], set[str]]] = []
    for span in sorted(set(spans), key=lambda one: (*_fullness(page, one), one)):
        keys, ends = keys_of(page, span), _ends(page, span)
        same = next((one for one in kept if keys & (one[1] | one[2]) or ends & one[1]), None)
        if same is None:
            kept.append((span, set(keys), ends))
        else:
            same[1].update(keys)
            same[2].update(ends)
    named = [span for span, *_ in kept if not is_collective(page, span)]
    return sorted(named if len(named) > 1 else [span for span, *_ in kept])


def without_count(
    parties: Sequence[Span], number: Span | None, host: Sequence[Span]
) -> list[Span]:
    """Return the parties without a phrase that only counts states, beside others who are told."""
    counts = [s for s in parties if number and overlap(s, number)]
    others = [s for s in parties if s not in counts]
    guests = [s for s in others if not any(overlap(s, one) for one in host)]
    return others if guests else list(parties)


def _fullness(page: Page, span: Span) -> tuple[bool, bool]:
    return not named_in(page, span), not _body(page, span)


def _last_names(page: Page, held: Sequence[Mention]) -> list[Mention]:
    """Return the last name of a phrase that no preposition governs."""
    free = [m for m in held if m.form == "name" and governor(page, m.start) not in PREPOSITIONS]
    return free[-1:]


def _ends(page: Page, span: Span) -> set[str]:
    """Return the last words of a group's name, which may be its short name: "the League"."""
    held = [m for m in page.mentions_in(span) if m.type in GROUPS and m.form == "name"]
    names = [_NAME.findall(page.words((m.start, m.end)).lower().title()) for m in held]
    return {" ".join(words[at:]).lower() for words in names for at in range(1, len(words))}


def _body(page: Page, span: Span) -> list[Mention]:
    """Return the one named body that a phrase for its people holds, if it holds no other name."""
    words = page.words(span)
    said = _WORD.findall(words.lower())
    if not words_of("representing") & set(said):
        return []
    held = [m for m in page.mentions_in(span) if m.form == "name" and m.type in PARTIES]
    outer = [
        m
        for m in held
        if (m.start, m.end) != span
        and not words_of("representing") & set(_WORD.findall(page.words((m.start, m.end)).lower()))
    ]
    outer = [
        m
        for m in outer
        if not any(o is not m and o.start <= m.start and m.end <= o.end for o in outer)
    ]
    if len(outer) != 1 or outer[0].type not in BODIES:
        return []
    (one,) = outer
    behind = _WORD.findall(page.text[one.end : span[1]].lower())
    owns = len(behind) <= 2 and bool(behind) and behind[-1] in words_of("representing")  # noqa: PLR2004
    before = page.text[span[0] : one.start]
    governed = _OF.search(before) and one.end == span[1]
    return [one] if owns or governed else []
