"""Puts a page's lines, body and metadata together into a document."""

import msgspec

from chancery.model import (
    Block,
    Capture,
    Document,
    Rejection,
    TextValue,
    cite_markup,
    cite_span,
    document_id,
    reject,
)
from chancery.model.metadata import UNCONFIRMED
from chancery.sources.html.article import join_blocks, type_lines
from chancery.sources.html.body import find_body
from chancery.sources.html.dating import Shown, settle_published
from chancery.sources.html.jsonld import read_linked_data
from chancery.sources.html.metadata import PageFacts, read_facts
from chancery.sources.html.titles import title_place
from chancery.sources.html.tree import parse_page
from chancery.sources.html.walk import walk_page
from chancery.text.page import trimmed


def build_document(
    capture: Capture, html: str, *, where: str, prefix: str
) -> Document | Rejection:
    """Return the document of a page, or the rejection `no_text` if nothing on it is visible."""
    root = parse_page(html)
    walked = walk_page(root) if root is not None else None
    if root is None or walked is None or not walked.lines:
        return reject(capture.uri, "no_text", "the page shows no text without running its scripts")
    data = read_linked_data(root)
    facts = read_facts(root, data.articles, capture=capture.id, prefix=prefix)
    body = find_body(html, root, walked)
    titles = [given.value for given in facts.titles]
    types = type_lines(walked.lines, body, titles, facts.summary)
    text, blocks = join_blocks(walked.lines, types)
    identity = document_id(where, capture.sha256)
    language = facts.language.value if facts.language else None
    address = facts.address or capture.uri
    changed = facts.modified.start[:10] if facts.modified and facts.modified.start else None
    shown = Shown(identity, text, walked.lines, types, language, address, changed)
    published, doubtful = settle_published(facts.published, shown, vouched=facts.vouched)
    return Document(
        id=identity,
        capture=capture.id,
        uri=capture.uri,
        path=capture.path,
        sha256=capture.sha256,
        text=text,
        blocks=blocks,
        title=_title(identity, text, blocks, facts, capture=capture.id, prefix=prefix),
        published=published,
        modified=facts.modified,
        outlet=facts.outlet,
        byline=facts.byline,
        language=facts.language,
        address=facts.address,
        labels=facts.labels,
        media_type="text/html",
        fields=_fields(facts, data.broken, doubtful=doubtful),
    )


def _title(  # noqa: PLR0913 - the parts of a document that is not built yet
    identity: str,
    text: str,
    blocks: tuple[Block, ...],
    facts: PageFacts,
    *,
    capture: str,
    prefix: str,
) -> TextValue | None:
    """Return the headline as it stands in the text, else the likeliest title of the markup."""
    for block in blocks:
        if block.type == "headline":
            heading = text[block.start : block.end].removesuffix("\n")
            place = title_place(heading, [given.value for given in facts.titles])
            start, end = trimmed(heading, place, "")
            evidence = cite_span(identity, text, block.start + start, block.start + end)
            value = " ".join(heading[start:end].split())
            return TextValue(value=value, basis="stated", evidence=evidence)
    for given in facts.titles:
        evidence = cite_markup(capture, prefix + given.pointer)
        return TextValue(value=given.value, basis="markup", evidence=evidence)
    return None


def _fields(facts: PageFacts, broken: dict[str, str], *, doubtful: bool) -> dict[str, str]:
    """Return as JSON what is not used: dates in no known form, or that the page does not show."""
    fields: dict[str, str] = {}
    if facts.unread:
        fields["unread_dates"] = msgspec.json.encode(facts.unread, order="sorted").decode()
    if doubtful:
        fields[UNCONFIRMED] = msgspec.json.encode(facts.published).decode()
    if broken:
        fields["broken_json_ld"] = msgspec.json.encode(broken, order="sorted").decode()
    return fields
