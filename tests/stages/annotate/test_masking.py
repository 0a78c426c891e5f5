"""What is read keeps its places; what is not read is line ends."""

import pytest
from typed import typed

from chancery.stages.annotate.masking import mask

PAGE = (
    ("navigation", "News | Weather\n"),
    ("headline", "Talks resume\n"),
    ("byline", "By Mara Ilvic\n"),
    ("dateline", "KARROW — "),
    ("dek", "Drivers wait.\n"),
    ("body", "The envoy spoke.\n"),
    ("appeal", "Subscribe now!\n"),
    ("body", "She left.\n"),
    ("caption", "The hall.\n"),
    ("credit", "Photo: PBP\n"),
)


def test_the_masked_text_has_the_document_s_characters_or_line_ends() -> None:
    page = typed(*PAGE)

    masked = mask(page).text

    assert len(masked) == len(page.text)
    assert all(a in (b, "\n") for a, b in zip(masked, page.text, strict=True))
    assert masked.split("\n") == [
        line
        for kind, text in PAGE
        for line in (
            [text.removesuffix("\n")]
            if kind in {"headline", "dek", "body", "caption"}
            else [""] * len(text)
        )
    ] + [""]


@pytest.mark.parametrize(
    "text", ["", "a", "\r\n\x00\x85\u2028tail \ud800 \U0001f54a\r", "a\n" * 9]
)
def test_a_text_that_is_read_whole_is_as_it_was(text: str) -> None:
    masked = mask(typed(("body", text)) if text else typed())

    assert masked.text == text
    assert masked.stretches == (((0, len(text)),) if text else ())


def test_words_that_are_not_read_part_stretches_and_marks_do_not() -> None:
    page = typed(
        ("body", "One "), ("form", " * * "), ("body", "two "), ("share", "Tweet"), *PAGE[7:8]
    )

    stretches = mask(page).stretches

    assert [page.text[start:end] for start, end in stretches] == ["One  * * two ", "She left.\n"]
