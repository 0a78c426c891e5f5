import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.inference.decode import ChainWeights, best_tags, pick, tagged

ROLES = ("source", "content")


def weights(draw: np.random.Generator) -> ChainWeights:
    parts = (draw.standard_normal(shape).astype(np.float32) for shape in ((5, 5), 5, 5))
    return ChainWeights.of(*parts)


def worth(path: tuple[int, ...], scores: np.ndarray, chain: ChainWeights) -> float:
    total = chain.begin[path[0]] + chain.final[path[-1]]
    total += sum(scores[place, tag] for place, tag in enumerate(path))
    return float(total + sum(chain.steps[a, b] for a, b in itertools.pairwise(path)))


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10**6), st.integers(1, 5))
def test_the_best_tags_are_those_of_brute_force(seed: int, size: int) -> None:
    draw = np.random.default_rng(seed)
    scores = draw.standard_normal((2, size, 5)).astype(np.float32)
    chain = weights(draw)
    for row, found in enumerate(best_tags(scores, chain)):
        paths = itertools.product(range(5), repeat=size)
        best = max(worth(path, scores[row], chain) for path in paths)
        assert worth(tuple(found), scores[row], chain) == pytest.approx(best, abs=1e-3)


@given(st.integers(0, 10**6))
def test_nothing_is_inside_without_a_beginning(seed: int) -> None:
    draw = np.random.default_rng(seed)
    scores = (4 * draw.standard_normal((3, 30, 5))).astype(np.float32)
    for path in best_tags(scores, weights(draw)).tolist():
        for before, tag in itertools.pairwise([0, *path]):
            assert tag not in (2, 4) or before in (tag - 1, tag)


def test_spans_and_sureness_of_each_role() -> None:
    path = [0, 1, 2, 1, 0, 3, 4, 4]
    scores = np.full((1, len(path), 5), -5, np.float32)
    scores[0, range(len(path)), path] = 5
    chain = ChainWeights.of(*(np.zeros(shape, np.float32) for shape in ((5, 5), 5, 5)))
    (found,) = tagged(scores, chain, ROLES)
    assert found.spans == {"source": [(1, 3), (3, 4)], "content": [(5, 8)]}
    assert found.sure["source"] > 0.99


def test_a_role_that_is_absent_has_the_best_chance_of_any_piece() -> None:
    scores = np.zeros((1, 3, 5), np.float32)
    scores[..., 0] = 9
    chain = ChainWeights.of(*(np.zeros(shape, np.float32) for shape in ((5, 5), 5, 5)))
    (found,) = tagged(scores, chain, ROLES)
    assert found.spans == {}
    assert 0 < found.sure["content"] < 0.01


def test_no_question_has_no_answer_and_wrong_tags_are_named() -> None:
    chain = weights(np.random.default_rng(0))
    assert tagged(np.zeros((0, 4, 5), np.float32), chain, ROLES) == []
    with pytest.raises(ValueError, match="4 scores for the 5 tags"):
        tagged(np.zeros((1, 4, 4), np.float32), chain, ROLES)


@settings(deadline=None)
@given(st.integers(0, 10**6), st.booleans())
def test_picked_spans_do_not_cross_and_overlap_only_if_nested(
    seed: int,
    nested: bool,  # noqa: FBT001 - drawn
) -> None:
    draw = np.random.default_rng(seed)
    scores = draw.standard_normal((25, 8, 2)).astype(np.float32)
    found = pick(scores, 1.0, nested=nested)
    assert found == sorted(found, key=lambda one: (one.first, -one.last))
    assert found
    for one in found:
        assert one.score == scores[one.first, one.last - one.first - 1, one.type] > 1
    for a, b in itertools.combinations(found, 2):
        assert not a.first < b.first < a.last < b.last
        assert nested or a.last <= b.first
        assert (a.first, a.last) != (b.first, b.last)


@settings(deadline=None)
@given(st.integers(0, 10**6))
def test_a_span_is_left_out_only_for_a_better_one(seed: int) -> None:
    draw = np.random.default_rng(seed)
    scores = draw.standard_normal((15, 6, 1)).astype(np.float32)
    found = pick(scores, 0.5, nested=True)
    kept = {(one.first, one.last) for one in found}
    for first, width in np.argwhere(scores[..., 0] > 0.5).tolist():
        low, high, score = first, first + width + 1, scores[first, width, 0]
        better = [one for one in found if one.score >= score]
        crossed = any(
            low < one.first < high < one.last or one.first < low < one.last < high
            for one in better
        )
        assert ((low, high) in kept) != crossed


def test_nothing_above_the_threshold_gives_nothing() -> None:
    assert pick(np.zeros((4, 3, 2), np.float32), 0.0, nested=True) == []
