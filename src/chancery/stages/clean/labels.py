"""Decides the type of every line of a plain text: wording, window, heading, then repeats."""

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from chancery.model.document import KEPT_TYPES, BlockType
from chancery.stages.clean.cuts import Piece
from chancery.stages.clean.facts import Facts
from chancery.stages.clean.heading import LONGEST_DEK, opens_with_date, picture_type
from chancery.stages.clean.opening import (
    MENU,
    Types,
    Window,
    is_entry,
    type_opening,
    type_page_opening,
)
from chancery.stages.clean.repeats import FEWEST_WORDS, doubled_near, find_repeats
from chancery.stages.clean.signs import is_picture_line, opens_like, opens_remarks
from chancery.stages.clean.window import find_window, score_lines
from chancery.stages.clean.wording import spread_teasers, type_by_wording

SPARED = 2  # lines beside the window that stay where nothing says that they are furniture
SHORT = 60  # code points of a line in which a word such as "subscribe" is a sign of furniture
SIGNS = 0.03  # of the lines on one side of the window; with fewer it stays; measured
BESIDE = 3  # lines between a picture's alternative text, its caption and its credit
PROSE_WORDS = 12  # of a line in a removed run that makes the run teasers, not navigation

INSERTED = frozenset(
    {"appeal", "consent", "navigation", "share", "teaser"}
)  # stand in the midst of articles too
LEFTOVERS = frozenset(
    {"share", "form", "consent", "appeal", "teaser"}
)  # that extraction by markup leaves in


class Label(NamedTuple):
    """The type of a piece, and for a repeat the number of the piece that it repeats."""

    type: BlockType
    repeats: int | None = None


def label_pieces(
    text: str, pieces: Sequence[Piece], weights: Mapping[str, float] | None = None
) -> list[Label]:
    """Return the label of each piece of a text of which the lines are all that is known.

    `weights` stands in for the table that is shipped.
    """
    lines = [piece.facts for piece in pieces]
    worded = type_by_wording(pieces)
    types = spread_teasers(lines, worded)
    _type_foot(lines, types)
    doubles = find_repeats(lines)
    window = find_article(lines, types, doubles, weights)
    headline = type_opening(text, lines, worded, types, window)
    _type_captions(lines, types, window, doubles)
    _type_rest(lines, types, window)
    return _mark_repeats(lines, types, headline, doubles)


def _type_foot(lines: Sequence[Facts], types: Types) -> None:
    """Set navigation for a claim of rights that ends the text below what is no article's.

    Below the article itself it may say whose picture stands there.
    """
    below = len(lines) > 1 and types[-2] is not None and types[-2] not in KEPT_TYPES
    if below and types[-1] is None and lines[-1].low[0] == "©":
        types[-1] = "navigation"


def find_article(
    lines: Sequence[Facts],
    types: Types,
    doubles: Mapping[int, int],
    weights: Mapping[str, float] | None = None,
) -> Window:
    """Return the run of lines that the article stands in; all of it if nothing shows furniture."""
    plain = [i for i, found in enumerate(types) if found is None]
    heads = {i for i in range(len(lines)) if opens_remarks(lines, i)}
    if not heads and not any(map(_shows_sign, lines, types)):
        return (plain[0], plain[-1] + 1) if plain else (0, len(lines))
    placed = _place_window(lines, types, doubles, heads, weights)
    window = _spare_edges(lines, types, heads, placed)
    return _span_doubles(types, doubles, window)


def _place_window(
    lines: Sequence[Facts],
    types: Types,
    doubles: Mapping[int, int],
    heads: Collection[int],
    weights: Mapping[str, float] | None,
) -> Window:
    """Return the window; a line that stands twice is scored where it stands first.

    It does not go on from an article into what readers wrote, which one of the `heads` opens.
    """
    numbers = [i for i in range(len(lines)) if i not in doubles]
    once = [lines[i] for i in numbers]
    free = [types[i] in INSERTED for i in numbers]
    scores = score_lines(once, doubled_near(numbers, doubles), weights)
    walls = {place for place, i in enumerate(numbers) if i in heads} if heads else ()
    first, end = find_window(once, scores, free, walls)
    return (numbers[first], numbers[end - 1] + 1) if first < end else (0, 0)


def _spare_edges(
    lines: Sequence[Facts], types: Types, heads: Collection[int], window: Window
) -> Window:
    """Return the window widened to what would be lost with hardly a sign of furniture about it."""
    first, end = window
    if first == end:
        return 0, len(lines)
    above, below = range(first), range(end, len(lines))
    if _is_bare(lines, types, above) and not any(i in heads for i in above):
        first = next((i for i in above if types[i] is None), first)
    prose = [i for i in below if types[i] is None]
    if _is_bare(lines, types, below) and not any(i in heads for i in below):
        end = 1 + max(prose, default=end - 1)
    elif len(prose) <= SPARED and not any(_is_suspect(lines[i]) for i in prose):
        end = 1 + max([i for i in prose if _is_prose(lines[i])], default=end - 1)
    elif prose[0] == end and _is_prose(lines[end]) and not _is_suspect(lines[end]):
        end += 1  # a last paragraph, right below the window
    return first, end


def _is_bare(lines: Sequence[Facts], types: Types, side: Sequence[int]) -> bool:
    """Say whether too few lines on one side of the window look like furniture to condemn it."""
    plain = sum(types[i] is None for i in side)
    signs = sum(_shows_sign(lines[i], types[i]) for i in side)
    return signs < SIGNS * plain


def _shows_sign(line: Facts, found: BlockType | None) -> bool:
    return _is_suspect(line) if found is None else found not in INSERTED


