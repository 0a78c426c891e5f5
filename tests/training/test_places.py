import pytest

from training.knowledge.place_divisions import draw
from training.knowledge.place_entry import Entry, middle
from training.knowledge.place_names import other_names, plain_forms
from training.knowledge.place_sources import Shape


def district(name: str, position: tuple[float, float], *others: str) -> Entry:
    return Entry(
        id=f"division/QA.1.{name}",
        name=name,
        kind="district",
        country="QA",
        region="1",
        position=position,
        population=0,
        others=set(others),
    )


def shape(*names: str, position: tuple[float, float] = (10.0, 10.0), number: int = 7) -> Shape:
    return Shape(number, "QA", "X", first_level=True, position=position, names=names)


def test_a_crowd_of_towns_counts_once() -> None:
    crowd = [(10.0 + one / 1000, 10.0) for one in range(50)]

    north, east = middle([*crowd, (20.0, 30.0)])

    assert (round(north), round(east)) == (15, 20)


def test_the_middle_of_towns_on_both_sides_of_the_date_line_lies_on_it() -> None:
    assert middle([(0.0, 178.0), (0.0, -178.0)]) in {(0.0, 180.0), (0.0, -180.0)}


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Province of Selm", "selm"),
        ("Selm County", "selm"),
        ("Selm", "selm"),
        ("County", "county"),
    ],
)
def test_a_division_is_found_without_the_word_for_its_kind(name: str, plain: str) -> None:
    assert list(plain_forms(name)) == [plain]


def test_of_other_names_codes_and_search_keys_are_left_out() -> None:
    names = ["Selm", "SEL", "slm", "Zelm", "Сельм", "Sélm", "Xe"]

    assert list(other_names("Selm", names, 20_000)) == ["zelm"]
    assert list(other_names("Selm", names, 900)) == []
    assert "сельм" in other_names("Selm", names, 2_000_000)


def test_a_drawn_division_lends_its_number_position_and_names() -> None:
    listed = district("Selm County", (10.2, 10.1), "selm")

    added = list(draw([shape("Selm", "Zelmland")], [], [listed]))

    assert added == []
    assert listed.id == "geonames/7"
    assert listed.position == (10.0, 10.0)
    assert {"selm", "zelmland"} <= listed.others


def test_a_drawn_division_of_another_place_is_added() -> None:
    listed = district("Selm County", (40.0, 10.1), "selm")

    (added,) = draw([shape("Selm")], [], [listed])

    assert (added.id, added.kind, added.region) == ("geonames/7", "region", "X")
    assert listed.id == "division/QA.1.Selm County"
