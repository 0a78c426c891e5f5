import re
from collections.abc import Callable
from typing import Any

import pytest
from pdf import HIGH, WIDE, Put, column, write_pdf

from chancery.model import Document, Rejection
from chancery.sources.papers import PdfPaper

PROSE = """
The harbour master said on Monday that the second ferry would sail again in spring, and that
the islands had agreed to share the cost of the new pier. Nobody at the table spoke against it.
The council of the northern islands will vote in May. Its chair, Ilda Moren, called the draft a
fair one and asked the mainland to publish its figures before then. A reply is expected soon.
"""


ISLES = ["", "Varholm", "Skerry", "Old Ness", "Tarn", "Little Ness", "Grey Point"]


def wrap(text: str, width: int) -> list[str]:
    """Return the words in lines of at most so many letters."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append(word)
        else:
            lines[-1] += f" {word}" if lines[-1] else word
    return lines


@pytest.fixture
def extract(make_capture: Callable[..., Any]) -> Callable[[bytes], Document | Rejection]:
    def run(data: bytes) -> Document | Rejection:
        return PdfPaper().extract(make_capture(data, "application/pdf", "x.pdf", "x.pdf"), data)

    return run


def kept(document: Document) -> str:
    return "".join(document.text[one.start : one.end] for one in document.blocks if one.kept)


def removed(document: Document) -> list[str]:
    parts = [document.text[one.start : one.end] for one in document.blocks if not one.kept]
    return [line for part in parts for line in part.splitlines()]


def test_a_paragraph_is_one_line_of_the_text(extract: Callable[..., Any]) -> None:
    lines = wrap(PROSE, 70)
    document = extract(write_pdf([column(60, 80, lines)]))

    assert document.text == " ".join(PROSE.split())
    assert [(one.type, one.kept) for one in document.blocks] == [("body", True)]
    assert document.media_type == "application/pdf"
    assert document.fields == {"pages": "1"}


def test_a_gap_an_indent_and_a_line_that_had_room_left_part_paragraphs(
    extract: Callable[..., Any],
) -> None:
    one, two = wrap(PROSE, 70), wrap(PROSE, 70)
    gap = [*column(60, 80, one), *column(60, 100 + 12 * len(one), two)]
    indent = [*column(60, 80, one), *column(60, 80 + 12 * len(one), ["   " + two[0], *two[1:]])]
    indent[len(one)] = indent[len(one)]._replace(x=78, text=two[0])
    short = [*column(60, 80, [*one, "And so it was.", *two])]

    assert len(extract(write_pdf([gap])).text.splitlines()) == 2
    assert len(extract(write_pdf([indent])).text.splitlines()) == 2
    assert extract(write_pdf([short])).text.splitlines()[-1] == " ".join(PROSE.split())


@pytest.mark.parametrize("drawn", ["by column", "by row"])
@pytest.mark.parametrize("count", [2, 3])
def test_columns_are_read_one_after_the_other_below_what_spans_them(
    extract: Callable[..., Any], count: int, drawn: str
) -> None:
    width = {2: 36, 3: 24}[count]
    texts = [f"Column {number} begins. {PROSE}" for number in range(count)]
    step = width * 6 + 20
    head = Put(
        60, 60, "What the islands agreed on, and what they still have to settle", 13, bold=True
    )
    columns = [column(40 + step * n, 100, wrap(text, width)) for n, text in enumerate(texts)]
    puts = [put for one in columns for put in one]
    if drawn == "by row":
        puts.sort(key=lambda put: (put.y, put.x))

    document = extract(write_pdf([[head, *puts]]))

    assert document.text.splitlines() == [head.text, *(" ".join(one.split()) for one in texts)]


def test_a_paragraph_runs_over_from_column_to_column_and_page_to_page(
    extract: Callable[..., Any],
) -> None:
    lines = wrap(PROSE, 36)
    half, rest = lines[:8], lines[8:]
    page = [*column(40, 100, half), *column(276, 100, rest)]
    foot = Put(290, 800, "7")
    document = extract(write_pdf([[*page, foot], [*column(40, 100, half)], column(40, 100, rest)]))

    text = " ".join(PROSE.split())
    assert document.text.splitlines()[0] == text
    assert document.text.splitlines()[-1] == text


def test_a_table_is_read_row_by_row(extract: Callable[..., Any]) -> None:
    rows = [("Island", "Votes", "Share"), *((f"Isle {n}", f"{n}00", f"{n} %") for n in range(9))]
    puts = [
        Put(60 + 160 * place, 80 + 14 * number, cell)
        for number, row in enumerate(rows)
        for place, cell in enumerate(row)
    ]

    assert extract(write_pdf([puts])).text == "\n".join("\t".join(row) for row in rows)


def test_running_titles_and_page_numbers_are_removed_and_kept_in_the_text(
    extract: Callable[..., Any],
) -> None:
    pages = [
        [
            Put(60, 40, "The Pier Review" if number % 2 else "Northern Islands Institute"),
            *column(60, 100, wrap(f"{ISLES[number]} opens. {PROSE}", 60 + 3 * number)),
            Put(280, 810, f"- {number} -"),
        ]
        for number in range(1, 7)
    ]
    document = extract(write_pdf(pages))

    assert sorted(set(removed(document))) == sorted(
        ["The Pier Review", "Northern Islands Institute", *(f"- {n} -" for n in range(1, 7))]
    )
    assert "Institute" not in kept(document)
    assert all(f"{isle} opens." in kept(document) for isle in ISLES[1:])


def test_a_hyphen_is_left_out_only_where_the_document_has_the_word_whole(
    extract: Callable[..., Any],
) -> None:
    lines = [
        "The negotiation began at noon and was said to be a hard one, the nego-",
        "tiation of a cease-fire between two long-time foes, and of a long-",
        "term plan. Nobody had seen a cease-fire hold, nor heard of a dissi-",
        "dent that lasted. The cease-",
        "fire was to begin on 3 May.",
    ]
    document = extract(write_pdf([column(60, 80, lines)]))

    text = document.text
    (place,) = eval(document.fields["hyphens_left_out_at"])  # noqa: S307 - a list of numbers
    assert text[place - 4 : place + 7] == "negotiation"
    for word in ("long-term", "dissi-dent", "cease-fire was"):
        assert word in text
    letters = re.sub(r"\s", "", "".join(lines))
    assert re.sub(r"\s", "", text[:place] + "-" + text[place:]) == letters


def test_turned_text_is_no_body_and_a_turned_page_is_read_upright(
    extract: Callable[..., Any],
) -> None:
    lines = wrap(PROSE, 70)
    mark = Put(20, 600, "Draft not for release", angle=90)
    assert removed(extract(write_pdf([[*column(60, 80, lines), mark]]))) == [mark.text]

    turned = [
        Put(HIGH - 80 - (HIGH - WIDE) - 12 * -number, 700, line, angle=90)
        for number, line in enumerate(lines)
    ]
    document = extract(write_pdf([turned], rotate=90))
    assert document.text == " ".join(PROSE.split())


def test_what_the_file_says_of_itself_counts_only_if_the_text_shows_it(
    extract: Callable[..., Any],
) -> None:
    head = [Put(60, 50, "The Pier Question", 16), Put(60, 72, "By Ilda Moren")]
    pages = [[*head, *column(60, 120, wrap(PROSE, 70))]]
    shown = extract(
        write_pdf(
            pages, info="/Title (The pier question) /Author (Ilda Moren) /CreationDate (D:2021)"
        )
    )
    other = extract(write_pdf(pages, info="/Title (report-v3.doc) /Author (admin)"))

    assert (shown.title.value, shown.title.basis) == ("The pier question", "markup")
    assert shown.title.evidence.pointer == "file title"
    assert shown.byline.value == "Ilda Moren"
    assert shown.published is None
    assert shown.fields["file created"] == '"D:2021"'
    assert (other.title, other.byline) == (None, None)
    assert other.fields["file title"] == '"report-v3.doc"'


def form_bomb() -> bytes:
    """Return a page that draws a form, which draws another twenty times, and so on."""
    depth = 12
    forms = [
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] "
        f"/Resources << /XObject << /X {7 + number} 0 R >> /Font << /F 3 0 R >> >> "
        f"/Length {6 * 20} >>\nstream\n{'/X Do ' * 20}\nendstream".encode()
        for number in range(depth)
    ]
    forms.append(
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F 3 0 R >> >> "
        b"/Length 30 >>\nstream\nBT /F 9 Tf (bomb bomb) Tj ET  \nendstream"
    )
    return write_pdf([[]], extra=forms, draw="/X Do")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (write_pdf([[], []], picture=True), "scanned"),
        (write_pdf([[Put(60, 40, "Scanned by Copymat")]] * 3, picture=True), "scanned"),
        (write_pdf([[]]), "no_text"),
        (b"%PDF-1.7\nand nothing else", "malformed"),
        (write_pdf([column(60, 80, ["words"])])[:300], "malformed"),
        (write_pdf([[Put(60, 80, "words")]] * 2_001), "too_large"),
    ],
    ids=["pictures", "a stamp on pictures", "blank", "head alone", "cut", "pages"],
)
def test_a_pdf_without_text_that_can_be_read_is_rejected(
    extract: Callable[..., Any], data: bytes, reason: str
) -> None:
    rejection = extract(data)

    assert isinstance(rejection, Rejection)
    assert rejection.reason == reason


def test_a_pdf_with_a_password_is_encrypted(extract: Callable[..., Any]) -> None:
    locked = (
        "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
        f"/O <{'ab' * 32}> /U <{'cd' * 32}> >> /ID [<00> <00>]"
    )
    rejection = extract(write_pdf([[Put(60, 80, "words")]], trailer=locked))

    assert rejection.reason == "encrypted"
    assert "password" in rejection.detail


def test_a_page_that_would_take_for_ever_is_broken_off(
    extract: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    from chancery.sources.papers import pdf  # noqa: PLC0415

    script = pdf._READER.read_text().replace("SECONDS = 120", "SECONDS = 1")  # noqa: SLF001
    (tmp_path / "reader.py").write_text(script)
    monkeypatch.setattr(pdf, "_READER", tmp_path / "reader.py")

    rejection = extract(form_bomb())

    assert rejection.reason == "too_large"


def test_a_reader_that_dies_is_a_rejection(
    extract: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    from chancery.sources.papers import pdf  # noqa: PLC0415

    (tmp_path / "reader.py").write_text("import os; os.abort()")
    monkeypatch.setattr(pdf, "_READER", tmp_path / "reader.py")

    rejection = extract(b"%PDF-1.7")

    assert (rejection.reason, "signal 6" in rejection.detail) == ("malformed", True)
