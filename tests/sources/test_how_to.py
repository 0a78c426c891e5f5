"""Runs the commands of the how-to pages of sources, with the files that they speak of."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from pdf import column, write_pdf

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROGRAM = 'chancery() { "$PYTHON" -m chancery "$@"; }\n'


def run(page: str, folder: Path) -> str:
    """Return what the commands of the page print last."""
    text = (ROOT / "docs" / "how-to" / f"{page}.md").read_text("utf-8")
    path = f"{ROOT / 'src'}:{os.environ.get('PYTHONPATH', '')}"
    done = subprocess.run(
        ["/bin/bash", "-e", "-c", PROGRAM + "\n".join(BLOCK.findall(text))],
        cwd=folder,
        env={**os.environ, "PYTHON": sys.executable, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    lines = ["The council agreed to the pier on Sunday.", "It will vote in May."]
    (tmp_path / "report.pdf").write_bytes(write_pdf([column(60, 80, lines)]))
    paper = docx.Document()
    paper.add_paragraph("The mainland will answer within a month.")
    paper.save(str(tmp_path / "statement.docx"))
    return tmp_path


def test_the_page_on_mail_reads_a_reply_and_marks_what_it_quotes(tmp_path: Path) -> None:
    (document,) = json.loads(run("mail", tmp_path))

    assert document["title"]["value"] == "Re: The pier"
    assert document["published"]["start"] == "2021-03-01T12:05:00Z"
    assert document["characters_kept"] < document["characters"]


def test_the_page_on_tables_names_the_columns(tmp_path: Path) -> None:
    documents = json.loads(run("tables", tmp_path))

    assert [one["published"]["start"] for one in documents] == ["2021-03-01", "2021-03-02"]
    assert {one["outlet"]["value"] for one in documents} == {"The Ferry Post"}


def test_the_page_on_papers_reads_a_pdf_and_a_word_file(papers: Path) -> None:
    shown = json.loads(run("papers", papers))

    assert "The council agreed to the pier on Sunday." in json.dumps(shown)
