import pytest

from chancery.text.agency_names import is_initials, same_agency, short_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harrow", "Harrow News Agency"),
        ("the Harrow news agency", "Harrow"),
        ("Over-Moor Press", "OMP"),
        ("OMP", "The Over-Moor Press"),
        ("Harrow Wire Service", "HARROW"),
    ],
)
def test_a_full_name_is_its_short_form_and_its_initials(one: str, other: str) -> None:
    assert same_agency(one, other)
    assert same_agency(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("OMP", "Over-Moor News"),
        ("OP", "Over Press"),  # two letters fit too many
        ("Omp", "Over-Moor Press"),
        ("Harrow", "Barrow News Agency"),
        ("OMP", "Over-Moor of Press Agency"),
    ],
)
def test_other_names_are_others(one: str, other: str) -> None:
    assert not same_agency(one, other)


def test_small_words_give_no_initial() -> None:
    assert is_initials("VOM", "Voice of the Over Moor")
    assert not is_initials("VOTOM", "Voice of the Over Moor")


def test_a_short_name_keeps_what_tells_an_agency_from_others() -> None:
    assert short_name("The  Harrow News\nAgency") == "Harrow"
    assert short_name("Over-Moor Press") == "Over-Moor Press"
