"""The coverage counts what is known, and leaves what is not known unknown."""

from pathlib import Path

import pytest
from fakes import document
from stored import fill

from chancery.model import DateValue, Document, TextValue, reject
from chancery.pipeline.brief import make_brief
from chancery.pipeline.coverage import coverage, published_week
from chancery.store.dossier import open_dossier


def date(start: str | None, end: str | None) -> DateValue:
    return DateValue(start=start, end=end, precision="day", basis="stated")


@pytest.mark.parametrize(
    ("published", "week"),
    [
        (None, "unknown"),
        (date("2021-10-20", "2021-10-20"), "2021-10-18"),
        (date("2021-10-18T00:30:00Z", "2021-10-18T00:30:00Z"), "2021-10-18"),
        (date("2021-10-18", "2021-10-24"), "2021-10-18"),
        (date("2021-10-20", "2021-10-30"), "unknown"),
        (date("2021-10-20", None), "unknown"),
        (date(None, "2021-10-20"), "unknown"),
    ],
)
def test_a_week_is_known_where_the_interval_lies_in_it(
    published: DateValue | None, week: str
) -> None:
    assert published_week(document("text", published=published)) == week


def test_outlets_languages_weeks_and_rejections_are_counted(tmp_path: Path) -> None:
    paper = TextValue(value="Paper", basis="markup")
    fill(
        tmp_path / "t.dossier",
        [
            document("one", "1", outlet=paper, language=TextValue(value="fr", basis="markup")),
            document("two", "2", outlet=paper, published=date("2021-10-20", "2021-10-20")),
            document("three", "3", language=TextValue(value="en", basis="inferred")),
            reject("4", "empty", "nothing"),
        ],
    )

    with open_dossier(tmp_path / "t.dossier") as dossier:
        covered = coverage(list(dossier.all(Document)), dossier.rejections())

    assert (covered.documents, covered.rejected, covered.undated) == (3, 1, 2)
    assert (covered.not_english, covered.language_unknown) == (1, 1)
    assert [(one.name, one.count) for one in covered.outlets] == [("Paper", 2), ("unknown", 1)]
    assert [one.name for one in covered.weeks] == ["2021-10-18", "unknown"]
    assert [(one.name, one.count) for one in covered.rejections] == [("empty", 1)]
    assert covered.characters == covered.characters_kept == 11


def test_the_brief_of_nothing_has_nothing_shared(tmp_path: Path) -> None:
    fill(tmp_path / "t.dossier", [])

    with open_dossier(tmp_path / "t.dossier") as dossier:
        brief = make_brief(dossier, list(dossier.all(Document)))

    assert (brief.independent, brief.shared, brief.removed) == (0, (), ())


def test_the_brief_counts_what_was_removed(tmp_path: Path) -> None:
    fill(tmp_path / "t.dossier")

    with open_dossier(tmp_path / "t.dossier") as dossier:
        brief = make_brief(dossier, list(dossier.all(Document)))

    assert [(one.name, one.count) for one in brief.removed] == [("appeal", 24)]
    assert brief.independent == 1
