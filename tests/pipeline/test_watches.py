"""A watch gives what matches now, each with the build that brought it, the newest first."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from record import documents, finding, link, told, write, write_grown

from chancery.errors import NotFoundError, UsageError
from chancery.model import (
    ActorSought,
    ClaimTime,
    Commitment,
    DeadlinesSought,
    PointsSought,
    Sought,
    Wanted,
    WordsSought,
    kind_of,
    record_kinds,
)
from chancery.pipeline.query import Query
from chancery.pipeline.shelving import shelve
from chancery.pipeline.watched_points import HitKey
from chancery.pipeline.watches import Hit, find_hits
from chancery.pipeline.watching import add_watch, remove_watch, tell_sought
from chancery.store import shelves
from chancery.store.dossier import Dossier, open_dossier
from chancery.store.watches import read_watches

TODAY = date(2020, 5, 20)
SAID = PointsSought(about="statement")


@pytest.fixture(params=["shelved", "unshelved"])
def grown(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Return a dossier of two builds, with and without the shelves of a build of this version."""
    path = write_grown(tmp_path / "t.dossier")
    if request.param == "shelved":
        with sqlite3.connect(path) as connection:
            shelve(Dossier(path, connection), None)
            shelves.set_current(connection, map(kind_of, record_kinds()))
        connection.close()
    return path


def hits(path: Path, sought: Sought, since: int | None = None) -> list[Hit]:
    with open_dossier(path) as dossier:
        return [one for _, one in find_hits(dossier, sought, today=TODAY, since=since)]


def test_what_the_last_build_brought_comes_first(grown: Path) -> None:
    found = hits(grown, SAID, since=1)

    assert [(one.build, one.news) for one in found] == [(2, "new"), (2, "new"), (1, "grown")]
    assert found[-1].evidence.quote == "Jonas Veldt said the ferry would sail in May."
    assert all(one.about == "statement" and one.text and one.title is None for one in found)
    assert hits(grown, SAID)[0].news is None


@pytest.mark.parametrize(
    ("sought", "count"),
    [
        (PointsSought(about="statement", speaker="Veldt"), 2),
        (PointsSought(about="statement", words="ferry never"), 1),
        (PointsSought(about="statement", least=2), 1),
        (PointsSought(about="statement", thread="document-a"), 1),
        (PointsSought(about="statement", party="Nobody Known"), 0),
        (PointsSought(about="meeting"), 1),
        (PointsSought(about="event"), 1),
        (PointsSought(about="figure", until="2020-03-02"), 1),
        (ActorSought(actor="Veldt"), 3),
        (ActorSought(actor="entity-corvia"), 2),
        (ActorSought(actor="Corvia"), 3),
        (ActorSought(actor="Nobody Known"), 0),
        (WordsSought(query="ferry -never"), 2),
        (WordsSought(query="nothing"), 0),
    ],
)
def test_what_is_sought_is_found(grown: Path, sought: Sought, count: int) -> None:
    assert len(hits(grown, sought)) == count


def test_ids_are_different_and_stay_when_a_finding_takes_another(tmp_path: Path) -> None:
    a, b, c = told()
    one = a.statement("the ferry would sail in May", "Jonas Veldt")
    two = replace(b.statement("the ferry would sail in May", "Envoy Veldt"), id="statement-0")
    three = c.statement("the ferry would never sail", "Jonas Veldt")
    path = write(tmp_path / "t.dossier", [*documents((a, b, c)), one, finding([one])])
    (before,) = hits(path, SAID)

    both = finding([one, two], [link(one, two, "same")])
    write(path, [*documents((a, b, c)), one, two, three, both, finding([three])])
    new, after = hits(path, SAID, since=1)

    assert (after.id, after.build, after.record) == (before.id, 1, both.id)
    assert (new.build, new.news) == (2, "new")
    assert new.id != after.id


def test_documents_are_those_of_the_build_that_brought_them(grown: Path) -> None:
    found = hits(grown, WordsSought(query="ferry"), since=1)

    assert [(one.build, one.uri, one.news) for one in found] == [
        (2, "b.txt", "new"),
        (2, "c.txt", "new"),
        (1, "a.txt", None),
    ]
    assert all("ferry" in one.evidence.quote and one.about is None for one in found)


def due(path: Path, day: str) -> Path:
    """Write a dossier with one commitment, which is due by a day."""
    a, b, c = told()
    made = a.commitment("intention", "open the dam by June", "Corvia")
    assert isinstance(made, Commitment)
    time = ClaimTime(start=day, end=day, precision="day", basis="stated", evidence=None)
    made = replace(made, deadline=time)
    return write(path, [*documents((a, b, c)), made, finding([made])])


