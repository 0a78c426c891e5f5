"""Documents as references, with the words that are quoted of them: CSL-JSON and BibTeX.

CSL-JSON: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html.
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from chancery.exports.cut import Cut
from chancery.model import Document, Evidence
from chancery.ports.export import Content

_SPECIAL = {one: f"\\{one}" for one in "&%$#_"} | {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts a brace behind a backslash too
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Quoted(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a document, and the record that rests on them."""

    record: str | None
    start: int | None  # code points of the document's text, half-open; null: it is not said
    end: int | None
    quote: str  # on one line
    truncated: bool = False


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """A document as it is referred to."""

    id: str
    title: str  # headline, or else path or address
    outlet: str  # empty where it is not known
    day: str  # ISO day of publication; empty where none alone is known
    short: str  # address or path
    language: str = ""  # BCP 47; empty where it is not known
    author: str = ""  # the byline, as it stands
    sha256: str | None = None  # null: of one citation, which says no more than people need
    quotes: tuple[Quoted, ...] = ()


def works(content: Content, cut: Cut) -> Iterator[Work]:
    """Yield every document with the words that its claims rest on, by id."""
    for one in content.all(Document):
        quotes: dict[tuple[int, int], Quoted] = {}
        for claim in content.told_in(one.id):
            said = claim.evidence[0]
            quotes.setdefault((said.start, said.end), _quoted(claim.id, said, cut))
        yield _work(one, tuple(quotes[place] for place in sorted(quotes)), cut)


def _quoted(record: str, said: Evidence, cut: Cut) -> Quoted:
    return Quoted(
        record=record,
        start=said.start,
        end=said.end,
        quote=" ".join(cut.words(said.quote).split()),
        truncated=cut.is_cut(said.quote),
    )


def _work(document: Document, quotes: tuple[Quoted, ...], cut: Cut) -> Work:
    published = document.published
    alone = published is not None and published.start == published.end
    short = document.address or document.path or document.uri
    return Work(
        id=document.id,
        title=cut.text(document.title.value if document.title else short),
        outlet=document.outlet.value if document.outlet else "",
        day=day_alone((published.start or "")[:10] if published and alone else ""),
        short=short,
        language=document.language.value if document.language else "",
        author=cut.text(document.byline.value) if document.byline else "",
        sha256=document.sha256,
        quotes=quotes,
    )


def day_alone(text: str) -> str:
    """Return an ISO day; nothing of what is none."""
    return text if _DAY.fullmatch(text) else ""


def to_csl(one: Work) -> dict[str, Any]:
    """Return a work as an item of CSL-JSON; `custom` has what no field holds."""
    custom = {
        "document": one.id,
        "sha256": one.sha256,
        "evidence": [msgspec.to_builtins(each) for each in one.quotes if each.record],
    }
    return {
        "id": one.id,
        "type": "article-newspaper",
        "title": one.title,
        **({"author": [{"literal": one.author}]} if one.author else {}),
        **({"container-title": one.outlet} if one.outlet else {}),
        **({"issued": {"date-parts": [list(map(int, one.day.split("-")))]}} if one.day else {}),
        **({"URL": one.short} if "://" in one.short else {"source": one.short}),
        **({"language": one.language} if one.language else {}),
        **({"note": " … ".join(map(_noted, one.quotes))} if one.quotes else {}),
        **({"custom": custom} if one.sha256 is not None else {}),
    }


def to_bibtex(one: Work, key: str) -> str:
    """Return a work as an entry of BibTeX."""
    address, whole = "://" in one.short, one.sha256 is not None
    fields = {
        "title": _braced(one.title),
        "author": f"{{{_braced(one.author)}}}" if one.author else "",
        "journal": _braced(one.outlet) if one.outlet else "",
        "year": f"{{{one.day[:4]}}}" if one.day else "",
        "date": f"{{{one.day}}}" if one.day else "",
        "url": f"{{{_address(one.short)}}}" if address else "",
        "note": "" if address else _braced(one.short),
        "langid": _braced(one.language) if one.language and whole else "",
        "annote": _braced(" … ".join(map(_noted, one.quotes))) if whole and one.quotes else "",
        "chancery": f"{{{one.id}}}" if whole else "",
        "sha256": f"{{{one.sha256}}}" if one.sha256 else "",
    }
    said = "".join(f"  {name} = {value},\n" for name, value in fields.items() if value)
    return f"@article{{{key},\n{said}}}"


def _noted(one: Quoted) -> str:
    place = f"[{one.start}:{one.end}] " if one.start is not None else ""
    return f"{place}{one.quote}"


def _braced(text: str) -> str:
    return f"{{{_tex(text)}}}"


def _address(text: str) -> str:
    """Return an address with the signs that would end its braces as their codes."""
    return text.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _tex(text: str) -> str:
    line = _UNPRINTABLE.sub("\ufffd", " ".join(text.split()))
    return "".join(_SPECIAL.get(one, one) for one in line)
