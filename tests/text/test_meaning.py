"""A phrase means the referent at its head, never one that it only speaks of."""

import pytest
from annotated import annotated

from chancery.stages.resolve.gather import find_referents
from chancery.stages.resolve.within.known import packaged
from chancery.text.meaning import Meanings

MARKED = (
    "<person:Ida Roth#1> of <organisation:the Tarn League> met <person:Jan Hale#2>. "
    "<person~She#1> thanked <organisation:the Tarn League>'s envoy, and Mayor Roth left."
)


def meanings() -> tuple[str, Meanings]:
    document, annotation = annotated(MARKED)
    return document.text, Meanings(document.text, find_referents(document, annotation, packaged()))


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("Ida Roth", "Ida Roth"),
        ("She", "Ida Roth"),
        ("Ida Roth of the Tarn League", "Ida Roth"),
        ("the Tarn League's envoy", None),
        ("thanked", None),
    ],
)
def test_a_phrase_means_what_stands_at_its_head(phrase: str, name: str | None) -> None:
    text, found = meanings()
    start = text.index(phrase)

    meant = found.of((start, start + len(phrase)))

    assert (meant[0].name if meant else None) == name
