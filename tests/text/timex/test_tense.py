import pytest

from chancery.text.timex.tense import outlook


@pytest.mark.parametrize(
    ("text", "look"),
    [
        ("The report will be released Friday.", "future"),
        ("Officials said on Friday.", "past"),
        ("The firm plans to open Friday.", "future"),
        ("He is to be buried Friday.", "future"),
        ("The bank, which will open Monday, said Friday it lost.", "past"),
        ("Friday was cold.", "past"),
        ("The vote is Friday.", "present"),
        ("The court may rule Friday.", "possible"),
        ("Friday.", "none"),
        ("They met. Friday will be cold.", "future"),
        ("She went to Paris Friday.", "past"),
        ("A hundred Friday.", "none"),
    ],
)
def test_the_nearest_verb_says_where_a_sentence_looks(text: str, look: str) -> None:
    start = text.rindex("Friday")

    assert outlook(text, start, start + 6) == look


def test_a_long_line_is_not_read_whole() -> None:
    text = "said " * 200_000 + "word " * 40 + "Friday"

    assert outlook(text, len(text) - 6, len(text)) == "none"
