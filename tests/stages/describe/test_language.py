from collections.abc import Callable

import pytest

from chancery.model import Document
from chancery.stages.describe.language import language_by_model, language_by_words
from chancery.stages.describe.stage import describe

TEXTS = {
    "en": "The talks that were held in the old harbour on Monday were the first of their kind, and"
    " it was not clear whether they would be followed by others, the hosts said, but they had"
    " hopes for more of them in the spring.",
    "de": "Die Gespräche, die am Montag in dem alten Hafen geführt wurden, waren die ersten ihrer"
    " Art, und es war nicht klar, ob auf dieses Treffen noch weitere folgen, wie der Gastgeber"
    " sagte, aber er hatte die Hoffnung, dass es im Frühjahr mehr davon gibt.",
    "fr": "Les discussions qui ont eu lieu lundi dans le vieux port sont les premières de leur"
    " genre et il est difficile de dire si elles seront suivies par d’autres, ont dit les hôtes,"
    " mais ils ont l’espoir que ce ne sera pas la dernière fois.",
    "ru": "Переговоры, которые прошли в понедельник в старом порту, были первыми, и не было ясно,"
    " будут ли за ними другие, как сказали хозяева, но они надеются, что это не в последний раз и"
    " что к весне все стороны вернутся за стол, чтобы говорить о том же.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_clear_text_is_told_by_its_function_words_and_the_model_agrees(language: str) -> None:
    assert language_by_words(TEXTS[language]) == language
    assert language_by_model(TEXTS[language]) == language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "ja",
            "月曜日に古い港で行われた会談は初めてのものであり、今後も続くかどうかは明らかではないと主催者は述べた。春にはさらに多くの会談が期待されている。",
        ),
        ("el", "Οι συνομιλίες έγιναν τη Δευτέρα στο παλιό λιμάνι."),
    ],
)
def test_other_and_short_texts_are_told_by_the_model(
    article: Callable[..., Document], language: str, text: str
) -> None:
    described, _ = describe(article(("body", text)))

    assert described.language is not None
    assert (described.language.value, described.language.basis) == (language, "inferred")


def test_too_few_letters_give_no_language(article: Callable[..., Document]) -> None:
    described, _ = describe(article(("body", "Talks open on Monday 12.5.")))

    assert described.language is None


def test_letters_that_are_no_language_give_none(article: Callable[..., Document]) -> None:
    described, _ = describe(article(("body", "xqzw kkjq pwrt zxcv bnmq " * 4)))

    assert described.language is None


def test_removed_text_does_not_speak_for_the_language(article: Callable[..., Document]) -> None:
    lines = (("navigation", TEXTS["de"]), ("body", TEXTS["en"]), ("body", TEXTS["en"] * 8))

    described, _ = describe(article(*lines))

    assert described.language is not None
    assert described.language.value == "en"


def test_two_languages_in_equal_parts_are_left_to_the_model() -> None:
    assert language_by_words(TEXTS["en"] + TEXTS["de"]) is None


def test_text_without_any_function_word_is_left_to_the_model() -> None:
    assert language_by_words("harbour " * 50) is None
