from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.lineage.independence import independent_sources
from chancery.lineage.independent_set import EXACT_SIZE, largest_set
from chancery.model import Evidence, Origin, ReuseLink, cite, make_id
from chancery.stages.reuse.trace import Trace

PLAIN = "barley lay in the wet hold of the barge below the weir " * 60


def span(document: str, start: int, length: int = 300, text: str = PLAIN) -> Evidence:
    return cite(document, text, start, start + length)


def link(a: Evidence, b: Evidence, **how: Any) -> ReuseLink:
    return ReuseLink(
        id=make_id("reuse_link", [a.document, a.start, b.document, b.start]),
        a=a,
        b=b,
        edits=(),
        similarity=1.0,
        length=50,
        strength=how.get("strength", "strong"),
        reason="made",
    )


def test_copies_of_one_passage_are_one_source() -> None:
    links = [link(span(a, 0), span(b, 0)) for a, b in combinations("abc", 2)]
    found = independent_sources([span(name, 100, 50) for name in "abc"], links)
    assert found == (1, 1, ("a",), True)


def test_the_upper_bound_counts_what_lies_outside_any_shared_passage() -> None:
    links = [link(span("a", 0), span("b", 0))]
    found = independent_sources([span("a", 1000, 50), span("b", 1000, 50)], links)
    assert found == (1, 2, ("a",), True)


def test_documents_that_share_nothing_are_independent() -> None:
    found = independent_sources([span(name, 0, 50) for name in "cab"], [])
    assert found == (3, 3, ("a", "b", "c"), True)


def test_a_chain_counts_its_ends() -> None:
    links = [link(span("a", 0), span("b", 0)), link(span("b", 2000), span("c", 0))]
    assert independent_sources([span(name, 1000, 9) for name in "abc"], links).members == (
        "a",
        "c",
    )


def test_a_weak_link_leaves_sources_independent() -> None:
    links = [link(span("a", 0), span("b", 0), strength="weak")]
    assert independent_sources([span("a", 0, 50), span("b", 0, 50)], links).lower == 2


def test_copies_of_a_third_document_are_not_independent() -> None:
    links = [link(span("hub", 0), span(name, 0)) for name in ("a", "b", "c")]
    supports = [span(name, 100, 50) for name in "abc"]
    assert independent_sources(supports, links)[:2] == (1, 1)


def test_copies_of_different_parts_of_a_third_document_are_independent() -> None:
    links = [link(span("hub", 0), span("a", 0)), link(span("hub", 290), span("b", 0))]
    assert independent_sources([span("a", 0, 50), span("b", 0, 50)], links).lower == 2


def test_copies_of_one_remark_in_a_third_document_are_independent() -> None:
    text = "“" + "x" * 280 + "” he said at the weir"
    links = [link(span("hub", 0, 300, text), span(name, 0, 300, text)) for name in "ab"]
    assert independent_sources([span("a", 310, 9), span("b", 310, 9)], links).lower == 2


def test_documents_that_were_compared_are_judged_by_their_own_links() -> None:
    links = [link(span("hub", 0), span(name, 0)) for name in "ab"]
    links.append(link(span("a", 0), span("b", 0), strength="weak"))
    assert independent_sources([span("a", 1000, 9), span("b", 1000, 9)], links).lower == 2


def test_a_story_that_a_hundred_outlets_print_is_one_source(press: Any) -> None:
    story = " ".join(f"barley{n} ferry{n * 5 % 17} toll{n % 3}" for n in range(40))
    documents = [
        press.document(f"{n:03}", f"own{n} lead{n}. {story} end{n}", outlet=f"Outlet {n}")
        for n in range(100)
    ]
    links = press.links(*documents)
    assert {link.strength for link in links} == {"strong"}
    supports = [cite(one.id, one.text, 60, 90) for one in documents]
    assert independent_sources(supports, links)[:2] == (1, 1)
    (origin,) = Trace().run(links)
    assert isinstance(origin, Origin)
    assert len(origin.documents) == 100


def test_two_supports_in_one_document_count_once() -> None:
    found = independent_sources([span("a", 0, 9), span("a", 50, 9), span("b", 0, 9)], [])
    assert (found.lower, found.upper) == (2, 2)


def test_a_document_with_one_support_of_its_own_counts_in_the_upper_bound() -> None:
    links = [link(span("a", 0), span("b", 0))]
    supports = [span("a", 0, 50), span("a", 2000, 50), span("b", 0, 50)]
    assert independent_sources(supports, links)[:2] == (1, 2)


