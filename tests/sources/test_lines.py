import json
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from chancery.model import Capture, Rejection
from chancery.sources.files import FileReader


def write(tmp_path: Path, *lines: bytes) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    return path


def rejected(found: Sequence[Capture | Rejection]) -> list[tuple[str, str]]:
    return [
        (item.uri.rsplit("/")[-1], item.reason) for item in found if isinstance(item, Rejection)
    ]


def test_each_line_is_located_in_its_file(collect: Callable[..., Any], tmp_path: Path) -> None:
    lines = [b'{"text": "one"}', b'{"url": "https://a.example/2", "text": "two"}']
    found = collect(write(tmp_path, *lines))

    assert [FileReader().read(item.locator) for item in found] == lines
    assert [item.uri for item in found] == [f"{tmp_path}/in.jsonl#L1", "https://a.example/2"]


def test_ids_stay_when_lines_move_and_others_are_inserted(
    collect: Callable[..., Any], tmp_path: Path
) -> None:
    first, second, third = (f'{{"text": "line {n}"}}'.encode() for n in range(3))
    before = {item.id for item in collect(write(tmp_path, first, second))}
    after = {item.id for item in collect(write(tmp_path, third, second, first))}

    assert before < after


def test_the_same_line_twice_is_a_duplicate(collect: Callable[..., Any], tmp_path: Path) -> None:
    line = b'{"url": "https://a.example/", "text": "once"}'
    found = collect(write(tmp_path, line, line))

    assert isinstance(found[0], Capture)
    assert found[1].reason == "duplicate"
    assert "byte 46" in found[1].uri


@pytest.mark.parametrize(
    ("line", "reason", "words"),
    [
        (b'{"text": "a",}', "malformed", ["line 2", "column 14"]),
        (b'{"text": nope}', "malformed", ["column 10", "Expecting value"]),
        (b'["text"]', "malformed", ["expected an object", "an array"]),
        (b'"text"', "malformed", ["a string"]),
        (b"null", "malformed", ["null"]),
        (b'{"text": NaN}', "malformed", ["NaN"]),
        (b'{"text": "\\ud800"}', "malformed", ["surrogate"]),
        (b'{"text": 5}', "malformed", ['"text"', "a number"]),
        (b'{"text": "a", "title": ["b"]}', "malformed", ['"title"', "an array"]),
        (b'{"text": "a", "url": {}}', "malformed", ['"url"', "an object"]),
        (b'{"html": true}', "malformed", ["a boolean"]),
        (b'{"title": "a"}', "missing_field", ['"text"', '"html"']),
        (b'{"text": null}', "missing_field", ['"text"']),
        (b'{"text": "\xe9t\xe9"}', "encoding", ["byte 10"]),
        (b'{"text": "a\xe9", nope}', "encoding", ["byte 11"]),
        (b'{"text": "a", "x": ' + b"[" * 5000 + b"]" * 5000 + b"}", "too_deep", ["deeper"]),
    ],
)
def test_a_line_that_holds_no_article_is_rejected_and_the_rest_read(
    collect: Callable[..., Any], tmp_path: Path, line: bytes, reason: str, words: list[str]
) -> None:
    found = collect(write(tmp_path, b'{"text": "before"}', line, b'{"text": "after"}'))

    assert rejected(found) == [("in.jsonl#L2", reason)]
    assert len(found) == 3
    for word in words:
        assert word in found[1].detail


def test_columns_count_characters_not_bytes(collect: Callable[..., Any], tmp_path: Path) -> None:
    found = collect(write(tmp_path, '{"text": "äöü" nope}'.encode()))

    assert "column 16" in found[0].detail


def test_blank_lines_and_a_missing_last_line_end_are_fine(
    collect: Callable[..., Any], tmp_path: Path
) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"text": "one"}\r\n\r\n  \n{"text": "two"}')

    found = collect(path)

    assert [item.uri[-3:] for item in found] == ["#L1", "#L4"]
    assert FileReader().read(found[0].locator) == b'{"text": "one"}'


def test_a_line_of_binary_data_costs_no_other(collect: Callable[..., Any], tmp_path: Path) -> None:
    line = b'{"text": "' + b"\x00\x01\x02" * 20 + b'"}'
    found = collect(write(tmp_path, b'{"text": "before"}', line, b'{"text": "after"}'))

    assert rejected(found) == [("in.jsonl#L2", "malformed")]
    assert len(found) == 3


def test_a_file_of_blank_lines_is_empty(collect: Callable[..., Any], tmp_path: Path) -> None:
    assert rejected(collect(write(tmp_path, b"", b" \t"))) == [("in.jsonl", "empty")]


def test_a_line_over_the_limit_is_passed_over_in_little_memory(
    collect: Callable[..., Any], tmp_path: Path
) -> None:
    path = tmp_path / "in.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "before"}\n{"text": "')
        for _ in range(10):
            file.write(b"x" * 1_000_000)
        file.write(b'"}\n{"text": "after"}\n')
    tracemalloc.start()
    try:
        found = collect(path, max_bytes=10_000)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert rejected(found) == [("in.jsonl#L2", "too_large")]
    assert FileReader().read(found[2].locator) == b'{"text": "after"}'
    assert peak < 4_000_000


def test_an_over_long_last_line_without_an_end_is_too_large(
    collect: Callable[..., Any], tmp_path: Path
) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'{"text": "' + b"x" * 100)

    assert rejected(collect(path, max_bytes=50)) == [("in.jsonl#L1", "too_large")]


def test_a_line_at_the_limit_is_read_whatever_its_end(
    collect: Callable[..., Any], tmp_path: Path
) -> None:
    line = b'{"text": "12345"}'
    for end in (b"\n", b"\r\n", b""):
        (tmp_path / "in.jsonl").write_bytes(line + end)

        assert rejected(collect(tmp_path / "in.jsonl", max_bytes=len(line))) == []


def test_one_line_of_ten_megabytes_is_read_if_the_limit_allows_it(
    collect: Callable[..., Any], tmp_path: Path
) -> None:
    line = json.dumps({"text": "words " * 1_700_000}).encode()
    found = collect(write(tmp_path, line), max_bytes=20_000_000)

    assert found[0].size == len(line)


@pytest.mark.parametrize(
    ("head", "reason"),
    [(b"\xff\xfe{\x00}\x00", "encoding"), (b"PK\x03\x04" + bytes(100), "binary")],
)
def test_a_file_that_is_no_jsonl_at_all_is_one_rejection(
    collect: Callable[..., Any], tmp_path: Path, head: bytes, reason: str
) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(head + b"\n" + head)

    assert rejected(collect(path)) == [("in.jsonl", reason)]
