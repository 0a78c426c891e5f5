"""The command shows what happened in order, with its three clocks, and no day that is unknown."""

import json
from datetime import date
from pathlib import Path

import pytest
from fakes import Silent
from finder import Finder
from running import Run
from unread import unread

from chancery.cli.timeline import Axis
from chancery.exports.papers.paper import Bar
from chancery.model import ClaimTime
from chancery.pipeline.build import build
from chancery.pipeline.clock_words import happened
from chancery.pipeline.settings import Settings

TEXT = """Aldania shells Port Tarn

Aldania shelled Port Tarn on 5 May 2021. Corvia raided Karrow in March 2021.
Marenth attacked Luvane with 40 rockets.

The mayor of the old river town went home by the last ferry, which was late again that evening.

Nobody else in the town council had a word for it, and the day ended as it had begun.

Ida Roth said that the ferry would sail.
"""
SIDES = ("Aldania shelled|Aldania", "Corvia", "Marenth", "Luvane")
READER = Finder(
    mentions=tuple((name, "place", "name", None) for name in ("Port Tarn on|Port Tarn", *SIDES)),
    attributions=(
        {
            "cue": "said",
            "source": ["Ida Roth"],
            "content": ["that the ferry would sail"],
            "class": "says",
            "speech": "indirect",
        },
    ),
    triggers=(
        {
            "words": "shelled",
            "root": "ASSAULT",
            "confidence": 0.99,
            "recipient": ["Port Tarn on|Port Tarn"],
            "actor": ["Aldania shelled|Aldania"],
            "time": ["5 May 2021"],
        },
        {"words": "raided", "root": "ASSAULT", "actor": ["Corvia"], "time": ["March 2021"]},
        {
            "words": "attacked Luvane|attacked",
            "root": "ASSAULT",
            "actor": ["Marenth"],
            "where": ["Luvane"],
            "confidence": 0.98,
        },
    ),
)


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("timeline")
    article = folder / "a.txt"
    article.write_text(TEXT, encoding="utf-8")
    path = folder / "t.dossier"
    build([str(article)], path, settings=Settings(workers=1), progress=Silent(), reader=READER)
    return path


def told(run: Run, dossier: Path, *options: str) -> list[str]:
    """Return who acts in each event, or "said" of what is none, in the order shown."""
    rows = json.loads(run("timeline", dossier, *options, "--json").out)
    texts = [row["line"]["text"] for row in rows]
    sides = ("Aldania", "Corvia", "Marenth")
    return [next((one for one in sides if f": {one} →" in each), "said") for each in texts]


def test_events_stand_in_order_and_those_without_a_day_last(run: Run, dossier: Path) -> None:
    ran = run("timeline", dossier)
    shown = " ".join(ran.out.split())

    assert (ran.code, ran.err) == (0, "")
    assert shown.index("Between 2021-03-01 and 2021-03-31") < shown.index("2021-05-05: ASSAULT")
    assert shown.index("Day unknown: ASSAULT: Marenth") > shown.index("2021-05-05: ASSAULT")
    assert "published not before 2021-05-05, inferred" in shown


def test_an_interval_is_drawn_wider_than_a_day(run: Run, dossier: Path) -> None:
    bars = [line.count("━") for line in run("timeline", dossier).out.splitlines() if "━" in line]

    assert len(bars) == 2
    assert bars[0] > 10
    assert bars[1] == 1


def test_what_has_little_weight_is_shown_when_asked_for(run: Run, dossier: Path) -> None:
    usual = ["Aldania", "Corvia", "Marenth"]
    assert sorted(told(run, dossier)) == sorted(usual)

    assert sorted(told(run, dossier, "--all")) == sorted([*usual, "said", "said"])
    assert told(run, dossier, "--all", "--kind", "statement") == ["said"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--since", "2021-04-01"), 1),
        (("--until", "2021-03-15"), 1),
        (("--party", "Corvia"), 1),
        (("--party", "Corv"), None),
        (("--min-origins", "2"), None),
        (("--thread", "a.txt"), 3),
        (("--kind", "meeting"), None),
    ],
)
def test_options_leave_out_what_is_not_asked_for(
    run: Run, dossier: Path, options: tuple[str, ...], expected: int | None
) -> None:
    ran = run("timeline", dossier, *options, "--json")

    assert ran.code == (0 if expected else 3)
    assert len(json.loads(ran.out or "[]")) == (expected or 0)


def test_the_days_that_matter_are_told_with_what_happened(run: Run, dossier: Path) -> None:
    ran = run("timeline", dossier, "--days", "1")
    (day,) = json.loads(run("timeline", dossier, "--days", "1", "--json").out)

    assert ran.code == 0
    assert (day["day"], day["documents"], day["remembered"]) == ("2021-05-05", 1, 0)
    assert "Named in 1 document." in ran.out
    assert "‹Aldania shelled Port Tarn on 5 May 2021.›" in ran.out
    assert "ASSAULT: Aldania" not in ran.out, "its sentence is shown already"
    assert [row["entry"]["about"] for row in day["rows"]] == ["event"]
    assert run("timeline", dossier, "--days", "1", "--since", "2022-01-01").code == 3


@pytest.mark.parametrize("ending", [".md", ".html", ".docx"])
def test_it_is_written_to_a_file(run: Run, dossier: Path, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"t{ending}"

    assert run("timeline", dossier, "-o", file).code == 0
    assert file.stat().st_size > 500
    assert (b'class="bar"' in file.read_bytes()) == (ending == ".html")


def test_what_cannot_be_done_says_why(run: Run, dossier: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare.dossier"
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    build([str(tmp_path / "a.txt")], bare, settings=unread(), progress=Silent())

    assert "end the name so" in run("timeline", dossier, "-o", tmp_path / "t.pdf").err
    assert "is no date" in run("timeline", dossier, "--since", "May").err
    assert "--no-annotate" in run("timeline", bare).err


def test_a_bar_covers_the_days_from_first_to_last() -> None:
    axis = Axis(first=date(2031, 3, 1), last=date(2031, 3, 10))

    assert axis.bar("2031-03-01", "2031-03-10") == Bar(first=0, last=1)
    assert axis.bar("2031-03-06", "2031-03-06") == Bar(first=0.5, last=0.6)


def test_one_known_end_is_no_day() -> None:
    open_end = ClaimTime(
        start="2031-03-01", end=None, precision="between", basis="linked", evidence=None
    )

    assert happened(None) == "Day unknown"
    assert happened(open_end) == "Day unknown, not before 2031-03-01"
