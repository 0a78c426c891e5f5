"""What `make fuzz` promises: every reader is tried, and a file that brings one down is kept."""

import time
from pathlib import Path

import pytest
from hypothesis import strategies as st

from chancery.sources import collect, sniff
from chancery.sources.sniff import type_of_name
from tests.fuzz import worker
from tests.fuzz.case import Case, FaultError, check, keep, load
from tests.fuzz.targets import TARGETS

FOUND = sorted((Path(__file__).parent / "found").glob("*.json"))


@pytest.mark.parametrize("path", FOUND, ids=[path.stem for path in FOUND])
def test_a_file_that_once_brought_a_reader_down_is_read(path: Path, tmp_path: Path) -> None:
    check(load(path), tmp_path)


def test_every_format_that_is_read_is_tried() -> None:
    tried = {type_of_name(f"x.{ending}") for ending in TARGETS}

    assert tried == set(sniff._TYPES.values())  # noqa: SLF001 - the list of what is read


def test_a_file_that_brings_a_reader_down_is_made_small_and_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def read(given: collect.Given) -> object:
        if b"\xff" in Path(given.file).read_bytes():
            raise LookupError(given.uri)
        return iter(())

    monkeypatch.setitem(collect._MANY, "text/csv", read)  # noqa: SLF001 - a reader with a fault
    monkeypatch.setattr(worker, "SHRINK_S", 5)
    cases = st.binary(max_size=40).map(lambda data: Case("x.csv", b"\xff" + data))
    monkeypatch.setattr(worker, "TARGETS", {"csv": cases})

    outcome = worker.try_reader("csv", seconds=5, seed_at=1, folder=tmp_path / "csv")

    assert outcome.fault is not None
    assert "LookupError" in outcome.fault.trace
    assert outcome.fault.case == Case("x.csv", b"\xff")
    assert load(keep(outcome.fault.case, tmp_path)) == outcome.fault.case
    assert not (tmp_path / "csv").exists()


def test_a_lost_article_and_a_silent_reader_are_faults(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lost = Case("x.jsonl", b'{"text": "One."}\n{"text": 2}\n', ("One.", "Two."))

    with pytest.raises(FaultError, match=r"'Two.' is lost; told: \['malformed'\]"):
        check(lost, tmp_path)
    check(lost._replace(excuses=frozenset({"malformed"})), tmp_path)
    monkeypatch.setitem(collect._MANY, "text/csv", lambda _: iter(()))  # noqa: SLF001 - silent
    with pytest.raises(FaultError, match="nothing, not even a reason"):
        check(Case("x.csv", b"text\nOne.\n"), tmp_path)


def test_a_reader_that_does_not_end_is_a_fault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def read(given: collect.Given) -> object:
        del given
        end = time.monotonic() + 20
        while time.monotonic() < end:
            pass
        return iter(())

    monkeypatch.setitem(collect._MANY, "text/csv", read)  # noqa: SLF001 - a reader with a fault
    monkeypatch.setattr("tests.fuzz.case.CPU_S", 0.2)

    with pytest.raises(FaultError, match="takes more than"):
        check(Case("x.csv", b"text\nOne.\n"), tmp_path)
