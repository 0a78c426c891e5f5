"""Runs the code of the page and of the notebook on the Python API."""

import ast
import io
import json
import re
import shutil
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from built import CORPUS, example
from howto import DOCS, pattern

import chancery
from chancery.python import Answer, Dossier

__all__ = ["example"]

TYPED = DOCS.parent / "tests" / "typing"
BLOCK = re.compile(r"^```python\n(.*?)^```$\n\n^```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def notebook() -> dict[str, Any]:
    page = (DOCS / "tutorial" / "notebook.ipynb").read_text("utf-8")
    return json.loads(page)  # type: ignore[no-any-return]


def cells() -> list[str]:
    return ["".join(one["source"]) for one in notebook()["cells"] if one["cell_type"] == "code"]


def run_cell(source: str, names: dict[str, Any]) -> tuple[str, object]:
    """Run a cell as a notebook does; return what it prints, and the value of its last line."""
    body = ast.parse(source).body
    last = body.pop() if isinstance(body[-1], ast.Expr) else None
    with redirect_stdout(io.StringIO()) as printed:
        exec(compile(ast.Module(body, []), "<cell>", "exec"), names)  # noqa: S102 - our own page
        value = (
            eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)  # noqa: S307
            if isinstance(last, ast.Expr)
            else None
        )
    return printed.getvalue(), value


def code_lines(source: str) -> list[str]:
    return [line for line in source.splitlines() if line.strip()]


def test_the_page_shows_what_its_code_prints(
    example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("talks.dossier").symlink_to(example)
    Path("articles").symlink_to(CORPUS)
    page = (DOCS / "how-to" / "python.md").read_text("utf-8")
    names: dict[str, Any] = {"__name__": "page"}

    blocks = BLOCK.findall(page)
    assert len(blocks) == len(CODE.findall(page)) == 7
    for source, shown in blocks:
        printed, _ = run_cell(source, names)
        assert pattern(shown).search(" ".join(printed.split())), (source, printed)


def test_every_cell_of_the_notebook_runs_on_the_example_corpus(
    example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("examples").symlink_to(CORPUS.parent)
    shards = example.with_name(
        "example.unfinished.work"
    )  # of the same build: nothing is read again
    shutil.copytree(shards, "talks.dossier.work")
    names: dict[str, Any] = {"__name__": "notebook"}

    done = [run_cell(one, names) for one in cells()]

    assert done[0][1] == (17, 0)
    assert list(done[1][1].columns)[-1] == "finding.words.quote"  # type: ignore[attr-defined]
    assert "A river cannot be cut in two" in done[2][0]
    assert re.search(r"^2023-05-17 \|", done[3][0], re.MULTILINE)
    assert done[3][0].rstrip().splitlines()[-1].startswith("unknown | ")
    assert len(done[4][0].splitlines()) == 5
    assert "words in" in done[5][0]
    assert ("date", "Monday") in done[6][1]  # type: ignore[operator]


def test_the_notebook_holds_no_outputs_and_fits_the_format() -> None:
    book = notebook()

    assert (book["nbformat"], book["nbformat_minor"]) == (4, 5)
    identities = [one["id"] for one in book["cells"]]
    assert len(set(identities)) == len(identities)
    for one in book["cells"]:
        if one["cell_type"] == "code":
            assert one["outputs"] == []
            assert one["execution_count"] is None


def test_the_code_that_is_type_checked_is_that_of_the_pages() -> None:
    page = "\n".join(CODE.findall((DOCS / "how-to" / "python.md").read_text("utf-8")))
    pairs = {"python_page": page, "notebook": "\n".join(cells())}

    for name, code in pairs.items():
        held = (TYPED / f"{name}.py").read_text("utf-8").split('"""', 2)[2]
        assert code_lines(held) == code_lines(code)


def test_every_function_and_query_is_in_the_reference() -> None:
    page = (DOCS / "reference" / "python.md").read_text("utf-8")

    for name in chancery.__all__:
        assert f"## chancery.{name}\n" in page
    for kind in (Dossier, Answer):
        for name in dir(kind):
            if not name.startswith("_") and callable(getattr(kind, name)):
                assert f"### {kind.__name__}.{name}\n" in page
