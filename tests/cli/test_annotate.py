"""The command shows one article with what the model finds, and says what is in its way."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from finder import LUVANE, Finder
from running import Run

ARTICLE = Path(__file__).parents[2] / "examples" / "corpus" / "02-luvane-monitor.txt"


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chancery.inference.open_reader", lambda: LUVANE)


@pytest.fixture
def nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chancery.inference.open_reader", Finder)


class Page(HTMLParser):
    """Collects ids, links, tags and the words of the article."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.loads: list[str] = []
        self.titles: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name == "href":
                self.links.append(value or "")
            elif name == "src":
                self.loads.append(value or "")
            elif name == "title":
                self.titles.append(value or "")


def test_the_text_is_printed_with_its_marks(run: Run) -> None:
    ran = run("annotate", ARTICLE)

    assert (ran.code, ran.err) == (0, "")
    assert "\x1b" not in ran.out
    assert (
        "{[Foreign Minister Edda Lindqvar person 3] a1} <*urged e2 REQUEST* a1 demands>" in ran.out
    )
    assert "– appeal     not read: Before you read on" in ran.out


def test_what_was_found_is_listed_below_the_text_with_its_quotes(run: Run) -> None:
    out = run("annotate", ARTICLE).out

    lists = out.partition("Attributions: 7")[2]
    assert "a4  believes, negated, indirect, confidence 0.34" in lists
    assert "source    not named" in lists
    assert "“It can only be made useless to both banks.”\n" in lists
    assert "e4  RETREAT (YIELD), mode ceasefire, asserted, no context, confidence 0.80" in lists
    assert "recipient both delegations" in lists
    assert "she  person, pronoun, confidence 0.96" in lists


def test_json_is_the_record_as_it_is_exported(run: Run) -> None:
    ran = run("annotate", ARTICLE, "--json")

    assert ran.out.count("\n") == 1
    row = json.loads(ran.out)
    assert list(row)[:3] == ["kind", "id", "document"]
    assert (row["kind"], row["model"], len(row["triggers"])) == ("annotation", "finder 0", 5)


def test_the_page_stands_alone_and_its_links_lead_somewhere(run: Run, tmp_path: Path) -> None:
    ran = run("annotate", ARTICLE, "--html", tmp_path / "new" / "out.html")

    assert "7 attributions, 5 events, 24 mentions" in ran.out
    text = (tmp_path / "new" / "out.html").read_text(encoding="utf-8")
    page = Page(text)
    assert page.loads == []
    assert "script" not in page.tags
    assert "link" not in page.tags
    assert "url(" not in text
    assert len(page.ids) == len(set(page.ids))
    assert page.links
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)


def test_the_page_and_the_record_can_be_had_at_once(run: Run, tmp_path: Path) -> None:
    ran = run("annotate", ARTICLE, "--json", "--html", tmp_path / "out.html")

    assert json.loads(ran.out)["kind"] == "annotation"
    assert (tmp_path / "out.html").is_file()


def test_a_rejected_file_says_why(run: Run, tmp_path: Path) -> None:
    (tmp_path / "talks").write_bytes(b"\x89PNG\r\n" + bytes(200))

    text = run("annotate", tmp_path / "talks")
    data = run("annotate", tmp_path / "talks", "--json")

    assert (text.code, text.out) == (4, "")
    assert f"{tmp_path / 'talks'} was rejected: binary: " in text.err
    assert json.loads(data.out)["reason"] == "binary"
    assert data.code == 4


@pytest.mark.usefixtures("nothing")
def test_a_document_that_was_not_read_says_so(run: Run, tmp_path: Path) -> None:
    french = ARTICLE.with_name("09-gazette-du-bassin.html")

    shown = run("annotate", french)
    page = run("annotate", french, "--html", tmp_path / "out.html")

    assert "not read: the model reads English, and this is in 'fr'" in shown.out
    assert "Attributions" not in shown.out
    assert "not read: language" in page.out
    assert "this is in &#x27;fr&#x27;" in (tmp_path / "out.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("nothing")
def test_a_document_without_words_or_language_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "dots.txt").write_text("· · ·\n")
    (tmp_path / "greek.txt").write_text("Ναι.\n", encoding="utf-8")

    assert (
        "not read: nothing in it that is read has a word"
        in run("annotate", tmp_path / "dots.txt").out
    )
    assert "no language can be told" in run("annotate", tmp_path / "greek.txt").out


@pytest.mark.usefixtures("nothing")
def test_a_document_in_which_nothing_was_found_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("The ferry to the island was late again this morning.\n")

    out = run("annotate", tmp_path / "note.txt").out

    assert "Attributions: none" in out
    assert "Events: none" in out


def test_the_article_is_never_overwritten(run: Run, tmp_path: Path) -> None:
    article = tmp_path / "a.html"
    article.write_text("<p>The guards lifted the bar at dawn.</p>")

    ran = run("annotate", article, "--html", article)

    assert ran.code == 2
    assert "another name" in ran.err
    assert article.read_text() == "<p>The guards lifted the bar at dawn.</p>"


def test_a_page_that_cannot_be_written_is_named(run: Run, tmp_path: Path) -> None:
    ran = run("annotate", ARTICLE, "--html", tmp_path)

    assert ran.code == 2
    assert f"cannot write {tmp_path}" in ran.err


def test_several_documents_ask_for_one(run: Run) -> None:
    ran = run("annotate", ARTICLE.with_name("06-riverline.jsonl"))

    assert (ran.code, ran.out) == (2, "")
    assert "06-riverline.jsonl" in ran.err
    assert "--document N" in ran.err


@pytest.mark.usefixtures("nothing")
def test_one_of_several_can_be_chosen(run: Run) -> None:
    ran = run("annotate", ARTICLE.with_name("06-riverline.jsonl"), "--document", "2", "--json")

    assert ran.code == 0
    assert json.loads(ran.out)["kind"] == "annotation"
