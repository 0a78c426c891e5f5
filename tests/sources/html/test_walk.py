from typing import Any

import pytest

from chancery.sources.html.tree import parse_page
from chancery.sources.html.walk import walk_page


def lines(html: str) -> list[str]:
    root = parse_page(html)
    return [] if root is None else [line.text for line in walk_page(root).lines]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One <b>bold</b>\n  word</p>", ["One bold word"]),
        ("<p>un<i>bro</i>ken</p>", ["unbroken"]),
        ("<p>One<br>two<hr>three", ["One", "two", "three"]),
        ("<div>a<div>b</div>c</div>d", ["a", "b", "c", "d"]),
        ("<ul><li>a<li>b</ul>", ["a", "b"]),
        ("<table><tr><td>a<td> b </tr><tr><td>c<td></tr></table>", ["a\tb", "c"]),
        ("<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>", ["a", "b", "c"]),
        ("<pre>a  b\nc</pre>", ["a b", "c"]),
        ("<p>&eacute; &amp; &#8217; &lt;b&gt;</p>", ["é & ’ <b>"]),
        ("<p>a&nbsp;&nbsp;b</p><p>&nbsp;</p><p>\u200b</p>", ["a\xa0\xa0b"]),
        ("<p>zero\u200bwidth \u202bעברית\u202c</p>", ["zero\u200bwidth \u202bעברית\u202c"]),
        ("<p>a<!-- no -->b<?php no ?></p>", ["ab"]),
        ("<title>no</title><style>no</style><script>no</script><p>yes", ["yes"]),
        ("<p>a<template><p>no</p></template><noscript>no</noscript>b", ["ab"]),
        (
            "<p hidden>no</p><p style='color:red; Display : none'>no</p><p aria-hidden=true>yes",
            ["yes"],
        ),
        (
            "<p style='visibility:hidden'>no</p>yes<dialog>no</dialog><dialog open>yes</dialog>",
            ["yes", "yes"],
        ),
        ("<p>a <span hidden>no</span> b</p>", ["a b"]),
        ("<svg><title>no</title><text>shown</text></svg>", ["shown"]),
        ("<img alt='no'><p>yes", ["yes"]),
        (
            "<form>Mail <input value=no><select><option>a<option>b</select></form>",
            ["Mail", "a", "b"],
        ),
        ("", []),
        ("<!-- nothing -->", []),
        ("no tags at all", ["no tags at all"]),
        ("<?xml version='1.0' encoding='iso-8859-1'?><html><body>é</body></html>", ["é"]),
    ],
)
def test_lines_are_what_a_browser_shows(html: str, expected: Any) -> None:
    assert lines(html) == expected


def test_a_page_that_shows_nothing_is_read_as_without_scripts() -> None:
    assert lines("<body><noscript><p>For readers without scripts.</p></noscript>") == [
        "For readers without scripts."
    ]


def test_parts_zones_and_links_are_told_by_the_markup() -> None:
    html = """
    <nav><a href=/>Home</a></nav>
    <header class="article-header"><h1>Title</h1><p class="standfirst">Dek</p>
      <span class="c-byline">By <a rel=author>Ada</a></span></header>
    <figure><figcaption>Under a picture</figcaption></figure>
    <time>Today</time>
    <div class="related-stories"><figcaption>Elsewhere</figcaption></div>
    <div role="complementary">Aside</div> <div id="cookie-banner">We set cookies</div>
    <div class="share-tools">Send</div> <div class="newsletter-box">Join</div>
    <button>Press</button> <section class="post-body">Body</section>
    """
    root = parse_page(html)
    found = {line.text: (line.part, line.zone) for line in walk_page(root).lines}

    assert found == {
        "Home": (None, "navigation"),
        "Title": ("headline", None),
        "Dek": ("dek", None),
        "By Ada": ("byline", None),
        "Under a picture": ("caption", None),
        "Today": ("dateline", None),
        "Elsewhere": ("caption", "teaser"),
        "Aside": (None, "teaser"),
        "We set cookies": (None, "consent"),
        "Send": (None, "share"),
        "Join": (None, "appeal"),
        "Press": (None, "form"),
        "Body": (None, None),
    }
    assert walk_page(root).lines[0].linked == len("Home")


@pytest.mark.parametrize("tag", ["div", "b", "blockquote"])
def test_a_page_nested_ten_thousand_deep_is_read_to_its_end(tag: str) -> None:
    html = f"<p>first</p>{f'<{tag}>' * 10_000}deep{f'</{tag}>' * 10_000}<p>last</p>"

    assert lines(html) == ["first", "deep", "last"]


def test_deep_pages_keep_references_hidden_parts_and_line_breaks() -> None:
    html = f"{'<div>' * 5_000}a &amp; &#98;<p>c<br>d<script>no()</script><img src=x><hr/>e</p>f"

    assert lines(html) == ["a & b", "c", "d", "e", "f"]
