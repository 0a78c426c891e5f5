"""A finding as a citation, of each document that it cites: text, Markdown, CSL-JSON, BibTeX."""

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from chancery.exports.references import Quoted, Work, day_alone, to_bibtex, to_csl
from chancery.model import AnyClaim, Evidence, Finding
from chancery.wording.phrases import one_line, short_id
from chancery.workbench.naming import Named

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|])")


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
    works = list(_works(cited))
    return Citations(
        plain="\n".join([f"{line} ({finding.id})", *(_plain(*one) for one in cited)]),
        markdown="\n".join(
            [f"{_escaped(line)} (`{finding.id}`)", *(_markdown(*one) for one in cited)]
        ),
        csl=msgspec.json.format(msgspec.json.encode(list(map(to_csl, works))), indent=2).decode(),
        bibtex="\n\n".join(to_bibtex(one, short_id(one.id)) for one in works),
    )


def _plain(one: Named, words: Evidence) -> str:
    return f"{_source(one)}, characters {words.start}–{words.end}: “{one_line(words.quote)}”"


def _markdown(one: Named, words: Evidence) -> str:
    quote = _escaped(one_line(words.quote))
    return f"- {_escaped(_source(one))}, characters {words.start}–{words.end}: “{quote}”"


def _source(one: Named) -> str:
    outlet = f"{one.outlet}, " if one.outlet else ""
    return f"{outlet}“{one.name}”, {one.published}, {one.short}"


def _works(cited: Sequence[tuple[Named, Evidence]]) -> Iterator[Work]:
    for one in {each.id: each for each, _ in cited}.values():
        quotes = [words for each, words in cited if each.id == one.id]
        yield Work(
            id=one.id,
            title=one.name,
            outlet=one.outlet,
            day=day_alone(one.published),
            short=one.short,
            language=one.language,
            quotes=tuple(map(_quoted, quotes)),
        )


def _quoted(words: Evidence) -> Quoted:
    return Quoted(record=None, start=None, end=None, quote=one_line(words.quote))


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)
