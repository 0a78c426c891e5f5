import json
from collections.abc import Callable
from typing import Any

import pytest

from chancery.model import Document, Rejection, document_id

PARAGRAPHS = [
    "The guards lifted the bar at dawn, and the first carts rolled over the bridge in silence.",
    "Mara Ilvic, who leads the ferry union, said that nobody had expected the order so soon.",
    "“We will carry grain first,” she told a small crowd, “and people when the planks are sound.”",
    "Engineers from both banks spent the afternoon counting cracks beneath the eastern arch.",
    "A second meeting is planned for the end of the month, in the old customs house.",
]
PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head>
<title>Bridge opens after long talks | The Ferry Post</title>
<meta property="og:title" content="Bridge opens after long talks | The Ferry Post">
<meta property="og:site_name" content="The Ferry Post">
<meta name="description" content="Carts cross again after a year, but the planks are weak.">
<link rel="canonical" href="https://ferry.example/bridge">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Bridge opens",
 "datePublished": "2021-10-20T08:00:00+02:00", "dateModified": "2021-10-21",
 "author": [{{"name": "Ada Quill"}}, {{"name": "Ben Marsh"}}]}}</script>
</head><body>
<div id="cookie-banner"><p>We use cookies to count our readers, as we must say.</p></div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article>
<header><h1>Bridge opens after long talks</h1>
<p class="standfirst">Carts cross again after a year, but the planks are weak.</p>
<div class="byline">By Ada Quill and Ben Marsh</div>
<time datetime="2021-10-20">20 October 2021</time>
</header>
<figure><img alt="not text">
<figcaption>Carts on the bridge. Photograph: B. Marsh</figcaption></figure>
{paragraphs}
<div class="share-tools"><a>Share</a> <a>Print</a></div>
</article>
<aside class="related-stories"><h2>Related</h2>
<p><a href="/x">A long teaser about an orchard fair far away that is not on bridges</a></p>
</aside>
<form class="newsletter">Sign up to our letter <button>Join</button></form>
<footer>© The Ferry Post</footer></body></html>""".format(
    paragraphs="\n".join(f"<p>{text}</p>" for text in PARAGRAPHS)
)


@pytest.fixture
def document(extract: Callable[..., Any]) -> Document:
    made = extract(PAGE)
    assert isinstance(made, Document)
    return made


def blocks(document: Document, kind: str, *, kept: bool = True) -> list[str]:
    return [
        document.text[block.start : block.end].strip()
        for block in document.blocks
        if block.type == kind and block.kept is kept
    ]


def test_the_text_is_every_visible_line_and_the_blocks_tile_it(document: Document) -> None:
    joined = "".join(document.text[block.start : block.end] for block in document.blocks)

    assert joined == document.text
    assert document.text.splitlines()[0].startswith("We use cookies")
    assert document.text.splitlines()[-1] == "© The Ferry Post"
    assert "not text" not in document.text
    assert document.media_type == "text/html"
    assert document.id == document_id("page.html", document.sha256)


def test_the_articles_own_lines_are_kept_and_typed(document: Document) -> None:
    assert blocks(document, "headline") == ["Bridge opens after long talks"]
    assert blocks(document, "dek") == ["Carts cross again after a year, but the planks are weak."]
    assert blocks(document, "byline") == ["By Ada Quill and Ben Marsh"]
    assert blocks(document, "dateline") == ["20 October 2021"]
    assert blocks(document, "caption") == ["Carts on the bridge. Photograph: B. Marsh"]
    assert blocks(document, "body") == ["\n".join(PARAGRAPHS)]


def test_the_rest_is_removed_and_typed(document: Document) -> None:
    removed = {block.type for block in document.blocks if not block.kept}

    assert removed == {"consent", "navigation", "share", "teaser", "form"}
    assert blocks(document, "consent", kept=False)[0].startswith("We use cookies")
    assert "orchard" in blocks(document, "teaser", kept=False)[-1]


def test_the_title_is_the_visible_headline_and_cites_it(document: Document) -> None:
    title = document.title

    assert (title.value, title.basis) == ("Bridge opens after long talks", "stated")
    assert document.text[title.evidence.start : title.evidence.end] == title.value
    assert title.evidence.document == document.id


def test_metadata_comes_from_the_markup_with_pointers(document: Document) -> None:
    assert document.published.start == "2021-10-20T06:00:00Z"
    assert document.published.evidence.pointer == "script[ld+json][0]/datePublished"
    assert (document.modified.start, document.modified.precision) == ("2021-10-21", "day")
    assert document.outlet.value == "The Ferry Post"
    assert document.outlet.evidence.pointer == "meta[property=og:site_name]"
    assert document.byline.value == "Ada Quill, Ben Marsh"
    assert document.language.value == "en"
    assert document.address == "https://ferry.example/bridge"
    assert document.fields == {}


def test_a_page_without_a_body_for_trafilatura_falls_back_on_its_densest_lines(
    extract: Callable[..., Any],
) -> None:
    cells = "".join(f"<tr><td>{text}</td></tr>" for text in PARAGRAPHS[:2])
    menu = "".join(f"<li><a href=/{n}>Place {n}</a></li>" for n in range(30))
    made = extract(f"<ul>{menu}</ul><table>{cells}</table><ul>{menu}</ul>{'<i>' * 400}")

    assert blocks(made, "body") == ["\n".join(PARAGRAPHS[:2])]


def test_a_page_on_which_trafilatura_recurses_too_deep_falls_back_too(
    extract: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr("chancery.sources.html.steps.extract_content", fail)

    assert blocks(extract(PAGE), "body") == ["\n".join(PARAGRAPHS)]


def test_a_heading_that_holds_most_words_of_the_title_is_the_headline(
    extract: Callable[..., Any],
) -> None:
    made = extract(PAGE.replace("<h1>Bridge opens after", "<h1>At last: bridge opens after very"))

    assert blocks(made, "headline") == ["At last: bridge opens after very long talks"]


def test_the_only_h1_is_the_headline_where_no_title_is_like_it(
    extract: Callable[..., Any],
) -> None:
    made = extract(PAGE.replace("<h1>Bridge opens after long talks", "<h1>Grain first"))

    assert blocks(made, "headline") == ["Grain first"]
    assert (made.title.value, made.title.basis) == ("Grain first", "stated")


def test_a_page_without_headings_has_its_title_from_the_markup(
    extract: Callable[..., Any],
) -> None:
    made = extract(PAGE.replace("<h1>Bridge opens after long talks</h1>", ""))

    assert made.title.value == "Bridge opens"
    assert made.title.basis == "markup"
    assert made.title.evidence.pointer == "script[ld+json][0]/headline"


def test_a_date_in_no_known_form_is_noted(extract: Callable[..., Any]) -> None:
    made = extract("<meta name=date content='last week'><p>Gates open.</p>")

    assert made.published is None
    assert json.loads(made.fields["unread_dates"]) == {"meta[name=date]": "last week"}


def test_a_removed_line_is_typed_by_its_words_and_links_where_the_markup_says_nothing(
    extract: Callable[..., Any],
) -> None:
    rest = """
    <p>Legal</p> <p><a href=/>Gates</a> <a href=/>Ferries and tolls</a></p>
    <b>Also</b><br><a href=/1>Orchard fair opens at last</a><br><a href=/2>Two bells are cast</a>
    <hr><small>The Post is printed on both banks by its own press, and may be copied.</small>
    """
    made = extract(PAGE.replace("<footer>© The Ferry Post</footer>", rest))

    assert blocks(made, "teaser", kept=False)[-1].splitlines() == [
        "Also",
        "Orchard fair opens at last",
        "Two bells are cast",
    ]
    assert blocks(made, "navigation", kept=False)[-2:] == [
        "Legal\nGates Ferries and tolls",
        "The Post is printed on both banks by its own press, and may be copied.",
    ]


def test_text_above_a_form_belongs_to_the_form(extract: Callable[..., Any]) -> None:
    form = "<form><button>Go</button></form>"
    promo = f"<div class=promo><h3>Dry feet</h3><p>Tides by text</p>{form}</div>"
    made = extract(PAGE.replace("<footer>", f"{promo}<footer>"))

    assert "Dry feet\nTides by text\nGo" in "\n".join(blocks(made, "form", kept=False))


TABLES = """<html><head><title>Bridge opens after long talks :: Ferry Post</title></head><body>
<table><tr><td><a href=a>Front page</a><br><a href=b>Bridges</a><br><a href=c>Archive</a></td>
<td><h1>Bridge opens after long talks</h1><p class=date>Ferry Post, 20 October 2021</p>{paragraphs}
</td><td><b>Also today</b><br><a href=d>Orchard fair opens on the upper bank</a><br>
<a href=e>New hours at the toll house</a></td></tr></table></body></html>""".format(
    paragraphs="".join(f"<p>{text}</p>" for text in PARAGRAPHS)
)


def test_lists_of_links_are_taken_off_a_page_of_tables(extract: Callable[..., Any]) -> None:
    made = extract(TABLES)

    assert [block.type for block in made.blocks] == [
        *("navigation", "headline", "dateline", "body", "teaser"),
    ]
    assert blocks(made, "body") == ["\n".join(PARAGRAPHS)]
    assert blocks(made, "teaser", kept=False)[0].startswith("Also today")
    assert made.title.value == "Bridge opens after long talks"


def test_a_credit_between_the_text_and_a_list_of_links_is_kept(
    extract: Callable[..., Any],
) -> None:
    credit = "<p>Source: Ferry wire</p><p><a href=x>Gates</a></p><p><a href=y>Tolls</a></p></td>"
    made = extract(TABLES.replace("\n</td>", credit))

    assert blocks(made, "body") == ["\n".join([*PARAGRAPHS, "Source: Ferry wire"])]


def test_parts_of_the_head_that_the_body_holds_are_typed_by_their_classes(
    extract: Callable[..., Any],
) -> None:
    head = """<p class="chapo">Les charrettes passent, mais les planches sont faibles.</p>
    <p class="signature">Par Ada Quill</p><p class="date">Publié le 20 octobre 2021</p>"""
    made = extract(f"<h1>Le pont</h1>{head}" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS))

    assert blocks(made, "dek")[0].startswith("Les charrettes")
    assert blocks(made, "byline") == ["Par Ada Quill"]
    assert blocks(made, "dateline") == ["Publié le 20 octobre 2021"]
    assert blocks(made, "body") == ["\n".join(PARAGRAPHS)]


def test_text_under_the_class_of_a_dek_is_body_from_the_first_plain_line(
    extract: Callable[..., Any],
) -> None:
    lines = [f"<p>{text}</p>" for text in PARAGRAPHS]
    lines[3] = lines[3].replace("<p>", "<p class=dek>")
    made = extract("<h1>Bridge opens</h1>" + "".join(lines))

    assert blocks(made, "dek") == []
    assert blocks(made, "body") == ["\n".join(PARAGRAPHS)]


def test_a_kicker_in_the_heading_is_no_part_of_the_title(extract: Callable[..., Any]) -> None:
    page = PAGE.replace("<h1>", "<h1><span>Ferries: </span>").replace("after long talks |", "|")
    made = extract(
        page.replace('content="Bridge opens |', 'content="Bridge opens after long talks |')
    )

    assert (made.title.value, made.title.basis) == ("Bridge opens after long talks", "stated")
    assert blocks(made, "headline") == ["Ferries: Bridge opens after long talks"]


def test_the_second_line_of_a_heading_is_no_part_of_the_title(
    extract: Callable[..., Any],
) -> None:
    made = extract(
        PAGE.replace("</h1>", "<small>Planks are weak</small></h1>").replace(
            "talks<small>", "talks <small>"
        )
    )

    assert blocks(made, "headline") == ["Bridge opens after long talks Planks are weak"]
    assert made.title.value == "Bridge opens after long talks"


def test_an_endless_title_is_read_at_once(extract: Callable[..., Any]) -> None:
    made = extract(f"<title>{'gate | ' * 100_000}</title><h1>Bridge</h1><p>Gates open.</p>")

    assert made.title.value == "Bridge"


def test_a_short_page_keeps_what_it_has(extract: Callable[..., Any]) -> None:
    made = extract("<p>Gates open.</p>")

    assert made.text == "Gates open."
    assert blocks(made, "body") == ["Gates open."]


def test_a_page_nested_ten_thousand_deep_becomes_a_document(extract: Callable[..., Any]) -> None:
    inner = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    made = extract(f"<h1>Bridge opens</h1>{'<div>' * 10_000}{inner}{'</div>' * 10_000}")

    assert made.text.splitlines() == ["Bridge opens", *PARAGRAPHS]
    assert blocks(made, "body") == ["\n".join(PARAGRAPHS)]


def test_right_to_left_and_zero_width_characters_are_kept(extract: Callable[..., Any]) -> None:
    text = (
        "قال الوفد إن الجسر\u200c سيفتح \u202bصباح الأربعاء\u202c أمام العربات\u200b الصغيرة. " * 5
    )
    made = extract(f"<article><p>{text}</p><p>{text[::-1]}</p></article>")

    assert made.text.splitlines()[0] == text.strip()


@pytest.mark.parametrize(
    "page",
    ["<html></html>", "<script>draw()</script>", "<!-- x -->", "<p hidden>x</p>", "<img alt=x>"],
)
def test_a_page_that_shows_no_text_is_rejected(extract: Callable[..., Any], page: str) -> None:
    made = extract(page)

    assert isinstance(made, Rejection)
    assert made.reason == "no_text"


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "empty"), (b"%PDF-1.3", "binary"), (b"<p>\xe9t\xe9</p>", "encoding")],
)
def test_bytes_that_are_no_page_are_rejected(
    extract: Callable[..., Any], data: bytes, reason: str
) -> None:
    assert extract(data).reason == reason


def test_a_declared_encoding_is_followed_and_noted(extract: Callable[..., Any]) -> None:
    data = "<meta charset='windows-1252'><p>Café “Bridge”</p>".encode("cp1252")
    made = extract(data)

    assert made.text == "Café “Bridge”"
    assert json.loads(made.fields["decoding"]) == {"encoding": "cp1252", "basis": "declared"}


def test_broken_json_ld_is_passed_over_and_noted(extract: Callable[..., Any]) -> None:
    made = extract(PAGE.replace('"@type"', '"@type', 1))

    assert made.published.evidence.pointer == "article header time[datetime]"
    assert "script[ld+json][0]" in json.loads(made.fields["broken_json_ld"])


def test_a_page_of_many_thousand_lines_is_read_without_trafilatura(
    extract: Callable[..., Any],
) -> None:
    made = extract("<div>" + "<p>One more line.</p>" * 25_000)

    assert len(made.text.splitlines()) == 25_000


def test_a_zone_that_holds_the_whole_article_says_nothing_of_its_lines(
    extract: Callable[..., Any],
) -> None:
    page = PAGE.replace("<article>", '<section class="latest-posts">').replace(
        "</article>", "</section>"
    )
    made = extract(page)

    assert blocks(made, "byline") == ["By Ada Quill and Ben Marsh"]
    assert blocks(made, "dateline") == ["20 October 2021"]
    assert blocks(made, "caption") == ["Carts on the bridge. Photograph: B. Marsh"]


def test_a_picture_credit_is_told_from_its_caption_by_its_class(
    extract: Callable[..., Any],
) -> None:
    credit = '</figcaption><span class="image-credit">Ben Marsh for the Post</span>'
    made = extract(PAGE.replace("</figcaption>", credit))

    assert blocks(made, "credit") == ["Ben Marsh for the Post"]
    assert blocks(made, "caption") == ["Carts on the bridge. Photograph: B. Marsh"]


def test_a_long_line_that_is_called_a_credit_is_a_caption(extract: Callable[..., Any]) -> None:
    words = "Carts roll over the bridge at dawn while guards of both banks count them. B. Marsh"
    credit = f'</figcaption><span class="image-credit">{words}</span>'
    made = extract(PAGE.replace("</figcaption>", credit))

    assert any(words in caption for caption in blocks(made, "caption"))


def test_a_date_right_above_the_headline_is_kept(extract: Callable[..., Any]) -> None:
    page = PAGE.replace('<time datetime="2021-10-20">20 October 2021</time>', "")
    above = '<p class="post-date">20 October 2021</p><header><h1>'
    made = extract(page.replace("<header><h1>", above))

    assert blocks(made, "dateline") == ["20 October 2021"]


def test_a_section_above_the_headline_is_no_date(extract: Callable[..., Any]) -> None:
    above = '<p class="entry-meta">Bridges</p><header><h1>'
    made = extract(PAGE.replace("<header><h1>", above))

    assert blocks(made, "dateline") == ["20 October 2021"]
