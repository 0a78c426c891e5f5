import pytest

from chancery.stages.places.forms import read_forms


@pytest.mark.parametrize(
    ("written", "name", "kind", "part"),
    [
        ("Selm’s", "selm", "", False),
        ("the Ostmark", "ostmark", "", False),
        ("Ostmark province", "ostmark", "region", False),
        ("City of Selm", "selm", "city", False),
        ("northern Aldane", "aldane", "", True),
        ("St. Tarn", "saint tarn", "", False),
        ("El Selm", "selm", "", False),
        ("Tarn island", "tarn", "", False),
    ],
)
def test_a_toponym_is_looked_up_without_what_is_not_its_name(
    written: str,
    name: str,
    kind: str,
    part: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert (name, kind, part) in list(read_forms(written))


def test_the_whole_is_looked_up_first() -> None:
    assert next(read_forms("Northern Selm")).name == "northern selm"
