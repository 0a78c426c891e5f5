"""Reads what a page's markup says of its article: title, dates, outlet, byline and so on."""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import chain
from typing import NamedTuple, cast

import msgspec
from lxml.etree import XPath
from lxml.html import HtmlElement

from chancery.knowledge.genres import genre_of
from chancery.model import DateValue, DocumentLabel, Label, TextValue, cite_markup
from chancery.sources.dates import read_date
from chancery.sources.html.jsonld import Node, is_article, names
from chancery.sources.html.titles import plain, without_site

_SPACES = re.compile(r"\s+")
_ADDRESS = re.compile(r"https?://[^\s/?#\[\]]+\S*", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=[T ])")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*")

# Names of <meta> elements, by name, property or itemprop, the more exact first.
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "publish-date",
    "publishdate", "publish_date", "published_time", "publication_date", "pubdate",
    "date.published", "dc.date.issued", "dcterms.created", "dcterms.issued", "dc.date",
    "dcterms.date", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified",
    "dcterms.modified", "last-modified", "lastmod",
)  # fmt: skip
_TITLE = ("og:title", "twitter:title", "dc.title", "parsely-title", "headline")
_OUTLET = ("og:site_name", "application-name", "dc.publisher", "publisher")
_BYLINE = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")
_SECTION = ("article:section", "og:article:section", "parsely-section", "articlesection")
_SUMMARY = ("og:description", "description", "twitter:description", "dc.description")
_TIMES = (
    (XPath("//article//header//time[@datetime]"), "article header time[datetime]"),
    (XPath("//time[@pubdate][@datetime]"), "time[pubdate]"),
)
_PROPERTIES = XPath("/descendant::*[@itemprop][not(self::meta)]")  # half the time of //*
_AUTHORS = (  # where else a page marks its author's name
    (
        XPath("/descendant::*[@itemprop='author']//*[@itemprop='name']"),
        "[itemprop=author] [itemprop=name]",
    ),
    (XPath("/descendant::*[@itemprop='author']"), "[itemprop=author]"),
    (XPath("/descendant::a[@rel='author']"), "a[rel=author]"),
)
_OTHERS = re.compile(  # types of schema.org whose properties are not those of the page
    r"/(?:\w*Review|Comment|UserComments|Product|Offer|Book|Movie|\w*(?:Event|Application|Object))$"
)
_OTHER_PROPERTIES = frozenset({"review", "reviews", "comment", "citation", "isBasedOn"})
_HEADINGS = ("h1", "h2", "h3")
NAME_WORDS = 8  # choice: a longer text is no name, but what is said of the author


class Given(NamedTuple):
    """A value as the markup gives it, and the pointer to it."""

    value: str
    pointer: str


class PageFacts(NamedTuple):
    """What the markup says, before it is compared with the visible text."""

    titles: list[Given]  # the likeliest first, without the site's name
    summary: list[str]
    published: DateValue | None
    vouched: bool  # the node of an article says when it was published
    modified: DateValue | None
    outlet: TextValue | None
    byline: TextValue | None
    language: TextValue | None
    address: str | None
    labels: tuple[Label, ...]
    unread: dict[str, str]  # dates that stand there and are in no form that we read


class _Page(NamedTuple):
    capture: str
    prefix: str  # set before every pointer, where the page lies inside another input
    articles: Sequence[Node]
    metas: dict[str, list[Given]]
    root: HtmlElement


def read_facts(
    root: HtmlElement, articles: Sequence[Node], *, capture: str, prefix: str
) -> PageFacts:
    """Return what JSON-LD says, then what <meta> says, then what other elements say."""
    page = _Page(capture, prefix, articles, _metas(root), root)
    outlet = _first_text(page, [*_linked(page, "publisher"), *_named(page, _OUTLET)])
    published, unread = _first_date(page, "datePublished", _PUBLISHED)
    modified, unread_too = _first_date(page, "dateModified", _MODIFIED)
    return PageFacts(
        titles=_titles(page, outlet.value if outlet else None),
        summary=[given.value for given in _named(page, _SUMMARY)],
        published=published,
        vouched=_is_of_article(page, published),
        modified=modified,
        outlet=outlet,
        byline=_byline(page, outlet.value if outlet else None),
        language=_language(page),
        address=_address(page),
        labels=tuple(_labels(page)),
        unread=unread | unread_too,
    )


def _metas(root: HtmlElement) -> dict[str, list[Given]]:
    """Return the page's <meta> values, and the itemprop values of other elements, by name."""
    found: dict[str, list[Given]] = {}
    for element in root.iterfind(".//meta[@content]"):
        for attribute in ("property", "name", "itemprop"):
            name, content = element.get(attribute), element.get("content")
            if attribute == "itemprop" and name and _is_of_another(element):
                continue
            if name and content and content.strip():
                given = Given(_tidy(content), f"meta[{attribute}={name}]")
                found.setdefault(name.strip().lower(), []).append(given)
    for element in _find(root, _PROPERTIES):
        if _is_of_another(element):
            continue
        name, content = element.get("itemprop"), element.get("datetime") or element.get("content")
        if name and content:
            given = Given(_tidy(content), f"{element.tag}[itemprop={name}]")
            found.setdefault(name.strip().lower(), []).append(given)
    return found


def _is_of_another(element: HtmlElement) -> bool:
    """Say whether the property describes a review, a comment or the like, and not the page."""
    return any(
        _OTHERS.search(part.get("itemtype") or "") or part.get("itemprop") in _OTHER_PROPERTIES
        for part in element.iterancestors()
    )


