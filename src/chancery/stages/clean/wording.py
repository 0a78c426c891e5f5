"""Tells by its wording alone that a line is page furniture; the article's own words are spared."""

import re
from collections.abc import Sequence

from chancery.model.document import KEPT_TYPES, BlockType
from chancery.stages.clean.cuts import Piece
from chancery.stages.clean.facts import Facts
from chancery.stages.clean.lexicon import words_of_kind
from chancery.stages.clean.phrases import Hit, words_of

LONGEST_TEASER = 30  # words of "Read more: ..." and the like; chosen, so that no paragraph goes
LONGEST_TEASER_TITLE = 110  # code points
MOST_SENTENCES = 2  # of such a line
LONGEST_SECTION, MOST_SECTIONS = 2, 3  # words of a section's name, and such names in a row
FEWEST_TEASERS = 2  # lines below a teasers' label; one alone may be the article's subheading
LONGEST_NOTICE = 60  # words of a sentence about cookies, comments or rights; chosen likewise
LONGEST_RIGHTS = 8  # words of "All rights reserved" when no year or © stands beside it
SURE_WORTH, HINT_WORTH, LABEL_WORTH, VOICE_WORTH = 2.0, 1.0, 3.0, 1.0  # of an appeal; chosen
ENOUGH = 4.0  # of worth, that is two phrases; one phrase in plain prose removes nothing
BRIDGE_COST = 0.7  # of a line between two appealing ones in which the page speaks as "we"
PLAIN_COST, WORDS_A_POINT = 1.5, 15  # of a short line, or a sentence of a line, between such
LONGEST_BRIDGE = 30  # words of a sentence without "we" or "you" that may lie in an appeal
SHORT_BRIDGE = 6
LONGEST_FIELD = 3  # words of the name of a field
SHORT_APPEAL = 24  # words; in a longer line two phrases of which one holds the other are one
APPEAL: BlockType = "appeal"
TEASER: BlockType = "teaser"
Types = list[BlockType | None]

_QUOTED = re.compile(  # a quotation may open or close beyond the line
    r"``[^`]*?(?:''|$)|^[^`']*''|“[^“”]*(?:”|$)|^[^“”]*”|\"[^\"]*\"|«[^«»]*»|„[^„“”]*[“”]"
)
_YEAR = re.compile(r"(?:19|20)\d\d|©|ⓒ|copyright")


def type_by_wording(pieces: Sequence[Piece]) -> Types:
    """Return for each piece the removed type that its wording proves, else None."""
    types: Types = [None] * len(pieces)
    if not any(piece.facts.hits for piece in pieces):
        return types
    for start, end in find_appeals(pieces):
        types[start:end] = (APPEAL,) * (end - start)
    for i, piece in enumerate(pieces):
        if types[i] is None and piece.facts.hits:
            types[i] = _notice(piece.facts)
    _spread_share([piece.facts for piece in pieces], types)
    _spread_scraps(pieces, types)
    return types


def _spread_share(lines: Sequence[Facts], types: Types) -> None:
    """Type names of networks as share where two or more such labels stand together."""
    labels = [
        any(hit.kind == "share" and hit.place == "line" for hit in line.hits) for line in lines
    ]
    for i, label in enumerate(labels):
        if label and types[i] is None and any(labels[max(0, i - 1) : i] + labels[i + 1 : i + 2]):
            types[i] = "share"


def _spread_scraps(pieces: Sequence[Piece], types: Types) -> None:
    """Type what a notice of consent says after it, and a short line between two of a form."""
    for i in range(1, len(pieces)):
        facts, before = pieces[i].facts, types[i - 1]
        if types[i] is not None or before not in ("consent", "form"):
            continue
        spoken = len(facts.words) <= SHORT_BRIDGE or voice(facts)
        same_line = pieces[i].line == pieces[i - 1].line and spoken
        between = types[i + 1 : i + 2] == ["form"] and len(facts.words) <= LONGEST_FIELD
        if (before == "consent" and same_line) or (before == "form" and between):
            types[i] = before


def spread_teasers(lines: Sequence[Facts], types: Sequence[BlockType | None]) -> Types:
    """Return the types with teasers: titles and dates below a label, titles twice about a date."""
    types = list(types)
    for start, end in _doubled_titles(lines):
        types[start:end] = [found or TEASER for found in types[start:end]]
    i = 0
    while i < len(lines):
        label = types[i] == "teaser" and any(hit.place == "line" for hit in lines[i].hits)
        i += 1
        end = i
        while label and end < len(lines) and types[end] is None and _is_teaser_line(lines[end]):
            end += 1
        if end - i >= FEWEST_TEASERS:
            types[i:end] = (TEASER,) * (end - i)
            i = end
    return types


def _doubled_titles(lines: Sequence[Facts]) -> list[tuple[int, int]]:
    """Return the runs of a title, a date, the title again and what is told below it.

    One such run may be the article's own head; two or more are a list of other articles, with
    the names of sections above it.
    """
    starts = [
        i
        for i in range(len(lines) - 2)
        if lines[i + 1].date and lines[i].words and lines[i].words == lines[i + 2].words
    ]
    if len(starts) < FEWEST_TEASERS:
        return []
    top = starts[0]
    while top > 0 and starts[0] - top < MOST_SECTIONS and _is_section(lines[top - 1]):
        top -= 1
    return [(top, starts[0])] + [(i, i + 3 if i + 3 in starts else i + 4) for i in starts]


