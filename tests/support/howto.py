"""Runs the commands of a how-to page and holds their output against what the page prints."""

import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from running import Ran

from chancery.cli.app import main

DOCS = Path(__file__).resolve().parents[2] / "docs"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (.*)$", re.MULTILINE)
BUILDING = frozenset({"build", "add", "merge", "cut"})
EXIT_REJECTED = 4


def check_page(name: str, run: Callable[[str], Ran]) -> int:
    """Run every command of `docs/how-to/NAME.md`; return how many there are.

    Words are compared whatever parts them; an ellipsis of the page stands for anything.
    """
    wrong: list[tuple[str, int, str]] = []
    count = 0
    for line, shown in _commands(DOCS / "how-to" / f"{name}.md"):
        ran = run(line)
        count += 1
        output = " ".join((ran.out + ran.err).split())
        building = line.split()[1] in BUILDING
        expected = EXIT_REJECTED if building and "rejected" in shown else 0
        if ran.code != expected or not pattern(shown).search(output):
            wrong.append((line, ran.code, output[:2000]))
    assert not wrong, wrong
    return count


def in_process(
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    building: Sequence[str],
) -> Callable[[str], Ran]:
    """Return what runs a line in the folder: ours in this process, others in a shell.

    `building` are options that building commands are given beside those of the page.
    """
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.setenv("NO_COLOR", "1")

    def run(line: str) -> Ran:
        words = shlex.split(line)
        if words[0] != "chancery":
            done = subprocess.run(
                ["/bin/sh", "-c", line], capture_output=True, text=True, check=False
            )
            return Ran(done.returncode, done.stdout, done.stderr)
        more = building if words[1] in BUILDING else ()
        monkeypatch.setattr(sys, "argv", [*words, *more])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capfd.readouterr()
        return Ran(int(ended.value.code or 0), out, err)

    return run


def _commands(page: Path) -> Iterator[tuple[str, str]]:
    for block in BLOCK.findall(page.read_text("utf-8")):
        parts = COMMAND.split(block)
        yield from zip(parts[1::2], parts[2::2], strict=True)


def pattern(shown: str) -> re.Pattern[str]:
    """Return what fits the words that a page shows, where an ellipsis stands for anything."""
    pieces = [re.escape(" ".join(piece.split())) for piece in shown.split("…")]
    return re.compile(r".*".join(pieces))
