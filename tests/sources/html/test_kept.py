from chancery.model import BlockType
from chancery.sources.html.kept import kept_lines
from chancery.sources.html.walk import Line

PROSE = [
    "The guards lifted the bar at dawn and the first carts rolled over the bridge in silence.",
    "Nobody had expected the order so soon, said the woman who leads the union of the ferries.",
    "Engineers from both banks spent the whole afternoon counting cracks beneath the east arch.",
    "A second meeting is planned for the end of the month in the old customs house by the quay.",
]


def plain(text: str, zone: BlockType | None = None, block: int = 0) -> Line:
    return Line(text, None, zone, 0, heading=False, links=0, block=block)


def link(text: str) -> Line:
    return Line(text, None, None, len(text), heading=False, links=1, block=9)


def body(*texts: str) -> list[str]:
    return " ".join(texts).replace(".", "").replace(",", "").split()


def test_lines_that_the_body_covers_are_kept() -> None:
    lines = [plain("Menu"), *map(plain, PROSE), plain("Foot")]

    assert kept_lines(lines, body(*PROSE)) == [1, 2, 3, 4]


def test_links_in_a_row_are_taken_off_with_the_line_above_them_that_stands_apart() -> None:
    lines = [*map(plain, PROSE), link("Print it"), plain("Read on"), link("One"), link("Two")]
    kept = kept_lines(lines, body(*PROSE, "Print it Read on One Two"))

    assert kept == [0, 1, 2, 3, 4, 5]
    assert kept_lines(lines, body(*PROSE, "Read on One Two")) == [0, 1, 2, 3]


def test_a_line_that_follows_on_the_text_heads_links_only_of_its_own_block() -> None:
    for block, expected in ((0, [0, 1, 2, 3, 4]), (9, [0, 1, 2, 3])):
        lines = [*map(plain, PROSE), plain("Ferry wire", None, block), link("One"), link("Two")]

        assert kept_lines(lines, body(*PROSE, "Ferry wire One Two")) == expected


def test_a_page_of_links_keeps_them() -> None:
    assert kept_lines([link("One"), link("Two")], ["One", "Two"]) == [0, 1]


def test_few_lines_for_sharing_or_signing_up_are_taken_off_and_many_stay() -> None:
    few = [*map(plain, PROSE), plain("Get our letter each morning", "appeal")]
    many = [plain(PROSE[0]), *(plain(text, "appeal") for text in PROSE[1:])]

    assert kept_lines(few, body(*PROSE, "Get our letter each morning")) == [0, 1, 2, 3]
    assert kept_lines(many, body(*PROSE)) == [0, 1, 2, 3]


def test_the_densest_lines_are_kept_where_the_body_is_a_small_part_of_them() -> None:
    lines = [plain("Menu"), *map(plain, PROSE * 2), plain("Foot")]

    assert kept_lines(lines, body(PROSE[0])) == list(range(1, 9))


def test_a_body_that_stands_elsewhere_than_the_densest_lines_is_kept() -> None:
    lines = [*map(plain, PROSE), plain("x", "navigation"), plain("y"), plain("z")]
    lines += [plain(f"{text} {text} {text}") for text in PROSE * 2]

    assert kept_lines(lines, body(*PROSE)) == [0, 1, 2, 3]