def _is_section(line: Facts) -> bool:
    return 0 < len(line.words) <= LONGEST_SECTION and line.ending == "word"


def _is_teaser_line(line: Facts) -> bool:
    if line.figures or line.ending == "dots":
        return True
    return (
        line.ending in ("word", "digit", "close")
        and line.size <= LONGEST_TEASER_TITLE
        and line.sentences == 0
    )


def _notice(facts: Facts) -> BlockType | None:
    for hit in facts.hits:
        if not hit.sure or hit.kind in KEPT_TYPES:
            continue
        if hit.place == "line":
            return hit.kind
        if (
            hit.place == "start"
            and len(facts.words) <= LONGEST_TEASER
            and facts.sentences <= MOST_SENTENCES
        ):
            return hit.kind
        if hit.place == "in" and hit.phrase in _unquoted(facts.low) and _speaks(facts, hit.kind):
            return hit.kind
    return None


def _speaks(facts: Facts, kind: BlockType) -> bool:
    """Say whether a line that holds the phrase is a notice of that kind and not about it."""
    count = len(facts.words)
    if kind == "appeal" or count > LONGEST_NOTICE:
        return False
    if kind == "navigation":
        return count <= LONGEST_RIGHTS or bool(_YEAR.search(facts.low))
    if kind in ("consent", "share"):
        sure = [hit for hit in facts.hits if hit.sure and hit.kind == kind]
        own = "site" in facts.low or "follow" in facts.words[:1]
        return bool(voice(facts)) or own or len(sure) > 1
    return True


def find_appeals(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """Return the runs of pieces, half-open, in which the page asks for money, sign-up or support.

    A run needs two appealing phrases or a label, and a page that speaks as "we" or to "you".
    """
    worth = [_worth(piece.facts) for piece in pieces]
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(pieces):
        if worth[i] <= 0:
            i += 1
            continue
        end, total = _grow(pieces, worth, i)
        if total >= ENOUGH and any(_addresses(piece.facts) for piece in pieces[i:end]):
            found.append((_open(pieces, i, found[-1][1] if found else 0), end))
        i = end
    return found


def _open(pieces: Sequence[Piece], start: int, floor: int) -> int:
    """Return where an appeal begins, its short opening words to the reader taken in."""
    while start > floor:
        before = pieces[start - 1].facts
        if len(before.words) > SHORT_BRIDGE or not voice(before):
            break
        start -= 1
    return start


def _grow(pieces: Sequence[Piece], worth: Sequence[float], start: int) -> tuple[int, float]:
    """Return where the best run from `start` ends, and what it is worth."""
    end, best = start + 1, worth[start]
    total = best
    for i in range(start + 1, len(pieces)):
        gain = worth[i] or _cost(pieces, i)
        total += gain
        if total <= 0 or gain == float("-inf"):
            break
        if total > best and worth[i] > 0:
            end, best = i + 1, total
        elif pieces[i].glued and voice(pieces[i].facts):
            end = i + 1
    return end, best


def _worth(facts: Facts) -> float:
    hits = [hit for hit in facts.hits if hit.kind == "appeal"]
    if not hits:
        return 0.0
    if any(hit.place == "line" and hit.sure for hit in hits):
        return LABEL_WORTH + VOICE_WORTH
    plain = _unquoted(facts.low)
    standing = [hit for hit in hits if hit.phrase in plain]
    long = len(facts.words) > SHORT_APPEAL
    alone = [hit for hit in standing if not (long and _is_part(hit, standing))]
    sure = sum(hit.sure for hit in alone)
    hints = len(alone) - sure
    if not standing:
        return 0.0
    spoken = VOICE_WORTH if voice(facts) else 0.0
    return SURE_WORTH * min(sure, 3) + HINT_WORTH * min(hints, 2) + spoken


def _is_part(hit: Hit, hits: Sequence[Hit]) -> bool:
    """Say whether the phrase stands within a longer one, and so proves nothing more."""
    return any(hit.phrase in other.phrase and hit.phrase != other.phrase for other in hits)


def _cost(pieces: Sequence[Piece], i: int) -> float:
    """Return what it costs an appeal to hold a piece without such wording; at worst it ends."""
    facts, count = pieces[i].facts, len(pieces[i].facts.words)
    if voice(facts):
        return -BRIDGE_COST
    same_line = pieces[i - 1].line == pieces[i].line or (
        i + 1 < len(pieces) and pieces[i + 1].line == pieces[i].line
    )
    if count <= SHORT_BRIDGE or (same_line and count <= LONGEST_BRIDGE):
        return -PLAIN_COST - count / WORDS_A_POINT
    return float("-inf")


def _addresses(facts: Facts) -> bool:
    return voice(facts) > 0 or any(
        hit.kind == "appeal"
        and hit.sure
        and (hit.place == "line" or facts.low.startswith(hit.phrase))
        for hit in facts.hits
    )


def voice(facts: Facts) -> int:
    """Return how often the line says "we" or "you" outside quotation marks."""
    address = words_of_kind("address")
    return len([1 for word in words_of(_unquoted(facts.low)) if word in address])


def _unquoted(low: str) -> str:
    return _QUOTED.sub(" ", low)
