"""Correlation clustering: sums decide, and what is barred is never one."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.graph import cluster, components

PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(5, 9)), st.integers(-9, 9), max_size=25
)


def freely(a: Sequence[int], b: Sequence[int]) -> bool:
    del a, b
    return True


def test_a_sum_below_zero_keeps_groups_apart() -> None:
    weights = {(0, 1): 5, (1, 2): 3, (0, 2): -4}

    assert cluster(3, weights, freely) == [[0, 1], [2]]


def test_a_sum_above_zero_joins_what_one_pair_parts() -> None:
    weights = {(0, 1): 5, (1, 2): 6, (0, 2): -4}

    assert cluster(3, weights, freely) == [[0, 1, 2]]


def test_what_may_not_be_one_is_not_joined_through_a_third() -> None:
    weights = {(0, 1): 5, (1, 2): 4}

    found = cluster(3, weights, lambda a, b: not {0, 2} <= {*a, *b})

    assert found == [[0, 1], [2]]


@settings(deadline=None)  # a busy machine is no fault
@given(PAIRS)
def test_every_node_is_in_one_group(weights: dict[tuple[int, int], int]) -> None:
    groups = cluster(10, weights, freely)

    assert sorted(node for group in groups for node in group) == list(range(10))
    assert groups == cluster(10, dict(reversed(weights.items())), freely)


def test_a_component_grows_to_its_cap_by_the_first_pairs() -> None:
    pairs = [(0, 1), (2, 3), (1, 2)]

    assert components(4, pairs) == [[0, 1, 2, 3]]
    assert components(4, pairs, most=2) == [[0, 1], [2, 3]]
