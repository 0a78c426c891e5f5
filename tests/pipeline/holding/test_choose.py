"""Documents are chosen by what they are, tell of, and when they were published."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from record import VELDT, records, thread, told
from served import fill_served

from chancery.errors import NotFoundError, UsageError
from chancery.model import DateValue, Document, Entity, Process, Record
from chancery.pipeline.holding.catalogue import DossierCatalogue
from chancery.pipeline.holding.choose import Choice, Chosen, choose_documents
from chancery.store.dossier import open_dossier

Lies = bool | None
A, B, C = "document-a", "document-b", "document-c"


def process(identity: str, *threads: str) -> Process:
    return Process(
        id=identity,
        threads=threads,
        documents=(A, B),
        parties=(),
        series=(),
        first_day=None,
        last_day=None,
        links=(),
    )


def made() -> list[Record]:
    some = [
        replace(one, documents=(A, B)) if isinstance(one, Entity) and one.id == VELDT else one
        for one in records()
    ]
    other = replace(next(one for one in some if isinstance(one, Entity)), documents=(C,))
    more = [replace(other, id=f"entity-{name}", names=("Jonas Veldt junior",)) for name in "xy"]
    third = thread(told()[2])
    return [*some, *more, third, process("process-1a", "thread-document-a"), process("process-1b")]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("chosen") / "t.dossier"
    fill_served(found, made())
    return found


def choose(path: Path, **asked: object) -> Choice:
    with open_dossier(path) as dossier:
        return choose_documents(DossierCatalogue(dossier), Chosen(**asked))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "documents"),
    [
        ({"documents": ("b.txt",)}, {B}),
        ({"documents": ("b.txt", C)}, {B, C}),
        ({"threads": ("thread-document-a",)}, {A, B}),
        ({"threads": ("a.txt", "c.txt")}, {A, B, C}),
        ({"processes": ("1a",)}, {A, B}),
        ({"processes": ("b.txt",)}, {A, B}),
        ({"actors": ("Jonas Veldt",)}, {A, B}),
        ({"actors": ("Corvia", VELDT)}, {A, B}),
        ({"actors": ("Jonas Veldt",), "documents": ("b.txt", "c.txt")}, {B}),
        ({"threads": ("c.txt",), "actors": ("Jonas Veldt",)}, set()),
        ({"since": "2020-03-03"}, {B}),
        ({"until": "2020-03-02", "threads": ("a.txt",)}, {A}),
        ({"since": "2020-03-02", "until": "2020-03-03"}, {A, B}),
    ],
)
def test_each_of_them_narrows_what_the_others_leave(
    path: Path, asked: dict[str, object], documents: set[str]
) -> None:
    assert choose(path, **asked).documents == documents


def test_what_has_no_day_is_left_out_and_counted(path: Path) -> None:
    assert choose(path, since="1900-01-01").undated == 1
    assert choose(path, since="1900-01-01", threads=("a.txt",)).undated == 0


@pytest.mark.parametrize(
    ("start", "end", "asked", "lies"),
    [
        ("2020-03-01", "2020-03-31", {"since": "2020-03-31"}, True),
        ("2020-03-01", "2020-03-31", {"since": "2020-04-01"}, False),
        ("2020-03-01", "2020-03-31", {"until": "2020-03-01"}, True),
        ("2020-03-01", "2020-03-31", {"until": "2020-02-29"}, False),
        ("2020-03-01", None, {"since": "2020-02-01"}, True),
        ("2020-03-01", None, {"since": "2031-01-01"}, None),  # after some day is no day
        ("2020-03-01", None, {"until": "2020-02-01"}, False),
        (None, "2020-03-01", {"until": "2020-03-01"}, True),
        (None, "2020-03-01", {"until": "2020-02-01"}, None),
        (None, "2020-03-01", {"since": "2020-03-02"}, False),
        ("2020-03-01T23:00:00+00:00", "2020-03-01T23:00:00+00:00", {"until": "2020-03-01"}, True),
    ],
)
def test_bounds_of_a_day_are_held_against_the_days_asked_for(
    tmp_path: Path, start: str, end: str, asked: dict[str, str], lies: Lies
) -> None:
    day = DateValue(start=start, end=end, precision="between", basis="stated")
    some = [replace(o, published=day) if isinstance(o, Document) else o for o in records()]
    fill_served(tmp_path / "t.dossier", some)

    choice = choose(tmp_path / "t.dossier", **asked)

    found = True if choice.documents else None if choice.undated else False
    assert found is lies


def test_what_was_asked_is_told_by_the_names_of_what_was_found(path: Path) -> None:
    choice = choose(path, actors=("Jonas Veldt",), since="2020-03-03")

    assert choice.words == "actor Jonas Veldt (entity-veldt), since 2020-03-03"
    assert choose(path, documents=("b.txt", C)).words == "document b.txt or document c.txt"


def test_a_name_of_several_actors_is_refused_and_they_are_listed(path: Path) -> None:
    with pytest.raises(UsageError, match=r"may mean 2 actors.*entity-x; .*entity-y"):
        choose(path, actors=("Jonas Veldt junior",))


@pytest.mark.parametrize(
    "asked",
    [
        {"documents": ("d.txt",)},
        {"threads": ("nothing",)},
        {"processes": ("nothing",)},
        {"processes": ("c.txt",)},
        {"processes": ("1",)},
        {"actors": ("Nobody Else",)},
    ],
)
def test_what_is_not_there_is_told(path: Path, asked: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(NotFoundError):
        choose(path, **asked)


def test_days_must_be_days_in_order(path: Path) -> None:
    with pytest.raises(UsageError, match="is no date"):
        choose(path, since="March")
    with pytest.raises(UsageError, match="the first of two days"):
        choose(path, since="2020-03-03", until="2020-03-02")
