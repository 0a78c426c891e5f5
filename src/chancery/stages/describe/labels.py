"""Labels a document as opinion, analysis, press release or the like, where it says so itself."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import get_args

from chancery.knowledge.genres import Where, genre_of, genres, state_outlet
from chancery.model import Document, DocumentLabel, Label, LabelBasis, TextValue, cite_span
from chancery.stages.describe.lexicon import any_of
from chancery.stages.describe.lines import Line
from chancery.text.addresses import split_address

HEAD_LINES = 6  # lines in which an article says what it is; chosen
EDGES = " :|–—•·*-[]"  # what parts a kicker from its neighbours
BASES: tuple[LabelBasis, ...] = get_args(LabelBasis)


def find_labels(
    document: Document, lines: Sequence[Line], outlet: TextValue | None
) -> tuple[Label, ...]:
    """Return the labels of the markup, the text, the address and the outlet, in that order.

    Each stands once for each basis. What nothing says has no label: none is guessed.
    """
    found = [
        *document.labels,
        *_stated(document, [line for line in lines if line.kept]),
        *_by_address(document),
        *_by_outlet(document, outlet),
    ]
    first = {(one.basis, one.label): one for one in reversed(found)}
    return tuple(sorted(first.values(), key=lambda one: (BASES.index(one.basis), one.label)))


def _stated(document: Document, kept: Sequence[Line]) -> Iterator[Label]:
    for place, line in enumerate(kept):
        head = place < HEAD_LINES
        span = _kicker(line) if head else None
        if span is None and line.is_short:
            span = _match(_opening(), line)
        if span is None and head and any(map(line.text.__contains__, _dateline_marks())):
            span = _match(_dateline(), line)
        if span:
            label, start, end = span
            yield Label(
                label=label,
                basis="stated",
                words=" ".join(document.text[start:end].split()),
                evidence=cite_span(document.id, document.text, start, end),
            )


Found = tuple[DocumentLabel, int, int]
Pattern = tuple[Where, Callable[[str], re.Match[str] | None]]


def _kicker(line: Line) -> Found | None:
    """Return what the whole line is, or what a bar or colon sets before or after a headline."""
    if not line.is_short:
        return None
    text = line.text
    start = len(text) - len(text.lstrip(EDGES))
    if label := _form("kicker", text.strip(EDGES)):
        return label, line.start + start, line.start + len(text.rstrip(EDGES))
    if line.type != "headline":
        return None
    for pattern in (_before(), _behind()):
        if match := pattern.search(text):
            label = _form("kicker", match["form"])
            if label:
                return label, line.start + match.start("form"), line.start + match.end("form")
    return None


def _match(pattern: Pattern, line: Line) -> Found | None:
    where, find = pattern
    match = find(line.text)
    label = _form(where, match["form"]) if match else None
    if match is None or label is None:
        return None
    return label, line.start + match.start("form"), line.start + match.end("form")


def _form(where: Where, words: str) -> DocumentLabel | None:
    tokens = words.split(None, _most_words(where))
    if len(tokens) > _most_words(where):
        return None
    return genres(where).get(" ".join(tokens).casefold())


@cache
def _most_words(where: Where) -> int:
    return max(len(form.split()) for form in genres(where))


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?P<form>{any_of(genres('kicker'))})\s*[:|]", re.IGNORECASE)


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"\s\|\s(?P<form>{any_of(genres('kicker'))})\s*$", re.IGNORECASE)


@cache
def _opening() -> Pattern:
    forms = any_of(genres("opening"))
    return "opening", re.compile(rf"[^\w“\"]*(?P<form>{forms})(?!\w)", re.IGNORECASE).match


@cache
def _dateline() -> Pattern:
    forms = any_of(genres("dateline"))
    return "dateline", re.compile(rf"(?<!\w)(?P<form>{forms})(?!\w)", re.IGNORECASE).search


@cache
def _dateline_marks() -> frozenset[str]:
    """Return the marks that open the forms of datelines, none of them a letter."""
    return frozenset(form[0] for form in genres("dateline"))


def _by_address(document: Document) -> Iterator[Label]:
    """Yield what the folders of the address say; its last part is the article's own name."""
    parts = split_address(document.address or document.uri)
    if parts is None or parts.scheme not in {"http", "https"}:
        return
    for part in parts.path.split("/")[:-1]:
        if label := genre_of("path", part):
            yield Label(label=label, basis="address", words=part, evidence=None)


def _by_outlet(document: Document, outlet: TextValue | None) -> Iterator[Label]:
    known = state_outlet(outlet.value if outlet else None, document.address)
    if known:
        yield Label(
            label="state_media",
            basis="knowledge",
            words=f"{known.name}: {known.owner}",
            evidence=None,
            source=known.source,
        )
