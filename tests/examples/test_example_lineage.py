"""Builds the example corpus and holds its reuse links, origins and counts against the gold."""

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

import msgspec
import pytest

from chancery.lineage.independence import independent_sources
from chancery.model import Evidence, ReuseLink, cite

Gold = dict[str, Any]
Span = tuple[int, int]
Locate = Callable[..., Span | None]

COVERED = 0.95  # of a gold passage that links must cover; its ends may fall a few words short
STRAY_WORDS = 6  # a link may reach this far over the ends of a passage, through words in common


def words(text: str) -> list[str]:
    found = (word.strip(".,:;!?“”«»()—–-") for word in text.casefold().split())
    return [word for word in found if word]


def pairs(reuse: Gold, *kinds: str) -> set[frozenset[str]]:
    return {frozenset((one["a"], one["b"])) for kind in kinds for one in reuse[kind]}


def test_each_copied_passage_is_found_in_both_documents(
    dossier: Any, reuse: Gold, locate: Locate
) -> None:
    short = [
        (pair["a"], pair["b"], side, round(share, 3))
        for pair in reuse["reuse"]
        for passage in pair["passages"]
        for side in ("a", "b")
        if (share := share_covered(dossier, pair, passage, side, locate)) < COVERED
    ]

    assert short == []


def share_covered(dossier: Any, pair: Gold, passage: Gold, side: str, locate: Locate) -> float:
    span = locate(dossier.documents[pair[side]]["text"], passage[side])
    assert span is not None
    covered: set[int] = set()
    for link, sides in dossier.links(pair["a"], pair["b"]):
        if link["strength"] == "strong":
            end = link[sides[pair[side]]]
            covered.update(range(max(end["start"], span[0]), min(end["end"], span[1])))
    return len(covered) / (span[1] - span[0])


def test_links_hold_nothing_beyond_the_copied_passages(
    dossier: Any, reuse: Gold, locate: Locate
) -> None:
    stray = [
        (pair["a"], pair["b"], beyond)
        for pair in reuse["reuse"]
        for beyond in beyond_passages(dossier, pair, locate)
    ]

    assert stray == []


def beyond_passages(dossier: Any, pair: Gold, locate: Locate) -> Iterator[str]:
    for link, sides in dossier.links(pair["a"], pair["b"]):
        for side in ("a", "b"):
            text = dossier.documents[pair[side]]["text"]
            end = link[sides[pair[side]]]
            spans = [locate(text, passage[side]) for passage in pair["passages"]]
            inside = [span for span in spans if span and meets(span, end)]
            if not inside:
                yield end["quote"]
                continue
            before = text[end["start"] : max(inside[0][0], end["start"])]
            after = text[min(inside[-1][1], end["end"]) : end["end"]]
            if len(words(before)) > STRAY_WORDS or len(words(after)) > STRAY_WORDS:
                yield f"{before} … {after}"


def meets(span: Span, end: Gold) -> bool:
    return bool(span[0] < end["end"] and end["start"] < span[1])


def test_the_edits_of_copied_passages_are_shown(dossier: Any, reuse: Gold) -> None:
    missing = [
        (pair["a"], pair["b"], edit)
        for pair in reuse["reuse"]
        for passage in pair["passages"]
        for edit in passage["edits"]
        if not any(
            same_edit(shown, edit, sides[pair["a"]])
            for link, sides in dossier.links(pair["a"], pair["b"])
            for shown in link["edits"]
        )
    ]

    assert missing == []


def same_edit(shown: Gold, gold: Gold, first: str) -> bool:
    second = "b" if first == "a" else "a"
    return words(shown[f"{first}_text"]) == words(gold["a"]) and words(
        shown[f"{second}_text"]
    ) == words(gold["b"])


def test_no_other_pair_is_called_a_copy(dossier: Any, reuse: Gold) -> None:
    strong = {
        frozenset(dossier.names[link[side]["document"]] for side in ("a", "b"))
        for link in dossier.of_kind("reuse_link")
        if link["strength"] == "strong"
    }

    assert strong - pairs(reuse, "reuse") == set()


def test_only_shared_quotations_may_be_weak_links_between_other_pairs(
    dossier: Any, reuse: Gold
) -> None:
    allowed = pairs(reuse, "reuse", "weak")
    linked = {
        pair
        for pair in map(frozenset, combinations(dossier.documents, 2))
        if any(True for _ in dossier.links(*pair))
    }

    assert linked - allowed == set()


@pytest.mark.parametrize("agency", ["PBP", "Tellar"])
def test_origins_are_stated_by_credits_and_inferred_through_copies(
    dossier: Any, reuse: Gold, agency: str
) -> None:
    gold = next(one for one in reuse["origins"] if one["name"] == agency)
    for basis in ("stated", "inferred"):
        found = {
            dossier.names[document]
            for origin in dossier.of_kind("origin")
            if origin["name"] in gold["names"] and origin["basis"] == basis
            for document in origin["documents"]
        }
        assert found == set(gold[basis]), basis


def test_independent_sources_of_each_claim_are_counted(
    dossier: Any, claims: list[Gold], locate: Locate
) -> None:
    links = [msgspec.convert(link, ReuseLink) for link in dossier.of_kind("reuse_link")]
    wrong = []
    for claim in claims:
        supports = [evidence_of(dossier, one, locate) for one in claim["supports"]]
        found = independent_sources(supports, links)
        if (found.lower, found.upper) != (claim["lower"], claim["upper"]):
            wrong.append((claim["id"], claim["lower"], claim["upper"], found.lower, found.upper))

    assert wrong == []


def evidence_of(dossier: Any, support: Gold, locate: Locate) -> Evidence:
    document = dossier.documents[support["document"]]
    span = locate(document["text"], support)
    assert span is not None, support
    return cite(document["id"], document["text"], *span)
