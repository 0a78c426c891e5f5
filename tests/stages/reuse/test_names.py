from collections.abc import Iterable

import pytest

from chancery.model import Credit, Evidence
from chancery.stages.reuse.names import agency_names


def credits_of(names: Iterable[str], known: Iterable[str] = ()) -> list[Credit]:
    return [
        Credit(
            id=name,
            document="d",
            agency=name,
            medium="text",
            scope="document",
            covers=(0, 9),
            evidence=Evidence(document="d", start=0, end=1, quote="x"),
            known=name in set(known),
        )
        for name in names
    ]


@pytest.mark.parametrize(
    ("names", "origin"),
    [
        (["PBP", "Pan-Basin Press"], "Pan-Basin Press"),
        (["Tellar", "Tellar News Agency"], "Tellar News Agency"),
        (["TNA", "Tellar", "Tellar News Agency"], "Tellar News Agency"),
        (["the Lakes Union", "Lakes Union"], "the Lakes Union"),
    ],
)
def test_forms_of_one_name_go_by_the_longest(names: list[str], origin: str) -> None:
    for order in (names, names[::-1]):
        assert set(agency_names(credits_of(order)).values()) == {origin}


@pytest.mark.parametrize(
    "names",
    [
        ["PBP", "Pan-Basin Wire"],
        ["Pbp", "Pan-Basin Press"],
        ["RW", "River Wire"],  # two letters fit too many names
        ["PBP", "Pan-Basin Press", "Port Brask Press"],
        ["Lakes Union", "Hills Union"],
    ],
)
def test_other_names_stay_as_they_are(names: list[str]) -> None:
    assert agency_names(credits_of(names)) == {name: name for name in names}


def test_a_name_of_the_tables_leads_and_is_not_joined_to_another() -> None:
    names = ["PBP", "Pan-Basin Press"]
    assert set(agency_names(credits_of(names, ["PBP"])).values()) == {"PBP"}
    assert agency_names(credits_of(names, names)) == {name: name for name in names}
    assert (
        agency_names(credits_of([*names, "the Pan-Basin Press"], names))["the Pan-Basin Press"]
        == "the Pan-Basin Press"
    )


def test_no_credit_has_no_name() -> None:
    assert agency_names([]) == {}
