"""Finds what a publisher says of its own article: corrections, updates, retractions."""

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import cast

from chancery.lineage.quotes import quoted_spans
from chancery.model import BlockType, Document, Evidence, Notice, NoticeKind, cite
from chancery.text.lines import in_blocks, split_lines
from chancery.text.sentences import sentences
from chancery.text.tables import packaged_rows

OTHERS: frozenset[BlockType] = frozenset(  # of other articles, or no words of the article's
    {"teaser", "navigation", "consent", "repeat"}
)
_OWN = re.compile(r"\b(?:this|we|our)\b", re.IGNORECASE)  # a notice, no report of one
_MARKS = "([*†_•·▪■–—- "  # before a notice
_PIVOTS = ("this", "error")  # words that open or end whatever speaks of its article
LONGEST = 600  # code points of a notice: of flattened text, a line may be all of it; chosen
BETWEEN = 10  # words that may stand between the article and what was done to it: "first published"


def find_notices(document: Document) -> tuple[Notice, ...]:
    """Return the notices of a document, in order, one a line, each with its words.

    A notice opens a line with a label, or a sentence that speaks of "this" article; a label on a
    line of its own takes the line below.
    """
    lines = split_lines(document.text)
    may_tell = _may_tell(document.text)
    found: list[Notice] = []
    taken = -1
    for place, (line, block) in enumerate(in_blocks(lines, document.blocks)):
        if place <= taken or block.type in OTHERS:
            continue
        text = document.text[line.start : line.end]
        label = _label().match(text) if block.kept else None
        end = line.end
        if label and label.end() == len(text) and place + 1 < len(lines):
            end, taken = lines[place + 1].end, place + 1
        said = document.text[line.start : end]
        told = _labelled(said) if label else _sentence_told(said) if may_tell else None
        if told is not None:
            kind, start = told
            evidence = _cite(document, line.start + start, end)
            found.append(Notice(kind=kind, evidence=evidence))
    return tuple(found)


def _labelled(text: str) -> tuple[NoticeKind, int] | None:
    """Return what a line that a label opens says of its article."""
    label = _label().match(text)
    if label is None:
        return None
    rest = text[label.end() :]
    told = _told(rest)
    bears = _labels()[" ".join(label["label"].lower().replace("’", "'").split())]
    kind: NoticeKind | None
    if bears == "note":
        kind = told or ("correction" if _first_words(rest, _error()) else None)
    elif bears == "own":
        kind = "retraction" if told == "retraction" or _OWN.search(rest) else None
    else:
        kind = told if told == "retraction" else cast("NoticeKind", bears)
    return (kind, 0) if kind else None


def _sentence_told(text: str) -> tuple[NoticeKind, int] | None:
    """Return what the first sentence that speaks of its article says, and where it begins."""
    if not _may_tell(text):
        return None
    spoken = quoted_spans(text)
    for start, end in sentences(text):
        opened = len(text[start:end]) - len(text[start:end].lstrip(_MARKS))
        kind = _told(text[start + opened : end])
        if kind and not any(low <= start + opened < high for low, high in spoken):
            return kind, start
    return None


def _cite(document: Document, start: int, end: int) -> Evidence:
    """Return the notice to the end of its line; of a line that is too long, its sentence."""
    if end - start > LONGEST:
        stop = sentences(document.text[start:end])[0][1]
        return cite(document.id, document.text, start, start + stop)
    return cite(document.id, document.text, start, end)


def _told(text: str) -> NoticeKind | None:
    """Return what the first sentence of a notice says that was done to the article."""
    if opening := _opening().match(text):
        return cast("NoticeKind", _openings()[" ".join(opening[0].lower().split())])
    if done := _done().match(text):
        kind = _verbs()[" ".join(done["verb"].lower().split())]
        if kind == "retraction" and done["subject"].lower() in _words("subject", "change"):
            return None
        if kind == "update" and _first_words(text, _error()):
            return "correction"
        return cast("NoticeKind", kind)
    return None


def _first_words(text: str, pattern: re.Pattern[str]) -> bool:
    return pattern.search(text.split("\n", maxsplit=1)[0]) is not None


@cache
def _table() -> tuple[tuple[str, str, str], ...]:
    rows = packaged_rows(__package__ or "", "notices.tsv")
    return tuple((part, kind, words) for part, kind, words in rows)


def _words(part: str, kind: str | None = None) -> tuple[str, ...]:
    found = [words for of, its, words in _table() if of == part and (kind is None or its == kind)]
    return tuple(sorted(found, key=lambda one: (-len(one), one)))


def _kinds(part: str) -> Callable[[], dict[str, str]]:
    return cache(lambda: {words.lower(): kind for of, kind, words in _table() if of == part})


_labels, _openings, _verbs = _kinds("label"), _kinds("opening"), _kinds("verb")


def _any(part: str) -> str:
    forms = (re.escape(one).replace(r"\ ", r"\s+") for one in _words(part))
    return "|".join(one.replace("'", "['’]") for one in forms)


@cache
def _label() -> re.Pattern[str]:
    """Match a label at the start of a line, with what parts it from the notice."""
    opened = rf"[{re.escape(_MARKS)}]*"
    behind = r"(?:\s*[:–—*_]+|\s*-(?=\S)|\s+-\s|\s*\n|\s*$|\s*,\s(?=[A-Z][a-z]+\.?\s\d))"
    return re.compile(rf"{opened}(?P<label>{_any('label')}){behind}\s*", re.IGNORECASE)


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any('opening')})(?!\w)", re.IGNORECASE)


@cache
def _done() -> re.Pattern[str]:
    """Match what was done to this article, in the sentence that opens a line."""
    between = rf"(?:[,\s]+(?!(?:has|have|had|was|is)\s)[\w.,’'-]+){{0,{BETWEEN}}}?"
    was = r"(?:has|have|had|was|is)(?:\s+(?:since|been|later|now|also|being))*"
    return re.compile(
        rf"This\s+(?P<subject>{_any('subject')}){between}\s+{was}\s+(?P<verb>{_any('verb')})(?!\w)"
        r"(?!\s+from\s+(?!(?:our|the|this)\s+(?:web\s*site|site|archive)))",
        re.IGNORECASE,
    )


def _may_tell(text: str) -> bool:
    """Say whether a text has words that any such sentence has: most have none, and it is quick."""
    folded = text.casefold().replace("\u00a0", " ")
    for pivot, ends, starts in _cues():
        for before, behind in pairwise(folded.split(pivot)):
            if before.endswith(ends) or behind.startswith(starts):
                return True
    return False


@cache
def _cues() -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Return for each pivot what stands right before it, and right behind it."""
    cues = (*_words("opening"), *(f"this {one}" for one in _words("subject")))
    return [
        (
            pivot,
            tuple(cue.removesuffix(pivot) for cue in cues if cue.endswith(pivot)),
            tuple(cue.removeprefix(pivot) for cue in cues if cue.startswith(pivot)),
        )
        for pivot in _PIVOTS
    ]


@cache
def _error() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any('error')})(?!\w)", re.IGNORECASE)


def same_words(one: Notice, other: Notice) -> bool:
    """Say whether two notices of two versions are one."""
    return one.kind == other.kind and _plain(one) == _plain(other)


def _plain(one: Notice) -> list[str]:
    return one.evidence.quote.split()
