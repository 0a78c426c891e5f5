"""An archive answers SQL, and whoever asks can do nothing but read it."""

from pathlib import Path
from typing import Any

import pytest

from chancery.archive.read import open_archive
from chancery.archive.sql import answering
from chancery.errors import UsageError
from chancery.model import CLAIMS, Finding, Statement, kind_of, record_kinds


def ask(place: Path, query: str) -> list[dict[str, Any]]:
    with answering(open_archive(str(place)), query) as rows:
        answer: list[dict[str, Any]] = rows.read_all().to_pylist()
        return answer


def test_each_kind_is_a_table(read_example: Path) -> None:
    names = {row["name"] for row in ask(read_example, "SHOW TABLES")}
    assert names == {kind_of(kind) for kind in record_kinds()} | {"claim"}
    archive = open_archive(str(read_example))
    for kind in record_kinds():
        assert ask(read_example, f"SELECT count(*) AS n FROM {kind_of(kind)}") == [  # noqa: S608
            {"n": archive.count(kind)}
        ]


def test_claims_of_all_kinds_are_one_table(read_example: Path) -> None:
    archive = open_archive(str(read_example))
    rows = ask(read_example, "SELECT about, count(*) AS n FROM claim GROUP BY about")
    assert {row["about"]: row["n"] for row in rows} == {
        kind_of(kind): archive.count(kind) for kind in CLAIMS if archive.count(kind)
    }


def test_parts_and_lists_are_asked_by_name(read_example: Path) -> None:
    archive = open_archive(str(read_example))
    best = ask(
        read_example,
        "SELECT id, words.quote AS quote, len(support) AS told FROM finding "
        "WHERE independent > 1 ORDER BY id",
    )
    found = sorted((one for one in archive.records(Finding) if one.independent > 1), key=_id)
    assert best == [
        {"id": one.id, "quote": one.words.quote, "told": len(one.support)} for one in found
    ]
    assert best


def test_kinds_are_joined(read_example: Path) -> None:
    rows = ask(
        read_example,
        "SELECT count(*) AS n FROM statement AS s JOIN document AS d ON s.document = d.id "
        "WHERE d.month = s.month",
    )
    assert rows == [{"n": open_archive(str(read_example)).count(Statement)}]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "SELEC 1",
        "SELECT nothing FROM document",
        "SELECT id::INT FROM document",
        "SELECT 1; SELECT 2",
        "CREATE TABLE x AS SELECT 1",
        "DELETE FROM document",
        "SET threads = 1",
        "ATTACH 'other.db'",
        "COPY document TO 'x.csv'",
        "SELECT * FROM read_csv('pyproject.toml')",
        "SELECT * FROM 'pyproject.toml'",
        "INSTALL httpfs",
        "SELECT * FROM archive",
    ],
)
def test_what_is_wrong_or_would_do_more_than_read_is_refused(
    read_example: Path, query: str
) -> None:
    with pytest.raises(UsageError, match="cannot answer"):
        ask(read_example, query)


def _id(one: Finding) -> str:
    return one.id
