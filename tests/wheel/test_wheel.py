"""The installed package has all it needs and works by its command; run against the built wheel."""

import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest

TEXT = (
    "Ferry talks resume\n\nPublished 3 March 2024\n\n"
    "The two harbour towns met again on Sunday after a winter without a single crossing.\n\n"
    "Subscribe to our newsletter\n"
)


def chancery(*arguments: str) -> str:
    command = [str(Path(sys.executable).parent / "chancery"), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_the_command_builds_and_reads_a_dossier(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    dossier = str(tmp_path / "t.dossier")

    chancery("build", "--no-annotate", str(tmp_path / "a.txt"), "-o", dossier)

    assert "1 document read" in chancery("brief", dossier)
    document = json.loads(chancery("show", dossier, "a.txt", "--json"))["document"]
    assert document["text"] == TEXT
    assert document["published"]["start"] == "2024-03-03"


def test_the_packaged_model_reads(tmp_path: Path) -> None:
    said = "“We shall open the crossing again in April,” Mayor Ilse Brandt told reporters.\n"
    (tmp_path / "a.txt").write_text(TEXT + said, encoding="utf-8")

    found = json.loads(chancery("annotate", "--json", str(tmp_path / "a.txt")))

    text = TEXT + said
    (one,) = found["attributions"]
    assert [text[start:end] for start, end in one["source"]] == ["Mayor Ilse Brandt"]
    assert (one["cue_class"], one["speech"]) == ("says", "direct")


def test_the_package_says_its_version() -> None:
    assert chancery("--version").startswith("chancery ")


def test_types_and_knowledge_are_packaged() -> None:
    program = (
        "from importlib.resources import files\n"
        "names = {one.name for one in files('chancery').iterdir()}\n"
        "assert 'py.typed' in names, names\n"
        "data = {one.name for one in files('chancery.knowledge').iterdir()}\n"
        "assert {'agencies.tsv', 'facts.chancery'} <= data, data\n"
        "from chancery.knowledge import open_knowledge\n"
        "assert open_knowledge().candidates('Kabul')"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_pandas_reads_every_table(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas", reason="installed beside the wheel only")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    dossier = tmp_path / "t.dossier"
    chancery("build", "--no-annotate", str(tmp_path / "a.txt"), "-o", str(dossier))

    connection = sqlite3.connect(f"file:{dossier}?mode=ro", uri=True)
    frame = pandas.read_sql_query("SELECT * FROM document", connection)
    connection.close()

    assert list(frame["text"]) == [TEXT]


def test_the_pages_are_served_with_their_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    dossier = str(tmp_path / "t.dossier")
    chancery("build", "--no-annotate", str(tmp_path / "a.txt"), "-o", dossier)
    command = [str(Path(sys.executable).parent / "chancery"), "serve", dossier, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        said = server.stdout.readline()
        address = next(word for word in said.split() if word.startswith("http://")).rstrip("/;")
        ask = build_opener(ProxyHandler({})).open
        try:
            page = ask(f"{address}/documents").read().decode()
            files = re.findall(r'"(/static/[^"]+)"', page)
            drawn = ask(f"{address}/plots/histogram").read()
            sizes = [len(ask(address + one).read()) for one in files]
        finally:
            server.terminate()

    assert "a.txt" in page
    assert b"<svg" in drawn
    assert len(files) == 4  # style, icon, htmx and what is ours
    assert all(sizes)
