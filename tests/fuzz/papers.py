"""PDF and DOCX."""

import io
import zipfile
from functools import cache

import docx
from hypothesis import strategies as st
from pdf import Put, column, write_pdf

from tests.fuzz.case import Case
from tests.fuzz.damage import edits
from tests.fuzz.pages import FIRST, SECOND

_PDF_TOKENS = (
    b"obj",
    b"endobj",
    b"stream\n",
    b"endstream",
    b"<<",
    b">>",
    b"/Length 999999999",
    b"[",
    b"]",
    b"/Filter /FlateDecode",
    b"/Filter [/ASCIIHexDecode /LZWDecode]",
    b"/Kids [2 0 R]",
    b"xref\n",
    b"/Count 2147483647",
    b"/MediaBox [0 0 1e38 1e38]",
    b"/MediaBox [0 0 0 0]",
    b"/Rotate 45",
    b"/Encrypt << >>",
    b"Tj",
    b"Tf",
    b"1 0 0 1 1e30 0 Tm",
    b"/X Do",
    b"\\777",
    b"(((",
    b"<FEFF>",
    b"/Prev 9",
    b"startxref\n0\n%%EOF",
    b"trailer << /Root 2 0 R >>",
    b"/Parent 2 0 R",
    b"-1",
)
_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_BODY = f"""<?xml version="1.0"?><w:document {_SPACE}><w:body><w:p><w:pPr><w:pStyle w:val="Title"/>
</w:pPr><w:r><w:t>Ferries</w:t></w:r></w:p><w:p><w:r><w:t>{FIRST}</w:t><w:tab/><w:br/></w:r>
<w:ins><w:r><w:t>put in</w:t></w:r></w:ins></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>{SECOND}</w:t>
</w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>""".encode()
_XML_TOKENS = (
    b"<w:p>",
    b"</w:p>",
    b"<w:r><w:t>x</w:t></w:r>",
    b"<w:tbl><w:tr><w:tc>",
    b"<w:sdt>",
    b"<w:sym/>",
    b"<!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c '&b;&b;'>]>",
    b"&c;",
    b"&b;",
    b"<w:p>" * 400,
    b"<?x y?>",
    b"<!-- -->",
    b"<w:sym w:char='ZZZZ'/>",
    b"<w:sym w:char='D800'/>",
    b"<w:del>",
    b"w:val=''",
    b"<w:fldChar/>",
    b"<w:instrText>",
    b"<mc:AlternateContent>",
    b"<w:footnoteReference w:id='x'/>",
)
_PARTS = (
    "[Content_Types].xml",
    "_rels/.rels",
    "word/styles.xml",
    "word/_rels/document.xml.rels",
    "docProps/core.xml",
    "word/document.xml",
    "word/footnotes.xml",
)


def pdf() -> st.SearchStrategy[Case]:
    """Return papers whose bytes are damaged."""
    lines = column(60, 80, [FIRST, SECOND, "A hyphen at the har-", "bour of Tarn."])
    sound = write_pdf([lines, [Put(60, 40, "7"), *lines]], info="/Title (Ferries) /Author (Oster)")
    locked = write_pdf([lines], picture=True, trailer="/Encrypt << /Filter /Standard /V 1 /R 2 >>")
    return (edits(sound, _PDF_TOKENS) | edits(locked, _PDF_TOKENS)).map(
        lambda data: Case("x.pdf", data)
    )


@cache
def _word() -> dict[str, bytes]:
    paper, stream = docx.Document(), io.BytesIO()
    paper.add_heading("Ferries", 0)
    paper.add_paragraph(FIRST)
    paper.sections[0].header.paragraphs[0].text = "Harbour Post"
    paper.save(stream)
    with zipfile.ZipFile(stream) as archive:
        return {
            name: archive.read(name)
            for name in archive.namelist()
            if name.endswith(("xml", "rels"))
        }


@st.composite
def word(draw: st.DrawFn) -> Case:
    """Return papers: the XML of a part damaged, or the bytes of the package."""
    parts = _word() | draw(st.sampled_from([{}, {"word/document.xml": _BODY}]))
    if draw(st.booleans()):
        name = draw(st.sampled_from([one for one in _PARTS if one in parts]))
        parts[name] = draw(edits(parts[name], _XML_TOKENS))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    data = stream.getvalue()
    return Case("x.docx", draw(edits(data, (b"PK\x01\x02",))) if draw(st.booleans()) else data)