@pytest.mark.parametrize(
    ("sought", "day"),
    [
        (DeadlinesSought(days=11), "2020-05-31"),
        (DeadlinesSought(days=0), "2020-05-20"),
        (DeadlinesSought(days=-5), "2020-05-15"),
        (DeadlinesSought(days=1, day="2020-06-01", party="Corvia"), "2020-06-02"),
    ],
)
def test_a_deadline_is_hit_on_the_days_between_and_no_other(
    tmp_path: Path, sought: DeadlinesSought, day: str
) -> None:
    (one,) = hits(due(tmp_path / "t.dossier", day), sought)
    assert one.due == day
    step = 1 if sought.days >= 0 else -1
    for way in (step, -step * (abs(sought.days) + 1)):
        other = date.fromordinal(date.fromisoformat(day).toordinal() + way).isoformat()
        assert hits(due(tmp_path / f"{other}.dossier", other), sought) == []


def test_what_waits_for_nothing_is_left_out_where_open_is_asked(tmp_path: Path) -> None:
    path = due(tmp_path / "t.dossier", "2020-05-21")

    assert hits(path, DeadlinesSought(days=1, open=True)) == []


@pytest.mark.parametrize("sought", [SAID, ActorSought(actor="Veldt"), WordsSought(query="ferry")])
def test_pages_go_on_where_the_one_before_ended(grown: Path, sought: Sought) -> None:
    whole = hits(grown, sought)
    found: list[Hit] = []
    after: HitKey | None = None
    with open_dossier(grown) as dossier:
        while pair := next(find_hits(dossier, sought, today=TODAY, after=after), None):
            after = pair[0]
            found.append(pair[1])

    assert found == whole


def test_a_watch_asks_for_what_its_list_asks_for() -> None:
    fields = set(PointsSought.__struct_fields__)

    assert fields == set(Query.__dataclass_fields__) - {"due", "due_since", "review"}


def test_a_watch_is_kept_as_it_was_wanted_until_it_is_removed(grown: Path) -> None:
    watch = add_watch(grown, Wanted(name="veldt-2", sought=ActorSought(actor="Veldt")))

    with open_dossier(grown) as dossier:
        assert read_watches(dossier) == [watch]
    remove_watch(grown, "veldt-2")
    with pytest.raises(NotFoundError):
        remove_watch(grown, "veldt-2")


@pytest.mark.parametrize(
    ("name", "sought", "error", "says"),
    [
        ("Dam", SAID, UsageError, "small letters"),
        ("dam\n", SAID, UsageError, "small letters"),
        ("../dam", SAID, UsageError, "small letters"),
        ("d" * 65, SAID, UsageError, "64"),
        ("dam", ActorSought(actor="x" * 501), UsageError, "500"),
        ("dam", ActorSought(actor="?!"), UsageError, "no name"),
        ("dam", WordsSought(query="-dam"), UsageError, "nothing to look for"),
        ("dam", PointsSought(about="statement", sort="shouts"), UsageError, "shouts"),
        ("dam", PointsSought(about="statement", since="2020-02-31"), UsageError, "2020-02-31"),
        ("dam", PointsSought(about="statement", thread="none"), NotFoundError, "none"),
        ("dam", DeadlinesSought(days=1, day="2020-02-31"), UsageError, "2020-02-31"),
        ("dam", DeadlinesSought(days=10**9), UsageError, "3660"),
    ],
)
def test_what_cannot_be_watched_is_refused(
    grown: Path, name: str, sought: Sought, error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        add_watch(grown, Wanted(name=name, sought=sought))

    with open_dossier(grown) as dossier:
        assert read_watches(dossier) == []


@pytest.mark.parametrize(
    ("sought", "words"),
    [
        (SAID, "statements"),
        (
            PointsSought(about="commitment", party="Veldt", least=2, open=True),
            "commitments, party Veldt, least 2, open",
        ),
        (WordsSought(query="dam"), "articles with dam"),
        (ActorSought(actor="Veldt"), "all in which Veldt has a part"),
        (
            DeadlinesSought(days=7, party="Veldt", open=True),
            "commitments due within 7 days from today, of Veldt, open",
        ),
        (
            DeadlinesSought(days=-7, day="2020-01-01"),
            "commitments due within 7 days before 2020-01-01",
        ),
    ],
)
def test_what_is_sought_is_told_in_words(sought: Sought, words: str) -> None:
    assert tell_sought(sought) == words
