import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml.ns import nsdecls

from chancery.model import Document, Rejection
from chancery.sources.papers import WordPaper, package
from chancery.sources.sniff import DOCX

BODY = "word/document.xml"
_XML = '<?xml version="1.0" encoding="UTF-8"?>'


@pytest.fixture
def extract(make_capture: Callable[..., Any]) -> Callable[[bytes], Document | Rejection]:
    def run(data: bytes) -> Document | Rejection:
        return WordPaper().extract(make_capture(data, DOCX, "x.docx", "x.docx"), data)

    return run


def save(paper: Any) -> bytes:
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def pack(body: str | bytes = "", **others: bytes) -> bytes:
    """Return a package whose body is this XML, and other files by their name."""
    stream = io.BytesIO()
    space = nsdecls("w")
    xml = body if isinstance(body, bytes) else f"{_XML}<w:document {space}>{body}</w:document>"
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(BODY, xml)
        for name, data in others.items():
            archive.writestr(name.replace("__", "/"), data)
    return stream.getvalue()


def test_paragraphs_and_tables_stand_in_the_order_of_the_body(extract: Callable[..., Any]) -> None:
    paper = docx.Document()
    paper.add_paragraph("Before the table.")
    table = paper.add_table(2, 2)
    for cell, text in zip(table._cells, ["Island", "Votes", "Varholm", "40"], strict=True):  # noqa: SLF001
        cell.text = text
    paper.add_paragraph("After\tthe table, on\ntwo lines.")

    document = extract(save(paper))

    assert document.text == (
        "Before the table.\nIsland\tVotes\nVarholm\t40\nAfter\tthe table, on\ntwo lines."
    )
    assert document.media_type == DOCX


def test_the_styles_of_word_name_headline_dek_and_captions(extract: Callable[..., Any]) -> None:
    paper = docx.Document()
    paper.add_paragraph("The Pier Question", "Title")
    paper.add_paragraph("What the islands want", "Subtitle")
    paper.add_heading("Background", 1)
    paper.add_paragraph("The pier is old.")
    paper.add_paragraph("The pier in winter", "Caption")

    document = extract(save(paper))

    assert [(one.type, one.kept) for one in document.blocks] == [
        ("headline", True),
        ("dek", True),
        ("body", True),
        ("caption", True),
    ]
    assert document.title.value == "The Pier Question"
    assert document.title.basis == "stated"
    assert document.text[document.title.evidence.start :].startswith(document.title.value)


def test_edges_of_pages_and_notes_stand_below_the_body(extract: Callable[..., Any]) -> None:
    paper = docx.Document()
    paper.add_paragraph("The only words.")
    paper.sections[0].header.paragraphs[0].text = "Confidential draft"
    paper.sections[0].footer.paragraphs[0].text = "Page 1"

    document = extract(save(paper))
    removed = [document.text[one.start : one.end] for one in document.blocks if not one.kept]

    assert document.text.splitlines()[0] == "The only words."
    assert sorted("".join(removed).splitlines()) == ["Confidential draft", "Page 1"]


def test_insertions_controls_boxes_and_signs_are_read_and_deletions_are_not(
    extract: Callable[..., Any],
) -> None:
    def run(text: str, tag: str = "t") -> str:
        return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'

    box = f"<w:pict><w:txbxContent><w:p>{run('In a box.')}</w:p></w:txbxContent></w:pict>"
    body = (
        f"<w:body><w:p>{run('Both ')}<w:ins>{run('new ')}</w:ins>"
        f"<w:del>{run('old', 'delText')}</w:del><w:hyperlink>{run('ports')}</w:hyperlink>"
        f"<w:r><w:noBreakHyphen/></w:r>{run('open.')}"
        f"<w:r>{box}</w:r></w:p>"
        f"<w:sdt><w:sdtContent><w:p>{run('A field.')}</w:p></w:sdtContent></w:sdt></w:body>"
    )

    assert extract(pack(body)).text == "Both new ports\u2011open.\nIn a box.\nA field."


def test_a_cell_of_several_paragraphs_is_layout(extract: Callable[..., Any]) -> None:
    paper = docx.Document()
    cell = paper.add_table(1, 2)._cells[0]  # noqa: SLF001
    cell.text = "The first paragraph."
    cell.add_paragraph("The second.")

    assert extract(save(paper)).text == "The first paragraph.\nThe second."


def test_properties_count_only_if_the_text_shows_them(extract: Callable[..., Any]) -> None:
    paper = docx.Document()
    paper.core_properties.author = "Ilda Moren"
    paper.core_properties.title = "template four"
    paper.add_paragraph("By Ilda Moren")

    document = extract(save(paper))

    assert (document.byline.value, document.byline.basis) == ("Ilda Moren", "markup")
    assert (document.title, document.published) == (None, None)
    assert document.fields["file title"] == '"template four"'
    assert "file created" in document.fields


def test_entities_that_would_expand_without_end_are_malformed(extract: Callable[..., Any]) -> None:
    laughs = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    body = (
        f'{_XML}<!DOCTYPE x [<!ENTITY e0 "ha">{laughs}]><w:document {nsdecls("w")}>'
        "<w:body><w:p><w:r><w:t>Words. &e8;</w:t></w:r></w:p></w:body></w:document>"
    )

    assert extract(pack(body.encode())).reason == "malformed"


def bomb(size: int) -> bytes:
    return pack(word__media__x=b"\x00" * size)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (bomb(package.MOST_BYTES), "too_large"),
        (pack(b" " * (package.MOST_XML + 1)), "too_large"),
        (pack(**{f"x{n}": b"" for n in range(package.MOST_ENTRIES)}), "too_large"),
        (pack("<w:p>" * 300 + "</w:p>" * 300), "too_deep"),
        (pack("<w:body><w:p>"), "malformed"),
        (pack("<w:body/>"), "no_text"),
        (pack("<w:body/>")[:-30], "malformed"),
        (b"PK\x03\x04 no archive", "malformed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "encrypted"),
    ],
    ids=["bomb", "big part", "entries", "deep", "broken", "empty", "cut", "no zip", "password"],
)
def test_a_package_without_text_that_can_be_read_is_rejected(
    extract: Callable[..., Any], data: bytes, reason: str
) -> None:
    rejection = extract(data)

    assert isinstance(rejection, Rejection)
    assert rejection.reason == reason


def test_a_part_that_lies_about_its_size_is_malformed(extract: Callable[..., Any]) -> None:
    data = bytearray(pack(b"<x>" + b" " * 10_000 + b"</x>"))
    true = (10_007).to_bytes(4, "little")
    for _ in range(2):
        place = data.index(true)
        data[place : place + 4] = (5).to_bytes(4, "little")

    assert extract(bytes(data)).reason == "malformed"


def test_an_archive_without_a_document_is_malformed(extract: Callable[..., Any]) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")

    assert extract(stream.getvalue()).reason == "malformed"


def test_an_encrypted_part_is_encrypted(extract: Callable[..., Any]) -> None:
    data = bytearray(pack("<w:body/>"))
    place = data.rindex(b"PK\x01\x02", 0, data.rindex(BODY.encode()))
    data[place + 8] |= 1  # the flag of encryption, in the directory
    local = data.index(BODY.encode()) - 30
    data[local + 6] |= 1

    assert extract(bytes(data)).reason == "encrypted"
