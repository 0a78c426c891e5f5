import gzip
import hashlib
import io
import resource
import time
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import brotli
import pytest
import warcs
from fastwarc.stream_io import GzipWriter
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcs import answer, packed, page, pages, record

from chancery.model import Capture, Rejection
from chancery.sources.archives.warc import read_warc
from chancery.sources.files import FileReader
from chancery.sources.given import Given

Read = Callable[..., list[Capture | Rejection]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def run(data: bytes, *, limit: int = 1_000_000) -> list[Capture | Rejection]:
        file = tmp_path / "a.warc"
        file.write_bytes(data)
        return list(read_warc(Given("a.warc", "a.warc", str(file), tmp_path / "spool", limit)))

    return run


def captures(found: Sequence[Capture | Rejection]) -> list[Capture]:
    return [item for item in found if isinstance(item, Capture)]


def reasons(found: Sequence[Capture | Rejection]) -> list[str]:
    return [item.reason for item in found if isinstance(item, Rejection)]


def addresses(found: Sequence[Capture | Rejection]) -> list[str]:
    return [item.uri.removeprefix("http://post.example/") for item in captures(found)]


def texts(found: Sequence[Capture | Rejection]) -> list[bytes]:
    return [FileReader().read(item.locator) for item in captures(found)]


FORMS = [b"".join, packed]
BOTH = pytest.mark.parametrize("form", FORMS, ids=["plain", "gzip"])


@BOTH
def test_each_page_is_a_capture_that_reads_back_with_its_digest(
    read: Read, form: Callable[..., bytes]
) -> None:
    found = read(form(pages(3)))

    assert addresses(found) == ["0", "1", "2"]
    for number, item in enumerate(captures(found)):
        data = FileReader().read(item.locator)
        assert data == page(f"Page number {number}.")
        assert hashlib.sha256(data).hexdigest() == item.sha256
        assert (len(data), item.media_type, item.path) == (item.size, "text/html", None)


def test_a_capture_keeps_when_and_from_where_it_was_fetched(read: Read) -> None:
    (item,) = captures(read(packed(pages(1))))

    assert item.fetch is not None
    assert item.fetch.address == "http://post.example/0"
    assert item.fetch.captured is not None
    assert item.fetch.captured.start == item.fetch.captured.end == warcs.WHEN
    assert (item.fetch.captured.basis, item.fetch.charset) == ("capture", "utf-8")
    assert item.fetch.captured.evidence is not None
    assert item.fetch.captured.evidence.pointer == "WARC-Date"


def test_a_date_that_cannot_be_read_stays_unknown(read: Read) -> None:
    (item,) = captures(read(record(answer(page("A.")), when="last Tuesday")))

    assert item.fetch is not None
    assert item.fetch.captured is None


def test_the_same_page_has_the_same_id_in_any_archive_and_packing(read: Read) -> None:
    plain, gzipped = read(b"".join(pages(2))), read(packed(reversed(pages(2))))

    assert {item.id for item in plain} == {item.id for item in gzipped}


def test_what_is_no_page_is_counted_once_by_kind(read: Read) -> None:
    found = read(
        packed(
            [
                record(
                    b"software: crawler", None, kind="warcinfo", media="application/warc-fields"
                ),
                record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
                record(answer(b"\x89PNG", media="image/png")),
                record(answer(b"\x89PNG2", media="image/png")),
                record(answer(b"gone", status="404 Not Found")),
                record(
                    answer(b"User-agent: *", media="text/plain"), "http://post.example/robots.txt"
                ),
                record(answer(b"who knows", media=None)),
                record(answer(b" \n")),
                record(b"1.2.3.4", "dns:post.example", media="text/dns"),
                *pages(1),
            ]
        )
    )

    assert addresses(found) == ["0"]
    assert reasons(found) == ["not_article"]
    (told,) = [item.detail for item in found if isinstance(item, Rejection)]
    assert told == (
        "records that are no pages were passed over: 2 image/png, 1 empty, 1 no media type, "
        "1 request, 1 robots.txt, 1 status 404, 1 text/dns, 1 warcinfo"
    )


def test_kinds_beyond_measure_are_counted_together(read: Read) -> None:
    records = [record(answer(b"x", media=f"kind/{n}")) for n in range(500)]

    (told,) = read(b"".join(records))

    assert isinstance(told, Rejection)
    assert "460 of other kinds" in told.detail


def test_a_page_archived_without_an_answer_is_read(read: Read) -> None:
    found = read(record(page("Bare."), kind="resource", media="text/html"))

    assert texts(found) == [page("Bare.")]


GZIPPED = gzip.compress(page("Packed."), mtime=0)
RAW = zlib.compressobj(wbits=-15)
DEFLATED = RAW.compress(page("Packed.")) + RAW.flush()


def chunked(data: bytes, size: int = 100) -> bytes:
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%x;x=y\r\n%s\r\n" % (len(one), one) for one in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (GZIPPED, ("Content-Encoding: gzip",)),
        (GZIPPED, ("content-encoding: X-GZIP",)),
        (zlib.compress(page("Packed.")), ("Content-Encoding: deflate",)),
        (DEFLATED, ("Content-Encoding: deflate",)),
        (brotli.compress(page("Packed.")), ("Content-Encoding: br",)),
        (gzip.compress(GZIPPED, mtime=0), ("Content-Encoding: gzip, gzip",)),
        (chunked(page("Packed.")), ("Transfer-Encoding: chunked",)),
        (chunked(GZIPPED, 50), ("Transfer-Encoding: chunked", "Content-Encoding: gzip")),
        (page("Packed."), ("Transfer-Encoding: chunked",)),
        (page("Packed."), ("Content-Encoding: gzip", "Content-Length: 17")),
        (page("Packed."), ("Content-Encoding: identity",)),
    ],
)
@BOTH
def test_codings_of_the_answer_are_undone_even_where_they_were_already(
    read: Read, form: Callable[..., bytes], body: bytes, headers: tuple[str, ...]
) -> None:
    found = read(form([record(answer(body, *headers))]))

    assert texts(found) == [page("Packed.")]
    assert captures(found)[0].fetch.cut is None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("block", "headers"),
    [
        (answer(page("Cut."), "Content-Length: 99999"), ()),
        (answer(chunked(page("Cut."))[:-20], "Transfer-Encoding: chunked"), ()),
        (answer(GZIPPED[:-12], "Content-Encoding: gzip"), ()),
        (answer(page("Cut.")), ("WARC-Truncated: length",)),
    ],
)
def test_a_page_of_which_only_the_beginning_was_captured_says_so(
    read: Read, block: bytes, headers: tuple[str, ...]
) -> None:
    (item,) = captures(read(record(block, "http://post.example/a", *headers)))

    assert item.fetch is not None
    assert item.fetch.cut == "length"


