import re

import pytest
from aldane_places import BREMIA, DISTRICT, MARKET, NORTH, OTHER_PORT, PORT, ListedPlaces

from chancery.knowledge.places import Place
from chancery.model import PlaceGuess
from chancery.stages.places.rank import load_weights
from chancery.stages.places.resolve import resolve_toponyms


def resolve(marked: str, outlet: str = "") -> list[tuple[PlaceGuess, ...]]:
    """Return the guesses for the toponyms that stand in square brackets."""
    text, spans = "", []
    for before, name in re.findall(r"([^\[]*)(?:\[([^\]]*)\])?", marked):
        text += before
        if name:
            spans.append((len(text), len(text) + len(name)))
            text += name
    return resolve_toponyms(text, spans, ListedPlaces(), load_weights(), outlet)


def first(guesses: tuple[PlaceGuess, ...]) -> str:
    return guesses[0].place


def test_without_other_words_the_most_populous_namesake_comes_first() -> None:
    (guesses,) = resolve("They met in [Selm].")

    assert [one.place for one in guesses] == [OTHER_PORT.id, PORT.id]
    assert "populous" in guesses[0].reason or "people" in guesses[0].reason
    assert not guesses[0].certain


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("They met in [Selm], [Aldane].", PORT),
        ("They met in [Selm] ([Ostmark]).", PORT),
        ("They left [Tarn] and reached [Selm] by night.", PORT),
        ("They met in the Aldanian port city of [Selm].", PORT),
        ("[Bremia] opened its harbour of [Selm].", OTHER_PORT),
    ],
)
def test_what_stands_around_chooses_among_namesakes(marked: str, wanted: Place) -> None:
    text = re.sub(r"[\[\]]", "", marked)
    names = re.findall(r"\[([^\]]*)\]", marked)

    guesses = resolve(marked)[names.index("Selm")]

    assert first(guesses) == wanted.id, text
    assert sum(one.confidence for one in guesses) == pytest.approx(1, abs=0.1)


def test_toponyms_that_are_written_alike_are_one_place() -> None:
    before, _, after = resolve("In [Selm], [Aldane], it rained. Later [Selm] was dry.")

    assert before == after


def test_a_name_that_no_place_has_gets_no_guess() -> None:
    assert resolve("They met in [Nowhere] and [Tarn].")[0] == ()


def test_a_part_of_a_place_is_said_and_never_certain() -> None:
    (guesses,) = resolve("Rain fell in [northern Bremia].")

    assert first(guesses) == BREMIA.id
    assert guesses[0].reason.startswith("a part of it")
    assert not guesses[0].certain


def test_the_only_place_of_a_name_is_certain_if_it_is_its_own() -> None:
    (own,) = resolve("Rain fell in [Tarn].")
    (other,) = resolve("Rain fell in [Kelm].")

    assert (first(own), own[0].certain) == (MARKET.id, True)
    assert (first(other), other[0].certain) == (DISTRICT.id, False)
    assert "only place" in own[0].reason


def test_a_container_is_kept_as_a_place_of_its_own() -> None:
    _, container = resolve("They met in [Selm], [Ostmark].")

    assert first(container) == NORTH.id
    assert container[0].kind == "region"


def test_no_toponym_gives_no_guess() -> None:
    assert resolve("Nothing was said.") == []
