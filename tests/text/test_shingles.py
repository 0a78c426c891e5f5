import random

import numpy as np

from chancery.text.shingles import SIZE, WINDOW, shingle_hashes, winnow_texts
from chancery.text.words import Hashes, code_points, find_words


def hashes(text: str) -> Hashes:
    return find_words(code_points(text)).hashes


def fingerprints(text: str) -> set[int]:
    words = hashes(text)
    return set(winnow_texts(words, np.array([len(words)])).hashes.tolist())


def invent(seed: int, count: int) -> list[str]:
    draw = random.Random(seed)
    return [f"w{draw.randrange(10**9)}" for _ in range(count)]


def test_a_text_of_n_words_has_n_minus_four_shingles() -> None:
    assert [len(shingle_hashes(hashes("a " * n))) for n in (0, 4, 5, 9)] == [0, 0, 1, 5]


def test_the_order_of_words_tells() -> None:
    one, other = hashes("a b c d e"), hashes("b a c d e")
    assert shingle_hashes(one).tolist() != shingle_hashes(other).tolist()


def test_any_shared_run_of_eight_words_is_seen() -> None:
    for seed in range(200):
        run = invent(seed, SIZE + WINDOW - 1)
        one = invent(seed + 1000, seed % 7) + run + invent(seed + 2000, seed % 5)
        other = invent(seed + 3000, seed % 3) + run + invent(seed + 4000, seed % 11)
        assert fingerprints(" ".join(one)) & fingerprints(" ".join(other)), seed


def test_about_two_of_five_shingles_are_kept() -> None:
    kept = len(fingerprints(" ".join(invent(1, 5000))))
    assert 0.36 < kept / 5000 < 0.44


def test_many_texts_at_once_give_what_each_gives_alone() -> None:
    texts = [" ".join(invent(seed, length)) for seed, length in enumerate((0, 3, 5, 60, 8, 200))]
    words = [hashes(text) for text in texts]
    found = winnow_texts(np.concatenate(words), np.array([len(one) for one in words]))
    for number, text in enumerate(texts):
        assert set(found.hashes[found.texts == number].tolist()) == fingerprints(text)


def test_fingerprints_are_sorted_by_text_and_hash_and_stand_once() -> None:
    words = hashes(" ".join(invent(5, 40) * 3))
    found = winnow_texts(np.concatenate([words, words]), np.array([len(words)] * 2))
    rows = list(zip(found.texts.tolist(), found.hashes.tolist(), strict=True))
    assert rows == sorted(set(rows))


def test_a_fingerprint_knows_the_ones_beside_it() -> None:
    words = hashes(" ".join(invent(6, 80)))
    alone = winnow_texts(words, np.array([len(words)]))
    assert (alone.neighbours > 255).sum() == len(alone.hashes) - 1
    assert ((alone.neighbours & 255) > 0).sum() == len(alone.hashes) - 1


def test_neighbours_do_not_reach_into_another_text() -> None:
    words = hashes(" ".join(invent(7, 10)))
    found = winnow_texts(words, np.array([5, 5]))
    assert found.texts.tolist() == [0, 1]
    assert found.neighbours.tolist() == [0, 0]
