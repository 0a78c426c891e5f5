"""One document goes through the steps of a build and into no dossier."""

import io
import json
import sys
from pathlib import Path

import pytest
from fakes import Silent
from finder import Finder

from chancery.errors import SourceError, UsageError
from chancery.model import Annotation, Document, Rejection
from chancery.pipeline.build import build
from chancery.pipeline.one import read_one
from chancery.pipeline.settings import Settings
from chancery.sources.settings import SourceSettings
from chancery.store.dossier import open_dossier

TEXT = "Talks open\n\nThe envoy said on Monday that the guards would lift the bar at dawn.\n"
READER = Finder(mentions=(("The envoy", "person", "nominal", None),))


def taken(source: Path | str, number: int | None = None) -> tuple[Document, Annotation]:
    found = read_one(str(source), Settings(), number=number, reader=READER)
    assert not isinstance(found, Rejection), found
    return found


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "talks.txt"
    path.write_text(TEXT)
    return path


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "talks.jsonl"
    rows = [{"text": TEXT, "url": f"https://paper.example/{number}"} for number in (1, 3)]
    path.write_text("\n".join([json.dumps(rows[0]), "{broken", json.dumps(rows[1])]))
    return path


def test_a_document_is_the_one_that_a_build_makes(article: Path, tmp_path: Path) -> None:
    dossier = tmp_path / "t.dossier"
    settings = Settings(workers=1)
    build([str(article)], dossier, settings=settings, progress=Silent(), reader=READER)

    document, annotation = taken(article)

    with open_dossier(dossier) as opened:
        assert list(opened.all(Document)) == [document]
        assert list(opened.all(Annotation)) == [annotation]
    assert annotation.document == document.id
    (mention,) = annotation.mentions
    assert document.text[mention.start : mention.end] == "The envoy"


def test_nothing_is_written_beside_the_article(article: Path) -> None:
    taken(article)

    assert list(article.parent.iterdir()) == [article]


def test_an_input_is_chosen_by_its_number(lines: Path) -> None:
    assert taken(lines, 1)[0].uri == "https://paper.example/1"
    assert taken(lines, 3)[0].uri == "https://paper.example/3"
    broken = read_one(str(lines), Settings(), number=2, reader=READER)
    assert isinstance(broken, Rejection)
    assert broken.uri == f"{lines}#L2"


def test_several_inputs_none_or_too_few_are_usage_errors(lines: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    with pytest.raises(UsageError, match=r"more than one document; .*--document N"):
        taken(lines)
    with pytest.raises(UsageError, match="--document may be at most 3"):
        taken(lines, 4)
    with pytest.raises(UsageError, match="holds no document; name a file"):
        taken(tmp_path / "empty")
    with pytest.raises(UsageError, match="holds no document; name a file"):
        taken(tmp_path / "empty", 1)
    with pytest.raises(SourceError, match="nowhere"):
        taken(tmp_path / "nowhere")


def test_a_file_that_a_build_turns_away_is_turned_away(article: Path, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html><body><script>1</script></body></html>")

    small = Settings(sources=SourceSettings(max_bytes=10))
    large = read_one(str(article), small, reader=READER)
    hollow = read_one(str(tmp_path / "page.html"), Settings(), reader=READER)

    assert isinstance(large, Rejection)
    assert large.reason == "too_large"
    assert isinstance(hollow, Rejection)
    assert hollow.reason == "no_text"


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))

    assert taken("-")[0].text == TEXT