def _find(root: HtmlElement, path: XPath) -> list[HtmlElement]:
    return cast("list[HtmlElement]", path(root))


def _named(page: _Page, wanted: Sequence[str]) -> Iterator[Given]:
    for name in wanted:
        yield from page.metas.get(name, ())


def _linked(page: _Page, name: str) -> Iterator[Given]:
    for node in page.articles:
        found = names(node.values.get(name))
        if found:
            yield Given(_tidy(", ".join(found)), f"{node.pointer}/{name}")


def _tidy(value: str) -> str:
    return _SPACES.sub(" ", unescape(value)).strip()


def _text(page: _Page, given: Given) -> TextValue:
    evidence = cite_markup(page.capture, page.prefix + given.pointer)
    return TextValue(value=given.value, basis="markup", evidence=evidence)


def _first_text(page: _Page, givens: Sequence[Given]) -> TextValue | None:
    return _text(page, givens[0]) if givens else None


def _first_date(
    page: _Page, linked: str, wanted: Sequence[str]
) -> tuple[DateValue | None, dict[str, str]]:
    """Return the first date that can be read, and those before it that cannot, by pointer."""
    unread: dict[str, str] = {}
    elements = _times(page) if linked == "datePublished" else ()
    for given in chain(_linked(page, linked), _named(page, wanted), elements):
        evidence = cite_markup(page.capture, page.prefix + given.pointer)
        date = read_date(given.value, "markup", evidence)
        if date is not None:
            return _in_own_day(date, given.value), unread
        unread[given.pointer] = given.value
    return None, unread


def _in_own_day(date: DateValue, given: str) -> DateValue:
    """Return the day alone where another zone than the page's would make another day of it."""
    written = _DAY.match(given)
    if written is None or date.start is None or date.precision not in ("minute", "second"):
        return date
    if date.start.startswith(written[0]):
        return date
    return msgspec.structs.replace(date, start=written[0], end=written[0], precision="day")


def _is_of_article(page: _Page, date: DateValue | None) -> bool:
    """Say whether JSON-LD gave the date, of a node typed as an article and no mere page."""
    pointer = date.evidence.pointer if date and date.evidence else None
    own = (f"{page.prefix}{node.pointer}/" for node in page.articles if is_article(node))
    return pointer is not None and pointer.startswith(tuple(own))


def _times(page: _Page) -> Iterator[Given]:
    """Yield the <time> elements of the article's own header, or those marked as its date."""
    for path, pointer in _TIMES:
        for element in _find(page.root, path):
            yield Given(_tidy(element.get("datetime", "")), pointer)


def _titles(page: _Page, outlet: str | None) -> list[Given]:
    headings = {_tidy(element.text_content()) for element in page.root.iter(*_HEADINGS)}
    sites = {plain(name) for name in (outlet, *_host_names(_address(page))) if name}
    givens = [*_linked(page, "headline"), *_named(page, _TITLE)]
    title = page.root.find(".//title")
    if title is not None and title.text and title.text.strip():
        givens.append(Given(_tidy(title.text), "title"))
    stripped = (
        Given(without_site(given.value, headings, sites), given.pointer) for given in givens
    )
    return [given for given in stripped if given.value]


def _host_names(address: str | None) -> Iterator[str]:
    """Yield the host of an address, without "www", and its name alone."""
    if address is not None:
        host = address.split("/")[2].removeprefix("www.")
        yield host
        yield host.rpartition(".")[0]


def _byline(page: _Page, outlet: str | None) -> TextValue | None:
    """Return the author, where the markup names one that is neither an address nor the outlet."""
    authors = chain(_linked(page, "author"), _named(page, _BYLINE), _marked_authors(page))
    other = (outlet or "").casefold()
    for given in authors:
        if "://" not in given.value and given.value.casefold() != other:
            return _text(page, given)
    return None


def _marked_authors(page: _Page) -> Iterator[Given]:
    for path, pointer in _AUTHORS:
        for element in _find(page.root, path):
            name = _tidy(element.text_content())
            if name and len(name.split()) <= NAME_WORDS:
                yield Given(name, pointer)


def _language(page: _Page) -> TextValue | None:
    match = _LANGUAGE.fullmatch((page.root.get("lang") or page.root.get("xml:lang") or "").strip())
    return _text(page, Given(match[1].lower(), "html[lang]")) if match else None


def _labels(page: _Page) -> Iterator[Label]:
    """Yield what the types and sections of the article say of its kind, each kind once."""
    types = _linked_texts(page, "@type")
    sections = chain(_linked_texts(page, "articleSection"), _named(page, _SECTION))
    told: list[tuple[DocumentLabel | None, Given]] = [
        *((genre_of("type", one.value), one) for one in types),
        *((genre_of("section", one.value), one) for one in sections),
    ]
    seen: set[DocumentLabel] = set()
    for label, given in told:
        if label is not None and label not in seen:
            seen.add(label)
            evidence = cite_markup(page.capture, page.prefix + given.pointer)
            yield Label(label=label, basis="markup", words=given.value, evidence=evidence)


def _linked_texts(page: _Page, name: str) -> Iterator[Given]:
    """Yield each text of a property of the article's nodes; no page says it for its articles."""
    for node in page.articles:
        if is_article(node):
            for one in names(node.values.get(name)):
                yield Given(_tidy(one), f"{node.pointer}/{name}")


def _address(page: _Page) -> str | None:
    links = [link.get("href") or "" for link in page.root.iterfind('.//link[@rel="canonical"]')]
    for address in (*links, *(given.value for given in page.metas.get("og:url", ()))):
        if _ADDRESS.fullmatch(address.strip()):
            return address.strip()
    return None
