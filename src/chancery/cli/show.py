"""`chancery show`: a document's whole text, with what was removed and reused, or a finding."""

import msgspec
from rich.console import Console
from rich.text import Text

from chancery.cli.dossiers import split
from chancery.cli.finding import show_finding
from chancery.cli.output import console, print_json
from chancery.errors import NotFoundError
from chancery.model import (
    ArticleVersion,
    Block,
    Credit,
    Document,
    Evidence,
    ReuseLink,
    Revision,
)
from chancery.pipeline.rows import find_finding
from chancery.store.dossier import Dossier, open_dossier
from chancery.wording.dates import basis_words, date_words
from chancery.wording.names import document_names
from chancery.wording.phrases import one_line
from chancery.wording.versions import change_lines, revision_words, version_words

LABEL_WIDTH = 12


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What the command shows of one document."""

    document: Document
    credits: tuple[Credit, ...]
    reuse_links: tuple[ReuseLink, ...]
    names: dict[str, str]  # of the documents that share passages with it, and of its versions
    version: ArticleVersion | None
    revisions: tuple[Revision, ...]  # between it and other versions of its article


def run(names: list[str], *, json: bool) -> None:
    """Print one document, found by id, the start of an id, or path; or a finding, by its id.

    Raises:
        NotFoundError: there is neither, or both or several begin so.
    """
    path, rest = split(names, most=1)
    name = rest[0] if rest else ""
    with open_dossier(path) as dossier:
        finding = find_finding(dossier, name)
        if finding and not name.startswith("finding-") and _is_document(dossier, name):
            message = f"a document and a finding begin with {name!r}; write {finding.id}, or more"
            raise NotFoundError(message)
        if finding:
            show_finding(dossier, finding, console(), json=json)
            return
        shown = _collect(dossier, name)
    if json:
        print_json(shown)
        return
    screen = console()
    _print_head(screen, shown)
    for block in shown.document.blocks:
        _print_block(screen, shown, block)


def _is_document(dossier: Dossier, name: str) -> bool:
    try:
        dossier.find_document(name)
    except NotFoundError:
        return False
    return True


def _collect(dossier: Dossier, name: str) -> Shown:
    document = dossier.find_document(name)
    links = dossier.links(document.id)
    others = {sides(link, document.id)[1].document for link in links}
    version = next(dossier.where(ArticleVersion, "document = ?", document.id), None)
    revisions = list(dossier.where(Revision, "? IN (before, after) ORDER BY id", document.id))
    others |= {each for one in revisions for each in (one.before, one.after)}
    others |= {version.compared} if version and version.compared else set()
    credits_ = dossier.where(Credit, "document = ? ORDER BY id", document.id)
    return Shown(
        document=document,
        credits=tuple(sorted(credits_, key=lambda one: one.evidence.start)),
        reuse_links=tuple(links),
        names=document_names(dossier.get(Document, one) for one in sorted(others)),
        version=version,
        revisions=tuple(sorted(revisions, key=lambda one: one.before == document.id)),
    )


def _print_head(screen: Console, shown: Shown) -> None:
    document = shown.document
    screen.print(f"{document.id}  {document.uri}", style="bold")
    for name in ("title", "outlet", "byline", "dateline", "language"):
        value = getattr(document, name)
        said = f"{value.value}  [{basis_words(value.basis)}]" if value else "unknown"
        screen.print(f"{name:<10} {said}", soft_wrap=True)
    for name in ("published", "modified", "captured"):
        moment = getattr(document, name)
        basis = f"  [{basis_words(moment.basis)}]" if moment else ""
        screen.print(f"{name:<10} {date_words(moment)}{basis}")
    for label in document.labels:
        said = f"{label.label.replace('_', ' ')}: {label.words}  [{label.basis}]"
        screen.print(f"{'kind':<10} {said}", soft_wrap=True, markup=False)
    for one in shown.credits:
        quote = one_line(one.evidence.quote)
        screen.print(
            f"credit     {one.agency}, {one.medium}, for this {one.scope}: “{quote}”",
            soft_wrap=True,
        )
    _print_version(screen, shown)
    screen.print()


def _print_version(screen: Console, shown: Shown) -> None:
    """Print which version of its article a document is, and what changed before and after it."""
    version = shown.version
    if version is None:
        return
    of = f", of {version.address}" if version.versions > 1 else ""
    screen.print(f"{'version':<10} {version_words(version)}{of}")
    for note in version.notices:
        words = one_line(note.evidence.quote)
        screen.print(f"{'':<10} {note.kind}: “{words}”", soft_wrap=True)
    for one in shown.revisions:
        of = "changed to" if one.before == shown.document.id else "changed from"
        if one.order == "unknown":
            of = "beside"
        other = one.after if one.before == shown.document.id else one.before
        screen.print(f"{of} {shown.names[other]}", style="bold", soft_wrap=True)
        screen.print(f"{'':<10} {revision_words(one, shown.names)}", soft_wrap=True)
        for line in change_lines(one):
            screen.print(f"{'':<10} {line}", soft_wrap=True, markup=False)


def _print_block(screen: Console, shown: Shown, block: Block) -> None:
    text = shown.document.text[block.start : block.end]
    body = Text(text.strip("\r\n"), style="" if block.kept else "dim")
    if not body.plain.strip():
        return
    offset = block.start + len(text) - len(text.lstrip("\r\n"))
    notes: list[str] = []
    for link in shown.reuse_links:
        mine, other = sides(link, shown.document.id)
        start, end = max(mine.start - offset, 0), min(mine.end - offset, len(body))
        if start < end:
            body.stylize("underline" if link.strength == "strong" else "italic", start, end)
            notes.append(f"[{mine.start}:{mine.end}] also in {shown.names[other.document]}")
    if shown.version and shown.version.ordered:
        for start, end in shown.version.lost:
            if block.start <= start < block.end:
                body.stylize("strike", max(start - offset, 0), end - offset)
    label = block.type if block.kept else f"– {block.type}"
    line = Text(f"{label:<{LABEL_WIDTH}} ", style="cyan" if block.kept else "dim")
    screen.print(line + body, soft_wrap=True)
    for note in notes:
        screen.print(f"{'':<{LABEL_WIDTH}} ↔ {note}", style="yellow")


def sides(link: ReuseLink, document: str) -> tuple[Evidence, Evidence]:
    """Return the link's span in this document, then the one in the other."""
    return (link.a, link.b) if link.a.document == document else (link.b, link.a)
