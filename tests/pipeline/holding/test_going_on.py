"""A dossier that was made of others goes on: it is added to, and a killed join is finished."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest
from fakes import Silent, WordReader
from halves import NAMES, RIGHT, TEXTS, Halves, exported, inside, join, paths

from chancery.errors import EngineError, UsageError
from chancery.model import Record
from chancery.pipeline.add import Extension, add
from chancery.pipeline.assemble import plan_for
from chancery.pipeline.build import build
from chancery.pipeline.holding.dossiers import DossierHolding, Part
from chancery.pipeline.holding.taking import Taken, Taking
from chancery.pipeline.settings import HeldNote, Settings
from chancery.store.dossier import open_dossier
from chancery.store.holding import DossierReader


def test_what_is_added_goes_beside_what_is_held(halves: Halves, tmp_path: Path) -> None:
    made = tmp_path / "c.dossier"
    join([halves.left, halves.left], made)
    more = tmp_path / "articles"
    more.mkdir()
    for name in (NAMES[3], "empty.txt", *RIGHT):
        (more / name).write_text(TEXTS[name], encoding="utf-8")

    with inside(tmp_path):
        add(
            made, ["articles"], wanted=Extension(workers=1), progress=Silent(), reader=WordReader()
        )
        grown = exported(made)
        for one in more.iterdir():
            one.unlink()
        add(made, [], wanted=Extension(workers=1), progress=Silent(), reader=WordReader())

    assert grown == exported(halves.whole)
    assert paths(made) == NAMES[:4]  # what a source gave goes with it, what was taken over stays
    with open_dossier(made) as dossier:
        assert [one.sources for one in dossier.runs()] == [(), ("articles",), ("articles",)]


def test_a_build_that_takes_nothing_over_has_no_step_for_it() -> None:
    usual, reader = plan_for(Settings(), WordReader()), DossierReader()
    held = plan_for(Settings(), WordReader(), held=reader)

    assert [one.name for one in held.steps[:2]] == ["restore", "restore_texts"]
    assert [one.name for one in held.steps[2:]] == [one.name for one in usual.steps]
    for one, other in zip(usual.steps, held.steps[2:], strict=True):
        assert one.takes == other.takes[: len(one.takes)]
        assert ("restore" in other.takes + other.looks_up) == (
            one.name != "annotate" and bool({"describe", "annotate"} & {*one.takes, *one.looks_up})
        )


def test_a_build_from_sources_alone_is_refused(plain: Halves, tmp_path: Path) -> None:
    made = tmp_path / "c.dossier"
    join([plain.left, plain.right], made)

    with pytest.raises(UsageError, match=r"`chancery add .*c.dossier SOURCE` keeps them"):
        build([str(tmp_path)], made, settings=Settings(workers=1), progress=Silent())

    assert exported(made) == exported(plain.whole)


class Stopped(Exception):  # noqa: N818 - what ends the process, not what fails
    """Ends a merge as a crash would."""


class Stopping(Silent):
    """Ends a merge while it writes."""

    def begin(self, step: str, total: int | None) -> None:
        if step == "store document":
            raise Stopped
        super().begin(step, total)


def test_a_merge_that_is_killed_leaves_no_dossier_and_is_gone_on_with(
    plain: Halves, tmp_path: Path
) -> None:
    made, progress = tmp_path / "c.dossier", Silent()
    with pytest.raises(Stopped):
        join([plain.left, plain.right], made, progress=Stopping())
    assert [one.name for one in tmp_path.iterdir()] == ["c.dossier.work"]
    made.with_name("c.dossier.partial").write_bytes(b"of one that could not clean up")

    join([plain.left, plain.right], made, progress=progress)

    assert exported(made) == exported(plain.whole)
    assert progress.done["restore"] == 0
    assert not made.with_name("c.dossier.partial").exists()


class Nothing:
    """Results without a record."""

    def digests(self, kind: type[Record]) -> Mapping[str, bytes]:
        return {}

    def load(self, kind: type[Record], ids: Sequence[str]) -> Iterable[Record]:
        return []


def test_a_document_whose_worker_died_is_missed(plain: Halves) -> None:
    holding = DossierHolding([Part(plain.left)])
    taken = Taken(holding=holding, note=HeldNote(dossiers=("left.dossier",)))
    taking = Taking(taken, None)
    assert len(list(taking.beside(iter(())))) == 5

    with pytest.raises(EngineError, match="4 documents were not taken over"):
        taking.check(Nothing())
