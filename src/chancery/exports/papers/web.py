"""Writes a paper as one page of HTML that needs nothing else."""

from collections.abc import Iterator
from html import escape
from importlib.resources import files

from chancery.exports.papers.paper import Bar, Paper, Part, PartKind

TAGS: dict[PartKind, str] = {
    "title": "h1",
    "heading": "h2",
    "subheading": "h3",
    "paragraph": "p",
    "item": "li",
}


def to_html(paper: Paper) -> bytes:
    """Return the page in UTF-8; texts of articles are escaped, never markup."""
    style = (files(__package__ or "") / "paper.css").read_text(encoding="utf-8")
    title = next((one.text for one in paper.parts if one.kind == "title"), "Brief")
    head = (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
    )
    return (head + "".join(_blocks(paper)) + "</main>\n</body>\n</html>\n").encode()


def _blocks(paper: Paper) -> Iterator[str]:
    quotes = {one.number: one.quote for one in paper.sources}
    listed = False
    for part in paper.parts:
        if (part.kind == "item") != listed:
            yield "</ul>\n" if listed else "<ul>\n"
            listed = not listed
        yield _block(part, quotes)
    if listed:
        yield "</ul>\n"
    if paper.sources:
        yield '<h2>Sources</h2>\n<ol class="sources">\n'
        for one in paper.sources:
            yield (
                f'<li id="s{one.number}"><code>{escape(one.place)}</code> '
                f"<q>{escape(one.quote)}</q></li>\n"
            )
        yield "</ol>\n"


def _block(part: Part, quotes: dict[int, str]) -> str:
    cited = " ".join(
        f'<a href="#s{one}" title="{escape(quotes[one])}">{one}</a>' for one in part.sources
    )
    note = f' <small class="note">{escape(part.note)}</small>' if part.note else ""
    refs = f' <sup class="cited">{cited}</sup>' if cited else ""
    tag = TAGS[part.kind]
    return f"<{tag}>{_bar(part.bar)}{escape(part.text)}{note}{refs}</{tag}>\n"


def _bar(bar: Bar | None) -> str:
    """Return a line with a stretch of it marked; readers of the page by voice are not told."""
    if bar is None:
        return ""
    left, width = 100 * bar.first, 100 * (bar.last - bar.first)
    style = f"left:{left:.2f}%;width:{width:.2f}%"
    return f'<span class="bar" aria-hidden="true"><i style="{style}"></i></span>'
