"""Programs ask a dossier what the commands list, typed and as tables."""

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from built import example
from fakes import WordReader
from typer.main import get_command

import chancery
from chancery.cli.app import app
from chancery.errors import NotADossierError, NotFoundError, UsageError
from chancery.model import Commitment, Document, Event, Figure, Finding, Meeting, Statement
from chancery.pipeline.query import Query, find_rows
from chancery.pipeline.rows import PublishedIn
from chancery.pipeline.timeline import Asked, rows
from chancery.python import Answer, Comparison, Dossier, Point
from chancery.sources.foreign import polecat
from chancery.store.dossier import open_dossier

__all__ = ["example"]


@pytest.fixture
def talks(example: Path) -> Iterator[Dossier]:
    with chancery.open_dossier(example) as opened:
        yield opened


def lists_of(talks: Dossier) -> dict[str, Answer[Point[object]]]:  # type: ignore[type-var]
    names = ("statement", "figure", "meeting", "event", "commitment")
    return {name: getattr(talks, f"{name}s")() for name in names}


def test_each_list_gives_the_points_of_the_command(talks: Dossier, example: Path) -> None:
    kinds = {
        "statement": Statement,
        "figure": Figure,
        "meeting": Meeting,
        "event": Event,
        "commitment": Commitment,
    }
    found = lists_of(talks)

    with open_dossier(example) as stored:
        for about, points in found.items():
            wanted = find_rows(stored, Query(about=about), PublishedIn(stored))  # type: ignore[arg-type]
            assert [(p.finding, p.claims) for p in points] == [
                (row.finding, row.claims) for _, row in wanted
            ]
            assert points
            assert all(type(one) is kinds[about] for p in points for one in p.claims)


def test_filters_are_those_of_the_commands(talks: Dossier) -> None:
    backed = talks.statements(min_origins=2)
    named = talks.statements(speaker="Edda Lindqvar")

    assert 0 < len(backed) < len(talks.statements())
    assert all(one.finding.independent >= 2 for one in backed)
    assert 0 < len(named) < len(talks.statements())
    assert list(talks.statements(limit=3)) == list(talks.statements()[:3])
    assert {one.sort for one in (p.finding for p in talks.commitments(type="pledge"))} <= {
        "pledge"
    }


def test_findings_of_all_kinds_stand_in_one_order(talks: Dossier) -> None:
    found = talks.findings()

    assert sorted(one.id for one in found) == sorted(one.id for one in talks.records(Finding))
    backing = [one.independent for one in found]
    assert backing == sorted(backing, reverse=True)
    assert list(talks.findings(limit=4)) == list(found[:4])
    assert {one.about for one in talks.findings(kind="meeting")} == {"meeting"}


def test_a_name_sought_in_all_kinds_need_be_known_to_one(talks: Dossier) -> None:
    found = talks.findings(party="Edda Lindqvar")

    assert found
    with pytest.raises(NotFoundError):
        talks.findings(party="Nobody Whatsoever")


def test_each_claim_shows_the_characters_it_rests_on(talks: Dossier) -> None:
    for finding in talks.findings(limit=10):
        claims = talks.claims(finding)
        assert [one.id for one in claims] == [one.claim for one in finding.support]
        for one in (each for claim in claims for each in claim.evidence):
            assert talks.document(one.document).text[one.start : one.end] == one.quote


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("statements", {"review": "approved"}),
        ("statements", {"kind": "shouts"}),
        ("statements", {"since": "May 2024"}),
        ("statements", {"since": "2024-13-01"}),
        ("meetings", {"modality": "dreamt"}),
        ("findings", {"kind": "rumour"}),
        ("statements", {"min_origins": 0}),
        ("documents", {"limit": 0}),
        ("actors", {"type": "ghost"}),
        ("search", {"query": "river", "limit": 0}),
        ("search", {"query": "-"}),
    ],
)
def test_a_value_that_a_filter_may_not_have_is_refused(
    talks: Dossier, name: str, given: dict[str, object]
) -> None:
    with pytest.raises(UsageError):
        getattr(talks, name)(**given)


def test_the_refusal_names_filter_and_value(talks: Dossier) -> None:
    with pytest.raises(UsageError, match="review is 'approved'"):
        talks.meetings(review="approved")  # type: ignore[arg-type]


def test_the_timeline_is_that_of_the_command(talks: Dossier, example: Path) -> None:
    with open_dossier(example) as stored:
        assert list(talks.timeline()) == rows(stored, Asked())
        assert list(talks.timeline(all=True)) == rows(stored, Asked(everything=True))
    assert len(talks.timeline()) < len(talks.timeline(all=True))


def test_actors_threads_lineage_and_hits_are_listed(talks: Dossier) -> None:
    actors = talks.actors(type="person")
    shared = talks.lineage()
    hits = talks.search("river", limit=2)

    assert {one.type for one in actors} == {"person"}
    assert "Lindqvar" in talks.actors(name="Edda Lindqvar")[0].name
    assert talks.threads()
    assert len(shared.reuse_links) > len(talks.lineage(weak=False).reuse_links) > 0
    assert shared.origins
    side = shared.reuse_links[0].a.document
    assert all(side in (x.a.document, x.b.document) for x in talks.lineage(side).reuse_links)
    assert all("river" in one.quote.lower() for hit in hits for one in hit.matches)
    assert len(hits) == 2


