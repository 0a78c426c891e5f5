"""Runs the commands of the page on web archives and holds their output against what it prints."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from warcs import answer, packed, page, record

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "how-to" / "web-archives.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (.*)$", re.MULTILINE)
EXIT_REJECTED = 4
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


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    if line.startswith("chancery"):
        program = "from chancery.cli.app import main; main()"
        command = [sys.executable, "-c", program, *shlex.split(line)[1:]]
        if command[3] == "build":
            command.append("--no-annotate")  # nothing shown here was read by the model
    else:
        command = ["sh", "-c", line]
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "300", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def pattern(shown: str) -> re.Pattern[str]:
    pieces = [re.escape(" ".join(piece.split())) for piece in shown.split("…")]
    return re.compile(r".*".join(pieces))


def test_the_page_shows_what_the_commands_print(folder: Path) -> None:
    wrong = []
    count = 0
    for block in BLOCK.findall(PAGE.read_text("utf-8")):
        parts = COMMAND.split(block)
        for line, shown in zip(parts[1::2], parts[2::2], strict=True):
            done = run(line, folder)
            count += 1
            output = " ".join((done.stdout + done.stderr).split())
            expected = EXIT_REJECTED if "rejected" in shown else 0
            if done.returncode != expected or not pattern(shown).search(output):
                wrong.append((line, done.returncode, output[:2000]))

    assert count >= 8
    assert wrong == []
