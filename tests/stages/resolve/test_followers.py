"""Pronouns and descriptions go to whom they take up, and a chain of two persons is split."""

from annotated import gather, phrases


def test_a_chain_that_holds_two_persons_is_split() -> None:
    text = (
        "<person:Ida Brandt#1> arrived. <person~She#1> was late. "
        "<person:Karl Lind#1> waited. <person~He#1> was tired."
    )
    found = gather(text)

    assert phrases(text, found["Ida Brandt"]) == ["Ida Brandt", "She"]
    assert phrases(text, found["Karl Lind"]) == ["Karl Lind", "He"]


def test_he_who_said_he_would_is_the_one_who_said_it() -> None:
    text = (
        "<person:Paul Rieger#1> waited. <person:Omar Dahl>, <office:President Igor Venn's envoy>, "
        "said <person~he#1> expected little."
    )
    found = gather(text, said=[("Omar Dahl", "said", "he expected little")])

    assert phrases(text, found["Omar Dahl"])[-1] == "he"
    assert phrases(text, found["Paul Rieger"]) == ["Paul Rieger"]


def test_whose_envoy_someone_is_is_no_subject() -> None:
    text = "<person:Omar Dahl>, <office:President Igor Venn's envoy>, left when <person~he> could."

    assert phrases(text, gather(text)["Omar Dahl"])[-1] == "he"


def test_i_in_a_quotation_is_who_is_quoted() -> None:
    text = "<person:Ida Renn#1> met <person:Bo Lind>. “<person~I#1> stay,” said <person:Mr Lind>."
    found = gather(text, said=[("Mr Lind", "said", "“I stay,”")])

    assert "I" in phrases(text, found["Bo Lind"])


def test_he_in_a_quotation_is_not_who_is_quoted() -> None:
    text = "<person:Ida Renn> met <person:Karl Lind>. “<person~He> stays,” said <person:Mr Lind>."
    found = gather(text, said=[("Mr Lind", "said", "“He stays,”")])

    assert "He" not in phrases(text, found["Karl Lind"])


def test_i_outside_quotation_is_the_one_who_is_interviewed() -> None:
    text = (
        "Interview with baker <person:Ida Brandt>. How do <person~you> work? <person~I> rise. "
        "<person~I> bake. Then <person~I> sell. You know <person:Karl Lind>."
    )
    other = text.replace("Interview with", "Today comes")

    assert phrases(text, gather(text)["Ida Brandt"]) == ["Ida Brandt", "you", "I", "I", "I"]
    assert phrases(other, gather(other)["Ida Brandt"]) == ["Ida Brandt"]


def test_it_is_never_a_person_and_she_never_a_place() -> None:
    text = (
        "<person:Ida Brandt#1> spoke in <place:Velmora#1>. <place~It#1> was cold; "
        "<person~she#1> left."
    )
    found = gather(text)

    assert phrases(text, found["Ida Brandt"]) == ["Ida Brandt", "she"]
    assert phrases(text, found["Velmora"]) == ["Velmora", "It"]


def test_its_behind_and_is_whom_and_joins() -> None:
    text = "The army of <place:Velmora#1> came. <place:Karrow> and <place~its#1> allies left."

    assert phrases(text, gather(text)["Karrow"]) == ["Karrow", "its"]


def test_a_new_person_without_a_name_takes_the_pronoun() -> None:
    text = "<person:Ida Brandt> spoke. <person-A driver> left when <person~she> was called."

    assert phrases(text, gather(text)["Ida Brandt"]) == ["Ida Brandt"]


def test_a_description_that_holds_another_name_is_not_taken_up() -> None:
    text = (
        "<place:Velmora#1> signed. <place-The Karrow kingdom#1> waits; "
        "<place-the country#1> votes."
    )

    assert phrases(text, gather(text)["Velmora"]) == ["Velmora", "the country"]


def test_who_goes_on_speaking_is_who_spoke_last() -> None:
    text = (
        "<person:Paul Rieger> was late, said <person:Omar Dahl>. "
        "<person~He> added that nobody had come."
    )
    found = gather(
        text,
        said=[("Omar Dahl", "said", "Paul Rieger was late"), ("He", "added", "nobody had come")],
    )

    assert "He" in phrases(text, found["Omar Dahl"])
    assert "He" in phrases(text, gather(text)["Paul Rieger"])  # where nobody is known to speak


def test_a_villager_who_says_he_was_there_is_nobody_named_before() -> None:
    text = "<person:Omar Dahl> wrote it down. A villager says <person~he> saw the bridge fall."
    found = gather(text, said=[("A villager", "says", "he saw the bridge fall")])

    assert phrases(text, found["Omar Dahl"]) == ["Omar Dahl"]
    assert "he" in phrases(text, gather(text)["Omar Dahl"])  # where nobody is known to speak
