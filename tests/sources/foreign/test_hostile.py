"""Bad rows are counted with their reason, and no good row is lost beside them."""

import gzip
import random
import zipfile
from pathlib import Path

import pytest
from foreign import (
    ACLED,
    GDELT,
    ICEWS,
    MENTION,
    POLECAT,
    acled_text,
    gdelt_text,
    icews_text,
    mentions_text,
    polecat_text,
    read_bytes,
    read_files,
)

from chancery.sources.foreign import lines
from chancery.sources.foreign.record import BadRow, ForeignRecord

GOOD = {**GDELT, "GlobalEventID": "900000002"}


def gdelt_with(**cells: str) -> bytes:
    """Return two rows of GDELT, of which the first has other cells."""
    return gdelt_text({**GDELT, **cells}, GOOD).encode()


@pytest.mark.parametrize(
    ("cells", "reason", "words"),
    [
        ({"SQLDATE": "20201332"}, "malformed", "a day that no calendar has"),
        ({"SQLDATE": "yesterday"}, "malformed", "which is no day; write 2031-05-04"),
        ({"SQLDATE": "04/05/2020"}, "malformed", "which is no day"),
        ({"SQLDATE": ""}, "missing_field", "sqldate is empty"),
        ({"EventCode": ""}, "missing_field", "eventcode is empty"),
        ({"ActionGeo_Lat": "91"}, "malformed", "beyond 90 degrees"),
        ({"ActionGeo_Long": "-181"}, "malformed", "beyond 180 degrees"),
        ({"ActionGeo_Long": ""}, "malformed", "which is no position"),
        ({"ActionGeo_Lat": "nan"}, "malformed", "beyond 90 degrees"),
        ({"NumArticles": "many"}, "malformed", "which is no number"),
        ({"NumArticles": "1e999.0"}, "malformed", "which is no number"),
        ({"Actor1Name": "AL\tDANE"}, "malformed", "62 cells where there are 61 columns"),
        ({"Actor1Name": "AL\nDANE"}, "malformed", "the line may be torn"),
        ({"Actor1Name": "AL\0DANE"}, "binary", "it holds NUL bytes"),
        ({"GlobalEventID": "900000002"}, "duplicate", "900000002 was given before"),
    ],
)
def test_a_bad_row_is_told_and_the_good_one_beside_it_is_read(
    cells: dict[str, str], reason: str, words: str, tmp_path: Path
) -> None:
    good, bad = read_bytes(tmp_path / "a", gdelt_with(**cells))

    assert [one.id for one in good if isinstance(one, ForeignRecord)] == ["900000002"]
    assert {one.reason for one in bad} == {reason}
    assert words in bad[0].detail
    assert bad[0].file == str(tmp_path / "a")
    assert bad[0].line >= 1


def test_a_line_that_is_too_long_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "MOST_LINE", 2_000)

    good, bad = read_bytes(tmp_path / "a", gdelt_with(Actor1Name="A" * 9_000))

    assert [one.line for one in good] == [2]
    assert [(one.line, one.reason) for one in bad] == [(1, "too_large")]


def test_other_encodings_are_read_and_said(tmp_path: Path) -> None:
    row = gdelt_text({**GDELT, "Actor1Name": "SÃO TOMÉ"}, GOOD)
    for name, data in (
        ("a", row.encode("cp1252")),
        ("b", row.encode("utf-16")),
        ("c", b"\xef\xbb\xbf" + row.encode().replace(b"\n", b"\r\n")),
    ):
        (tmp_path / name).write_bytes(data)
        found, files = read_files(tmp_path / name)
        assert isinstance(found[0], ForeignRecord)
        assert found[0].actors[0].name == "SÃO TOMÉ"
        assert len(found) == 2
        assert bool(files.files[0].notes) == (name == "a")


def test_a_quotation_mark_that_nothing_closes_spoils_its_row_alone(tmp_path: Path) -> None:
    rows = [{**ACLED, "event_id_cnty": f"ALD{number}"} for number in range(400)]
    rows[0]["notes"] = 'First line,\nsecond line with "words" in it'
    text = acled_text(*rows).splitlines(keepends=True)
    torn = text[10]
    text[10] = torn.replace('"They agreed', '"They, said "agreed', 1)
    assert text[10] != torn

    good, bad = read_bytes(tmp_path / "a.csv", "".join(text).encode())

    assert len(good) == 399
    assert [(one.line, one.reason) for one in bad] == [(11, "malformed")]


