"""Of a day that many articles name, the sentence is shown that says what the others say."""

from told import Told

from chancery.pipeline.days_told import central

A = Told("a", "Aldania shelled the harbour of Port Tarn, and ferries burned.")
B = Told("b", "The ferries in the harbour burned after the shelling of Port Tarn.")
C = Told("c", "Barley was sold by farmers on that same morning.")


def test_the_sentence_likest_to_the_others_is_shown() -> None:
    first, second, other = (one.cite(one.text) for one in (A, B, C))

    assert central([other, first, second]) in {first, second}


def test_of_sentences_that_have_nothing_in_common_the_first_is_shown() -> None:
    first, other = A.cite(A.text), C.cite(C.text)

    assert central([first, other]) == first
    assert central([]) is None
