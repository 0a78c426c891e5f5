"""`chancery brief`: what happened, what is solid, thin, differing and open, by thread; cited."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from chancery.cli.dossiers import split
from chancery.cli.output import console, print_json
from chancery.errors import UsageError
from chancery.exports.papers.markdown import to_markdown
from chancery.exports.papers.paper import Draft, Paper, Part, numbers
from chancery.exports.papers.web import to_html
from chancery.exports.papers.word import to_docx
from chancery.model import Document, ReuseLink
from chancery.pipeline.brief import Brief, SharedText, make_brief
from chancery.pipeline.coverage import Count
from chancery.pipeline.record import Chapter, Line, Section
from chancery.pipeline.review.words import decided_words
from chancery.store.dossier import open_dossier
from chancery.wording.brief import HEADINGS, LEGEND, line_sources
from chancery.wording.dates import day_words, with_basis
from chancery.wording.lineage import link_ends, origin_words
from chancery.wording.names import cited_names, document_names, label_words
from chancery.wording.phrases import clip, count_words, name_list
from chancery.wording.versions import against

SHOWN_TEXTS = 12  # a brief is read in a few minutes; `lineage` has them all
SHOWN_OUTLETS = 15  # and weeks, the latest
SHOWN_DOCUMENTS = 20
SHOWN_NAMES = 6
TITLE_WIDTH = 70
QUOTE_WIDTH = 140
SOURCE_WIDTH = 160

WRITERS: Mapping[str, Callable[[Paper], bytes]] = {
    ".md": to_markdown,
    ".html": to_html,
    ".docx": to_docx,
}


def run(arguments: list[str], *, output: Path | None, json: bool) -> None:
    """Print the brief, or write it to a file whose ending says in what format.

    Raises:
        UsageError: the file's ending names no format.
    """
    writer = WRITERS.get(output.suffix.lower()) if output else None
    if output and writer is None:
        message = f"{output}: a brief is written as {', '.join(WRITERS)}; end the name so"
        raise UsageError(message)
    path, _ = split(arguments, most=0)
    with open_dossier(path) as dossier:
        documents = list(dossier.all(Document))
        made = make_brief(dossier, documents)
    if json:
        print_json(made)
        return
    paper = compose(made, documents)
    if output and writer:
        output.write_bytes(writer(paper))
        cited = count_words(len(paper.sources), "passage")
        console().print(f"{output}: {cited} cited", soft_wrap=True)
    else:
        show(console(), paper)


def compose(made: Brief, documents: Sequence[Document]) -> Paper:
    """Return the brief as a paper."""
    names = document_names(documents)
    draft = Draft(cited_names(documents))
    draft.add("title", f"Brief of {Path(made.dossier).name}")
    draft.add("paragraph", f"Built {made.built or 'never'}.")
    _add_coverage(draft, made)
    if made.chapters:
        draft.add("paragraph", LEGEND)
    for chapter in made.chapters:
        _add_chapter(draft, chapter, names)
    if made.threads > len(made.chapters):
        more = count_words(made.threads - len(made.chapters), "more thread")
        draft.add("paragraph", f"… and {more}; `chancery threads` lists them.")
    if documents:
        _add_shared(draft, made, names)
        _add_documents(draft, documents, names)
    return draft.paper()


def show(
    screen: Console, paper: Paper, before: Callable[[Console, Part], None] | None = None
) -> None:
    """Print a paper on a terminal, with its sources at the end; `before` prints above a part."""
    for part in paper.parts:
        if before:
            before(screen, part)
        if part.kind in {"title", "heading", "subheading"}:
            screen.print()
            screen.print(part.text, style="bold")
            continue
        words = Text(part.text)
        if part.note:
            words.append(f"  {part.note}", style="dim")
        if part.sources:
            words.append(f" {numbers(part)}", style="dim")
        if part.kind == "item":
            screen.print(Text("· ").append_text(words))
        else:
            screen.print(words)
    if paper.sources:
        screen.print()
        screen.print("Sources", style="bold")
    for one in paper.sources:
        screen.print(f"[{one.number}] {one.place} “{clip(one.quote, SOURCE_WIDTH)}”", style="dim")


def _add_chapter(draft: Draft, chapter: Chapter, names: Mapping[str, str]) -> None:
    draft.add("heading", chapter.title)
    days = list(dict.fromkeys(day for day in (chapter.first_day, chapter.last_day) if day))
    told = name_list([names[one] for one in chapter.documents], SHOWN_NAMES)
    dated = f"Published {' to '.join(days)}" if days else "Publication not dated"
    draft.add("paragraph", f"{dated}; {count_words(len(chapter.documents), 'document')}: {told}.")
    for section in chapter.sections:
        _add_section(draft, section, names)


def _add_section(draft: Draft, section: Section, names: Mapping[str, str]) -> None:
    draft.add("subheading", HEADINGS[section.name])
    for line in section.lines:
        draft.add("item", line.text, line.evidence, _backing(line, names))
    if section.more:
        draft.add("paragraph", f"… and {section.more:,} more.")


def _backing(line: Line, names: Mapping[str, str]) -> str:
    """Return who stands behind a line, what other versions say against it, and people of it."""
    decided = decided_words(line.review, line.statuses)
    return f"({'; '.join([line_sources(line), *against(line.unsettled, names), *decided])})"


def _add_coverage(draft: Draft, made: Brief) -> None:
    covered = made.coverage
    draft.add("heading", "Coverage")
    draft.add(
        "paragraph",
        f"{count_words(covered.documents, 'document')} read, "
        f"{count_words(covered.rejected, 'input')} rejected{_listed(covered.rejections, ': ')}.",
    )
    if not covered.documents:
        return
    unknown = f" (of {covered.language_unknown:,} unknown)" if covered.language_unknown else ""
    kept = covered.characters_kept / max(1, covered.characters)
    draft.add(
        "paragraph",
        f"Without a date of publication: {covered.undated:,}. "
        f"Not in English: {covered.not_english:,}{unknown}. "
        f"{covered.characters:,} characters, of which {kept:.0%} speak"
        f"{_listed(made.removed, '; removed: ')}.",
    )
    outlets = _listed(covered.outlets[:SHOWN_OUTLETS]) + _more(covered.outlets)
    weeks = _listed(covered.weeks[-SHOWN_OUTLETS:]) + _more(covered.weeks)
    draft.add("paragraph", f"By outlet: {outlets}. By week, from its Monday: {weeks}.")


def _add_shared(draft: Draft, made: Brief, names: dict[str, str]) -> None:
    draft.add("heading", "Independent sources")
    least = "" if made.independent_exact else "at least "
    draft.add(
        "paragraph",
        f"Of {count_words(made.coverage.documents, 'document')}, {least}{made.independent:,} "
        "can be taken as independent: no two of these share a reused passage.",
    )
    if made.shared or made.weak_links:
        draft.add("subheading", "Shared and credited text")
    said: set[str] = set()
    shown = 0
    for shared in made.shared:
        lines = [origin_words(origin, names) for origin in shared.origins]
        if said.issuperset(lines) and shared.longest is None:
            continue  # the same credit speaks for several passages
        if shown == SHOWN_TEXTS:
            draft.add("paragraph", "… and more; `chancery lineage` has all.")
            break
        _add_text(draft, lines, shared, names)
        said.update(lines)
        shown += 1
    if made.weak_links:
        draft.add(
            "paragraph",
            f"{count_words(made.weak_links, 'weak link')} (quoted speech, captions, formulas) not "
            "counted as copying; `chancery lineage --weak` shows them.",
        )


def _add_text(
    draft: Draft, lines: Sequence[str], shared: SharedText, names: dict[str, str]
) -> None:
    text = "; ".join(lines)
    if shared.longest:
        text += f". {_link_words(shared.longest, names)}"
    draft.add("item", text)


def _link_words(link: ReuseLink, names: dict[str, str]) -> str:
    ends = link_ends(link, names)
    edits = count_words(len(link.edits), "edit")
    return (
        f"{link.length} words, {edits}, {ends[0]} ↔ {ends[1]}: “{clip(link.a.quote, QUOTE_WIDTH)}”"
    )


def _add_documents(draft: Draft, documents: Sequence[Document], names: dict[str, str]) -> None:
    draft.add("heading", "Documents")
    ordered = sorted(documents, key=lambda d: names[d.id])
    for one in ordered[:SHOWN_DOCUMENTS]:
        title = clip(one.title.value, TITLE_WIDTH) if one.title else "unknown"
        outlet, published = with_basis(one.outlet), day_words(one.published)
        kind = f"; {label_words(one)}" if one.labels else ""
        words = f"{names[one.id]}: {title}. Outlet {outlet}; published {published}{kind}."
        draft.add("item", words)
    if len(ordered) > SHOWN_DOCUMENTS:
        more = len(ordered) - SHOWN_DOCUMENTS
        draft.add("paragraph", f"… and {more:,} more; `chancery documents` lists them.")


def _more(counts: Sequence[Count]) -> str:
    more = len(counts) - SHOWN_OUTLETS
    return f" and {more:,} more" if more > 0 else ""


def _listed(counts: Iterable[Count], before: str = "") -> str:
    words = ", ".join(f"{one.name.replace('_', ' ')} {one.count:,}" for one in counts)
    return f"{before}{words}" if words else ""
