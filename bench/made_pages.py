"""Makes web pages of thousands of invented outlets, each unlike the others, for the benches."""

import json
import random
from collections.abc import Iterator
from typing import NamedTuple

HOSTS = 5_000
WORDS = 60_000  # distinct words that the pages are written in
LANGUAGES = ("en", "de", "fr", "es", "it", "ru", "tr", "en-GB", "pt_BR", "x-none", "")
_DAYS = ("{2:02}.{1:02}.{0}", "{0}-{1:02}-{2:02}", "{3} {2}, {0}", "{2} {3} {0}", "{1}/{2}/{0}")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_SYLLABLES = [one + two for one in "bcdfghjklmnprstvwz" for two in ("a", "e", "i", "o", "u", "on")]


class Outlet(NamedTuple):
    """What the pages of one outlet have in common."""

    host: str
    name: str
    prefix: str  # of the names of its classes, its own elements and attributes
    language: str
    day: str
    linked: bool  # it says in JSON-LD what it says


class Made(NamedTuple):
    """A page and where it is from."""

    address: str
    html: bytes


def make_pages(count: int, seed: int = 7) -> Iterator[Made]:
    """Yield so many pages of some 3 KB, no two with the same title, author or address."""
    draw = random.Random(seed)
    words = [_word(draw) for _ in range(WORDS)]
    outlets = [_outlet(draw, words) for _ in range(HOSTS)]
    for number in range(count):
        yield _page(draw, words, draw.choice(outlets), number)


def _word(draw: random.Random) -> str:
    return "".join(draw.choices(_SYLLABLES, k=draw.randint(1, 4)))


def _outlet(draw: random.Random, words: list[str]) -> Outlet:
    name = f"The {draw.choice(words).title()} {draw.choice(words).title()}"
    return Outlet(
        host=f"{draw.choice(words)}-{draw.choice(words)}.example",
        name=name,
        prefix=draw.choice(words),
        language=draw.choice(LANGUAGES) or "".join(draw.choices("abcdefghij", k=3)),
        day=draw.choice(_DAYS),
        linked=draw.random() < 0.5,
    )


def _page(draw: random.Random, words: list[str], outlet: Outlet, number: int) -> Made:
    title = " ".join(draw.choices(words, k=7)).capitalize() + f" {number}"
    author = f"{draw.choice(words).title()} {draw.choice(words).title()}"
    when = (draw.randint(1999, 2024), draw.randint(1, 12), draw.randint(1, 28))
    shown = outlet.day.format(*when, _MONTHS[when[1] - 1])
    address = f"https://{outlet.host}/{when[0]}/{when[1]:02}/{number}"
    mark = outlet.prefix
    paragraphs = "".join(
        f'<p class="{mark}-p{draw.randrange(10**6)}" data-{mark}-{draw.randrange(99)}="{number}">'
        f"{_sentences(draw, words, author)}</p>"
        for _ in range(draw.randint(2, 4))
    )
    links = "".join(
        f'<li><a href="/{one}" id="{mark}{draw.randrange(10**9)}">'
        f"{' '.join(draw.choices(words, k=5))}</a>"
        for one in draw.choices(words, k=6)
    )
    head = _linked(title, author, when, outlet) if outlet.linked else _metas(title, author, when)
    html = f"""<!DOCTYPE html><html lang="{outlet.language}"><head><meta charset="utf-8">
<title>{title} | {outlet.name}</title>{head}<link rel="canonical" href="{address}"></head><body>
<{mark}-menu><nav><ul>{links}</ul></nav></{mark}-menu><article class="{mark}"><h1>{title}</h1>
<p class="byline">By {author}</p><p class="{mark}-date">{shown}</p>{paragraphs}
<figure><img src="/{number}.jpg"><figcaption>{author} in {mark} [{mark.title()}/{mark.upper()}]
</figcaption></figure></article><aside><h3>More</h3><ul>{links}</ul></aside><footer>&copy;
{when[0]} {outlet.name}. All rights reserved.</footer></body></html>"""
    return Made(address, html.encode())


def _sentences(draw: random.Random, words: list[str], author: str) -> str:
    told = [" ".join(draw.choices(words, k=draw.randint(6, 22))) for _ in range(4)]
    told.append(
        f"“{told[0].capitalize()},” {author} told {draw.choice(words).title()} News Agency"
    )
    return ". ".join(one[0].upper() + one[1:] for one in told) + "."


def _linked(title: str, author: str, when: tuple[int, int, int], outlet: Outlet) -> str:
    said = {
        "@type": "NewsArticle",
        "headline": title,
        "author": {"@type": "Person", "name": author},
        "publisher": {"@type": "Organization", "name": outlet.name},
        "datePublished": "{}-{:02}-{:02}T08:00:00Z".format(*when),
    }
    return f'<script type="application/ld+json">{json.dumps(said)}</script>'


def _metas(title: str, author: str, when: tuple[int, int, int]) -> str:
    day = "{}-{:02}-{:02}".format(*when)
    return (
        f'<meta property="og:title" content="{title}"><meta name="author" content="{author}">'
        f'<meta property="article:published_time" content="{day}">'
    )
