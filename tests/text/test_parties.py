"""A pronoun says nothing of who a party is beside the fuller words that it takes up."""

import pytest

from chancery.model import Party, cite
from chancery.text.parties import deciding_words

TEXT = "An aide to the minister spoke. He added that Mrs Harrow would go."
AIDE, HE, HARROW = "An aide to the minister", "He", "Mrs Harrow"


def party(words: str, introduced: str | None) -> Party:
    spoken = [
        cite("document-a", TEXT, TEXT.index(one), TEXT.index(one) + len(one))
        for one in (words, introduced)
        if one
    ]
    return Party(evidence=spoken[0], introduced=spoken[1] if introduced else None)


@pytest.mark.parametrize(
    ("words", "introduced", "deciding"),
    [
        (HE, None, [HE]),
        (HE, AIDE, [AIDE]),
        (HARROW, AIDE, [HARROW, AIDE]),
    ],
)
def test_which_words_decide(words: str, introduced: str | None, deciding: list[str]) -> None:
    assert [one.quote for one in deciding_words(party(words, introduced))] == deciding
