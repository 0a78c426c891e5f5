"""What every source must keep to, whatever its files hold."""

import hashlib
import io
import pickle
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import docx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from fakes import WordReader
from pdf import column, write_pdf

from chancery.model import Capture, Document, Record, Rejection, codec
from chancery.pipeline.assemble import collect, plan_for
from chancery.pipeline.settings import Settings
from chancery.sources.files import FileReader

TEXT = "The council agreed to the pier on Sunday, and will vote on its cost in May."
EXTRACT = next(
    step.stage for step in plan_for(Settings(), WordReader()).steps if step.name == "extract"
)
Made = list[Capture | Rejection]


def word() -> bytes:
    paper, stream = docx.Document(), io.BytesIO()
    paper.add_paragraph(TEXT)
    paper.save(stream)
    return stream.getvalue()


def parquet() -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table({"text": [TEXT]}), sink)
    return sink.getvalue().to_pybytes()


def mail() -> bytes:
    message = EmailMessage()
    message["Subject"] = "The pier"
    message.set_content(TEXT)
    message.add_alternative(f"<p>{TEXT}</p>", subtype="html")
    return message.as_bytes()


FILES: dict[str, bytes] = {
    "x.txt": TEXT.encode(),
    "x.html": f"<html><body><h1>The pier</h1><p>{TEXT}</p></body></html>".encode(),
    "x.jsonl": f'{{"text": "{TEXT}"}}\n'.encode(),
    "x.csv": f'text,b\n"{TEXT}",1\n'.encode(),
    "x.tsv": f"text\tb\n{TEXT}\t1\n".encode(),
    "x.parquet": parquet(),
    "x.eml": mail(),
    "x.mbox": b"From x\n" + mail(),
    "x.pdf": write_pdf([column(60, 80, [TEXT])]),
    "x.docx": word(),
}
every_file = pytest.mark.parametrize("name", FILES)


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str, bytes], Made]:
    def run(name: str, data: bytes) -> Made:
        (tmp_path / name).write_bytes(data)
        return list(collect([str(tmp_path / name)], tmp_path / "case.dossier.work", Settings()))

    return run


def extract(found: Made) -> list[Record]:
    assert EXTRACT.shape == "batch"
    captures = [item for item in found if isinstance(item, Capture)]
    return [record for records in EXTRACT.run(captures) for record in records]


@every_file
def test_the_words_of_an_article_are_its_text(
    read: Callable[[str, bytes], Made], name: str
) -> None:
    (document,) = extract(read(name, FILES[name]))

    assert isinstance(document, Document)
    assert TEXT in " ".join(document.text.split())
    assert any(block.kept for block in document.blocks)
    codec.checked(document)


@every_file
def test_a_capture_reads_back_with_its_digest(
    read: Callable[[str, bytes], Made], name: str
) -> None:
    (capture,) = read(name, FILES[name])

    assert isinstance(capture, Capture)
    data = FileReader().read(capture.locator)
    assert (hashlib.sha256(data).hexdigest(), len(data)) == (capture.sha256, capture.size)
    codec.checked(capture)


@every_file
def test_reading_twice_gives_the_same_and_an_extractor_pickles(
    read: Callable[[str, bytes], Made], name: str
) -> None:
    first, again = read(name, FILES[name]), read(name, FILES[name])
    copy = pickle.loads(pickle.dumps(EXTRACT))  # noqa: S301 - our own bytes

    assert first == again
    assert copy.shape == "batch"
    assert [list(one) for one in copy.run(first)] == [extract(first)]


@every_file
def test_an_empty_file_is_a_rejection(read: Callable[[str, bytes], Made], name: str) -> None:
    (rejection,) = read(name, b"")

    assert isinstance(rejection, Rejection)
    assert rejection.reason == "empty"


@every_file
def test_a_file_that_is_cut_anywhere_does_no_harm(
    read: Callable[[str, bytes], Made], name: str
) -> None:
    data = FILES[name]
    for part in range(1, 8):
        found = read(name, data[: len(data) * part // 8])

        records = [*(item for item in found if isinstance(item, Rejection)), *extract(found)]
        assert records
        assert all(isinstance(record, (Document, Rejection)) for record in records)


@every_file
def test_a_file_with_bytes_overwritten_does_no_harm(
    read: Callable[[str, bytes], Made], name: str
) -> None:
    data = FILES[name]
    for part in range(1, 8):
        place = len(data) * part // 8
        found = read(name, data[:place] + b"\xff\x00<(" + data[place + 4 :])

        records = [*(item for item in found if isinstance(item, Rejection)), *extract(found)]
        assert all(isinstance(record, (Document, Rejection)) for record in records)
