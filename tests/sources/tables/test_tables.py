import json
import tracemalloc
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from chancery.errors import DossierWriteError, SettingsError
from chancery.model import Capture, Document, Rejection
from chancery.sources.collect import open_sources
from chancery.sources.files import FileReader
from chancery.sources.json_line import JsonLine
from chancery.sources.settings import SourceSettings
from chancery.sources.tables import parquet, rows

Found = list[Capture | Rejection]


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Found]:
    def run(data: bytes | str, name: str = "in.csv", **settings: Any) -> Found:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        spool = tmp_path / "case.dossier.work" / "spool"
        return list(open_sources([str(path)], spool=spool, settings=SourceSettings(**settings)))

    return run


def documents(found: Sequence[Capture | Rejection]) -> list[Document]:
    made = [
        JsonLine().extract(item, FileReader().read(item.locator))
        for item in found
        if isinstance(item, Capture)
    ]
    return [one for one in made if isinstance(one, Document)]


def texts(found: Sequence[Capture | Rejection]) -> list[str]:
    return [one.text for one in documents(found)]


def rejected(found: Sequence[Capture | Rejection]) -> list[tuple[str, str]]:
    return [(r.uri.rsplit("/")[-1], r.reason) for r in found if isinstance(r, Rejection)]


def table(**columns: Any) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(columns), sink)
    return sink.getvalue().to_pybytes()


def test_each_row_is_an_article_with_the_fields_of_its_columns(read: Callable[..., Found]) -> None:
    found = read(
        "Title,TEXT,published,outlet,url,Section\n"
        'The bar,"Up, at last.\r\n""Why?"" he said.",2021-03-01,Post,,Home\n'
        "The pier,Down.,,,https://isles.example/2,\n"
    )
    one, two = documents(found)

    assert one.text == 'Up, at last.\r\n"Why?" he said.'
    assert (one.title.value, one.title.evidence.pointer) == ("The bar", "/title")
    assert (one.published.start, one.published.precision) == ("2021-03-01", "day")
    assert (one.outlet.value, one.fields) == ("Post", {"Section": '"Home"'})
    assert (two.title.value, two.outlet, two.fields) == ("The pier", None, {})
    assert [item.uri.rsplit("/")[-1] for item in found] == ["in.csv#R1", "2"]
    assert {item.media_type for item in found} == {"application/json"}


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_fits_the_header(
    read: Callable[..., Found], mark: str
) -> None:
    assert texts(read(f"id{mark}text{mark}title\n1{mark}Up.{mark}x\n")) == ["Up."]


def test_tabs_part_the_fields_of_tsv(read: Callable[..., Found]) -> None:
    assert texts(read("text\tb\nUp, down\t1\n", "in.tsv")) == ["Up, down"]


def test_columns_are_named_by_a_setting(read: Callable[..., Found]) -> None:
    data = "text,BODY,Day\nshort,The whole.,2021-03-01\n"
    (one,) = documents(read(data, columns=(("text", "body"), ("published", "Day"))))

    assert one.text == "The whole."
    assert one.published.start == "2021-03-01"
    assert one.fields == {"text (2)": '"short"'}


def test_of_several_columns_named_for_a_field_a_table_needs_one(
    read: Callable[..., Found],
) -> None:
    columns = (("text", "BODY"), ("text", "Story"))

    assert texts(read("Story\nUp.\n", columns=columns)) == ["Up."]
    assert rejected(read("Tale\nUp.\n", columns=columns)) == [("in.csv", "missing_field")]


def test_a_column_for_a_field_that_there_is_not_is_refused() -> None:
    with pytest.raises(SettingsError, match="body=X names no field"):
        SourceSettings(columns=(("body", "X"),))


def test_without_a_text_the_columns_are_listed(read: Callable[..., Found]) -> None:
    (rejection,) = read("id,Body\n1,Up.\n")

    assert rejection.reason == "missing_field"
    assert "id, Body" in rejection.detail
    assert "--column text=NAME" in rejection.detail


def test_rows_are_read_back_from_a_file_of_ours_with_the_number_of_the_row(
    read: Callable[..., Found], tmp_path: Path
) -> None:
    found = read("text,b\nUp.,1\nDown.\nIn.,3\n")

    assert rejected(found) == [("in.csv#R2", "malformed")]
    kept = [item for item in found if isinstance(item, Capture)]
    assert [item.uri.rsplit("#")[-1] for item in kept] == ["R1", "R3"]
    assert {Path(item.locator.file).parent for item in kept} == {
        tmp_path / "case.dossier.work" / "spool" / "unpacked"
    }
    assert (
        Path(kept[0].locator.file).read_bytes()
        == b'{"text":"Up.","b":"1"}\n\n{"text":"In.","b":"3"}\n'
    )


