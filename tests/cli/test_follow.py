"""`chancery follow` from the command line, and the commands of its how-to page."""

import json
import re
import shlex
import sys
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from feed_server import FeedServer, item, page, rss, serving
from pdf import column, write_pdf
from running import Run

from chancery.cli.follow import read_duration
from chancery.errors import SettingsError
from chancery.model import ArticleVersion, Document, Revision
from chancery.pipeline.follow import SYSTEM
from chancery.store.dossier import open_dossier

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "how-to" / "follow-feeds.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ chancery (.*)$", re.MULTILINE)
XML = "application/rss+xml"
QUICK = ("--allow-private", "--pause", "0", "--no-annotate", "--workers", "1")
EXIT_USAGE, EXIT_REJECTED = 2, 4


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with serving() as served:
        yield served


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def texts(dossier: Path) -> list[str]:
    with open_dossier(dossier) as opened:
        return sorted(one.text for one in opened.all(Document))


def test_a_dossier_keeps_its_sources_and_gets_the_articles(
    run: Run, server: FeedServer, here: Path
) -> None:
    (here / "in").mkdir()
    (here / "in" / "a.txt").write_text("The first talks ended early.\n")
    server.give("/b", page("Bridge opens"))
    feed = server.give("/feed", rss(item("/b", extra="<author>Ann Lee</author>")), XML)
    run("build", "in", "-o", "t.dossier", "--no-annotate", "--workers", "1", "-q")
    ran = run("follow", "t.dossier", feed, *QUICK, "--json")
    report = json.loads(ran.out)

    assert ran.code == 0, ran.err
    assert (report["poll"]["new"], report["build"]["documents"]) == (1, 2)
    assert len(texts(here / "t.dossier")) == 2
    with open_dossier(here / "t.dossier") as opened:
        (document,) = opened.where(Document, "path IS NULL")
        assert opened.runs()[-1].sources == ("in",)
    assert document.byline is not None
    assert (document.byline.value, document.byline.basis) == ("Ann Lee", "feed")
    assert document.captured is not None
    assert document.captured.basis == "capture"
    assert document.address == f"{server.base}/b"


def test_a_dossier_that_was_cut_keeps_what_it_holds_beside_what_is_followed(
    run: Run, server: FeedServer, here: Path
) -> None:
    server.give("/b", page("Bridge opens"))
    server.give("/c", page("Ferry sails"))
    feed = server.give("/feed", rss(item("/b")), XML)
    run("follow", "t.dossier", feed, *QUICK)
    run("cut", "t.dossier", "--document", f"{server.base}/b", "-o", "c.dossier")
    feed = server.give("/feed", rss(item("/b"), item("/c")), XML)

    ran = run("follow", "c.dossier", feed, *QUICK, "--json")

    assert ran.code == 0, ran.err
    assert json.loads(ran.out)["build"]["documents"] == 2  # what came again is one
    assert len(texts(here / "c.dossier")) == 2


def test_a_page_that_is_fetched_again_is_a_version_of_its_article(
    run: Run, server: FeedServer, here: Path
) -> None:
    first = "Nine guards of the ferry lifted the bar at dawn, and the crew went down to the quay."
    server.give("/b", page("Bridge opens", first))
    feed = server.give("/feed", rss(item("/b")), XML)
    run("follow", "t.dossier", feed, *QUICK, "-q")
    server.give("/b", page("Bridge opens", first.replace("Nine", "Ten")))
    server.give("/feed", rss(item("/b", title="The bridge opens")), XML)
    ran = run("follow", "t.dossier", *QUICK, "--json")

    assert json.loads(ran.out)["poll"]["changed"] == 1
    with open_dossier(here / "t.dossier") as opened:
        assert [one.versions for one in opened.all(ArticleVersion)] == [2, 2]
        (revision,) = opened.all(Revision)
    assert {revision.edits[0].a_text, revision.edits[0].b_text} == {"Nine", "Ten"}


def test_a_pdf_that_a_feed_names_is_read_with_what_the_feed_says(
    run: Run, server: FeedServer, here: Path
) -> None:
    text = "The council agreed to the pier on Sunday, and will vote on its cost in May."
    server.give("/paper", write_pdf([column(60, 80, [text])]), "application/pdf")
    feed = server.give("/feed", rss(item("/paper", extra="<author>Ann Lee</author>")), XML)
    ran = run("follow", "t.dossier", feed, *QUICK, "-q")

    assert ran.code == 0, ran.err
    with open_dossier(here / "t.dossier") as opened:
        (document,) = opened.all(Document)
    assert text in " ".join(document.text.split())
    assert document.byline is not None
    assert document.byline.value == "Ann Lee"
    assert document.captured is not None


def test_standard_input_of_an_earlier_build_is_kept(
    run: Run, server: FeedServer, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(b"The first talks ended early.\n")))
    run("build", "-", "-o", "t.dossier", "--no-annotate", "--workers", "1", "-q")
    server.give("/b", page("Bridge opens"))
    ran = run("follow", "t.dossier", server.give("/feed", rss(item("/b")), XML), *QUICK, "-q")

    assert ran.code == 0, ran.err
    assert len(texts(here / "t.dossier")) == 2


