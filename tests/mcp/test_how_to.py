"""The page for assistants names every tool and argument, and its program gives what it says."""

import asyncio
import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from mcp import Client

from chancery.mcp.server import make_server

PAGE = (Path(__file__).parents[2] / "docs" / "how-to" / "assistants.md").read_text("utf-8")
STARTED = 'command="chancery", args=['
HERE = 'command=sys.executable, env=dict(os.environ), args=["-m", "chancery", '


def test_its_program_asks_by_standard_input_and_output(
    example: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "talks.dossier").symlink_to(example)
    monkeypatch.chdir(tmp_path)
    (program,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert program.count(STARTED) == 1

    exec(  # noqa: S102 - the page's own program
        program.replace(STARTED, HERE), {"sys": sys, "os": os}
    )

    *found, nothing = capsys.readouterr().out.splitlines()
    assert nothing == "nothing Nothing in the dossier says so."
    assert found
    for line in found:
        assert re.match(r"finding-\w{20} [1-9]\d* document-\w{20}:\d+-\d+ \S", line), line


def test_its_settings_start_the_command() -> None:
    (settings,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    (server,) = json.loads(settings)["mcpServers"].values()

    assert server == {"command": "chancery", "args": ["mcp", "talks.dossier"]}


def test_it_names_every_tool_with_its_arguments(example: Path) -> None:
    async def listed() -> list[Any]:
        async with Client(make_server(example)) as client:
            return (await client.list_tools()).tools

    table = re.findall(r"^\| `(\w+)` \| (.*?) \|", PAGE, re.MULTILINE)
    named = {name: re.findall(r"`(\w+)`", takes) for name, takes in table}

    assert named == {
        one.name: list(one.input_schema["properties"]) for one in asyncio.run(listed())
    }
