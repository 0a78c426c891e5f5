"""What finds documents by their words must find the same as SQLite's FTS5, and show the same."""

import random
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from fakes import Silent, document
from hypothesis import example, given
from hypothesis import strategies as st
from stored import Made, blocks

from chancery.errors import UsageError
from chancery.model import DateValue, Document, TextValue
from chancery.store import indexing
from chancery.store.dossier import Dossier, open_dossier
from chancery.store.folding import Folding, tokens_of
from chancery.store.indexing import SearchBy, open_matcher
from chancery.store.matching import Known, Order
from chancery.store.search import Found, count_facets, find, find_days
from chancery.store.write import RunNote, save

pytest.importorskip("tantivy", reason="the extra `search` is not installed")

WORDS = (
    "talks truce Minister minister’s Kyiv Київ Зеленський café CAFÉ cafe\u0301 naïve Ångström "
    "İstanbul co-operation cooperation pre 1994 12,000 U.N. mini ministry mint straße STRASSE "
    "北京 會談 عمان Πειραιάς ﬁle ǆ a_b x2 👍 e\u0301e\u0300"
).split()
QUERIES = [
    "talks",
    "talks truce",
    "TRUCE minister",
    '"talks truce"',
    '"minister s"',
    "min*",
    "MINIST*",
    '"talks min"*',
    "talks -truce",
    "talks -min* -cafe",
    "talks OR truce",
    "cafe OR naive minister",
    "café",
    "cafe",
    "київ",
    "зелен*",
    "angstrom",
    "istanbul",
    "İstanbul",
    "co-operation",
    '"co operation"',
    "12,000",
    "U.N.",
    "straße",
    "strasse",
    "北京",
    "北*",
    "عمان",
    "πειραιας",
    "ﬁle",
    "file",
    "a_b",
    "_ talks",
    "talks -_",
    "👍 talks",
    "absent",
    "talks absent",
    "remove*",
    "letter",
    "zz OR _",
]


def written(number: int) -> Document:
    draw = random.Random(number)
    body = " ".join(draw.choices(WORDS, k=draw.randint(5, 40)))
    text = f"{body}\nSubscribe to our letter {draw.choice(WORDS)}\n"
    day = str(date(2031, 3, 1) + timedelta(days=draw.randint(0, 20)))
    return document(
        text,
        f"{number}.txt",
        blocks=blocks(text, "body", "appeal"),
        published=DateValue(start=day, end=day, precision="day", basis="stated")
        if number % 5
        else None,
        outlet=TextValue(value=f"Outlet {number % 3}", basis="stated") if number % 4 else None,
        language=TextValue(value="en", basis="inferred") if number % 7 else None,
    )


def fill(path: Path, numbers: range, by: SearchBy) -> None:
    note = RunNote(started=datetime.now(UTC), sources=(), settings={}, search=by)
    save(path, Made([written(number) for number in numbers]), note, Silent())


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Dossier, Dossier]]:
    """Give the same documents, searched by FTS5, and by tantivy after two builds."""
    folder = tmp_path_factory.mktemp("search-contract")
    fill(folder / "plain.dossier", range(20, 160), "fts5")
    fill(folder / "quick.dossier", range(100), "tantivy")
    fill(folder / "quick.dossier", range(20, 160), "tantivy")
    with ExitStack() as stack:
        plain, quick = (
            stack.enter_context(open_dossier(folder / f"{name}.dossier"))
            for name in ("plain", "quick")
        )
        assert (open_matcher(plain).name, open_matcher(quick).name) == ("fts5", "tantivy")
        yield plain, quick


def shown(found: Found) -> list[tuple[str, str, int, int, list[tuple[int, int]]]]:
    return [
        (
            hit.document.id,
            hit.block,
            hit.passage.start,
            hit.passage.end,
            [(match.start, match.end) for match in hit.matches],
        )
        for hit in found.hits
    ]


@pytest.mark.parametrize("removed", [False, True])
@pytest.mark.parametrize("query", QUERIES)
def test_the_same_documents_are_found_and_the_same_characters_shown(
    pair: tuple[Dossier, Dossier], query: str, *, removed: bool
) -> None:
    plain, quick = (
        [find(one, query, limit=999, order=order, removed=removed) for one in pair]
        for order in ("newest", "best")
    )

    assert plain[0].documents == plain[1].documents == quick[1].documents
    assert shown(plain[0]) == shown(plain[1])
    assert sorted(shown(quick[0])) == sorted(shown(quick[1])) == sorted(shown(plain[0]))


def test_the_queries_find_something_and_not_everything(pair: tuple[Dossier, Dossier]) -> None:
    counts = {query: find(pair[0], query, limit=1).documents for query in QUERIES}

    assert sum(0 < count < 140 for count in counts.values()) > 25


@pytest.mark.parametrize("order", ["best", "newest"])
@pytest.mark.parametrize("query", ["talks", "min*", "talks OR truce OR cafe", "letter"])
def test_pages_join_without_a_gap(pair: tuple[Dossier, Dossier], order: Order, query: str) -> None:
    for dossier in pair:
        whole = find(dossier, query, limit=999, order=order, removed=True).hits
        paged = []
        after = None
        while some := find(dossier, query, limit=7, order=order, removed=True, after=after).hits:
            paged += some
            after = some[-1].place

        assert [hit.place for hit in paged] == [hit.place for hit in whole]
        assert len({hit.document.id for hit in paged}) == len(paged) > 7


@pytest.mark.parametrize("query", QUERIES)
def test_facets_are_the_same(pair: tuple[Dossier, Dossier], query: str) -> None:
    plain, quick = (count_facets(one, query, Known(one)) for one in pair)

    assert plain == quick


def test_the_newest_days_are_the_same(pair: tuple[Dossier, Dossier]) -> None:
    plain, quick = ([place for _, place in find_days(one, "talks", 20)] for one in pair)

    assert plain == quick
    assert len(plain) == 20


@given(query=st.text(alphabet=st.sampled_from([*'ab "-*_OR', "é", "ß", "京"]), max_size=12))
@example(query='a"b')
def test_no_query_makes_a_difference(pair: tuple[Dossier, Dossier], query: str) -> None:
    def counted(dossier: Dossier) -> int | str:
        try:
            return find(dossier, query, limit=1).documents
        except UsageError as error:
            return str(error)

    assert counted(pair[0]) == counted(pair[1])


@given(text=st.text(max_size=30))
@example(text="e\u0301 \u0301e x\u0345y İ ǅ \u0000z")
def test_words_are_folded_as_the_full_text_index_does(text: str) -> None:
    assert Folding().fold(text).split() == tokens_of(text)


def test_a_small_dossier_has_no_index_by_itself_and_a_large_one_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "LARGE", 6)
    names = []
    for numbers in (range(5), range(7), range(5)):
        fill(tmp_path / "t.dossier", numbers, "auto")
        with open_dossier(tmp_path / "t.dossier") as dossier:
            names.append((open_matcher(dossier).name, (tmp_path / "t.dossier.search").exists()))

    assert names == [("fts5", False), ("tantivy", True), ("fts5", False)]


def test_without_the_library_a_build_makes_no_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "has_tantivy", lambda: False)

    fill(tmp_path / "t.dossier", range(5), "tantivy")

    assert not (tmp_path / "t.dossier.search").exists()
