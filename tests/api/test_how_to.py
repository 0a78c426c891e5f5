"""The examples of the how-to page give what they say."""

import re
from pathlib import Path
from typing import Any

import httpx2
import pytest
from rebuilt import built
from served import HOST
from starlette.testclient import TestClient

from chancery.api.app import make_app
from chancery.api.routes import routes
from chancery.api.view import PREFIX

PAGE = (Path(__file__).parents[2] / "docs" / "how-to" / "serve.md").read_text(encoding="utf-8")


def test_its_program_goes_through_a_list(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def local(base_url: str, **_: Any) -> TestClient:
        return TestClient(make_app(path, hosts=[HOST]), base_url=base_url)

    monkeypatch.setattr(httpx2, "Client", local)
    program, _ = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)

    exec(program, {})  # noqa: S102 - the page's own program

    assert len(capsys.readouterr().out.splitlines()) == 3


def test_its_program_starts_and_cancels_a_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    built(tmp_path).rename("talks.dossier")
    _, program = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)

    exec(program, {})  # noqa: S102 - the page's own program

    started, build = capsys.readouterr().out.split()
    assert (started, len(build)) == ("running", 8)


def test_its_requests_are_answered(client: TestClient) -> None:
    asked = re.findall(rf"'http://{HOST}([^']+)'", PAGE)

    assert len(asked) == 2
    for address in asked:
        assert client.get(address.replace("Dovanne", "Veldt")).status_code == 200
    (query,) = re.findall(r"'query=([^']+)'", PAGE)
    answer = client.get(f"{PREFIX}/sql", params={"query": query})
    assert answer.json()["rows"] == [["intention", 1]]


def test_it_names_every_address() -> None:
    for route in routes():
        named = (
            re.sub(r"/records/\w+", "/records/KIND", route.path)
            .replace("{id}", "ID")
            .replace("{name}", "NAME")
        )
        named = named.replace("/records/KIND/ID/text", "/records/document/ID/text")
        assert named in PAGE or not named, route.path
