"""What a page links to, loads and says, read off its HTML."""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from lxml import html

LEADS = {"a": "href", "form": "action"}
LOADS = {"link": "href", "script": "src", "img": "src", "source": "src", "use": "href"}


def links(page: bytes, at: str) -> Iterator[str]:
    """Yield the addresses that a page leads to by reading, without their fragments."""
    yield from _addresses(page, at, LEADS)


def loads(page: bytes, at: str) -> Iterator[str]:
    """Yield the addresses that a page loads by itself."""
    yield from _addresses(page, at, LOADS)


def words(page: bytes) -> str:
    """Return what stands in the body."""
    return " ".join(html.document_fromstring(page).body.text_content().split())


def _addresses(page: bytes, at: str, which: dict[str, str]) -> Iterator[str]:
    for one in html.document_fromstring(page).iter(*which):
        said = one.get(which[one.tag])
        if said and one.get("method") != "post":
            found = urlsplit(urljoin(at, said))
            yield found._replace(fragment="").geturl()
