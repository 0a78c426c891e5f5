"""`chancery documents`: one line for each document, with the basis of what it says."""

import msgspec

from chancery.cli.dossiers import split
from chancery.cli.output import console, print_json, table
from chancery.model import ArticleVersion, DateValue, Document, Label, TextValue, kept_size
from chancery.store.dossier import open_dossier
from chancery.wording.dates import day_words, with_basis
from chancery.wording.names import document_names, label_words
from chancery.wording.phrases import clip, short_id
from chancery.wording.versions import version_words, versions_by_document

TITLE_WIDTH = 60


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What the list says of one document."""

    id: str
    uri: str
    path: str | None
    title: TextValue | None
    outlet: TextValue | None
    published: DateValue | None
    language: TextValue | None
    agencies: tuple[TextValue, ...]
    labels: tuple[Label, ...]
    characters: int
    characters_kept: int
    reuse_links: int
    version: ArticleVersion | None  # null: its article has no other, and no notice


def run(arguments: list[str], *, json: bool) -> None:
    """Print the list, sorted by path, then address."""
    path, _ = split(arguments, most=0)
    with open_dossier(path) as dossier:
        links: dict[str, int] = {}
        for link in dossier.links():
            for side in (link.a.document, link.b.document):
                links[side] = links.get(side, 0) + 1
        documents = list(dossier.all(Document))
        versions = versions_by_document(dossier.all(ArticleVersion))
    names = document_names(documents)
    kinds = {one.id: label_words(one) for one in documents}
    rows = [_row(one, links.get(one.id, 0), versions.get(one.id)) for one in documents]
    rows.sort(key=lambda row: names[row.id])
    if json:
        print_json(rows)
        return
    more = {
        "kind": kinds,
        "version": {one: version_words(each) for one, each in versions.items()},
    }
    more = {title: words for title, words in more.items() if any(words.values())}
    listed = table("id", "path", "title", "outlet", "published", "kept", "links", *more)
    for row in rows:
        listed.add_row(
            short_id(row.id),
            names[row.id],
            clip(row.title.value, TITLE_WIDTH) if row.title else "unknown",
            with_basis(row.outlet),
            day_words(row.published),
            f"{row.characters_kept / max(1, row.characters):.0%}",
            str(row.reuse_links or ""),
            *(words.get(row.id, "") for words in more.values()),
        )
    console().print(listed)


def _row(document: Document, links: int, version: ArticleVersion | None) -> Row:
    return Row(
        id=document.id,
        uri=document.uri,
        path=document.path,
        title=document.title,
        outlet=document.outlet,
        published=document.published,
        language=document.language,
        agencies=document.agencies,
        labels=document.labels,
        characters=len(document.text),
        characters_kept=kept_size(document),
        reuse_links=links,
        version=version,
    )