def _is_suspect(line: Facts) -> bool:
    if line.low[0] == "©" and is_picture_line(line):
        return False
    if line.figures or line.ending == "dots" or "©" in line.low:
        return True
    return bool(line.hits) and any(
        hit.kind not in KEPT_TYPES and (hit.place != "in" or line.size <= SHORT)
        for hit in line.hits
    )


def _is_prose(line: Facts) -> bool:
    return line.ending in ("stop", "close") and len(line.words) >= PROSE_WORDS


def _span_doubles(types: Types, doubles: Mapping[int, int], window: Window) -> Window:
    """Return the window drawn on to the end of the article's second copy, if that is near.

    A dek that stands between the two copies is the article's too.
    """
    first, end = window
    strangers = 0
    for i in range(end, len(types)):
        if first <= doubles.get(i, -1) < window[1]:
            end, strangers = i + 1, 0
        elif types[i] is None:
            strangers += 1
        if strangers > SPARED:
            break
    return first, end


def _type_captions(
    lines: Sequence[Facts], types: Types, window: Window, doubles: Mapping[int, int]
) -> None:
    """Type as caption a line that stands twice by a picture: as its other text, and below it."""
    twice = {earlier for later, earlier in doubles.items() if later - earlier <= BESIDE}
    for i in range(*window):
        if types[i] is not None or not (i in twice or opens_like(lines[i], lines[i + 1 : i + 3])):
            continue
        if any(map(is_picture_line, lines[i + 1 : i + 2 + BESIDE])):
            types[i] = "caption"


def _type_rest(lines: Sequence[Facts], types: Types, window: Window) -> None:
    """Set body in the window, and outside it teaser or navigation, one run of lines at a time."""
    run: list[int] = []
    for i in range(len(lines)):
        if types[i] is None and not window[0] <= i < window[1]:
            run.append(i)
            continue
        types[i] = types[i] or "body"
        if run:
            _type_run(lines, types, run)
            run = []
    _type_run(lines, types, run)


def _type_run(lines: Sequence[Facts], types: Types, run: Sequence[int]) -> None:
    """Type a run of removed lines teaser if it holds prose or a date, but menus navigation."""
    telling = {i for i in run if lines[i].date or len(lines[i].words) >= PROSE_WORDS}
    for i in run:
        types[i] = "teaser" if telling else "navigation"
    for entries, group in groupby(run if telling else (), key=lambda i: is_entry(lines[i])):
        menu = list(group)
        if menu[-1] + 1 in telling:  # the title of a teaser may be as short
            menu.pop()
        if entries and len(menu) >= MENU:
            for i in menu:
                types[i] = "navigation"


def label_leftovers(
    text: str,
    pieces: Sequence[Piece],
    given: Sequence[BlockType],
    authors: Collection[str] = (),
) -> list[Label]:
    """Return the labels of kept pieces whose types markup gave: body is looked at again.

    `authors` are the names of those who wrote, as keys of lines.
    """
    found = type_by_wording(pieces)
    lines = [piece.facts for piece in pieces]
    types: Types = [
        _look_again(text, piece.facts, kind, worded, authors)
        for piece, kind, worded in zip(pieces, given, found, strict=True)
    ]
    _type_tail(lines, types, found)
    headline = type_page_opening(text, lines, types)
    return _mark_repeats(lines, types, headline, find_repeats(lines))


def _look_again(
    text: str, line: Facts, kind: BlockType, worded: BlockType | None, authors: Collection[str]
) -> BlockType | None:
    """Return the type that markup gave, or a nearer one by the line's wording; None is body."""
    if kind == "body":
        if line.key in authors:
            return "byline"
        return worded if worded in LEFTOVERS else None
    if kind in ("caption", "byline") and picture_type(text, line, above=False) == "credit":
        return "credit"
    return "dateline" if kind == "byline" and opens_with_date(line) else kind


def _type_tail(lines: Sequence[Facts], types: Types, worded: Types) -> None:
    """Set teaser for a label of teasers and the titles below it where no prose comes after."""
    spread = spread_teasers(lines, worded)
    for i in range(len(lines) - 1, -1, -1):
        if types[i] is None and spread[i] == "teaser":
            types[i] = "teaser"
        elif types[i] is None:
            return


def _mark_repeats(
    lines: Sequence[Facts], types: Types, headline: int | None, doubles: Mapping[int, int]
) -> list[Label]:
    """Return the labels, with a repeat for each line whose double is kept before it."""
    labels = [Label(found or "body") for found in types]
    for later, earlier in doubles.items():
        if labels[earlier].type in KEPT_TYPES:
            labels[later] = Label("repeat", earlier)
    title = lines[headline].words if headline is not None else ()
    for i in range((headline or 0) + 1, len(lines) if title else 0):
        telling = len(lines[i].words) >= FEWEST_WORDS
        if telling and lines[i].words == title and labels[i].type in KEPT_TYPES:
            labels[i] = Label("repeat", headline)
    if any(label.repeats is not None for label in labels):
        _type_second_dek(lines, labels, headline)
    return labels


def _type_second_dek(lines: Sequence[Facts], labels: list[Label], headline: int | None) -> None:
    """Type as dek what stands once between the title's and the body's second copies."""
    shown = [
        i
        for i, label in enumerate(labels)
        if label.type in KEPT_TYPES or label.repeats is not None
    ]
    for before, i, after in zip(shown, shown[1:], shown[2:], strict=False):
        between = labels[before].repeats == headline and labels[after].repeats is not None
        single = labels[i].type == "body" and len(lines[i].words) <= LONGEST_DEK
        if headline is not None and between and single:
            labels[i] = Label("dek")
