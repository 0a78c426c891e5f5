"""A finding as a citation: plain text, Markdown, CSL-JSON and BibTeX, of each document it cites.

CSL-JSON: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from chancery.model import AnyClaim, Evidence, Finding
from chancery.wording.phrases import one_line, short_id
from chancery.workbench.naming import Named

_SPECIAL = {one: f"\\{one}" for one in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|])")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Citations(msgspec.Struct, frozen=True, kw_only=True):
    """The same citation in each form."""

    plain: str
    markdown: str
    csl: str
    bibtex: str


def cite_finding(
    finding: Finding, line: str, claims: Sequence[AnyClaim], named: Mapping[str, Named]
) -> Citations:
    """Return a finding with the words that it rests on in each document, ready to be pasted."""
    cited = [(named[one.document], one.evidence[0]) for one in claims]
    return Citations(
        plain="\n".join([f"{line} ({finding.id})", *(_plain(*one) for one in cited)]),
        markdown="\n".join(
            [f"{_escaped(line)} (`{finding.id}`)", *(_markdown(*one) for one in cited)]
        ),
        csl=msgspec.json.format(msgspec.json.encode(list(_csl(cited))), indent=2).decode(),
        bibtex="\n\n".join(_bibtex(cited)),
    )


def _plain(one: Named, words: Evidence) -> str:
    return f"{_source(one)}, characters {words.start}–{words.end}: “{one_line(words.quote)}”"


def _markdown(one: Named, words: Evidence) -> str:
    quote = _escaped(one_line(words.quote))
    return f"- {_escaped(_source(one))}, characters {words.start}–{words.end}: “{quote}”"


def _source(one: Named) -> str:
    outlet = f"{one.outlet}, " if one.outlet else ""
    return f"{outlet}“{one.name}”, {one.published}, {one.short}"


def _csl(cited: Sequence[tuple[Named, Evidence]]) -> Iterator[dict[str, Any]]:
    for one in {each.id: each for each, _ in cited}.values():
        quotes = [words.quote for each, words in cited if each.id == one.id]
        yield {
            "id": one.id,
            "type": "article-newspaper",
            "title": one.name,
            **({"container-title": one.outlet} if one.outlet else {}),
            **({"issued": {"date-parts": [_parts(one)]}} if _day(one) else {}),
            **({"URL": one.short} if "://" in one.short else {"source": one.short}),
            **({"language": one.language} if one.language else {}),
            "note": " … ".join(map(one_line, quotes)),
        }


def _bibtex(cited: Sequence[tuple[Named, Evidence]]) -> Iterator[str]:
    for one in {each.id: each for each, _ in cited}.values():
        day = _day(one)
        fields = {
            "title": f"{{{_tex(one.name)}}}",
            "journal": f"{{{_tex(one.outlet)}}}" if one.outlet else "",
            "year": f"{{{day[:4]}}}" if day else "",
            "date": f"{{{day}}}" if day else "",
            "url": f"{{{one.short}}}" if "://" in one.short else "",
            "note": f"{{{_tex(one.short)}}}" if "://" not in one.short else "",
        }
        said = "".join(f"  {name} = {value},\n" for name, value in fields.items() if value)
        yield f"@article{{{short_id(one.id)},\n{said}}}"


def _day(one: Named) -> str:
    """Return the day of publication; empty where none alone is known."""
    return one.published if _DAY.fullmatch(one.published) else ""


def _parts(one: Named) -> list[int]:
    return [int(part) for part in one.published.split("-")]


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)


def _tex(text: str) -> str:
    return "".join(_SPECIAL.get(one, one) for one in text)
