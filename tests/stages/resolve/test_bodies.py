"""Bodies and places are joined by name, initials and what is known; governments by seats."""

import pytest
from annotated import gather, phrases


def test_initials_in_brackets_are_the_name_before_them() -> None:
    text = (
        "The <organisation:Velmora River Authority> (<organisation:VRA>) met. "
        "<organisation:VRA> left."
    )
    found = gather(text)

    links = [one.link for one in found["Velmora River Authority"].references]
    assert links == ["name", "acronym", "acronym"]


def test_names_of_one_known_state_are_joined() -> None:
    found = gather("<place:The United States> spoke. <organisation:The US> left <place:America>.")

    assert list(found) == ["United States"]
    assert found["United States"].known[0].actor == "country/us"
    assert found["United States"].known[0].certain
    assert found["United States"].type == "place"


def test_a_capital_that_acts_is_its_government_and_else_a_place() -> None:
    text = "<place:Norway> hosts talks in <place:Oslo>. <place:Oslo> said they go on."
    found = gather(text, said=[("Oslo", "said", "they go on")])
    assert phrases(text, found["Oslo"]) == ["Oslo", "Oslo"]  # who stands "in Oslo" is no source

    text = "<place:Norway> hosts talks. <place:Oslo> said they go on. They meet in <place:Oslo>."
    found = gather(text, said=[("Oslo", "said", "they go on")])
    assert [one.link for one in found["Norway"].references] == ["name", "metonym"]
    assert len(found["Oslo"].references) == 1


def test_a_capital_that_acts_alone_is_a_government_without_its_state() -> None:
    found = gather("<place:Oslo> said they go on.", said=[("Oslo", "said", "they go on")])

    assert found["Oslo"].type == "organisation"
    assert [(one.actor, one.certain) for one in found["Oslo"].known] == [("country/no", True)]


def test_a_people_acts_for_its_state_and_an_adjective_does_not() -> None:
    text = "<people:Norwegian> lorries wait in <place:Norway>. <people:The Norwegians> signed."
    found = gather(text, acts=["The Norwegians"])

    assert [one.link for one in found["Norway"].references] == ["name", "demonym"]
    assert list(found) == ["Norway"]


@pytest.mark.parametrize(("on", "certain"), [(None, False), ("2010-05-05", True)])
def test_a_government_is_known_only_on_a_day(on: str | None, *, certain: bool) -> None:
    found = gather("<organisation-The German government> met <place:France>.", on=on)

    one = found["German government"]
    assert one.type == "organisation"
    assert [(two.actor, two.certain) for two in one.known] == [("country/de", certain)]


def test_two_claims_to_one_state_are_both_candidates_unless_the_text_sets_one_apart() -> None:
    alone = gather("<organisation-The Afghan government> fell.")["Afghan government"]
    beside = gather(
        "<organisation-The Afghan government> and <organisation:the Taliban> met in 2018."
    )

    assert {one.actor for one in alone.known} == {"country/af", "armed_group/-/taliban"}
    assert not any(one.certain for one in alone.known)
    assert [one.actor for one in beside["Afghan government"].known] == ["country/af"]
    assert set(beside) == {"Afghan government", "Taliban"}


def test_a_name_of_two_known_actors_keeps_both() -> None:
    found = gather("<place:Congo> voted.")

    assert len(found["Congo"].known) == 2
    assert not any(one.certain for one in found["Congo"].known)
