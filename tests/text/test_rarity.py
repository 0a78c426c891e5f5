"""Words that tell what a text is about weigh more than those of every text."""

from chancery.text.rarity import rarity, stem, telling_words


def test_rare_words_weigh_more_than_common_ones_and_those_of_every_text_nothing() -> None:
    assert rarity("the") == 0
    assert 0 < rarity("government") < rarity("ceasefire")


def test_a_word_that_no_table_holds_is_rarest() -> None:
    assert rarity("velmora") >= rarity("ceasefire")


def test_forms_of_one_word_are_one() -> None:
    assert telling_words("Ministers walked. A minister's walk") == [
        stem("ministers"),
        stem("walked"),
        stem("minister's"),
        stem("walk"),
    ]
    assert stem("ministers") == stem("minister's")


def test_short_words_keep_their_ending() -> None:
    assert stem("gas") == "gas"
