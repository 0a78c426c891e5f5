"""The documents, and one in full: every character of it, what was removed, and what it claims."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from chancery.api.parameters import Paged, Parameters
from chancery.api.problems import ProblemError
from chancery.api.view import View
from chancery.model import (
    AnyClaim,
    ArticleVersion,
    Credit,
    Document,
    Finding,
    ReuseLink,
    Revision,
    Span,
)
from chancery.pipeline.facets import CLAIMS
from chancery.pipeline.located import findings_in
from chancery.store.headings import newest_headings
from chancery.wording.backed import sources
from chancery.wording.dates import basis_words, date_words
from chancery.wording.lines import line
from chancery.wording.phrases import clip
from chancery.wording.versions import revision_words, version_words
from chancery.workbench.addresses import finding_address, link_address
from chancery.workbench.naming import TITLE, Named, name_documents, named
from chancery.workbench.passages import Segment, Spot, segments, spot_of

SPAN = re.compile(r"([0-9]{1,10})-([0-9]{1,10})")
MOST_MARKS = 4_000  # claims and passages that are marked in one text


class DocumentsPage(Paged, frozen=True, kw_only=True):
    """Which part of the list."""


class DocumentPage(Parameters, frozen=True, kw_only=True):
    """Which span of the text to show first, as 120-180 in code points."""

    span: str = ""


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """A block of the text, with what is marked in it."""

    type: str
    kept: bool
    label: str
    segments: tuple[Segment, ...]


class Margin(msgspec.Struct, frozen=True, kw_only=True):
    """What the document claims, beside its text."""

    number: int
    about: str
    text: str
    address: str  # of the finding
    sources: str
    span: str


class Copied(msgspec.Struct, frozen=True, kw_only=True):
    """A passage that another document has too."""

    number: int
    other: Named
    address: str
    words: int
    strength: str


def documents(view: View, asked: DocumentsPage) -> dict[str, object]:
    """Fill the list, the newest first."""
    after = view.after(asked, tuple[str, str])
    found = newest_headings(view.dossier, after=after, limit=asked.limit + 1)
    page = view.page(asked, found, named)
    return {
        "rows": page.items,
        "next": page.next,
        "documents": view.dossier.counts()["document"],
    }


def document(view: View, asked: DocumentPage) -> dict[str, object]:
    """Fill the page of one document.

    Raises:
        NotFoundError: there is none with this id.
        ProblemError: the span is none of its text.
    """
    one = view.dossier.get(Document, view.names["id"])
    chosen = _span(asked.span, one)
    claims = _claims(view, one.id)
    findings = findings_in(view.dossier, one.id)
    links = view.dossier.links(one.id)
    margin = [
        _margin(number, each, findings[each.id])
        for number, each in enumerate(claims, start=1)
        if each.id in findings
    ]
    copied = list(_copied(view, one.id, links))
    return {
        "title": clip(one.title.value, TITLE) if one.title else one.path or one.uri,
        "document": one,
        "stretches": list(_stretches(one, _spots(claims, links, one.id, chosen))),
        "margin": margin,
        "copied": copied,
        "facts": list(_facts(one)),
        "versions": list(_versions(view, one)),
        "credits": list(view.dossier.where(Credit, "document = ? ORDER BY id", one.id)),
        "chosen": chosen,
    }


def _span(said: str, document: Document) -> Span | None:
    if not said:
        return None
    found = SPAN.fullmatch(said)
    if not found:
        message = f"{said!r} is no span; write its first character and the one behind, as 120-180"
        raise ProblemError(message)
    start, end = map(int, found.groups())
    if not start < end <= len(document.text):
        message = f"the span {said} does not lie in a text of {len(document.text)} characters"
        raise ProblemError(message)
    return start, end


def _claims(view: View, document: str) -> list[AnyClaim]:
    found = [
        one
        for kind in CLAIMS.values()
        for one in view.dossier.where(kind, "document = ? ORDER BY id", document)
    ]
    return sorted(found, key=lambda one: (one.evidence[0].start, one.id))[:MOST_MARKS]


def _margin(number: int, one: AnyClaim, finding: Finding) -> Margin:
    first = one.evidence[0]
    return Margin(
        number=number,
        about=finding.about,
        text=line(one),
        address=finding_address(finding.id),
        sources=sources(finding),
        span=f"{first.start}-{first.end}",
    )


def _copied(view: View, document: str, links: Sequence[ReuseLink]) -> Iterator[Copied]:
    others = [one.b if one.a.document == document else one.a for one in links]
    known = name_documents(view.dossier, [one.document for one in others])
    for number, (link, other) in enumerate(zip(links, others, strict=True), start=1):
        yield Copied(
            number=number,
            other=known[other.document],
            address=link_address(link.id),
            words=link.length,
            strength=link.strength,
        )


def _spots(
    claims: Sequence[AnyClaim], links: Sequence[ReuseLink], document: str, chosen: Span | None
) -> list[Spot]:
    """Return all that is marked: the span asked for, claims by number, passages by number."""
    found = [Spot(name="chosen", start=chosen[0], end=chosen[1])] if chosen else []
    for number, one in enumerate(claims, start=1):
        found += [spot_of(each, f"c{number}") for each in one.evidence]
    for number, link in enumerate(links, start=1):
        side = link.a if link.a.document == document else link.b
        found.append(spot_of(side, f"r{number}" if link.strength == "strong" else f"w{number}"))
    return found


def _stretches(one: Document, spots: Sequence[Spot]) -> Iterator[Stretch]:
    """Yield the blocks in their order; together they hold the text, each character once."""
    for block in one.blocks:
        inside = [each for each in spots if each.start < block.end and each.end > block.start]
        size = block.end - block.start
        yield Stretch(
            type=block.type,
            kept=block.kept,
            label=block.type if block.kept else f"removed: {block.type}, {size:,} characters",
            segments=segments(one.text, block.start, block.end, inside),
        )


def _facts(one: Document) -> Iterator[tuple[str, str, str]]:
    """Yield what is known of a document, each with what it rests on."""
    for name in ("outlet", "byline", "dateline", "language"):
        value = getattr(one, name)
        yield name, value.value if value else "unknown", basis_words(value.basis) if value else ""
    for name in ("published", "modified", "captured"):
        moment = getattr(one, name)
        yield name, date_words(moment), basis_words(moment.basis) if moment else ""
    for label in one.labels:
        yield "kind", label.label.replace("_", " "), f"{label.basis}: {label.words}"


def _versions(view: View, one: Document) -> Iterator[str]:
    for version in view.dossier.where(ArticleVersion, "document = ?", one.id):
        if words := version_words(version):
            yield f"version {words}"
    revisions = list(view.dossier.where(Revision, "? IN (before, after) ORDER BY id", one.id))
    known = name_documents(
        view.dossier, [each for found in revisions for each in (found.before, found.after)]
    )
    names = {key: each.short for key, each in known.items()}
    yield from (revision_words(found, names) for found in revisions)
