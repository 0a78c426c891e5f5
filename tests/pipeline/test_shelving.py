"""Lists read from shelves are the lists read whole, and stay so from build to build."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from record import CORVIA, VELDT
from served import fill_served, records

from chancery.errors import ChanceryError
from chancery.model import Document, Entity, Finding, OpenItem, Record, Statement, Thread
from chancery.pipeline.query import Query, choose
from chancery.pipeline.rows import PublishedIn
from chancery.pipeline.shown import list_actors, list_threads
from chancery.pipeline.terms import by_days, span_terms
from chancery.pipeline.timeline import Asked, find_entries
from chancery.store import shelves
from chancery.store.dossier import Dossier, open_dossier

NAMES = st.none() | st.sampled_from(
    ["Veldt", "jonas veldt", "Corvia", "spokesman", "dam", VELDT, CORVIA, "nobody"]
)
DAYS = st.none() | st.sampled_from(
    ["2020-03-01", "2020-03-02", "2020-03-03", "2020-04-01", "1800-01-01", "2200-01-01"]
)
QUERIES = st.fixed_dictionaries(
    {
        "about": st.sampled_from(["statement", "event", "meeting", "figure", "commitment"]),
        "speaker": NAMES,
        "party": NAMES,
        "words": st.none() | st.sampled_from(["ferry", "fer sa", "dam shut", "people", "nothing"]),
        "modality": st.none() | st.sampled_from(["asserted", "negated"]),
        "since": DAYS,
        "until": DAYS,
        "thread": st.none() | st.sampled_from(["document-a", "document-c", "thread-document-a"]),
        "least": st.sampled_from([1, 2, 3]),
        "due": DAYS,
        "open": st.booleans(),
    }
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("shelves") / "t.dossier"
    fill_served(made)
    return made


@contextmanager
def read_whole() -> Iterator[None]:
    """Have dossiers read as if they had no shelves."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shelves, "is_current", lambda _: False)
        yield


def asked(dossier: Dossier, query: Query) -> object:
    try:
        return choose(dossier, query, PublishedIn(dossier))
    except ChanceryError as error:
        return type(error), str(error)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(made=QUERIES)
def test_what_is_chosen_is_the_same(path: Path, made: dict[str, Any]) -> None:
    with open_dossier(path) as dossier:
        assert dossier.is_shelved()
        shelved = asked(dossier, Query(**made))
        with read_whole():
            assert asked(dossier, Query(**made)) == shelved


@pytest.mark.parametrize("kind", [None, "meeting", "statement"])
@pytest.mark.parametrize("party", [None, "Veldt"])
@pytest.mark.parametrize("least", [1, 2])
def test_the_timeline_is_the_same(path: Path, kind: Any, party: str | None, least: int) -> None:
    wanted = Asked(kind=kind, party=party, least=least, thread="document-a", everything=True)
    with open_dossier(path) as dossier:
        shelved = list(find_entries(dossier, wanted))
        with read_whole():
            assert list(find_entries(dossier, wanted)) == shelved


def test_actors_and_threads_are_the_same(path: Path) -> None:
    def both(dossier: Dossier) -> tuple[list[Any], list[Any]]:
        actors = list(list_actors(dossier, type_="place", name=None, after=None))
        return actors, list(list_threads(dossier, name="document-b", after=None))

    with open_dossier(path) as dossier:
        shelved = both(dossier)
        with read_whole():
            assert both(dossier) == shelved
    assert all(shelved)


def changed(some: Iterable[Record]) -> list[Record]:
    """Return the records of a build in which all that bears on a shelf has changed."""
    made: list[Record] = []
    for one in some:
        if isinstance(one, Document) and one.id == "document-a":
            made.append(replace(one, published=None))
        elif isinstance(one, Entity) and one.id == VELDT:
            made.append(replace(one, names=("Jonas Veldt", "Hanno Veldt")))
        elif isinstance(one, Statement) and one.document == "document-c":
            made.append(replace(one, modality="negated"))
        elif isinstance(one, Finding) and one.about == "figure":
            made.append(replace(one, independent=3, upper_bound=3))
        elif isinstance(one, Thread):
            made.append(replace(one, documents=("document-a", "document-b", "document-c")))
        elif not isinstance(one, OpenItem):
            made.append(one)
    return made


def contents(path: Path) -> dict[str, Any]:
    """Return all that stands on the shelves, and where the index has each term."""
    connection = sqlite3.connect(path)
    found: dict[str, Any] = {}
    for shelf in shelves.SHELVES:
        rows = connection.execute(f"SELECT * FROM {shelf}_shelf ORDER BY key").fetchall()  # noqa: S608
        found[shelf] = rows
        for term in sorted({term for row in rows for term in row[3].split()}):
            query = f"SELECT rowid FROM {shelf}_terms WHERE {shelf}_terms MATCH ? ORDER BY 1"  # noqa: S608
            places = [row[0] for row in connection.execute(query, (f'"{term}"',))]
            assert places == sorted({row[1] for row in rows if term in row[3].split()})
    connection.close()
    return found


def test_a_build_that_changes_some_leaves_what_one_anew_would(tmp_path: Path) -> None:
    step, whole = tmp_path / "step.dossier", tmp_path / "whole.dossier"
    fill_served(step)
    before = contents(step)
    fill_served(step, changed(records()))
    fill_served(whole, changed(records()))

    assert contents(step) == contents(whole) != before

    fill_served(step, records()[:-20])
    fill_served(step)
    assert contents(step) == before


def test_shelves_that_a_build_passed_over_are_not_read(path: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.dossier"
    old.write_bytes(path.read_bytes())
    connection = sqlite3.connect(old)
    with connection:
        connection.execute("UPDATE run SET number = 2")
    connection.close()

    with open_dossier(old) as dossier:
        assert not dossier.is_shelved()
    fill_served(old)
    with open_dossier(old) as dossier:
        assert dossier.is_shelved()


def test_what_shares_a_place_stays_when_the_other_goes(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "s.db", isolation_level=None)
    for statement in shelves.statements():
        connection.execute(statement)
    one, other = shelves.Item("a", 7, "[7]", "x y"), shelves.Item("b", 7, "[7]", "x z")

    shelves.put(connection, "point", [one, other])
    shelves.take(connection, "point", ["a"])

    assert [*shelves.places(connection, "point", '"x"', 0, 9)] == [7]
    assert [*shelves.places(connection, "point", '"y"', 0, 9)] == []
    assert shelves.found_at(connection, "point", [7]) == [(7, "[7]", "b")]
    connection.close()


DAY = st.dates(date(1890, 1, 1), date(2110, 1, 1)).map(date.isoformat)


@settings(max_examples=300, deadline=None)
@given(span=st.tuples(st.none() | DAY, st.none() | DAY), asked=st.tuples(st.none() | DAY, DAY))
def test_terms_of_days_let_through_all_that_may_fit(
    span: tuple[str | None, str | None], asked: tuple[str | None, str]
) -> None:
    first, last = span
    if first and last and first > last:
        first, last = last, first
    if asked[0] and asked[0] > asked[1]:
        asked = (asked[1], asked[0])
    fits = bool(first or last) and not (first and first > asked[1])
    fits = fits and not (asked[0] and last and last < asked[0])
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for statement in shelves.statements():
        connection.execute(statement)
    shelves.put(
        connection, "entry", [shelves.Item("a", 1, "[1]", " ".join(span_terms((first, last))))]
    )

    found = [*shelves.places(connection, "entry", by_days(*asked), 0, 9)]
    connection.close()

    assert found == [1] or not fits