def test_ids_stay_when_rows_are_added(read: Callable[..., Found]) -> None:
    before = {item.id for item in read("text\nUp.\nDown.\n")}

    assert before < {item.id for item in read("text\nNew.\nUp.\nDown.\n")}


@pytest.mark.parametrize(
    ("row", "reason", "words"),
    [
        ("a,b,c", "malformed", "3 fields, and the header 2"),
        ('"a"b,c', "malformed", "no row"),
        ("x" * 2_000 + ",b", "too_large", "max_bytes"),
        ('"' + "x\n" * 1_000 + '",b', "too_large", "max_bytes"),
    ],
)
def test_a_row_that_cannot_be_read_is_rejected_and_the_rest_read(
    read: Callable[..., Found], row: str, reason: str, words: str
) -> None:
    found = read(f"text,b\nUp.,1\n{row}\nDown.,2\n", max_bytes=1_000)

    assert rejected(found) == [("in.csv#R2", reason)]
    assert words in next(item.detail for item in found if isinstance(item, Rejection))
    assert texts(found) == ["Up.", "Down."]


def test_a_quotation_mark_that_is_never_closed_ends_the_table(read: Callable[..., Found]) -> None:
    found = read('text,b\nUp.,1\n"Open,2\nDown.,3\n' + "x,1\n" * 10_000, max_bytes=1_000)

    assert rejected(found) == [("in.csv", "malformed")]
    assert texts(found) == ["Up."]


def test_nul_and_other_signs_are_kept(read: Callable[..., Found]) -> None:
    assert texts(read('text\n"a\x00b\u200bc\x85"\n')) == ["a\x00b\u200bc\x85"]


def test_a_row_without_text_is_rejected_when_it_is_read(read: Callable[..., Found]) -> None:
    (capture,) = read("text,title\n,Only a title\n")

    assert JsonLine().extract(capture, FileReader().read(capture.locator)).reason == "empty"


TALKS = (
    "Делегации вернулись за стол переговоров в среду утром и представители сторон "
    "сообщили журналистам что встреча продлится до вечера."
)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (f"\ufefftext\n{TALKS}\n".encode(), None),
        (f"text\n{TALKS}\n".encode("utf-16"), "utf-16-le"),
        (f"text\n{TALKS}\n".encode("cp1251"), "cp1251"),
    ],
)
def test_one_encoding_is_told_for_the_file(
    read: Callable[..., Found], data: bytes, encoding: str | None
) -> None:
    (one,) = documents(read(data))

    assert one.text == TALKS
    note = one.fields.get("decoding")
    assert (json.loads(note)["encoding"] if note else None) == encoding


def test_stray_bytes_in_utf8_are_repaired_or_their_row_rejected(
    read: Callable[..., Found],
) -> None:
    good = (TALKS + "\n").encode()
    quoted, broken = good[:-1] + b" \x93so\x94\n", b"\xe9t\xe9 \x81\x8d\n"
    found = read(b"text\n" + good + quoted + broken + "Ещё.\nДа.\n".encode())

    assert texts(found) == [TALKS, f"{TALKS} “so”", "Ещё.", "Да."]
    assert rejected(found) == [("in.csv#R3", "encoding")]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"text,b\n", "empty"),
        (b"\x00\x01\x02\x03" * 400, "binary"),
        (b"text" + b",x" * 6_000 + b"\n1\n", "malformed"),
        (b'text,"b\n1,2\n', "malformed"),
    ],
)
def test_a_file_that_is_no_table_is_one_rejection(
    read: Callable[..., Found], data: bytes, reason: str
) -> None:
    assert rejected(read(data)) == [("in.csv", reason)]


def test_a_long_table_is_read_in_little_memory(read: Callable[..., Found]) -> None:
    data = "text,b\n" + ("x" * 10_000 + ",1\n") * 500 + '"' + ("y" * 99 + "\n") * 60_000 + '",1\n'
    tracemalloc.start()
    try:
        found = read(data, max_bytes=20_000)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert ("in.csv#R501", "too_large") in rejected(found)
    assert peak < len(data) + 4_000_000  # the test's own bytes


