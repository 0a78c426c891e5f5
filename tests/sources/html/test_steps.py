import pytest
import trafilatura
from lxml.html import HtmlElement, document_fromstring, tostring
from trafilatura.settings import Document
from trafilatura.xpaths import (
    RAW_TREE_PRUNE_XPATH,
    REMOVE_COMMENTS_AND_LISTS_XPATH,
)

from chancery.sources.html.steps import find_alone, find_beside, pruned

TAGS = ("aside", "details", "div", "list", "ol", "p", "section", "ul")
NAMES = (
    "comments", "Comment-list", "commentary", "a comment", "comolist", "disqus_thread",
    "dsq-comments", "my-disqus_thread", "article-comments", "post-comments", "infinite-scroll",
    "infinitescroll", "mvp-post-add-wrap", "mvp-post-add-other", "elementor-share-buttons", "text",
)  # fmt: skip
PARAGRAPH = "The ferry left the north bank at dawn, {}, and it came back with grain for {} towns. "


def elements(tag: str) -> str:
    return "".join(
        f'<{tag} id="{name}"><i>{name}</i></{tag}>tail<{tag} class="{name}"><h1>a</h1></{tag}>'
        for name in NAMES
    )


def page(body: str) -> HtmlElement:
    return document_fromstring(f"<html><body><div><p>First.</p>{body}</div></body></html>")


def article(names: str) -> str:
    lines = "".join(
        f"<p>{PARAGRAPH.format(word, number)}</p>"
        for number, word in enumerate(("heavy", "late", "full", "slow", "cheered", "last"))
    )
    return (
        f"<article><h1>Grain first</h1>{lines}"
        f'<div class="{names}"><p>{PARAGRAPH.format("they say", 9)}</p></div></article>'
        '<section class="comments"><p>I was on that ferry and saw it all myself.</p></section>'
    )


def found_by_trafilatura(root: HtmlElement, *, fast: bool) -> list[str]:
    found = trafilatura.bare_extraction(
        root, fast=fast, favor_precision=True, include_comments=False
    )
    assert isinstance(found, Document)
    return list(found.body.itertext())


@pytest.mark.parametrize("tag", TAGS)
def test_a_page_is_pruned_as_by_the_expressions_of_trafilatura(tag: str) -> None:
    ours, theirs = page(elements(tag)), page(elements(tag))

    pruned(ours)
    for expression in (*RAW_TREE_PRUNE_XPATH, *REMOVE_COMMENTS_AND_LISTS_XPATH):
        for element in expression(theirs):
            element.drop_tree()

    assert tostring(ours) == tostring(theirs)


@pytest.mark.parametrize("names", ["text", "teaser", "post-comments", "sidebar"])
def test_its_own_rules_find_what_it_finds_in_its_own_order(names: str) -> None:
    found = find_alone(pruned(page(article(names))))

    assert list(found.body.itertext()) == found_by_trafilatura(page(article(names)), fast=True)


@pytest.mark.parametrize("names", ["text", "Teaser-box"])
@pytest.mark.parametrize(
    "before", ["", "<div>" + "<a href=/x>One more place</a> " * 40 + "</div>"]
)
def test_what_is_found_beside_other_programs_is_what_it_finds(before: str, names: str) -> None:
    markup = before + f'<div class="{names}"><p>{PARAGRAPH.format("late", 2)}</p></div>'

    own = find_alone(pruned(page(markup)))
    found = find_beside(pruned(page(markup)), own)

    assert list(found.body.itertext()) == found_by_trafilatura(page(markup), fast=False)
