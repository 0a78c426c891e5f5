"""Search finds kept text, shows the very characters, and never trips over a query."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stored import FIRST, fill

from chancery.errors import UsageError
from chancery.store.dossier import open_dossier
from chancery.store.query import to_fts
from chancery.store.search import search


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("search") / "t.dossier"
    fill(made)
    return made


def test_a_hit_shows_the_characters_that_match(path: Path) -> None:
    with open_dossier(path) as dossier:
        hits = search(dossier, "holds", limit=5)

    assert [hit.document.path for hit in hits] == ["first.txt"]
    match = hits[0].matches[0]
    assert FIRST[match.start : match.end] == match.quote == "holds"
    assert hits[0].passage.quote in FIRST


def test_removed_text_answers_only_when_asked(path: Path) -> None:
    with open_dossier(path) as dossier:
        assert search(dossier, "subscribe", limit=5) == []
        assert search(dossier, "subscribe", limit=5, removed=True)[0].block == "appeal"


@pytest.mark.parametrize(
    ("query", "paths"),
    [
        ("truce talks", {"first.txt", "second.txt"}),
        ('"truce held"', {"second.txt"}),
        ("envoy -holds", {"second.txt"}),
        ("holds OR held", {"first.txt", "second.txt"}),
        ("hol*", {"first.txt"}),
        ("TRUCE", {"first.txt", "second.txt"}),
        ("absent", set()),
    ],
)
def test_words_phrases_prefixes_and_exclusions_are_understood(
    path: Path, query: str, paths: set[str]
) -> None:
    with open_dossier(path) as dossier:
        hits = search(dossier, query, limit=5, newest=True)

    assert {hit.document.path for hit in hits} == paths


@pytest.mark.parametrize("query", ["", "   ", "-only", "OR", '""', "***"])
def test_a_query_without_a_word_is_refused(query: str) -> None:
    with pytest.raises(UsageError, match="nothing to look for"):
        to_fts(query)


@given(query=st.text(max_size=40))
def test_no_query_breaks_the_search(path: Path, query: str) -> None:
    with open_dossier(path) as dossier, contextlib.suppress(UsageError):
        assert len(search(dossier, query, limit=3)) <= 2
