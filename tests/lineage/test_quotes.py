import pytest

from chancery.lineage.quotes import quoted_spans


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in quoted_spans(text)]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He said “yes” and “no”.", ["yes", "no"]),
        ('He said "yes" and "no".', ["yes", "no"]),
        ("Er sagte „ja“ und »nein«.", ["ja", "nein"]),
        ("Il dit « oui ».", [" oui "]),
        ("He said ``yes, it 's true''.", ["yes, it 's true"]),
        ("He said 'yes, it isn't' and left.", ["yes, it isn't"]),
        ("He said ‘yes, it isn’t’ and left.", ["yes, it isn’t"]),
        ("The envoy's own ministers' meeting", []),
        ("Moscow’s clout and the ministers’ talks", []),
        ("“He told me ‘go’ twice”", ["He told me ‘go’ twice"]),
        ("‘One “two” three", ["two"]),
        ("no marks", []),
        ("“”", []),
    ],
)
def test_marks_of_every_style_are_read(text: str, inside: list[str]) -> None:
    assert quoted(text) == inside


def test_speech_over_paragraphs_is_quoted_to_each_line_end() -> None:
    text = "“First part.\n\n“Second part,” he said.\n\nProse."
    assert quoted(text) == ["First part.", "Second part,"]


def test_a_mark_opened_anew_closes_what_was_open() -> None:
    assert quoted("“one “two”") == ["one ", "two"]


def test_speech_that_closes_on_a_later_line_is_whole() -> None:
    assert quoted("“One.\nTwo.” Three") == ["One.\nTwo."]
    assert quoted('"One.\nTwo." Three') == ["One.\nTwo."]
    assert quoted("``One.\nTwo.'' Three") == ["One.\nTwo."]


def test_a_straight_mark_left_open_speaks_for_its_line_only() -> None:
    assert quoted('"One.\nTwo "three" four') == ["One.", "three"]


def test_a_mark_left_open_at_the_end_speaks_to_the_end() -> None:
    assert quoted("He said “one two") == ["one two"]
    assert quoted("rock ‘n roll") == []
    assert quoted("rock ‘n roll\nand ‘more’") == ["more"]