def test_a_later_build_reads_what_was_fetched_without_the_network(run: Run, here: Path) -> None:
    (here / "a.txt").write_text("The first talks ended early.\n")
    with serving() as server:
        server.give("/b", page("Bridge opens"))
        run("follow", "t.dossier", server.give("/feed", rss(item("/b")), XML), *QUICK, "-q")
    ran = run("build", "a.txt", "-o", "t.dossier", "--no-annotate", "--workers", "1", "--json")

    assert json.loads(ran.out)["documents"] == 2
    assert run("doctor", "t.dossier").code == 0


def test_a_poll_that_brings_nothing_new_builds_nothing(
    run: Run, server: FeedServer, here: Path
) -> None:
    server.give("/b", page("Bridge opens"))
    feed = server.give_tagged("/feed", rss(item("/b")), XML, '"1"')
    run("follow", "t.dossier", feed, *QUICK, "-q")
    ran = run("follow", "t.dossier", *QUICK, "--once")

    assert "t.dossier: nothing new" in ran.out
    with open_dossier(here / "t.dossier") as opened:
        assert len(opened.runs()) == 1


def test_what_failed_is_told_and_is_a_rejection_of_the_dossier(
    run: Run, server: FeedServer, here: Path
) -> None:
    server.give("/b", page("Bridge opens"))
    feed = server.give("/feed", rss(item("/b"), item("/gone")), XML)
    ran = run("follow", "t.dossier", feed, f"{server.base}/none", *QUICK)

    assert ran.code == EXIT_REJECTED
    assert f"{server.base}/none: http_status: the server answers 404" in ran.out.replace("\n", " ")
    assert "1 rejected (http_status 1)" in ran.out
    with open_dossier(here / "t.dossier") as opened:
        assert [one.uri for one in opened.rejections()] == [
            f"{server.base}/gone",
            f"{server.base}/none",
        ]


def test_loopback_is_refused_unless_it_is_allowed(
    run: Run, server: FeedServer, here: Path
) -> None:
    feed = server.give("/feed", rss(), XML)
    ran = run("follow", "t.dossier", feed, "--no-annotate")

    assert ran.code == EXIT_REJECTED
    assert "--allow-private" in ran.out
    assert server.asked == []
    assert not (here / "t.dossier").exists()


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (["feed.xml"], "name a feed's file to `chancery build`"),
        ([], "name the address of one"),
        (["http://ferry.example/", "--every", "soon"], "such as 30m"),
        (["http://ferry.example/", "--every", "5s"], "at least 1m"),
        (["http://ferry.example/", "--every", "5m", "--once"], "name one of them"),
    ],
)
@pytest.mark.usefixtures("here")
def test_a_request_that_cannot_be_met_says_what_to_do(
    run: Run, arguments: list[str], remedy: str
) -> None:
    ran = run("follow", "t.dossier", *arguments)

    assert ran.code == EXIT_USAGE
    assert remedy in ran.err


def test_a_dossier_whose_sources_are_not_here_is_left_as_it_is(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "a.txt").write_text("The first talks ended early.\n")
    run("build", "a.txt", "-o", "t.dossier", "--no-annotate", "--workers", "1", "-q")
    (here / "elsewhere").mkdir()
    monkeypatch.chdir(here / "elsewhere")
    ran = run("follow", "../t.dossier", "http://ferry.example/")

    assert ran.code == EXIT_USAGE
    assert "run this in the folder in which it was built" in ran.err


@pytest.mark.usefixtures("here")
def test_polling_goes_on_until_it_is_interrupted(
    run: Run, server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 2:
            raise KeyboardInterrupt

    patched = SYSTEM._replace(sleep=sleep)
    monkeypatch.setattr("chancery.pipeline.follow.follow.__defaults__", (patched,))
    feed = server.give("/feed", rss(), XML)
    ran = run("follow", "t.dossier", feed, *QUICK, "--every", "2h")

    assert ran.code == 0
    assert slept == [7_200.0, 7_200.0]
    assert ran.out.count("articles: 0 new") == 2


def test_durations() -> None:
    assert [read_duration(one) for one in ("90s", "30m", " 2 H ", "1d")] == [90, 1800, 7200, 86400]
    with pytest.raises(SettingsError):
        read_duration("m")


@pytest.mark.usefixtures("here")
def test_the_commands_of_the_how_to_page_print_what_it_shows(run: Run, server: FeedServer) -> None:
    server.give_tagged(
        "/feed.xml", rss(*(item(f"/{n}", f"Bridge {n}") for n in "123")), XML, '"1"'
    )
    for number in "123":
        server.give(f"/{number}", page(f"Bridge {number} opens"))
    quay = "<feed xmlns='http://www.w3.org/2005/Atom'><title>The Quay</title>{}</feed>"
    entry = "<entry><title>{0}</title><id>{0}</id><link href='/{0}'/></entry>"
    server.give("/atom", quay.format(entry.format("quay") + entry.format("gone")), XML)
    server.give("/quay", page("Quay closes"))
    steps = [
        step
        for block in BLOCK.findall(PAGE.read_text("utf-8"))
        for step in zip(*[iter(COMMAND.split(block)[1:])] * 2, strict=True)
    ]

    assert len(steps) == 2
    for line, shown in steps:
        local = re.sub(r"https://(ferry|quay)\.example", server.base, line)
        done = run(*shlex.split(local), *QUICK)
        out = re.sub(
            re.escape(server.base) + r"(?=/(?:feed|\d))", "https://ferry.example", done.out
        )
        out = " ".join(out.replace(server.base, "https://quay.example").split())
        pieces = [re.escape(" ".join(piece.split())) for piece in shown.split("…")]
        assert re.search(".*".join(pieces), out), out
