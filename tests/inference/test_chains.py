import time

import numpy as np
import pytest

from chancery.inference import chains
from chancery.inference.chains import ALIKE, FEATURES, NAME, NEAREST, OTHER, Phrase

LIKENESS = FEATURES - 11


def of(*mentions: str) -> list[Phrase]:
    text, found = "", []
    for one in mentions:
        found.append((len(text), len(text) + len(one)))
        text += one + " . . "
    return [chains.phrase(text, *span) for span in found]


def shown(one: str, other: str) -> list[float]:
    """Return the likeness of a mention and the one before it."""
    table = chains.features(of(other, one), np.array([[1, 0]]), np.array([0, 0]))
    return [round(value, 3) for value in table[0, LIKENESS:].tolist()]


@pytest.mark.parametrize(
    ("text", "kind", "gender"),
    [
        ("he", 1, 1),
        ("Her", 2, 2),
        ("themselves", 4, 0),
        ("Lina Soltis", NAME, 0),
        ("the United Nations", NAME, 0),
        ("the envoy", OTHER, 0),
        ("Mrs Soltis", NAME, 2),
        ("the chairman", OTHER, 1),
        ("—", OTHER, 0),
    ],
)
def test_phrases_know_their_kind_and_gender(text: str, kind: int, gender: int) -> None:
    found = chains.phrase(text, 0, len(text))
    assert (found.kind, found.gender) == (kind, gender)


def test_determiners_are_no_content_and_initials_are_of_capitals() -> None:
    found = chains.phrase("the United Nations", 0, 18)
    assert found.words == ("united", "nations")
    assert found.content == {"united", "nations"}
    assert found.initials == "un"


def test_pairs_are_with_the_nearest_and_with_those_of_the_same_last_word() -> None:
    names = ["the envoy", *(f"thing{place}" for place in range(100)), "an envoy"]
    found = chains.pairs(of(*names))
    assert found.shape[1] == 2
    assert (found[:, 0] > found[:, 1]).all()
    last = found[found[:, 0] == 101][:, 1].tolist()
    assert last == [0, *range(101 - NEAREST, 101)]


def test_pairs_of_few_mentions_are_all_pairs() -> None:
    assert chains.pairs(of("a", "b", "c")).tolist() == [[1, 0], [2, 0], [2, 1]]
    assert chains.pairs([]).shape == (0, 2)


@pytest.mark.untraced
def test_many_mentions_do_not_make_pairs_of_all() -> None:
    phrases = of(*["the envoy"] * 3000)
    begun = time.process_time()
    found = chains.pairs(phrases)
    assert len(found) <= 3000 * (NEAREST + ALIKE)
    assert time.process_time() - begun < 5
    assert len(np.unique(found, axis=0)) == len(found)


def test_features_have_their_shape_and_their_values() -> None:
    phrases = of("Lina Soltis", "the envoy", "she")
    linked = chains.pairs(phrases)
    table = chains.features(phrases, linked, np.array([0, 0, 9]))
    assert table.shape == (3, FEATURES)
    assert table.dtype == np.float32
    assert (table >= 0).all()
    assert (table <= 1).all()
    assert table[:, : 2 * chains.KINDS].sum(1).tolist() == [2, 2, 2]
    assert table[:, 2 * chains.KINDS : LIKENESS].sum(1).tolist() == [2, 2, 2]
    assert chains.features(phrases, linked[:0], np.zeros(3, np.int64)).shape == (0, FEATURES)


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("Soltis", "Lina Soltis", [0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0]),
        ("Lina Soltis", "Soltis", [0, 1, 1, 1, 0, 1, 0, 0, 0, 0, 0]),
        ("the envoy", "The envoy", [1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]),
        ("UN", "the United Nations", [0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]),
        ("he", "Mr Soltis", [0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0]),
        ("she", "Mr Soltis", [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]),
        ("it", "it", [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        ("old river border", "border river gate", [0, 0, 0.667, 1, 0, 0, 0, 0, 0, 0, 0]),
    ],
)
def test_likeness_tells_what_two_mentions_share(
    one: str, other: str, likeness: list[float]
) -> None:
    assert shown(one, other) == likeness


def test_overlap_and_nearness_are_told() -> None:
    text = "the envoy of Arvand, Lina"
    phrases = [chains.phrase(text, *span) for span in ((0, 19), (13, 19), (21, 25))]
    table = chains.features(phrases, np.array([[1, 0], [2, 0]]), np.zeros(3, np.int64))
    assert table[:, LIKENESS + 7].tolist() == [1, 0]
    assert table[:, -1].tolist() == [0, 1]


def test_features_of_a_part_are_those_of_the_whole() -> None:
    names = ["Lina Soltis", "she", "the UN", "United Nations", "the river border", "it"] * 12
    phrases = of(*names)
    linked = chains.pairs(phrases)
    lines = np.arange(len(phrases))
    whole = chains.features(phrases, linked, lines)
    assert np.array_equal(whole[500:700], chains.features(phrases, linked[500:700], lines))
