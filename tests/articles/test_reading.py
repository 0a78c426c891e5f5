"""The shipped reader finds who said what in five real articles: story 8 of FACTS.md.

The texts are other people's and are not in this repository: they are read from `../shared`, and
the tests are skipped where that is absent. Spans are given by number, so no text is copied.
"""

from collections.abc import Iterable
from pathlib import Path

import pytest

from chancery.model import Annotation, Attribution, Document, Span
from chancery.pipeline.one import read_one
from chancery.pipeline.settings import Settings

ARTICLES = Path(__file__).parents[3] / "shared" / "articles" / "moscow-format"
pytestmark = pytest.mark.skipif(not ARTICLES.is_dir(), reason=f"{ARTICLES} is absent")

Read = dict[str, tuple[Document, Annotation]]
# File, what is said, and what its source must hold: the last word of the name, title or pronoun.
STATEMENTS = (
    ("001", (436, 475), ("Lavrov",)),
    ("001", (503, 616), ("Lavrov",)),
    ("000", (1393, 1533), ("Lavrov",)),
    ("001", (1815, 1871), ("Abdul",)),
    ("001", (3343, 3409), ("Peskov",)),
    ("001", (3252, 3284), ("Kabulov", "he")),
    ("004", (1078, 1288), ("he", "Muttaqi")),
    ("002", (245, 347), ("statement", "Ministry")),
)
SCARE_QUOTES = (("001", (2624, 2635)), ("001", (1258, 1267)))


@pytest.fixture(scope="module")
def read() -> Read:
    found: Read = {}
    for path in sorted(ARTICLES.iterdir()):
        made = read_one(str(path), Settings())
        assert isinstance(made, tuple)
        found[path.name[:3]] = made
    return found


def covered(spans: Iterable[Span], span: Span) -> float:
    shared = sum(max(0, min(end, span[1]) - max(start, span[0])) for start, end in spans)
    return shared / (span[1] - span[0])


def words(document: Document, spans: Iterable[Span]) -> set[str]:
    return {word for start, end in spans for word in document.text[start:end].split()}


def says(document: Document, one: Attribution, span: Span, names: tuple[str, ...]) -> bool:
    source = {word.strip(",.’'\"”") for word in words(document, one.source)}
    return covered(one.content, span) > 0.9 and bool(source & set(names))


@pytest.mark.parametrize(("number", "span", "names"), STATEMENTS)
def test_a_statement_is_found_with_its_source(
    read: Read, number: str, span: Span, names: tuple[str, ...]
) -> None:
    document, annotation = read[number]
    assert any(says(document, one, span, names) for one in annotation.attributions)


@pytest.mark.parametrize(("number", "span"), SCARE_QUOTES)
def test_a_scare_quote_is_no_statement(read: Read, number: str, span: Span) -> None:
    _, annotation = read[number]
    for one in annotation.attributions:
        inside = [piece for piece in one.content if covered([span], piece) > 0.5]
        assert not inside, one


def test_removed_text_is_not_read(read: Read) -> None:
    for document, annotation in read.values():
        removed = [(b.start, b.end) for b in document.blocks if not b.kept]
        for one in annotation.attributions:
            for piece in (one.cue, *one.source, *one.content):
                inside = (max(piece[0], a) < min(piece[1], b) for a, b in removed)
                overlaps = [(a, b) for (a, b), yes in zip(removed, inside, strict=True) if yes]
                for a, b in overlaps:
                    held = document.text[max(a, piece[0]) : min(b, piece[1])]
                    assert not any(map(str.isalnum, held)), held
