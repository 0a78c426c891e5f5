"""A cut gives what a build of its articles alone gives, with what people decided on them."""

from pathlib import Path

import pytest
from fakes import Silent, WordReader
from halves import LEFT, NAMES, Halves, build_of, exported, paths
from msgspec.structs import replace
from review import decided
from ruled import elsewhere

from chancery.errors import NotFoundError, UsageError
from chancery.model import Finding, PointsSought, Watch
from chancery.pipeline.add import Extension, add
from chancery.pipeline.holding.choose import Chosen
from chancery.pipeline.holding.cut import CutReport, cut, is_on
from chancery.pipeline.holding.taking import Making
from chancery.pipeline.review.overlay import Overlay
from chancery.pipeline.rows import read_claims
from chancery.store.decisions import read_decisions
from chancery.store.dossier import open_dossier
from chancery.store.watches import read_watches, write_watch

WATCH = Watch(
    name="said", added="2031-03-04T05:06:07+00:00", sought=PointsSought(about="statement")
)


def part(dossier: Path, output: Path, **chosen: object) -> CutReport:
    return cut(
        dossier,
        output,
        Chosen(**chosen),  # type: ignore[arg-type]
        wanted=Making(workers=1),
        progress=Silent(),
        reader=WordReader(),
    )


def test_a_cut_by_documents_is_a_build_of_these_alone(halves: Halves, tmp_path: Path) -> None:
    """Findings count no document that the cut does not hold, and no text is read again."""
    made = tmp_path / "c.dossier"

    report = part(halves.whole, made, documents=tuple(NAMES[:4]))

    alone = build_of(NAMES[:4], tmp_path / "alone.dossier")
    assert exported(made) == exported(alone)
    assert (report.documents, report.left, report.read_anew) == (4, 2, 0)
    assert report.rejected_left == 2
    with open_dossier(made) as dossier:
        assert dossier.runs()[-1].sources == ()


def test_what_people_decided_and_watch_goes_along_as_far_as_it_is_held(
    halves: Halves, tmp_path: Path
) -> None:
    whole = tmp_path / "w.dossier"
    whole.write_bytes(halves.left.read_bytes())
    with open_dossier(whole) as dossier:
        first, second = (dossier.find_document(name).id for name in NAMES[:2])
        findings = list(dossier.all(Finding))
        here, there = (
            next(one for one in findings if {each.document for each in one.support} == {document})
            for document in (first, second)
        )
    decided(whole, "reject", there.id)
    decided(whole, "reject", here.id, reason="not so")
    decided(whole, "undo", "1")
    decided(whole, "accept", here.id, who="Ben")
    decided(whole, "undo", "4", who="Ben")
    write_watch(whole, WATCH)
    made = tmp_path / "c.dossier"

    report = part(whole, made, documents=(first,))

    assert (report.decisions, report.decisions_left, report.watches) == (3, 2, 1)
    with open_dossier(made) as dossier:
        log = read_decisions(dossier)
        claims = read_claims(dossier, dossier.get(Finding, here.id))
        assert [(one.number, one.who, one.action) for one in log] == [
            (1, "Ada", "reject"),
            (2, "Ben", "accept"),
            (3, "Ben", "undo"),
        ]
        assert log[2].undoes == log[1].id
        assert log[0].reason == "not so"
        assert Overlay(dossier).of_finding(claims).state == "rejected"
        assert read_watches(dossier) == [WATCH]
    assert exported(made)  # and nothing is wrong with the log
    add(made, [], wanted=Extension(workers=1), progress=Silent(), reader=WordReader())
    with open_dossier(made) as dossier:
        assert read_decisions(dossier) == log


def test_nothing_is_written_where_nothing_is_chosen(halves: Halves, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"meets all of: document 000.txt, since 2999-01-01"):
        part(halves.left, tmp_path / "c.dossier", documents=("000.txt",), since="2999-01-01")
    with pytest.raises(UsageError, match="say what to cut out"):
        part(halves.left, tmp_path / "c.dossier")
    with pytest.raises(UsageError, match="nothing is written over"):
        part(halves.left, halves.right, documents=("000.txt",))

    assert list(tmp_path.iterdir()) == []
    assert paths(halves.left) == sorted(set(LEFT) - {"empty.txt"})


def test_a_join_goes_along_only_with_both_its_sides() -> None:
    claims, actors = elsewhere()
    first, second = claims.anchors
    apart = replace(claims, anchors=(first, replace(second, document="document-b", uri="b")))

    assert is_on(claims, {first.document})
    assert is_on(actors, {"elsewhere"})  # by its address
    assert not is_on(claims, {"document-b"})
    assert not is_on(apart, {first.document})
    assert is_on(apart, {first.document, "b"})