def test_columns_that_are_not_known_are_passed_over_and_said(tmp_path: Path) -> None:
    header, row = polecat_text(POLECAT).splitlines()
    (tmp_path / "a.txt").write_text(f"{header}\tSentiment\n{row}\t0.5\n")

    found, files = read_files(tmp_path / "a.txt")

    assert len(found) == 1
    assert "passed over: Sentiment" in files.files[0].notes[0]


@pytest.mark.parametrize(
    ("data", "reason", "words"),
    [
        (b"", "unsupported", "it holds no rows"),
        (b"\n\n \n", "unsupported", "it holds no rows"),
        (b"%PDF-1.7\n\0\0", "binary", "it is a PDF file"),
        (b"city,mayor\nPort Tarn,Roth\n", "unsupported", "it begins 'city,mayor'"),
        (("\t".join("x" * 58) + "\n").encode(), "unsupported", "GDELT 1.0 events (58 columns)"),
        (("\t".join("x" * 27) + "\n").encode(), "unsupported", "Global Knowledge Graph"),
        (
            icews_text(ICEWS).replace("CAMEO Code", "Kind").encode(),
            "unsupported",
            "it looks like ICEWS, but has no column cameo_code",
        ),
        (b"PK\x03\x04 and no more", "damaged", "its list of files cannot be read"),
    ],
)
def test_a_file_that_is_none_of_them_is_told_and_the_next_is_read(
    data: bytes, reason: str, words: str, tmp_path: Path
) -> None:
    (tmp_path / "bad").write_bytes(data)
    (tmp_path / "good").write_text(gdelt_text(GDELT))

    found, files = read_files(tmp_path / "bad", tmp_path / "good")

    bad, good = found
    assert isinstance(bad, BadRow)
    assert (bad.line, bad.reason) == (0, reason)
    assert words in bad.detail
    assert isinstance(good, ForeignRecord)
    assert [one.format for one in files.files] == ["", "GDELT 2.0 events"]


def test_what_breaks_off_gives_the_rows_before_it(tmp_path: Path) -> None:
    rows = [{**GDELT, "GlobalEventID": str(number)} for number in range(3_000)]
    data = gzip.compress(gdelt_text(*rows).encode())

    good, bad = read_bytes(tmp_path / "a.gz", data[: len(data) // 2])

    assert 100 < len(good) < 3_000
    assert bad[-1].reason == "damaged"


def test_a_bomb_is_read_no_further_than_it_may_grow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "FREE_BYTES", 100_000)
    rows = [{**GDELT, "GlobalEventID": str(number)} for number in range(20_000)]
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        made.writestr("a.csv", (gdelt_text(rows[0]) * 100_000))

    found, files = read_files(tmp_path / "a.zip")

    assert files.files[0].rows == 1
    assert sum(files.files[0].rejected.values()) < 20_000
    last = found[-1]
    assert isinstance(last, BadRow)
    assert last.reason == "too_large"


def test_a_zip_that_is_encrypted_or_empty_or_packed_otherwise_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr("a.csv", gdelt_text(GDELT))
        made.writestr("notes.doc", "none")
    data = bytearray((tmp_path / "a.zip").read_bytes())
    data[6] |= 1  # of the local header: encrypted
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as made:
        made.writestr("notes.doc", "none")

    with zipfile.ZipFile(tmp_path / "c.zip", "w", zipfile.ZIP_LZMA) as made:
        made.writestr("a.csv", gdelt_text(GDELT))

    found, _ = read_files(*(tmp_path / f"{name}.zip" for name in "abc"))

    reasons = [one.reason for one in found if isinstance(one, BadRow)]
    assert reasons == ["damaged", "empty", "unsupported"]


def test_damaged_bytes_never_stop_the_reading(tmp_path: Path) -> None:
    draws = random.Random(5)
    texts = [
        acled_text(*({**ACLED, "event_id_cnty": f"A{n}"} for n in range(8))),
        gdelt_text(*({**GDELT, "GlobalEventID": str(n)} for n in range(8))),
        mentions_text(*({**MENTION, "SentenceID": str(n)} for n in range(8))),
        icews_text(*({**ICEWS, "Event ID": str(n)} for n in range(8))),
        polecat_text(*({**POLECAT, "Event ID": f"P{n}"} for n in range(8))),
    ]
    for number in range(150):
        data = bytearray(texts[number % 5].encode())
        for _ in range(draws.randint(1, 12)):
            at = draws.randrange(len(data))
            data[at : at + draws.randrange(3)] = draws.choice(
                (b"\t", b'"', b"\n", b"\0", b"\xff", b",", b"\r", "ж".encode(), b"")
            )
        good, bad = read_bytes(tmp_path / "a", bytes(data))
        assert good or bad
