"""Parses a page into a tree, whatever its markup."""

from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from chancery.sources.html.flatten import flatten

_ONE_CLASS = etree.ElementDefaultClassLookup(element=HtmlElement)
_TOO_DEEP = "ERR_RESOURCE_LIMIT"  # libxml2 stops at 2,048 levels and drops the rest of the page


def parse_page(html: str) -> HtmlElement | None:
    """Return the root of the page with comments left out, or None if there is nothing in it.

    A page that nests deeper than the parser goes is flattened first, so that its text is kept.
    """
    root, cut = _parse(html)
    return _parse(flatten(html))[0] if cut else root


def _parse(html: str) -> tuple[HtmlElement | None, bool]:
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
    )
    # lxml.html looks up a class in Python for each element that is touched: a sixth of the time
    parser.set_element_class_lookup(_ONE_CLASS)
    try:
        root = document_fromstring(html.removeprefix("\ufeff").encode("utf-8"), parser=parser)
    except etree.ParserError:  # nothing but white space or comments
        return None, False
    return root, any(error.type_name == _TOO_DEEP for error in parser.error_log)