@pytest.mark.untraced
@pytest.mark.parametrize("coding", ["gzip", "br", "deflate"])
def test_content_that_unpacks_without_end_is_too_large_in_little_memory(
    read: Read, coding: str
) -> None:
    zeros = bytes(50_000_000)
    bombs = {
        "gzip": gzip.compress,
        "br": lambda data: brotli.compress(data, quality=1),
        "deflate": zlib.compress,
    }
    data = packed([record(answer(bombs[coding](zeros), f"Content-Encoding: {coding}")), *pages(1)])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()

    found = read(data)

    assert (addresses(found), reasons(found)) == (["0"], ["too_large"])
    assert time.process_time() - start < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40_000


@pytest.mark.parametrize(
    ("body", "coding", "reason"),
    [
        (b"\x00\x01\x02" * 40, "gzip", "damaged"),
        (b"\x00\x01\x02" * 40, "br", "damaged"),
        (b"text", "zstd", "unsupported"),
        (b"text", "gzip, gzip, gzip, gzip, gzip", "unsupported"),
    ],
)
def test_content_that_cannot_be_unpacked_is_rejected(
    read: Read, body: bytes, coding: str, reason: str
) -> None:
    found = read(b"".join([record(answer(body, f"Content-Encoding: {coding}")), *pages(1)]))

    assert (addresses(found), reasons(found)) == (["0"], [reason])


