"""A brief is written as Markdown, HTML and DOCX; texts of articles stay text, and cite."""

import io
from html.parser import HTMLParser

import docx
import pytest

from chancery.exports.papers.markdown import to_markdown
from chancery.exports.papers.paper import Bar, Draft, Paper
from chancery.exports.papers.web import to_html
from chancery.exports.papers.word import to_docx
from chancery.model import Evidence

HOSTILE = 'Roth said: ‹<script>alert("*no*")</script>›'


@pytest.fixture
def paper() -> Paper:
    first = Evidence(document="document-1", start=0, end=9, quote="Roth said")
    second = Evidence(document="document-1", start=20, end=24, quote="a\x0bb<")
    draft = Draft({"document-1": "a_b.txt"})
    draft.add("title", "Brief")
    draft.add("heading", "Talks in Halden")
    draft.add("subheading", "What happened")
    draft.add("item", HOSTILE, [second, first], "(1 source)")
    draft.add("item", "Vale left", [first])
    draft.add("paragraph", "… and 2 more.")
    return draft.paper()


def test_sources_are_numbered_once_in_the_order_in_which_they_come(paper: Paper) -> None:
    assert [one.sources for one in paper.parts] == [(), (), (), (1, 2), (2,), ()]
    assert [one.place for one in paper.sources] == ["a_b.txt[20:24]", "a_b.txt[0:9]"]


def test_markdown_shows_words_as_they_are(paper: Paper) -> None:
    text = to_markdown(paper).decode()

    assert "# Brief\n\n## Talks in Halden\n\n### What happened\n\n- " in text
    assert r"\<script\>alert(" in text
    assert r"\*no\*" in text
    assert "- Vale left \\[2\\]" in text
    assert text.rstrip().endswith(r"2. a\_b.txt\[0:9\]: “Roth said”")


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.seen.append(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_well_formed_and_runs_nothing(paper: Paper) -> None:
    tags = Tags()

    tags.feed(to_html(paper).decode())

    assert tags.open == []
    assert "script" not in tags.seen
    assert tags.seen.count("ul") == 1
    assert tags.seen.count("li") == 4


def test_a_bar_is_drawn_on_the_page_and_left_out_where_nothing_is_drawn() -> None:
    draft = Draft({})
    draft.add("item", "Vale left", bar=Bar(first=0.25, last=0.5))

    assert b'<i style="left:25.00%;width:25.00%"></i>' in to_html(draft.paper())
    assert to_markdown(draft.paper()).decode() == "- Vale left\n"


def test_the_page_needs_nothing_from_elsewhere(paper: Paper) -> None:
    page = to_html(paper).decode()

    assert "http" not in page
    assert 'href="#s1"' in page
    assert 'id="s1"' in page


def test_word_holds_the_same_and_the_same_bytes_twice(paper: Paper) -> None:
    data = to_docx(paper)

    read = [one.text for one in docx.Document(io.BytesIO(data)).paragraphs]

    assert read[3] == f"{HOSTILE} (1 source) [1, 2]"
    assert read[-1] == "[2] a_b.txt[0:9]: “Roth said”"
    assert data == to_docx(paper)
