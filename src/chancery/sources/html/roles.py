"""Reads from an element's name and attributes what its text is for."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from lxml.html import HtmlElement

from chancery.model import BlockType

_CACHED = 16_384  # distinct words of class attributes kept: a page holds some hundreds

_TAG_PARTS: dict[str, BlockType] = {
    "h1": "headline",
    "figcaption": "caption",
    "time": "dateline",
}
_TAG_ZONES: dict[str, BlockType] = {
    "nav": "navigation",
    "menu": "navigation",
    "footer": "navigation",
    "aside": "teaser",
    "form": "form",
    "button": "form",
    "select": "form",
    "textarea": "form",
    "fieldset": "form",
}
# Words of class and id attributes, as themes of the common publishing systems use them.
_PARTS: tuple[tuple[BlockType, re.Pattern[str]], ...] = (
    (
        "credit",
        re.compile(
            r"(photo|image|picture|media|fig|img)[-_]*(credits?|source|copyright|author)\b"
            r"|^(credits?|photographer|bildnachweis|fotocredit)$|[-_](credits?|photographer)$"
        ),
    ),
    ("caption", re.compile(r"caption|cutline")),
    (
        "byline",
        re.compile(
            r"\b_*(byline|author|auteur|autore?)|[-_](byline|author)s?\b"
            r"|^(by|writer|signature|firma|verfasser(in)?)$"
        ),
    ),
    (
        "dateline",
        re.compile(
            r"dateline|timestamp|\b(published|pub|publish|post|posted|entry|article|story)"
            r"[-_]*(on|date|time|meta)|\bdate\b|[-_]date\b|^(when|datum|fecha|(date-?)?stamp)$"
        ),
    ),
    (
        "dek",
        re.compile(
            r"^(chap[oô]|chapeau|vorspann|entradilla|bajada|copete|sommario|ingress)$"
            r"|\b(dek|standfirst|lede|deck)\b|[-_](dek|standfirst|deck)\b|sub[-_]?(title|head|headline)\b"
            r"|(article|story|entry|post)[-_]*(summary|excerpt|description|intro|lead)\b"
        ),
    ),
)
_ZONES: tuple[tuple[BlockType, re.Pattern[str]], ...] = (
    ("consent", re.compile(r"cookie|consent|gdpr|onetrust|\bcmp\b|privacy[-_]?(banner|notice)")),
    ("share", re.compile(r"\b_*shar(e|ing|edaddy)|[-_]shar(e|ing)\b|\bsocial|[-_]social|addthis")),
    (
        "appeal",
        re.compile(
            r"donat|subscri|newsletter|paywall|regwall|support[-_]us|membership|sign[-_]?up"
        ),
    ),
    (
        "teaser",
        re.compile(
            r"related|recommend|promo|teaser|trending|popular|most[-_]?read|sidebar|taboola|outbrain"
            r"|^more$|more[-_](from|stories|on|news)|read[-_]?(more|next)|also[-_]?(like|read)|up[-_]?next"
            r"|latest|comments?\b|disqus|\bad(s|vert|vertisement)?\b|sponsor"
        ),
    ),
    (
        "navigation",
        re.compile(
            r"\b(nav|navbar|navigation|menu|breadcrumbs?|pagination|pager|masthead|topbar|toolbar)\b"
            r"|[-_](nav|menu|navigation|breadcrumbs?)\b|\b(site|page|global)[-_]?(header|footer)"
            r"|\bfooter|skip[-_]|\btags?\b|\btag-?(list|cloud)"
        ),
    ),
)


class Role(NamedTuple):
    """What an element's text is for: a part of an article, and the zone of the page around it."""

    part: BlockType | None = None
    zone: BlockType | None = None


NO_ROLE = Role()
_PAGE_TAGS = frozenset({"body", "html", "main", "article"})  # their classes describe the page
_MARKS = {  # WAI-ARIA landmarks, link types and schema.org properties
    "navigation": Role(zone="navigation"),
    "menu": Role(zone="navigation"),
    "menubar": Role(zone="navigation"),
    "banner": Role(zone="navigation"),
    "contentinfo": Role(zone="navigation"),
    "complementary": Role(zone="teaser"),
    "search": Role(zone="form"),
    "form": Role(zone="form"),
    "author": Role(part="byline"),
    "datePublished": Role(part="dateline"),
}


def role_of(element: HtmlElement, tag: str, outer: Role) -> Role:
    """Return the element's role; where it says nothing itself, that of the element around it."""
    get = element.get
    own = _own_role(tag, get("role"), get("rel"), get("itemprop"), get("class"), get("id"))
    if own is NO_ROLE:
        return outer
    return Role(own.part or outer.part, own.zone or outer.zone)


@lru_cache(maxsize=_CACHED)
def _own_role(tag: str, *attributes: str | None) -> Role:
    """Return what the tag says, else the attributes, which come as `_READERS` has them."""
    part, zone = _TAG_PARTS.get(tag), _TAG_ZONES.get(tag)
    if tag not in _PAGE_TAGS:
        for reader, value in zip(_READERS, attributes, strict=True):
            for word in (value or "").split():
                found = reader(word)
                part, zone = part or found.part, zone or found.zone
    return Role(part, zone) if part or zone else NO_ROLE


@lru_cache(maxsize=_CACHED)
def _role_of_name(name: str) -> Role:
    lower = name.lower()
    part, zone = _first(_PARTS, lower), _first(_ZONES, lower)
    return Role(part, zone) if part or zone else NO_ROLE


def _role_of_mark(mark: str) -> Role:
    return _MARKS.get(mark, NO_ROLE)


def _first(rules: tuple[tuple[BlockType, re.Pattern[str]], ...], name: str) -> BlockType | None:
    return next((kind for kind, rule in rules if rule.search(name)), None)


_READERS: tuple[Callable[[str], Role], ...] = (
    _role_of_mark,  # role
    _role_of_mark,  # rel
    _role_of_mark,  # itemprop
    _role_of_name,  # class
    _role_of_name,  # id
)
