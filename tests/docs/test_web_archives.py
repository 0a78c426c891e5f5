"""Runs the commands of the page on web archives and holds their output against what it prints."""

import json
from pathlib import Path

import pytest
from howto import check_page, in_process
from warcs import answer, packed, page, record

RECORDS = [
    record(answer(page("The guards left.", "Ferry talks resume")), "http://post.example/ferry"),
    record(b"GET /pier HTTP/1.1\r\n\r\n", "http://post.example/pier", kind="request"),
    record(answer(page("The planks came.", "Pier to reopen")), "http://post.example/pier"),
    record(answer(b"\x89PNG", media="image/png"), "http://post.example/a.png"),
    record(answer(b"gone", status="404 Not Found"), "http://post.example/gone"),
]
SAVED = b"""MIME-Version: 1.0\r
Snapshot-Content-Location: http://post.example/saved\r
Date: Thu, 4 Mar 2021 06:06:07 +0100\r
Content-Type: multipart/related; boundary="b"\r
\r
--b\r
Content-Type: text/html\r
Content-Location: http://post.example/saved\r
\r
%s\r
--b--\r
"""
ITEM = {"uri": "urn:item:1", "type": "text", "headline": "Quay", "body_text": "The quay is open."}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "crawl.warc").write_bytes(b"".join(RECORDS))
    (tmp_path / "crawl.warc.gz").write_bytes(packed(RECORDS))
    (tmp_path / "saved.mhtml").write_bytes(SAVED % page("The rope was cut.", "Rope"))
    (tmp_path / "items.json").write_text(json.dumps([ITEM]))
    return tmp_path


def test_the_page_shows_what_the_commands_print(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    options = ["--no-annotate", "--workers", "1"]  # nothing shown here was read by the model
    run = in_process(capfd, monkeypatch, folder, options)
    assert check_page("web-archives", run) >= 8
