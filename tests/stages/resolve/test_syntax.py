"""What the words around "he" and "she" rule out or ask for."""

import pytest
from annotated import gather, phrases

from chancery.stages.resolve.within.antecedents import Ranker, packaged_ranker


@pytest.mark.parametrize(
    "said",
    ["<person:Karl Lind> met <person~him>.", "<person:Karl Lind>, who met <person~him>, left."],
)
def test_who_meets_him_is_somebody_else(said: str) -> None:
    text = f"<person:Omar Dahl> waited. {said}"
    found = gather(text)

    assert phrases(text, found["Karl Lind"]) == ["Karl Lind"]
    assert phrases(text, found["Omar Dahl"]) == ["Omar Dahl", "him"]


def test_his_brother_is_somebody_elses() -> None:
    text = "<person:Omar Dahl> waited. <person:Karl Lind>, <person~his> brother, left."

    assert phrases(text, gather(text)["Omar Dahl"]) == ["Omar Dahl", "his"]


def test_a_phrase_that_opens_a_sentence_is_of_its_subject() -> None:
    text = "<person:Omar Dahl> waited. In <person~his> speech, <person:Karl Lind> asked for time."

    assert phrases(text, gather(text)["Karl Lind"]) == ["his", "Karl Lind"]


def test_a_description_behind_a_name_is_of_the_one_who_is_named() -> None:
    text = "<person:Omar Dahl>, <person-a driver>, left when <person~he> was called."

    assert phrases(text, gather(text)["Omar Dahl"]) == ["Omar Dahl", "a driver", "he"]


def test_pronouns_that_the_model_links_to_nothing_are_read() -> None:
    text = "<person:Ida Brandt> came home. She was late. The second war, War I, was over."

    assert phrases(text, gather(text)["Ida Brandt"]) == ["Ida Brandt", "She"]


def test_the_largest_sum_is_chosen_and_every_feature_has_a_weight() -> None:
    ranker = packaged_ranker()

    assert ranker.sum({"same_sentence": 1.0}) > ranker.sum({"two_back": 1.0})
    assert Ranker({"chain": 2.0}).sum({"chain": 0.5}) == 1.0
