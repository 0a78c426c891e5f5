"""Takes trafilatura's own steps to the body of a page, each once.

Its `bare_extraction` copies the page three times, seeks readers' comments by expressions that take
a quarter of its time, writes the body out as text, and begins anew to compare what it found.
"""

import logging
import re
from collections.abc import Iterator
from copy import copy
from typing import NamedTuple

from lxml.etree import strip_elements
from lxml.html import HtmlElement
from trafilatura.external import compare_extraction
from trafilatura.htmlprocessing import convert_tags, prune_unwanted_nodes, tree_cleaning
from trafilatura.main_extractor import extract_content
from trafilatura.settings import Extractor
from trafilatura.xml import delete_element
from trafilatura.xpaths import RAW_TREE_PRUNE_XPATH

_ALONE = Extractor(fast=True, precision=True, comments=False)
_BESIDE = Extractor(precision=True, comments=False)
_UNREAD = ("link", "meta", "style", "svg", "template")  # it reads none of them

# What its expressions test, without a call from C into Python for each attribute of each element.
_APPENDED = ("aside", "div", "section")
_APPENDED_NAME = re.compile(r"mvp-post-add-|infinite-?scroll|elementor-share-buttons")
_COMMENTED = ("details", "div", "list", "ol", "section", "ul")
_COMMENTS_ID = re.compile(r"[Cc]omment(?!ary)|comol")
_HOSTED_ID = re.compile(r"disqus_thread|dsq-comments")  # but of <ol> and <ul>
_COMMENTS_CLASS = re.compile(r"^[Cc]omment(?!ary)|(?:article|post)-comments")

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its errors are our fallback


class Found(NamedTuple):
    """The body of a page, as trafilatura marks it up, and its text."""

    body: HtmlElement
    text: str


def pruned(page: HtmlElement) -> HtmlElement:
    """Return the page itself, without readers' comments and what is appended to its article."""
    strip_elements(page, *_UNREAD, with_tail=False)
    appended = any(map(_APPENDED_NAME.search, _names(page, *_APPENDED)))
    _drop_comments(prune_unwanted_nodes(page, RAW_TREE_PRUNE_XPATH if appended else []))
    return page


def find_alone(page: HtmlElement, options: Extractor = _ALONE) -> Found:
    """Return what trafilatura's own rules find in a pruned page, of which nothing is left."""
    converted = convert_tags(tree_cleaning(page, options), options)
    _drop_comments(converted)
    return Found(*extract_content(converted, options))


def find_beside(page: HtmlElement, own: Found) -> Found:
    """Return the best of what they find and what two other programs find in the pruned page.

    Where there are others, its own rules take less for text: nothing that is called a teaser.
    """
    if any("teaser" in name.lower() for name in _names(page)):
        own = find_alone(copy(page), _BESIDE)
    cleaned = tree_cleaning(copy(page), _BESIDE)
    return Found(*compare_extraction(cleaned, page, *own, _BESIDE))


def _names(page: HtmlElement, *tags: str) -> Iterator[str]:
    for element in page.iter(*tags):
        yield element.get("id") or ""
        yield element.get("class") or ""


def _drop_comments(page: HtmlElement) -> None:
    for element in list(filter(_holds_comments, page.iter(*_COMMENTED))):
        delete_element(element)


def _holds_comments(element: HtmlElement) -> bool:
    name, kind = element.get("id"), element.get("class")
    if kind and _COMMENTS_CLASS.search(kind):
        return True
    if not name:
        return False
    hosted = element.tag not in ("ol", "ul") and _HOSTED_ID.match(name)
    return bool(hosted or _COMMENTS_ID.match(name))
