"""Runs the commands of the tutorial and holds their output against what it prints."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TUTORIAL = ROOT / "docs" / "tutorial" / "first-dossier.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ chancery (.*)$", re.MULTILINE)
EXIT_NOTHING = 3


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example corpus and, after the first test, its dossier."""
    place = tmp_path_factory.mktemp("tutorial")
    shutil.copytree(ROOT / "examples" / "corpus", place / "examples" / "corpus")
    return place


def chancery(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("chancery")
    arguments = shlex.split(line)
    if arguments[0] == "build":
        arguments.append(
            "--no-annotate"
        )  # nothing shown here was read by the model, which is slow
    return subprocess.run(
        [program, *arguments],
        cwd=folder,
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def printed(block: str) -> list[tuple[str, str]]:
    """Return each command of a block with the output that is shown for it."""
    parts = COMMAND.split(block)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def squeezed(text: str) -> str:
    """Return the text with its white space collapsed, as lines may wrap elsewhere."""
    return " ".join(text.split())


def pattern(shown: str) -> re.Pattern[str]:
    """Return what matches the shown output, where an ellipsis stands for anything."""
    pieces = [re.escape(squeezed(piece)) for piece in shown.split("…")]
    return re.compile(r".*".join(pieces))


def test_the_tutorial_shows_what_the_commands_print(folder: Path) -> None:
    steps = [
        step for block in BLOCK.findall(TUTORIAL.read_text("utf-8")) for step in printed(block)
    ]
    wrong = []
    for line, shown in steps:
        done = chancery(line, folder)
        output = squeezed(done.stdout + done.stderr)
        if done.returncode or not pattern(shown).search(output):
            wrong.append((line, done.returncode, output[:2000]))

    assert len(steps) >= 8
    assert wrong == []


def test_a_word_that_stands_only_in_removed_text_is_not_found(folder: Path) -> None:
    built = chancery("build examples/corpus -o talks.dossier", folder)
    found = chancery("search tariff", folder)

    assert built.returncode == 0, built.stderr
    assert found.returncode == EXIT_NOTHING
