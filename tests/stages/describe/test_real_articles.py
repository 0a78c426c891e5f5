"""What the five real articles must give; they lie beside the repository and are not part of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chancery.model import Block, Credit, Document, document_id
from chancery.stages.clean.stage import Clean
from chancery.stages.describe.stage import describe

FOLDER = Path(__file__).parents[4] / "shared" / "articles" / "moscow-format"

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the real articles are not beside this checkout"
)


def read() -> Iterator[tuple[str, Document]]:
    for path in sorted(FOLDER.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        document = Document(
            id=document_id(path.name, "0" * 64),
            capture="capture",
            uri=path.name,
            path=path.name,
            sha256="0" * 64,
            text=text,
            blocks=(Block(type="body", start=0, end=len(text), kept=True),),
        )
        ((cleaned,),) = Clean().run([document])
        assert isinstance(cleaned, Document)
        yield path.name[:3], cleaned


@pytest.fixture(scope="module")
def described() -> dict[str, tuple[Document, list[Credit]]]:
    return {name: describe(document) for name, document in read()}


Described = dict[str, tuple[Document, list[Credit]]]


def test_only_one_article_states_its_day_of_publication(described: Described) -> None:
    days = {
        name: document.published.start
        for name, (document, _) in described.items()
        if document.published
    }
    value = described["003"][0].published

    assert days == {"003": "2021-10-20"}
    assert value is not None
    assert value.basis == "stated"
    assert value.evidence is not None
    assert (value.evidence.start, value.evidence.end) == (71, 97)


def test_the_dates_of_the_teasers_bound_the_capture_and_nothing_else(described: Described) -> None:
    document = described["003"][0]

    assert document.captured is not None
    assert (document.captured.start, document.captured.end) == ("2024-10-13", None)
    assert document.captured.basis == "page_furniture"
    assert document.modified is None
    assert all(described[name][0].captured is None for name in ("000", "001", "002", "004"))


def test_outlets_stand_only_in_furniture(described: Described) -> None:
    outlets = {
        name: document.outlet and (document.outlet.value, document.outlet.basis)
        for name, (document, _) in described.items()
    }

    assert outlets == {
        "000": ("The Independent", "page_furniture"),
        "001": None,
        "002": None,
        "003": None,
        "004": ("Las Vegas News Magazine", "page_furniture"),
    }


def test_only_the_last_article_credits_an_agency_for_words(described: Described) -> None:
    named = {
        name: [value.value for value in document.agencies]
        for name, (document, _) in described.items()
    }
    texts = [credit for credit in described["004"][1] if credit.medium == "text"]
    (passage,) = [credit for credit in texts if credit.scope == "passage"]

    assert named == {"000": [], "001": [], "002": [], "003": [], "004": ["AP"]}
    assert {(credit.evidence.start, credit.evidence.end) for credit in texts} == {
        (239, 276),
        (1704, 1743),
    }
    assert passage.covers[0] <= 1745
    assert 2250 <= passage.covers[1] <= 2251


def test_picture_credits_stand_apart(described: Described) -> None:
    pictures = {
        name: {value.value for value in document.photo_credits}
        for name, (document, _) in described.items()
    }

    assert pictures == {
        "000": set(),
        "001": {"AFP", "AP"},
        "002": set(),
        "003": {"AFP"},
        "004": {"iStock", "Getty Images"},
    }


def test_every_article_has_a_title_and_is_english(described: Described) -> None:
    for document, _ in described.values():
        assert document.title is not None
        assert document.title.value == document.title.value.strip()
        assert document.language is not None
        assert document.language.value == "en"
