"""An estimate draws the same articles each time, gives ranges, and leaves nothing behind."""

import json
import tempfile
from pathlib import Path

import pytest
from corpus import article
from fakes import Silent, capture
from msgspec.structs import replace
from unread import unread

from chancery.errors import NotADossierError, SettingsError, SourceError
from chancery.model import reject
from chancery.pipeline.assemble import plan_for
from chancery.pipeline.build import build, work_folder
from chancery.pipeline.estimate import growth, reckon
from chancery.pipeline.estimate.draw import draw
from chancery.pipeline.estimate.estimate import Asked, estimate
from chancery.pipeline.estimate.figures import Estimate, Range, exactly
from chancery.pipeline.estimate.trial import Trial, folder_size
from chancery.pipeline.estimate.warn import warnings_of
from chancery.pipeline.settings import Settings

ONE_DOCUMENT = {
    "bind",
    "commitments",
    "dates",
    "events",
    "figures",
    "gather",
    "meetings",
    "places",
    "portray",
    "profile",
    "retell",
    "statements",
    "versions",
}
"""Steps that group records, by their document alone (or, of versions, by their address)."""
ARTICLES = 60


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with one file of many articles, and one that is none."""
    folder = tmp_path_factory.mktemp("estimate") / "in"
    folder.mkdir()
    rows = ({"id": str(n), "text": article(n)} for n in range(ARTICLES))
    (folder / "all.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (folder / "empty.txt").write_bytes(b"")
    return folder


@pytest.fixture(scope="module")
def found(lines: Path, tmp_path_factory: pytest.TempPathFactory) -> Estimate:
    target = tmp_path_factory.mktemp("target") / "t.dossier"
    return told(lines, target)


def told(sources: Path, target: Path) -> Estimate:
    """Build three parts of ten."""
    asked = Asked(articles=ARTICLES, seconds=0.1)
    return estimate([str(sources)], target, settings=unread(), progress=Silent(), asked=asked)


def test_what_is_drawn_does_not_depend_on_the_order() -> None:
    captures = [capture(f"text {n}") for n in range(50)]

    forth = draw(captures, 10, Silent())
    back = draw(captures[::-1], 10, Silent())

    assert forth == back
    assert len({one.id for one in forth.sample}) == 10
    assert (forth.articles, forth.size) == (50, sum(one.size for one in captures))


def test_a_larger_sample_holds_the_smaller_one_and_is_spread() -> None:
    captures = [capture(f"text {n}") for n in range(1_000)]

    small, large = (draw(captures, most, Silent()).sample for most in (40, 200))
    places = [captures.index(one) for one in large]

    assert large[:40] == small
    quarters = [sum(start <= place < start + 250 for place in places) for start in (0, 250, 500)]
    assert all(30 < count < 70 for count in quarters)


def test_what_is_no_article_is_counted_apart() -> None:
    items = [capture("one"), reject("b", "empty", "0 bytes"), reject("c", "not_article", "a form")]

    drawn = draw(items, 5, Silent())

    assert (drawn.articles, drawn.rejected) == (1, 1)


def trial(size: int, **cpu_s: float) -> Trial:
    return Trial(articles=size, size=size, wall_s=1.0, cpu_s=cpu_s, flat={}, dossier=size)


def test_what_each_build_has_is_taken_out_of_the_cost() -> None:
    again = trial(1, annotate=5.5, compare=2.1)
    parts = [trial(10, annotate=10.0, compare=3.0), trial(10, annotate=10.0, compare=3.0)]
    whole = trial(20, annotate=0.0, compare=4.0)

    costs = reckon.step_costs(reckon.Measured(again, parts, whole, ("annotate",)))

    assert costs == {"annotate": pytest.approx(10.0), "compare": pytest.approx(2.0)}


def test_parts_that_differ_widen_the_range_and_all_of_it_leaves_nothing_to_chance() -> None:
    again, whole = trial(1, a=0.0), trial(30, a=30.0)
    alike = reckon.Measured(again, [trial(10, a=10.0)] * 3, whole, ("a",))
    unlike = alike._replace(parts=[trial(10, a=cost) for cost in (2.0, 10.0, 18.0)])

    assert reckon.spread_of(alike, 0.1) == reckon.MACHINE
    assert reckon.spread_of(unlike, 0.1) > 1
    assert reckon.spread_of(unlike, 1.0) == reckon.MACHINE
    assert reckon.spread_of(alike._replace(parts=[]), 0.1) == reckon.UNMEASURED


def test_steps_across_articles_may_grow_by_more_than_the_articles() -> None:
    figures = reckon.figures_of({"clean": 1.0, "compare": 1.0}, 10, 1_000, 0.0)
    alone, across = sorted(figures, key=lambda one: one.step)

    assert alone.cpu_s == exactly(100)
    assert across.cpu_s.low < 100 < across.cpu_s.high


def test_what_claims_cost_each_other_settles() -> None:
    once, later = (growth.grown(growth.CLAIMS, 1.0, first, 10 * first) for first in (100, 10_000))
    through = growth.grown(growth.CLAIMS, 1.0, 300, 30_000)

    assert once.likely == pytest.approx(10**1.25)
    assert later.likely == pytest.approx(10**1.05)
    assert through.likely == pytest.approx(10**1.25 * 10**1.05)


def test_several_processes_share_what_can_be_shared() -> None:
    figures = reckon.figures_of({"clean": 8.0, "store document": 1.0}, 1, 1, 0.0)

    def clock(*, others: float, workers: int) -> Range:
        machine = reckon.Machine(cores=2, others=others, workers=workers, busy=1.0)
        return reckon.on_the_clock(exactly(1.0), figures, frozenset(), machine)

    assert clock(others=0.0, workers=1) == exactly(10.0)
    assert clock(others=0.0, workers=2) == exactly(6.0)
    assert clock(others=0.0, workers=9) == exactly(6.0)
    assert clock(others=2.0, workers=2) == Range(low=6.0, likely=11.0, high=11.0)


def test_every_step_has_its_law() -> None:
    plan = plan_for(Settings(annotate=True))
    grouping = {step.name for step in plan.steps if step.stage.shape != "batch"}

    assert grouping == growth.ACROSS.keys() | ONE_DOCUMENT
    assert growth.law_of("annotate") == growth.law_of("reach") == growth.ALONE
    assert growth.law_of("compare") == growth.COPIES
    assert growth.law_of("compare keys") == growth.law_of("store document") == growth.BUILDING


def test_the_disk_that_is_foretold_is_what_a_build_takes(
    found: Estimate, lines: Path, tmp_path: Path
) -> None:
    target = tmp_path / "t.dossier"
    build([str(lines)], target, settings=unread(), progress=Silent())
    work = folder_size(work_folder(target))

    assert (found.articles, found.rejected, found.sample) == (ARTICLES, 1, 18)
    assert found.dossier.low <= target.stat().st_size <= found.dossier.high
    assert found.work.low <= work <= found.work.high
    assert found.building.likely >= found.dossier.likely + found.work.likely


def test_every_figure_is_a_range_and_steps_make_the_whole(found: Estimate) -> None:
    ranges = [
        value
        for name in found.__struct_fields__
        if isinstance(value := getattr(found, name), Range)
    ]

    assert len(ranges) == 7
    assert all(0 < one.low < one.likely < one.high for one in ranges)
    assert sum(one.share for one in found.steps) == pytest.approx(1)
    assert sum(one.cpu_s.likely for one in found.steps) < found.cpu_s.likely


def test_nothing_is_left_and_the_dossier_is_no_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "one.txt").write_text(article(1))
    target = sources / "own.dossier"
    build([str(sources)], target, settings=unread(), progress=Silent())
    before = folder_size(work_folder(target)), target.read_bytes()

    again = told(sources, target)

    assert (again.articles, again.rejected, again.sample) == (1, 0, 1)
    assert (folder_size(work_folder(target)), target.read_bytes()) == before
    assert list((tmp_path / "temporary").iterdir()) == []


def test_what_holds_no_article_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")

    with pytest.raises(SourceError, match="no article; 1 inputs"):
        told(tmp_path / "empty.txt", tmp_path / "t.dossier")


def test_a_target_that_cannot_be_is_refused(lines: Path, tmp_path: Path) -> None:
    with pytest.raises(NotADossierError, match="does not exist"):
        told(lines, tmp_path / "nowhere" / "t.dossier")


def test_a_sample_of_nothing_is_refused() -> None:
    with pytest.raises(SettingsError, match="a sample of 0 articles"):
        Asked(articles=0)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"free": 10}, ["the disk is too small"]),
        ({"memory": 10}, ["memory is too small"]),
        ({"workers": 9, "cores": 2}, ["9 processes share 2 cores"]),
        ({}, []),
    ],
)
def test_what_is_too_small_is_warned_of(
    found: Estimate, change: dict[str, int], words: list[str]
) -> None:
    enough = replace(found, free=10**15, memory=10**15, workers=1, cores=1)

    warned = list(warnings_of(replace(enough, **change), Path("t.dossier")))

    assert len(warned) == len(words)
    assert all(word in one for word, one in zip(words, warned, strict=True))


def test_what_may_be_too_small_is_said_so(found: Estimate) -> None:
    close = replace(found, free=int(found.building.high) - 1, memory=10**15, workers=1)

    (warned,) = warnings_of(close, Path("t.dossier"))

    assert "the disk may be too small" in warned