def test_parquet_of_many_types_is_read(read: Callable[..., Found]) -> None:
    found = read(
        table(
            text=pa.array(["Up.", "Down."]).dictionary_encode(),
            published=pa.array([datetime(2021, 3, 1), datetime(2021, 3, 1, 8, 30)]),  # noqa: DTZ001
            byline=[["Ilda Moren", "Tor Eld"], None],
            score=[0.5, float("nan")],
            seen=pa.array([datetime(2021, 3, 1, tzinfo=UTC)] * 2, pa.timestamp("ns", "UTC")),
            day=[date(2021, 3, 1)] * 2,
            raw=[b"\x00\xff", None],
        ),
        "in.parquet",
    )
    one, two = documents(found)

    assert (one.text, one.byline.value, two.byline) == ("Up.", "Ilda Moren, Tor Eld", None)
    assert (one.published.start, one.published.precision) == ("2021-03-01", "day")
    assert two.published.start.startswith("2021-03-01T08:30")
    assert one.fields["score"] == "0.5"
    assert one.fields["day"] == '"2021-03-01"'
    assert one.fields["seen"] == '"2021-03-01T00:00:00Z"'
    assert [item.uri.rsplit("#")[-1] for item in found] == ["R1", "R2"]


@pytest.mark.parametrize(
    ("data", "reason", "words"),
    [
        (table(text=[1, 2]), "malformed", "int64"),
        (table(body=["Up."]), "missing_field", "body"),
        (table(text=["Up."])[:-20], "malformed", "no whole Parquet file"),
        (b"PAR1PAR1", "malformed", "no whole Parquet file"),
        (b"", "empty", "0 bytes"),
        (table(text=pa.array([], pa.string())), "empty", "no rows"),
    ],
)
def test_parquet_that_cannot_be_read_is_one_rejection(
    read: Callable[..., Found], data: bytes, reason: str, words: str
) -> None:
    (rejection,) = read(data, "in.parquet")

    assert rejection.reason == reason
    assert words in rejection.detail


def test_broken_pages_of_parquet_end_the_table(read: Callable[..., Found]) -> None:
    data = bytearray(table(text=[f"Text number {n} of many." for n in range(2_000)]))
    data[200:4_000] = b"\xaa" * 3_800

    reasons = {reason for _, reason in rejected(read(bytes(data), "in.parquet"))}
    assert reasons <= {"malformed", "encoding", "too_large"}
    assert reasons


def test_bytes_that_are_no_utf8_reject_their_row(read: Callable[..., Found]) -> None:
    strings = pa.array([b"Up.", b"\xff\xfe", b"Down."]).cast(pa.binary()).view(pa.string())
    found = read(table(text=strings), "in.parquet")

    assert rejected(found) == [("in.parquet#R2", "encoding")]
    assert texts(found) == ["Up.", "Down."]


def test_parquet_that_unpacks_to_far_more_than_it_is_is_too_large(
    read: Callable[..., Found], monkeypatch: pytest.MonkeyPatch
) -> None:
    sink = pa.BufferOutputStream()
    texts = pa.table({"text": ["x" * 1_000_000 + str(n) for n in range(9)]})
    pq.write_table(texts, sink, compression="zstd", use_dictionary=False)
    data = sink.getvalue().to_pybytes()
    monkeypatch.setattr(parquet, "FREE_BYTES", 1_000_000)

    assert rejected(read(data, "in.parquet")) == [("in.parquet", "too_large")]


def test_a_table_of_one_repeated_text_does_not_fill_the_disk(
    read: Callable[..., Found], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "FREE_BYTES", 1_000_000)
    found = read(table(text=["x" * 1_000] * 5_000), "in.parquet")

    assert ("in.parquet", "too_large") in rejected(found)
    assert len([item for item in found if isinstance(item, Capture)]) < 2_000


def test_parquet_is_told_by_its_first_bytes(read: Callable[..., Found]) -> None:
    assert texts(read(table(text=["Up."]), "in.data")) == ["Up."]


def test_a_disk_that_is_full_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("text\nUp.\n")
    (tmp_path / "spool").write_text("in the way")
    items = open_sources(
        [str(tmp_path / "in.csv")], spool=tmp_path / "spool", settings=SourceSettings()
    )

    with pytest.raises(DossierWriteError, match="cannot be kept"):
        list(items)
