import json
from typing import Any

import pytest

from chancery.sources.html.jsonld import read_linked_data
from chancery.sources.html.metadata import PageFacts, read_facts
from chancery.sources.html.tree import parse_page


def facts(head: str, body: str = "<p>x</p>", tag: str = "<html>") -> PageFacts:
    root = parse_page(f"{tag}<head>{head}</head><body>{body}</body></html>")
    linked = read_linked_data(root).articles
    return read_facts(root, linked, capture="capture-1", prefix="")


def script(value: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("<title>Gates open | Ferry Post</title>", "<h1>Gates open</h1>", "Gates open"),
        ("<title>Ferry Post - Gates open</title>", "<h1>Gates open</h1>", "Gates open"),
        (
            "<meta property=og:site_name content=Ferry><title>Gates open – Ferry</title>",
            "",
            "Gates open",
        ),
        (
            "<meta property=og:site_name content=Ferry><title>FERRY: Gates</title>",
            "",
            "FERRY: Gates",
        ),
        ("<title>Gates open :: Post</title>", "<h2>Gates open</h2>", "Gates open"),
        ("<title>Gates – Post</title>", "<h1>Post</h1><h2>Gates</h2>", "Gates"),
        (
            "<link rel=canonical href=https://www.ferry.eu/1><title>Gates open | Ferry</title>",
            "",
            "Gates open",
        ),
        ("<title>Salt - a history</title>", "<h1>News</h1>", "Salt - a history"),
        ("<title>  Two\n words &amp;amp; more </title>", "", "Two words & more"),
        ("<meta name=twitter:title content=First><title>Second</title>", "", "First"),
    ],
)
def test_a_title_is_freed_of_the_sites_name_where_the_page_proves_it(
    head: str, body: str, expected: Any
) -> None:
    assert facts(head, body).titles[0].value == expected


@pytest.mark.parametrize(
    ("value", "pointer"),
    [
        (
            {"@type": "NewsArticle", "datePublished": "2021-10-20"},
            "script[ld+json][0]/datePublished",
        ),
        (
            {
                "@graph": [
                    {"@type": "Person"},
                    {"@type": ["Article"], "datePublished": "2021-10-20"},
                ]
            },
            "script[ld+json][0]/@graph/1/datePublished",
        ),
        (
            [
                {
                    "@type": "WebPage",
                    "mainEntity": {"@type": "BlogPosting", "datePublished": "2021-10-20"},
                }
            ],
            "script[ld+json][0]/0/mainEntity/datePublished",
        ),
        ({"@type": "WebPage", "datePublished": "2021-10-20"}, "script[ld+json][0]/datePublished"),
    ],
)
def test_json_ld_is_read_wherever_the_article_stands_in_it(value: Any, pointer: str) -> None:
    published = facts(script(value)).published

    assert (published.start, published.evidence.pointer) == ("2021-10-20", pointer)


def test_an_article_speaks_before_the_page_around_it() -> None:
    value = [
        {"@type": "WebPage", "datePublished": "2020-01-01"},
        {"@type": "ReportageNewsArticle", "datePublished": "2021-10-20"},
    ]

    assert facts(script(value)).published.start == "2021-10-20"


@pytest.mark.parametrize(
    "head",
    [
        "<meta property=article:published_time content=2021-10-20>",
        "<meta name=DC.date.issued content=2021-10-20>",
        "<meta itemprop=datePublished content=2021-10-20>",
        "<meta name='date ' content=2021-10-20>",
    ],
)
def test_dates_are_read_from_meta_elements(head: str) -> None:
    assert facts(head).published.start == "2021-10-20"


@pytest.mark.parametrize(
    "body",
    [
        "<article><header><div><time datetime=2021-10-20>today</time></div></header></article>",
        "<time pubdate datetime=2021-10-20>today</time>",
        "<span itemprop=datePublished datetime=2021-10-20>today</span>",
    ],
)
def test_dates_are_read_from_elements_that_are_marked_as_the_articles(body: str) -> None:
    assert facts("", body).published.start == "2021-10-20"


def test_a_date_elsewhere_on_the_page_is_not_taken() -> None:
    assert facts("", "<aside><time datetime=2021-10-20>x</time></aside>").published is None


