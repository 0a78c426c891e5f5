"""What people merge and split takes effect in the next build, says so until then, and stays."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import Silent, WordReader
from review import decided

from chancery.model import Entity, Finding, Record, Statement, record_kinds
from chancery.pipeline.add import Extension, add
from chancery.pipeline.build import build, work_folder
from chancery.pipeline.review.joins import Joins
from chancery.pipeline.review.log import find_lost
from chancery.pipeline.review.words import join_words
from chancery.pipeline.settings import LAST_DECISION, Settings
from chancery.store.decisions import read_decisions
from chancery.store.dossier import open_dossier
from chancery.store.faults import find_faults

SAILS = (
    "A spokesman said the ferry from the northern harbour to the island where lighthouse keepers"
    " grow their barley and mend their nets sails again before the first week of summer is over."
)
ARTICLES = {
    "a": f"{SAILS} Veldt praised the weather.",
    "b": "The owners said a ferry leaves from a port of the north. Veldt promised nine bridges.",
    "c": f"{SAILS} Orsk refused to leave the room.",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the dossier of three articles, with the work of its build."""
    folder = tmp_path_factory.mktemp("joins")
    (folder / "articles").mkdir()
    for name, text in ARTICLES.items():
        (folder / "articles" / f"{name}.txt").write_text(text)
    path = folder / "t.dossier"
    settings = Settings(workers=1)
    build(
        [str(folder / "articles")], path, settings=settings, progress=Silent(), reader=WordReader()
    )
    return path


@pytest.fixture
def path(built: Path, tmp_path: Path) -> Iterator[Path]:
    """Give a copy of it, to be decided on and built again."""
    own = tmp_path / "t.dossier"
    shutil.copy(built, own)
    shutil.copytree(work_folder(built), work_folder(own))
    texts = {one: one.read_text() for one in (built.parent / "articles").iterdir()}
    yield own
    for one, text in texts.items():
        one.write_text(text)


def again(path: Path) -> None:
    """Build the dossier again from its sources."""
    add(path, [], wanted=Extension(workers=1), progress=Silent(), reader=WordReader())


def records(path: Path) -> list[Record]:
    with open_dossier(path) as dossier:
        return [one for kind in record_kinds() for one in dossier.all(kind)]


def claim(path: Path, article: str) -> str:
    """Return the statement of an article about the ferry."""
    with open_dossier(path) as dossier:
        (found,) = [
            one.id
            for one in dossier.all(Statement)
            if "ferry" in one.words[0].quote and _name(path, one.document) == article
        ]
    return found


def veldt(path: Path, article: str) -> str:
    """Return Veldt as an article knows him."""
    with open_dossier(path) as dossier:
        (found,) = [
            one.id
            for one in dossier.all(Entity)
            if one.name == "Veldt" and article in {_name(path, each) for each in one.documents}
        ]
    return found


def _name(path: Path, document: str) -> str:
    with open_dossier(path) as dossier:
        return Path(dossier.find_document(document).uri).stem


def told(path: Path) -> list[tuple[str, int]]:
    """Return the articles that each finding on the ferry rests on, and how many are counted."""
    with open_dossier(path) as dossier:
        found = [one for one in dossier.all(Finding) if "ferry" in one.words.quote]
    return sorted(
        ("".join(sorted(_name(path, each.document) for each in one.support)), one.independent)
        for one in found
    )


def states(path: Path) -> dict[int, tuple[str, tuple[int, ...]]]:
    with open_dossier(path) as dossier:
        decisions = read_decisions(dossier)
        joins = Joins(dossier, decisions)
    found = {one.number: joins.state(one.number) for one in decisions}
    return {number: (one.state, one.against) for number, one in found.items() if one}


def test_a_merge_waits_for_a_build_and_so_does_its_undoing(path: Path) -> None:
    before = records(path)
    decided(path, "merge", claim(path, "a"), other=claim(path, "b"))
    decided(path, "merge", veldt(path, "a"), other=veldt(path, "b"))
    assert records(path) == before
    assert states(path) == {1: ("waits", ()), 2: ("waits", ())}

    again(path)
    assert told(path) == [("abc", 2)]  # the copy among the three counts for nothing
    assert veldt(path, "a") == veldt(path, "b")
    assert states(path) == {1: ("done", ()), 2: ("done", ())}
    with open_dossier(path) as dossier:
        assert find_faults(dossier) == []
        assert find_lost(dossier) == []
        joins = Joins(dossier, read_decisions(dossier))
        assert [join_words(one) for _, one in joins.on([claim(path, "b")])] == [""]
        assert dossier.runs()[-1].settings[LAST_DECISION] == 2

    decided(path, "undo", "1")
    decided(path, "undo", "2")
    assert states(path) == {1: ("undone", ()), 2: ("undone", ())}
    with open_dossier(path) as dossier:
        joins = Joins(dossier, read_decisions(dossier))
        (found,) = joins.on([claim(path, "b")])
    assert (found[0].number, joins.waiting()) == (1, 2)
    assert join_words(found[1]) == "undone, and stands as the last build made it until the next"
    again(path)
    assert records(path) == before
    assert states(path) == {}


def test_a_claim_is_split_off_and_put_back_and_a_copy_stays_one_source(path: Path) -> None:
    assert told(path) == [("ac", 1), ("b", 1)]
    decided(path, "split", claim(path, "c"))

    again(path)
    assert told(path) == [("a", 1), ("b", 1), ("c", 1)]
    with open_dossier(path) as dossier:
        links = {link.relation for one in dossier.all(Finding) for link in one.links}
    assert "parted" in links

    decided(path, "merge", claim(path, "a"), other=claim(path, "c"))
    assert states(path)[2] == ("waits", ())  # the last word of one person is no contradiction
    again(path)
    assert told(path) == [("ac", 1), ("b", 1)]


def test_of_two_who_differ_builds_take_no_side_and_both_are_named(path: Path) -> None:
    decided(path, "merge", claim(path, "a"), other=claim(path, "b"))
    again(path)
    decided(path, "split", claim(path, "b"), who="Ben")
    assert states(path) == {1: ("contradicts", (2,)), 2: ("contradicts", (1,))}

    again(path)
    assert told(path) == [("ac", 1), ("b", 1)]
    decided(path, "undo", "2", who="Ben")
    assert states(path) == {1: ("waits", ())}


def test_a_merge_moves_with_its_words_and_is_lost_with_them(path: Path, built: Path) -> None:
    decided(path, "merge", claim(path, "a"), other=claim(path, "b"))
    decided(path, "merge", veldt(path, "a"), other=veldt(path, "b"))
    article = built.parent / "articles" / "b.txt"
    article.write_text(f"The weather was fine.\n\n{ARTICLES['b']}")

    again(path)
    assert told(path) == [("abc", 2)]
    assert veldt(path, "a") == veldt(path, "b")
    assert states(path) == {1: ("done", ()), 2: ("done", ())}

    article.write_text("The weather was fine all over the northern harbour on that day.")
    again(path)
    assert states(path)[2] == ("lost", ())
    with open_dossier(path) as dossier:
        assert [(one.decision.number, set(one.found)) for one in find_lost(dossier)] == [
            (1, {"lost"}),
            (2, {"lost"}),
        ]