def test_every_answer_is_a_table_with_a_row_for_each_record(talks: Dossier) -> None:
    shared = talks.lineage()
    answers = [
        *lists_of(talks).values(),
        talks.findings(),
        talks.timeline(),
        talks.actors(),
        talks.threads(),
        talks.documents(),
        talks.search("river"),
        shared.reuse_links,
        shared.origins,
        talks.claims(talks.findings()[0]),
    ]

    for answer in answers:
        table = answer.to_arrow()
        assert table.num_rows == len(answer) > 0
        assert table.column_names
        assert len(answer.to_pandas()) == len(answer)
        assert answer[:0].to_arrow().schema == table.schema


def test_arrow_keeps_every_part_and_leaves_the_unknown_null(talks: Dossier) -> None:
    points = talks.figures()

    for point, row in zip(points, points.to_arrow().to_pylist(), strict=True):
        assert row["finding"]["words"]["quote"] == point.finding.words.quote
        assert [one["id"] for one in row["claims"]] == [one.id for one in point.claims]
        assert (row["finding"]["time"] is None) == (point.finding.time is None)


def test_pandas_has_a_column_for_each_field_and_whole_numbers(talks: Dossier) -> None:
    points = talks.meetings()
    table = points.to_pandas()

    assert list(table["finding.words.quote"]) == [one.finding.words.quote for one in points]
    assert list(table["finding.words.start"]) == [one.finding.words.start for one in points]
    assert str(table["finding.independent"].dtype) == "Int64"
    starts = [one.finding.time.start if one.finding.time else None for one in points]
    assert None in starts
    assert [None if day != day else day for day in table["finding.time.start"]] == starts  # noqa: PLR0124 - NaN alone is not itself


def test_without_pandas_the_error_says_what_to_do(
    talks: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)

    with pytest.raises(UsageError, match="pip install pandas"):
        talks.documents().to_pandas()
    assert isinstance(talks.documents().to_arrow(), pa.Table)


def test_an_answer_prints_its_size_and_its_first_records(talks: Dossier) -> None:
    shown = repr(talks.documents())

    assert shown.startswith("17 × Document\n")
    assert "… 14 more" in shown


def test_a_dossier_needs_no_with(example: Path, tmp_path: Path) -> None:
    opened = chancery.open_dossier(str(example))
    document = opened.documents(limit=1)[0]

    assert opened.path == example
    assert opened.counts()["document"] == 17
    assert opened.get(Document, document.id) == document
    opened.close()
    with pytest.raises(NotADossierError):
        chancery.open_dossier(tmp_path / "absent.dossier")


def test_a_text_is_annotated_character_for_character() -> None:
    text = "\ufeffAnna met Boris.\r\nAnna said “no”.\r\n"

    found = chancery.annotate(text, reader=WordReader())

    assert found.document.text == text
    words = [text[one.start : one.end] for one in found.annotation.mentions]
    assert words == ["Anna", "Boris", "Anna"]


@pytest.mark.parametrize("text", ["", " \n", "half \ud800 a pair", "\x00\x01\x02\x03" * 50])
def test_what_is_no_text_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="the text cannot be read"):
        chancery.annotate(text, reader=WordReader())


def test_a_build_takes_one_source_or_several(tmp_path: Path) -> None:
    one, other, dossier = (tmp_path / name for name in ("a.txt", "b.txt", "talks.dossier"))
    one.write_text("The envoys met on the river.\n")
    other.write_text("Nobody came to the second round of talks.\n")

    first = chancery.build(one, dossier, annotate=False, workers=1)
    both = chancery.build([str(one), other], str(dossier), annotate=False, workers=1)

    assert (first.documents, both.documents) == (1, 2)
    with chancery.open_dossier(dossier) as opened:
        assert len(opened.documents()) == 2
        with pytest.raises(NotFoundError):
            opened.statements()


def test_every_filter_of_a_command_is_one_of_its_list() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    listing = {"actors": commands["actors"].commands["list"]}
    names = "statements figures meetings events commitments timeline search lineage".split()
    shape = {"json", "claims", "output", "days", "help"}  # of what is printed, not what is chosen

    for name, command in (listing | {one: commands[one] for one in names}).items():
        options = {
            one.opts[0].removeprefix("--").replace("-", "_")
            for one in command.params
            if one.param_type_name == "option"
        }
        taken = inspect.signature(getattr(Dossier, name)).parameters
        assert options - shape <= set(taken), name


def test_coded_events_are_set_beside_it(talks: Dossier, tmp_path: Path) -> None:
    header = "\t".join(polecat.COLUMNS)
    (tmp_path / "coded.txt").write_text(f"{header}\n", encoding="utf-8")

    found = talks.compare(tmp_path / "coded.txt", format="polecat")

    assert isinstance(found, Comparison)
    assert [(one.format, one.rows) for one in found.files] == [("POLECAT", 0)]
    assert found.ours > 5
    with pytest.raises(UsageError, match="no format 'plover'"):
        talks.compare(tmp_path / "coded.txt", format="plover")