@pytest.mark.untraced
def test_a_member_of_gzip_that_unpacks_without_end_costs_that_record_alone(read: Read) -> None:
    bomb = gzip.compress(record(answer(bytes(120_000_000), media="image/png")))
    start = time.process_time()

    found = read(packed(pages(1)) + bomb + packed(pages(3)[1:]))

    assert (addresses(found), reasons(found)) == (["0", "1", "2"], ["too_large"])
    assert time.process_time() - start < 5


@pytest.mark.untraced
def test_a_file_of_nothing_but_bombs_ends(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chancery.sources.archives.members.BOMB_BYTES", 1 << 20)
    bombs = gzip.compress(record(answer(bytes(4_000_000), media="image/png"))) * 400
    start = time.process_time()

    found = read(bombs)

    assert set(reasons(found)) == {"too_large"}
    assert time.process_time() - start < 5


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256", "sha512"])
@pytest.mark.parametrize("written", ["base16", "base32", "base64"])
def test_digests_are_proven_in_any_form(read: Read, algorithm: str, written: str) -> None:
    import base64  # noqa: PLC0415 - for these forms alone

    block = answer(page("Proven."))
    raw = hashlib.new(algorithm, block).digest()
    forms = {
        "base16": raw.hex(),
        "base32": base64.b32encode(raw).decode(),
        "base64": base64.b64encode(raw).decode(),
    }
    right = record(block, digest=f"{algorithm}:{forms[written]}")
    wrong = record(answer(page("Changed")), digest=f"{algorithm}:{forms[written]}")

    found = read(right + wrong)

    assert (texts(found), reasons(found)) == ([page("Proven.")], ["damaged"])


@BOTH
def test_a_wrong_digest_costs_that_record_alone(read: Read, form: Callable[..., bytes]) -> None:
    wrong = record(answer(page("Wrong.")), digest="sha1:" + "A" * 32)

    found = read(form([pages(1)[0], wrong, pages(2)[1]]))

    assert (addresses(found), reasons(found)) == (["0", "1"], ["damaged"])
    (told,) = [item.detail for item in found if isinstance(item, Rejection)]
    assert "digest" in told


@pytest.mark.parametrize("body", [page("Sent."), chunked(page("Sent.")), GZIPPED])
def test_a_payload_digest_is_right_before_or_after_its_codings(read: Read, body: bytes) -> None:
    headers = {b"<": (), b"6": ("Transfer-Encoding: chunked",)}.get(
        body[:1], ("Content-Encoding: gzip",)
    )
    plain = page("Packed.") if body == GZIPPED else page("Sent.")
    for stated in (warcs.sha1(body), warcs.sha1(plain)):
        block = answer(body, *headers)
        given = record(
            block, "http://post.example/a", f"WARC-Payload-Digest: {stated}", digest=None
        )

        assert texts(read(given)) == [plain]


def test_a_digest_of_an_unknown_kind_proves_nothing_and_costs_nothing(read: Read) -> None:
    assert len(read(record(answer(page("A.")), digest="blake3:abcdef"))) == 1
    assert len(read(record(answer(page("A.")), digest="sha1:short"))) == 1


@BOTH
def test_a_truncated_file_is_noticed_and_the_rest_is_read(
    read: Read, form: Callable[..., bytes]
) -> None:
    whole = form(pages(4))
    last = len(form(pages(3)))

    for cut in (last + 5, last + 60, last + (len(whole) - last) // 2):
        found = read(whole[:cut])

        assert addresses(found) == ["0", "1", "2"]
        assert reasons(found) == ["truncated"]


def test_a_head_that_is_cut_takes_nothing_from_the_record_that_follows(read: Read) -> None:
    first, second = pages(2)
    heads = [first[:cut] for cut in range(10, first.index(b"\r\n\r\n"), 7)]

    for head in heads:
        found = read(head + second)

        assert (addresses(found), texts(found)) == (["1"], [page("Page number 1.")])


def test_a_file_cut_in_the_last_bytes_of_a_member_loses_nothing_that_its_digest_proves(
    read: Read,
) -> None:
    found = read(packed(pages(2))[:-3])

    assert addresses(found) == ["0", "1"]
    assert texts(found)[1] == page("Page number 1.")

    unproven = record(answer(page("Last.")), digest=None)
    assert reasons(read(packed([*pages(1), unproven])[:-3])) == ["truncated"]


@BOTH
def test_archives_joined_after_a_cut_are_read_on_from_the_next_record(
    read: Read, form: Callable[..., bytes]
) -> None:
    first, second = form(pages(3)), form(pages(6)[3:])
    cut = first[: len(form(pages(2))) + 200]

    found = read(cut + second)

    assert addresses(found) == ["0", "1", "3", "4", "5"]
    assert set(reasons(found)) <= {"truncated", "damaged"}
    assert reasons(found)


def test_bytes_damaged_in_the_middle_of_a_compressed_file_cost_their_record_alone(
    read: Read,
) -> None:
    data = bytearray(packed(pages(5)))
    hit = len(packed(pages(2))) + 40
    data[hit : hit + 12] = b"\xff" * 12

    found = read(bytes(data))

    assert addresses(found) == ["0", "1", "3", "4"]
    assert reasons(found) == ["damaged"]


@pytest.mark.parametrize("wrong", [5, 100, 2_000, 10**9, 10**17])
def test_a_wrong_length_costs_that_record_alone(read: Read, wrong: int) -> None:
    liar = record(answer(page("Liar.")), "http://post.example/liar", length=wrong)

    found = read(b"".join([*pages(2), liar, *pages(4)[2:]]))

    assert addresses(found) == ["0", "1", "2", "3"]
    assert len(reasons(found)) == 1


@pytest.mark.parametrize("wrong", [5, 10**9])
def test_a_wrong_length_in_a_compressed_file_costs_that_record_alone(
    read: Read, wrong: int
) -> None:
    liar = record(answer(page("Liar.")), "http://post.example/liar", length=wrong)

    found = read(packed([*pages(2), liar, *pages(4)[2:]]))

    assert addresses(found) == ["0", "1", "2", "3"]
    assert len(reasons(found)) == 1


@pytest.mark.parametrize(
    "junk", [b"junk", b"\x00" * 5_000, b"\r\n\r\n\r\n", b"WARC/1.0\r\nHm\r\n\r\n"]
)
def test_what_stands_between_records_costs_none(read: Read, junk: bytes) -> None:
    found = read(junk.join([*pages(3), b""]))

    assert addresses(found) == ["0", "1", "2"]


@pytest.mark.parametrize(
    "block", [b"no answer at all", b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000 + b"\r\n\r\nbody"]
)
def test_an_answer_that_cannot_be_read_is_malformed(read: Read, block: bytes) -> None:
    found = read(b"".join([record(block), *pages(1)]))

    assert (addresses(found), reasons(found)) == (["0"], ["malformed"])


def test_a_page_without_an_address_is_malformed(read: Read) -> None:
    assert reasons(read(record(answer(page("A.")), None))) == ["malformed"]


def test_a_page_over_the_limit_is_too_large_and_never_held(read: Read) -> None:
    large = record(answer(page("L" * 300_000)), "http://post.example/large")

    for form in FORMS:
        found = read(form([large, *pages(1)]), limit=100_000)

        assert (addresses(found), reasons(found)) == (["0"], ["too_large"])


def test_the_same_fault_many_times_is_told_twenty_times_and_counted(read: Read) -> None:
    records = [record(answer(page(f"{n}.")), digest="sha1:" + "A" * 32) for n in range(50)]

    found = read(b"".join(records))

    assert reasons(found) == ["damaged"] * 21
    assert isinstance(found[-1], Rejection)
    assert found[-1].detail.startswith("30 more")


@pytest.mark.parametrize("groups", [1, 2])
def test_an_archive_that_was_compressed_as_a_whole_is_unpacked_and_read(
    read: Read, tmp_path: Path, groups: int
) -> None:
    size = 6 // groups
    data = b"".join(gzip.compress(b"".join(pages(6)[at : at + size])) for at in range(0, 6, size))

    found = read(data)

    assert addresses(found) == ["0", "1", "2", "3", "4", "5"]
    assert texts(found)[5] == page("Page number 5.")
    assert len(list((tmp_path / "spool").iterdir())) == 1


def test_damage_in_an_archive_compressed_in_groups_costs_that_group_alone(read: Read) -> None:
    groups = [gzip.compress(b"".join(pages(6)[at : at + 2]), mtime=0) for at in (0, 2, 4)]
    damaged = bytearray(groups[1])
    damaged[40:52] = b"\xff" * 12

    found = read(groups[0] + bytes(damaged) + groups[2])

    assert addresses(found) == ["0", "1", "4", "5"]
    assert reasons(found)[0] == "damaged"


@pytest.mark.parametrize(
    "data", [b"", b"\x1f\x8b\x08", b"not an archive", b"WARC/1.0\r\n", b"\r\n"]
)
def test_a_file_that_is_no_archive_is_rejected(read: Read, data: bytes) -> None:
    assert captures(read(data)) == []


@pytest.mark.untraced
@pytest.mark.parametrize(
    "piece",
    [b"\x1f\x8b\x08", b"\nWARC/1.0\r\n", b"WARC/1.0\r\nWARC-Type: a\r\nContent-Length: 9\r\n\r\n"],
)
def test_a_file_of_false_beginnings_ends_soon(read: Read, piece: bytes) -> None:
    start = time.process_time()

    found = read(piece * (2_000_000 // len(piece)))

    assert captures(found) == []
    assert len(found) < 50
    assert time.process_time() - start < 20


def test_a_record_that_is_gone_or_changed_reads_as_an_error(read: Read, tmp_path: Path) -> None:
    found = captures(read(packed(pages(2))))
    (tmp_path / "a.warc").write_bytes(packed(pages(2))[:-400])

    with pytest.raises(OSError, match="archive"):
        FileReader().read(found[1].locator)


def independent(*, compress: bool) -> bytes:
    """An archive as another program writes it."""
    out = io.BytesIO()
    for number in range(20):
        stream: Any = GzipWriter(out) if compress else out
        one = WarcRecord()
        one.init_headers(WarcRecordType.response)
        one.headers["WARC-Target-URI"] = f"http://post.example/{number}"
        one.set_bytes_content(answer(page(f"Other {number}.")))
        one.is_http = True
        one.write(stream, checksum_data=True)
        if compress:
            stream.finish()
    return out.getvalue()


@pytest.mark.parametrize("compress", [False, True])
def test_an_archive_of_another_program_gives_the_same_records_as_it_reads(
    read: Read,
    *,
    compress: bool,
) -> None:
    data = independent(compress=compress)
    theirs = [
        (one.headers["WARC-Target-URI"], one.stream_pos, one.reader.read())
        for one in ArchiveIterator(io.BytesIO(data))
    ]

    found = read(data)

    ours = zip(captures(found), texts(found), strict=True)
    assert [(item.uri, item.locator.offset, text) for item, text in ours] == theirs
    assert len(theirs) == 20


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    gzipped=st.booleans(),
    hits=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=8)), max_size=4),
    cut=st.floats(0.2, 1),
)
def test_damage_anywhere_never_raises_and_never_changes_a_page(
    read: Read,
    *,
    gzipped: bool,
    hits: list[tuple[float, bytes]],
    cut: float,
) -> None:
    hits = hits if gzipped else hits[:1]  # two could hit a page and what proves it
    data = bytearray(packed(pages(4)) if gzipped else b"".join(pages(4)))
    for place, junk in hits:
        at = int(place * (len(data) - 1))
        data[at : at + len(junk)] = junk
    found = read(bytes(data[: int(cut * len(data))]))

    sound = {page(f"Page number {number}.") for number in range(4)}
    assert set(texts(found)) <= sound
