import numpy as np
from tiny_model import IdScorer
from tokenizers import Tokenizer

from chancery.inference.linking import group, link


def test_one_mention_alone_is_no_chain(tokenizer: Tokenizer) -> None:
    scorer = IdScorer(tokenizer, {}, {})
    assert link("Lina", {(0, 4): np.zeros(192, np.float32)}, scorer) == ([(0, 4)], [])


def test_each_mention_joins_the_one_that_scores_best() -> None:
    linked = np.array([[1, 0], [2, 0], [2, 1], [3, 2], [4, 0]])
    scores = np.array([-1, 0.5, 2, 1, 0], np.float32)
    assert group(5, linked, scores) == [[1, 2, 3]]
