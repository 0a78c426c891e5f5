"""Titles go to who holds them, in the text's words; a title alone to its holder, or the day's."""

from annotated import annotated, gather, phrases

from chancery.model import Referent


def roles(marked: str, one: Referent, on: str | None = None) -> list[tuple[str, str | None, bool]]:
    text = annotated(marked, on=on)[0].text
    return [
        (text[slice(*role.title)], text[slice(*role.owner)] if role.owner else None, role.former)
        for role in one.roles
    ]


def test_a_title_before_a_name_says_whose_it_is() -> None:
    text = "<office:Norwegian Foreign Minister> <person:Jonas Veldt> met <person:Sir Ivo Lund>."
    found = gather(text)

    assert roles(text, found["Jonas Veldt"]) == [
        ("Norwegian Foreign Minister", "Norwegian", False)
    ]
    assert found["Ivo Lund"].roles == ()


def test_an_apposition_belongs_to_the_one_it_stands_beside() -> None:
    text = "<person:Omar Dahl>, <office:President Igor Venn’s special envoy on Velmora>, spoke."
    found = gather(text)

    title = "President Igor Venn’s special envoy on Velmora"
    assert roles(text, found["Omar Dahl"]) == [(title, "President Igor Venn", False)]
    assert roles(text, found["Igor Venn"]) == [("President", None, False)]
    assert found["Omar Dahl"].references[1].link == "apposition"


def test_a_former_office_is_marked_so() -> None:
    text = "<office:former President> <person:Ada Renn> fled."

    assert roles(text, gather(text)["Ada Renn"]) == [("President", None, True)]


def test_the_next_of_a_list_is_no_apposition() -> None:
    text = "<person:Ada Renn>, <person:President Igor Venn> and <person:Bo Lund> came."

    assert [len(one.roles) for one in gather(text).values()] == [0, 1, 0]


def test_a_title_alone_is_the_only_one_who_holds_it() -> None:
    text = (
        "<office:Deputy Prime Minister> <person:Ada Renn> met "
        "<office:Foreign Minister> <person:Bo Lund>. "
        "<office-The foreign minister> spoke; <office-the prime minister> did not."
    )
    found = gather(text)

    assert phrases(text, found["Bo Lund"])[-1] == "The foreign minister"
    assert "the prime minister" not in phrases(text, found["Ada Renn"])


def test_a_title_that_two_hold_is_nobodys_unless_its_owner_tells() -> None:
    text = (
        "<office:Norwegian Foreign Minister> <person:Bo Lund> met "
        "<office:Danish Foreign Minister> <person:Ada Renn>. <office-The foreign minister> left. "
        "<office-The Danish foreign minister> stayed."
    )
    found = gather(text)

    assert phrases(text, found["Ada Renn"])[-1] == "The Danish foreign minister"
    assert all("The foreign minister" not in phrases(text, one) for one in found.values())


def test_an_office_without_a_name_is_resolved_by_the_day() -> None:
    text = "<office-The German chancellor> spoke in Oslo."
    dated = gather(text, on="2010-05-05")["The German chancellor"]
    undated = gather(text)["The German chancellor"]

    assert [(one.actor, one.certain) for one in dated.known] == [("person/de/angela-merkel", True)]
    assert "2010-05-05" in dated.known[0].reason
    assert dated.type == "office"
    assert not any(one.certain for one in undated.known)


def test_a_holder_whom_the_text_names_takes_the_title() -> None:
    text = "<person:Angela Merkel> left. <office-The German chancellor> said nothing."

    assert len(gather(text, on="2010-05-05")["Angela Merkel"].references) == 2
    assert len(gather(text)["Angela Merkel"].references) == 1


def test_a_king_keeps_his_title_in_his_name_and_has_it_as_a_role() -> None:
    text = "Today <person:North Velmora’s King Olav> met <person:King Harald>."
    found = gather(text)

    assert roles(text, found["King Olav"]) == [("North Velmora’s King", "North Velmora", False)]
    assert roles(text, found["King Harald"]) == [("King", None, False)]


def test_the_title_inside_a_title_is_its_owner_s() -> None:
    text = (
        "<person:Ida Brandt>, <office-<office-President> Jonas Veldt's special envoy>, left. "
        "<person-Ida Brandt, President Jonas Veldt's special envoy>, spoke."
    )
    found = gather(text)

    titles = {title for title, *_ in roles(text, found["Ida Brandt"])}
    assert titles == {"President Jonas Veldt's special envoy"}
    assert not any(one.type == "office" for one in found.values())
