import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from chancery.inference.focus import EDGES, buckets, view


def bucket(distance: int) -> int:
    return int((distance >= EDGES).sum())


@given(st.lists(st.sampled_from([0, 0, 0, 1, 2, 3]), min_size=1, max_size=150))
def test_buckets_tell_distance_and_side(marks: list[int]) -> None:
    found = buckets(np.array(marks)).tolist()
    asked = [place for place, mark in enumerate(marks) if mark == 1]
    asked = asked or [place for place, mark in enumerate(marks) if mark]
    for place, one in enumerate(found):
        after = min((place - other for other in asked if other <= place), default=10**6)
        before = min((other - place for other in asked if other >= place), default=10**6)
        if not asked or not min(after, before):
            assert one == 0
        elif after <= before:
            assert one == bucket(after)
        else:
            assert one == bucket(before) + len(EDGES)


def test_buckets_are_fewer_than_the_weights_have() -> None:
    marks = np.zeros(600, np.int64)
    marks[300] = 1
    assert buckets(marks).max() == 24


@given(st.integers(1, 300), st.integers(1, 90), st.integers(1, 180), st.data())
def test_a_view_lies_in_its_window_and_holds_what_is_asked_about(
    size: int, before: int, more: int, data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, size - 1))
    low, high = view(first, size, (before, before + more))
    assert 0 <= low <= first < high <= size
    assert high - low == min(size, before + more)