def test_a_date_in_an_unknown_form_is_kept_unread_and_the_next_one_taken() -> None:
    found = facts(
        "<meta property=article:published_time content='last week'>"
        "<meta name=date content=2021-10-20>"
    )

    assert found.published.start == "2021-10-20"
    assert found.unread == {"meta[property=article:published_time]": "last week"}


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (script({"@type": "Article", "author": {"name": "Ada Quill"}}), "", "Ada Quill"),
        (
            script({"@type": "Article", "author": ["Ada Quill", "Ben Marsh"]}),
            "",
            "Ada Quill, Ben Marsh",
        ),
        (
            "<meta property=article:author content=https://f.example/><meta name=byl content=Ada>",
            "",
            "Ada",
        ),
        (
            "<meta name=author content=Post><meta property=og:site_name content=post>",
            "<a rel=author>Ada Quill</a>",
            "Ada Quill",
        ),
        ("", "<div itemprop=author>By <b itemprop=name>Ada Quill</b></div>", "Ada Quill"),
    ],
)
def test_the_byline_is_the_author_that_the_markup_names(
    head: str, body: str, expected: Any
) -> None:
    assert facts(head, body).byline.value == expected


def test_a_long_note_on_the_author_is_no_byline() -> None:
    assert (
        facts("", f"<div itemprop=author>{'Ada writes on bridges and tolls. ' * 5}</div>").byline
        is None
    )


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("<html lang=en-GB>", "en"),
        ("<html lang=PT_br>", "pt"),
        ("<html lang='no such'>", None),
        ("<html>", None),
    ],
)
def test_the_language_is_the_primary_one_of_the_tag(tag: str, expected: Any) -> None:
    language = facts("", tag=tag).language

    assert (language.value if language else None) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<link rel=canonical href=https://a.example/1>", "https://a.example/1"),
        (
            "<link rel=canonical href=/1><meta property=og:url content=http://a.example/1>",
            "http://a.example/1",
        ),
        ("<meta property=og:url content='javascript:x()'>", None),
        ("<link rel=canonical href='http://[bad'>", None),
    ],
)
def test_the_address_is_an_absolute_one_on_the_web(head: str, expected: Any) -> None:
    assert facts(head).address == expected


@pytest.mark.parametrize("text", ["{", "", '{"a": ' * 100_000, '{"@type": "Article",}'])
def test_json_ld_that_is_broken_or_too_deep_is_noted(text: str) -> None:
    root = parse_page(f'<script type="application/ld+json">{text}</script><p>x')

    assert list(read_linked_data(root).broken) == ["script[ld+json][0]"]


def test_json_ld_with_raw_line_ends_in_strings_is_read() -> None:
    root = parse_page(
        '<script type="application/ld+json">{"@type": "Article", "headline": "a\nb"}</script><p>x'
    )

    assert (
        read_facts(root, read_linked_data(root).articles, capture="c", prefix="").titles[0].value
        == "a b"
    )


def test_a_page_of_endless_json_ld_is_cut_off() -> None:
    value = [{"@type": "Thing"}] * 5_000 + [{"@type": "Article", "headline": "late"}]

    assert facts(script(value)).titles == []


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (script({"@type": "OpinionNewsArticle"}), ("opinion", "script[ld+json][0]/@type")),
        (script({"@type": ["NewsArticle", "AnalysisNewsArticle"]}), ("analysis", None)),
        (script({"@type": "AdvertiserContentArticle"}), ("sponsored", None)),
        (
            script({"@type": "NewsArticle", "articleSection": ["World", "Opinion"]}),
            ("opinion", None),
        ),
        ("<meta property=article:section content=News/Opinion>", ("opinion", None)),
        ("<meta property=article:section content='Press Releases'>", ("press_release", None)),
        ("<meta property=article:section content='Public opinion'>", None),
        ("<meta property=article:section content='Opinion, Analysis'>", None),
        (script({"@type": "ReportageNewsArticle", "articleSection": "World"}), None),
        (script({"@type": "WebPage", "articleSection": "Opinion"}), None),
    ],
)
def test_types_and_sections_of_the_markup_label_the_page(
    head: str, expected: tuple[str, str | None] | None
) -> None:
    found = facts(head).labels
    assert [one.label for one in found] == ([expected[0]] if expected else [])
    assert all(one.basis == "markup" and one.evidence for one in found)
    if expected and expected[1]:
        assert found[0].evidence is not None
        assert found[0].evidence.pointer == expected[1]
