"""Runs the commands of the page on changed articles, over two captures of one and another."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from howto import check_page, in_process
from warcs import answer, record

TALKS, GUARDS = "http://harbour.example/talks", "http://islander.example/guards"
TITLE = "Envoys meet in Port Tarn"
OPENING = (
    "Envoys of Corvia and Aldane met in Port Tarn on Monday to speak of the harbour, and the "
    "talks went on until late at night in the customs house."
)
HURT = "{} guards were hurt at the harbour gate, harbour master Jonas Veldt told the Harbour Post."
DAM = "Corvia will open the lower dam in May, Foreign Minister Ida Roth said after the talks."
ENDING = (
    "The envoys of both towns will speak again in the spring, when the ferries sail between the "
    "islands once more."
)
NOTICE = (
    "Correction: An earlier version of this article misstated the number of guards who were hurt."
)
ISLANDER = (
    "Twelve guards were hurt at the harbour gate, harbour master Jonas Veldt said. Corvia will "
    "open the lower dam in May, Foreign Minister Ida Roth told the Islander in Halden, where she "
    "visited the market and the new school on her way home."
)
ALONE = (
    "Nobody else was at the gate when the rope broke, and the rest of the crew had left for the "
    "evening."
)


def captured(title: str, paragraphs: Sequence[str], address: str, when: str) -> bytes:
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    head = f"<html><head><title>{title}</title></head>"
    page = f"{head}<body><article><h1>{title}</h1>{body}</article></body></html>"
    return record(answer(page.encode()), address, when=when)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    monday = [OPENING, HURT.format("Twelve"), DAM, ENDING]
    thursday = [OPENING, HURT.format("Two"), ENDING, NOTICE]
    for name, made in (
        ("monday", captured(TITLE, monday, TALKS, "2031-03-03T20:00:00Z")),
        ("thursday", captured(TITLE, thursday, TALKS, "2031-03-06T08:00:00Z")),
        (
            "islander",
            captured("Guards hurt at the gate", [ISLANDER, ALONE], GUARDS, "2031-03-04T20:00:00Z"),
        ),
    ):
        (tmp_path / f"{name}.warc").write_bytes(made)
    return tmp_path


def test_the_page_shows_what_the_commands_print(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read by the shipped model, which takes some seconds: what it finds rests on versions."""
    run = in_process(capfd, monkeypatch, folder, ["--workers", "1"])
    assert check_page("changed-articles", run) == 7
