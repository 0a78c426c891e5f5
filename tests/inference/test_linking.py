import numpy as np
from tiny_model import IdScorer
from tokenizers import Tokenizer

from chancery.inference.linking import Member, group, link


def test_one_mention_alone_is_no_chain(tokenizer: Tokenizer) -> None:
    scorer = IdScorer(tokenizer, {}, {})
    assert link("Lina", {(0, 4): Member(np.zeros(192, np.float32), 1.0)}, scorer) == ([(0, 4)], [])


def test_what_is_hardly_a_mention_joins_less_readily(tokenizer: Tokenizer) -> None:
    scorer = IdScorer(tokenizer, {}, {})  # pairs of equal states score 1
    state = np.ones(192, np.float32)
    mentions = {(0, 4): Member(state, 2.0), (9, 13): Member(state, -0.6)}
    assert link("Lina and Lina", mentions, scorer)[1] == [[0, 1]]
    mentions[9, 13] = Member(state, -1.1)
    assert link("Lina and Lina", mentions, scorer)[1] == []


def test_each_mention_joins_the_one_that_scores_best() -> None:
    linked = np.array([[1, 0], [2, 0], [2, 1], [3, 2], [4, 0]])
    scores = np.array([-1, 0.5, 2, 1, 0], np.float32)
    assert group(5, linked, scores) == [[1, 2, 3]]
