"""Reads the example corpus, its gold, and what the command line makes of it."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
COMMAND = Path(sys.executable).with_name("chancery")
UNSEEN = frozenset({"head", "script", "style"})
VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})
INLINE = frozenset({"em", "b", "small", "span"})

Span = tuple[int, int]
Gold = dict[str, Any]


class VisibleText(HTMLParser):
    """Collects what a page shows, a line for each element, and its paragraphs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.pieces: list[str] = []
        self.paragraphs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break(tag)
        if tag not in VOID:
            self.open.append(tag)
        if tag == "p":
            self.paragraphs.append("")

    def handle_endtag(self, tag: str) -> None:
        self._break(tag)
        if tag in self.open:
            del self.open[len(self.open) - 1 - self.open[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if UNSEEN.isdisjoint(self.open):
            self.pieces.append(data)
        if "p" in self.open:
            self.paragraphs[-1] += data

    def _break(self, tag: str) -> None:
        if tag not in INLINE:
            self.pieces.append("\n")


def read_page(path: Path) -> VisibleText:
    page = VisibleText()
    page.feed(path.read_text(encoding="utf-8"))
    page.close()
    return page


def find_quote(text: str, quote: str, start: int = 0) -> Span | None:
    """Return where the quote stands, with any white space between its words."""
    pattern = r"\s+".join(re.escape(word) for word in quote.split())
    found = re.compile(pattern).search(text, start)
    return found.span() if found else None


def find_span(text: str, span: Gold, start: int = 0) -> Span | None:
    """Return where a span of the gold stands: a quote, or the first words to the last."""
    if "quote" in span:
        return find_quote(text, span["quote"], start)
    first = find_quote(text, span["first"], start)
    last = find_quote(text, span["last"], first[0]) if first else None
    return (first[0], last[1]) if first and last else None


def _text_of(document: Gold) -> str:
    path = EXAMPLES / "corpus" / document["path"]
    if path.suffix == ".html":
        return "".join(read_page(path).pieces)
    whole = path.read_bytes().decode("utf-8")
    if path.suffix == ".jsonl":
        return str(json.loads(whole.splitlines()[document["line"] - 1])["text"])
    return whole


def _read(name: str) -> Any:
    return json.loads((EXAMPLES / "gold" / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def examples() -> Path:
    return EXAMPLES


@pytest.fixture(scope="session")
def documents() -> dict[str, Gold]:
    return {document["id"]: document for document in _read("documents.json")}


@pytest.fixture(scope="session")
def reuse() -> Gold:
    return _read("reuse.json")


@pytest.fixture(scope="session")
def claims() -> list[Gold]:
    return _read("claims.json")


@pytest.fixture(scope="session")
def record() -> Gold:
    return _read("record.json")


@pytest.fixture(scope="session")
def texts(documents: dict[str, Gold]) -> dict[str, str]:
    """Each document's text as its file shows it."""
    return {identity: _text_of(document) for identity, document in documents.items()}


@pytest.fixture(scope="session")
def locate() -> Callable[..., Span | None]:
    return find_span


@pytest.fixture(scope="session")
def paragraphs(documents: dict[str, Gold]) -> dict[str, list[str]]:
    """The paragraphs of each page."""
    pages = {one["id"]: EXAMPLES / "corpus" / one["path"] for one in documents.values()}
    return {
        identity: [" ".join(p.split()) for p in read_page(path).paragraphs]
        for identity, path in pages.items()
        if path.suffix == ".html"
    }


@pytest.fixture(scope="session")
def kept(documents: dict[str, Gold], texts: dict[str, str]) -> dict[str, str]:
    """The text that the gold keeps of each document."""
    return {
        identity: "\n".join(
            texts[identity][slice(*place)]
            for span in document["kept"]
            if (place := find_span(texts[identity], span))
        )
        for identity, document in documents.items()
    }


class Dossier:
    """The exported records, documents by their number in the gold."""

    def __init__(self, records: list[Gold], documents: dict[str, Gold]) -> None:
        self.records = records
        found = [record for record in records if record["kind"] == "document"]
        self.documents = {
            identity: next(one for one in found if is_document(one, gold))
            for identity, gold in documents.items()
        }
        self.names = {one["id"]: identity for identity, one in self.documents.items()}

    def of_kind(self, kind: str) -> list[Gold]:
        return [record for record in self.records if record["kind"] == kind]

    def links(self, a: str, b: str) -> Iterator[tuple[Gold, dict[str, str]]]:
        """Yield the links of a pair, each with which of its sides is whose."""
        for link in self.of_kind("reuse_link"):
            sides = {self.names[link[side]["document"]]: side for side in ("a", "b")}
            if sides.keys() == {a, b}:
                yield link, sides

    def kept(self, identity: str) -> list[Gold]:
        return [block for block in self.documents[identity]["blocks"] if block["kept"]]

    def kept_text(self, identity: str) -> str:
        text = self.documents[identity]["text"]
        return "".join(text[block["start"] : block["end"]] for block in self.kept(identity))


def is_document(record: Gold, gold: Gold) -> bool:
    return bool(record["path"] == gold["path"] and gold.get("url") in {None, record["address"]})


@pytest.fixture(scope="session")
def dossier(
    tmp_path_factory: pytest.TempPathFactory, documents: dict[str, Gold], examples: Path
) -> Dossier:
    folder = tmp_path_factory.mktemp("example")
    corpus = str(examples / "corpus")
    run("build", corpus, "-o", "talks.dossier", "--quiet", "--no-annotate", folder=folder)
    run("export", "talks.dossier", "-f", "jsonl", "-o", "talks.jsonl", folder=folder)
    lines = (folder / "talks.jsonl").read_text(encoding="utf-8").splitlines()
    return Dossier([json.loads(line) for line in lines], documents)


def run(*arguments: str, folder: Path) -> None:
    done = subprocess.run(
        [COMMAND, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
