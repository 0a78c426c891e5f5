"""What matters most is read first, from its shelf as from a dossier read whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from plotted import records
from served import fill_served

from chancery.errors import NotFoundError
from chancery.model import Finding, Record, TimelineEntry
from chancery.pipeline.plain import is_sure
from chancery.pipeline.timeline import Asked, claims_of, matters
from chancery.pipeline.worth import Among, find_weightiest
from chancery.plots.data.histogram import read_histogram
from chancery.store import shelves
from chancery.store.dossier import open_dossier

KINDS = frozenset({"meeting", "event"})


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a dossier whose entries have weights, some of them alike."""
    made = tmp_path_factory.mktemp("worth") / "t.dossier"
    fill_served(made, [weighed(one, number) for number, one in enumerate(records())])
    return made


def weighed(one: Record, number: int) -> Record:
    """Return a record; an entry with a weight, a deed as one of which nobody is sure."""
    if isinstance(one, TimelineEntry):
        return replace(one, weight=number // 2 / 10)
    deed = isinstance(one, Finding) and one.about == "event"
    return replace(one, confidence=0.1) if deed else one


@contextmanager
def read_whole() -> Iterator[None]:
    """Have dossiers read as if they had no shelves."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shelves, "is_current", lambda _: False)
        yield


@pytest.mark.parametrize("sure", [True, False])
@pytest.mark.parametrize("kinds", [None, KINDS, frozenset({"meeting"})])
@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"everything": True},
        {"kind": "event"},
        {"party": "Corvia"},
        {"since": "2020-05-04", "until": "2020-05-04", "everything": True},
        {"least": 2},
    ],
)
def test_what_is_chosen_is_the_same_in_the_same_order(
    path: Path, asked: dict[str, Any], kinds: Any, *, sure: bool
) -> None:
    wanted, among = Asked(**asked), Among(kinds=kinds, sure=sure)
    with open_dossier(path) as dossier:
        assert dossier.is_shelved()
        shelved = list(find_weightiest(dossier, wanted, among))
        with read_whole():
            assert list(find_weightiest(dossier, wanted, among)) == shelved
    weights = [one.weight for one, _ in shelved]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) < len(weights) or len(weights) < 4


def test_what_is_neither_sure_nor_matters_is_left_out(path: Path) -> None:
    with open_dossier(path) as dossier:
        every = {one.id: one for one in dossier.all(Finding)}
        entries = {one.finding: one for one in dossier.all(TimelineEntry)}
        wanted = {
            one
            for one, finding in every.items()
            if matters(entries[one], finding) and is_sure(finding, claims_of(dossier, finding))
        }
        found = {one.id for _, one in find_weightiest(dossier, Asked(), Among(sure=True))}

    assert found == wanted
    assert 0 < len(found) < len(every)


def test_nobody_of_that_name_is_an_error_also_where_nothing_fits(path: Path) -> None:
    with open_dossier(path) as dossier, pytest.raises(NotFoundError, match="Nemo"):
        list(find_weightiest(dossier, Asked(party="Nemo", kind="figure"), Among()))


def test_the_whole_is_counted_as_if_its_documents_were_read(path: Path) -> None:
    with open_dossier(path) as dossier:
        kept = [read_histogram(dossier, Asked(**one)) for one in ({}, {"kind": "event"})]
        with read_whole():
            assert [
                read_histogram(dossier, Asked(**one)) for one in ({}, {"kind": "event"})
            ] == kept
    assert kept[0].documents > kept[1].documents > 0