def test_the_lower_count_never_passes_the_upper() -> None:
    links = [
        link(span("a", 0, 900), span("b", 0, 900)),
        link(span("b", 600, 900), span("c", 0, 900)),
    ]
    supports = [span("a", 10, 50), span("b", 700, 50), span("c", 10, 50)]
    found = independent_sources(supports, links)
    assert (found.lower, found.upper, found.members) == (1, 1, ("a",))


def test_nothing_supports_nothing() -> None:
    assert independent_sources([], []) == (0, 0, (), True)


FACTS = [
    ("Soviet war", [("000", 2003, 2040), ("001", 3676, 3693), ("002", 1187, 1210),
                    ("003", 2997, 3053), ("004", 2149, 2186)], 3, 4),
    ("Taliban credited", [("000", 2572, 2638), ("001", 504, 575)], 1, 2),
    ("Hanafi heads the delegation", [("001", 1603, 1680), ("003", 981, 1057)], 1, 1),
    ("conference held", [("000", 1150, 1197), ("001", 266, 298), ("003", 313, 370)], 2, 3),
    ("embassy not evacuated", [("000", 2331, 2455), ("001", 3968, 4093)], 1, 1),
    ("designation", [("000", 1676, 1729), ("004", 1828, 1880)], 1, 1),
    ("ten countries", [("001", 824, 881), ("003", 562, 618)], 1, 2),
]  # fmt: skip


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact[0])
def test_the_real_articles_give_the_counts_of_a_close_reading(
    press: Any, five: dict[str, Any], fact: tuple[str, list[tuple[str, int, int]], int, int]
) -> None:
    claim, spans, lower, upper = fact
    links = press.links(*five.values())
    supports = [cite(five[name].id, five[name].text, start, end) for name, start, end in spans]
    found = independent_sources(supports, links)
    assert (found.lower, found.upper, found.exact) == (lower, upper, True), claim


def slowest(count: int, edges: set[tuple[int, int]]) -> int:
    for size in range(count, 0, -1):
        for chosen in combinations(range(count), size):
            if not any(pair in edges for pair in combinations(chosen, 2)):
                return size
    return 0


@given(st.integers(0, 9), st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=24))
@settings(max_examples=150, deadline=None)
def test_the_set_is_as_large_as_any(count: int, drawn: set[tuple[int, int]]) -> None:
    edges = {(min(a, b), max(a, b)) for a, b in drawn if a != b and max(a, b) < count}
    named = [(str(a), str(b)) for a, b in edges]
    found = largest_set([str(n) for n in range(count)], named)
    assert len(found.members) == slowest(count, edges)
    assert found.exact
    assert not any(set(pair) <= set(found.members) for pair in named)


def test_a_large_crowd_of_copies_is_counted_exactly() -> None:
    nodes = [f"{n:03}" for n in range(EXACT_SIZE * 3)]
    assert largest_set(nodes, combinations(nodes, 2)) == (("000",), True)


def test_a_large_tangle_says_that_it_is_not_exact() -> None:
    nodes = [f"{n:03}" for n in range(EXACT_SIZE * 2 + 1)]
    ring = list(zip(nodes, [*nodes[1:], nodes[0]], strict=True))
    found = largest_set(nodes, ring)
    assert (len(found.members), found.exact) == (EXACT_SIZE, False)


def test_versions_of_one_article_are_one_source_whatever_they_share() -> None:
    supports = [span(name, 0, 50) for name in "abc"]
    found = independent_sources(supports, [], {"a": "one", "c": "one"})
    assert found == (2, 2, ("a", "b"), True)
    assert independent_sources(supports, [], dict.fromkeys("abc", "one"))[:2] == (1, 1)


def test_a_copy_of_one_version_is_no_source_beside_another() -> None:
    links = [link(span("b", 0), span("c", 0))]
    supports = [span(name, 100, 50) for name in "abc"]
    assert independent_sources(supports, links, {"a": "one", "b": "one"})[:2] == (1, 2)


def test_the_upper_bound_counts_an_article_once() -> None:
    supports = [span("a", 0, 50), span("b", 1000, 50), span("c", 0, 50)]
    links = [link(span("a", 0), span("c", 0))]
    assert independent_sources(supports, links, {"a": "one", "b": "one"})[:2] == (1, 2)
