"""Names are joined where the text shows one person, and never on a family name alone."""

from time import process_time

import pytest
from annotated import gather, phrases


def test_a_family_name_is_the_one_who_was_named_in_full() -> None:
    text = "<person:Jonas Veldt> spoke. <person:Veldt> left, and <person:Jonas Veldt> came back."
    found = gather(text)

    assert list(found) == ["Jonas Veldt"]
    assert found["Jonas Veldt"].names == ("Jonas Veldt", "Veldt")
    assert phrases(text, found["Jonas Veldt"]) == ["Jonas Veldt", "Veldt", "Jonas Veldt"]


def test_two_full_names_with_one_family_name_are_two() -> None:
    text = "<person:Mario Rosselli> and <person:Anna Rosselli> came. Then <person:Rosselli> left."
    found = gather(text)

    assert set(found) == {"Mario Rosselli", "Anna Rosselli", "Rosselli"}
    assert all(len(one.references) == 1 for one in found.values())


def test_a_title_of_a_woman_says_which_of_two_is_meant() -> None:
    text = "Mr <person:Peter Halden> met Mrs <person:Ida Halden>. Later <person:Mrs Halden> spoke."
    found = gather(text)

    assert phrases(text, found["Ida Halden"]) == ["Ida Halden", "Mrs Halden"]


def test_spellings_of_one_name_are_joined_and_relatives_are_not() -> None:
    names = ("Sergej Kolvan", "Sergei Kolvan", "George W. Tarn", "George H. W. Tarn")
    names = ("Muhammad Orr", "Mohammed Orr", *names)
    more = ("Mario Brell", "Maria Brell", "Hasan Ilves", "Husain Ilves")
    found = gather(" spoke. ".join(f"<person:{name}>" for name in names + more) + " spoke.")

    assert found["Sergej Kolvan"].names == ("Sergej Kolvan", "Sergei Kolvan")
    assert found["Muhammad Orr"].names == ("Muhammad Orr", "Mohammed Orr")
    assert set(found) == {"Sergej Kolvan", "Muhammad Orr", *names[4:], *more}


def test_initials_that_fit_two_persons_are_neither() -> None:
    found = gather("<person:Boris Kent> and <person:Barbara Kent> met <person:B. Kent>.")

    assert set(found) == {"Boris Kent", "Barbara Kent", "B. Kent"}


def test_a_first_name_alone_is_the_only_one_who_bears_it() -> None:
    text = "<person:Osman Rahel Idrisi> led the talks. <person:Osman> said the region waits."
    found = gather(text)

    assert [one.link for one in found["Osman Rahel Idrisi"].references] == ["name", "first_name"]


def test_two_names_that_and_joins_are_two_however_they_are_spelled() -> None:
    assert len(gather("<person:Sergey Ivlev> and <person:Sergei Ivlev> signed.")) == 2


def test_two_people_of_one_full_name_cannot_be_told_apart() -> None:
    found = gather("A baker, <person:Ann Olsen>, left. A judge, <person:Ann Olsen>, stayed.")

    assert len(found["Ann Olsen"].references) == 2


def test_a_name_that_stands_again_unread_is_found() -> None:
    text = "<person:Jonas Veldt> spoke. The plan of Veldt failed. Veldt Road is closed."

    assert phrases(text, gather(text)["Jonas Veldt"]) == ["Jonas Veldt", "Veldt"]


def test_a_title_names_a_person_whom_no_mention_holds() -> None:
    text = "<person:Omar Dahl>, <office:President Igor Venn's envoy>, left on Monday."

    assert set(gather(text)) == {"Omar Dahl", "Igor Venn"}


def test_many_at_the_head_of_a_sentence_are_no_person() -> None:
    text = "<person:Critics> doubt it. <person:Senators> agree. <person:Farms> close as farms do."

    assert not gather(text)


def test_a_part_of_the_name_of_a_body_is_no_person() -> None:
    assert not gather("She went to <person:Collins> College in May.")


@pytest.mark.untraced
def test_four_hundred_names_are_read_quickly_and_stay_apart() -> None:
    heads = "B D F G K L M N P R S T V Z H C X Br Tr Gl".split()
    first = [f"{head}{vowel}ra" for head in heads for vowel in "aeiou"]
    last = ["Holt", "Brandt", "Wessel", "Quist"]
    text = " ".join(f"<person:{one} {two}> spoke." for one in first for two in last)
    begun = process_time()
    found = gather(text)

    assert len(found) == 400
    assert process_time() - begun < 20


def test_a_family_name_that_is_read_as_a_place_is_the_person_s() -> None:
    text = "<person:Jonas Veldt> spoke in <place:Luvane>. <place:Veldt> asked for a truce."
    found = gather(text)

    assert set(found) == {"Jonas Veldt", "Luvane"}
    assert phrases(text, found["Jonas Veldt"]) == ["Jonas Veldt", "Veldt"]


def test_a_family_name_that_is_a_known_place_too_stays_what_it_was_read_as() -> None:
    text = "<person:Irene Jordan> flew to <place:Jordan>."

    assert set(gather(text)) == {"Irene Jordan", "Jordan"}


def test_who_bears_a_title_is_no_place() -> None:
    found = gather("<place:President Jonas Veldt> spoke.")

    assert [one.type for one in found.values()] == ["person"]
