"""`chancery brief`: the coverage, the independent voices, and the text that several share."""

from collections.abc import Iterable, Sequence

from rich.console import Console

from chancery.cli.documents import day_words, with_basis
from chancery.cli.dossiers import split
from chancery.cli.lineage import link_ends, origin_words
from chancery.cli.names import document_names
from chancery.cli.output import clip, console, count_words, print_json, table
from chancery.model import Document, ReuseLink
from chancery.pipeline.brief import Brief, make_brief
from chancery.pipeline.coverage import Count
from chancery.store.dossier import open_dossier

SHOWN_TEXTS = 12  # a brief is read in a minute; `lineage` has them all
SHOWN_OUTLETS = 15  # and weeks, the latest
SHOWN_DOCUMENTS = 20
TITLE_WIDTH = 70
QUOTE_WIDTH = 140


def run(arguments: list[str], *, json: bool) -> None:
    """Print the brief."""
    path, _ = split(arguments, most=0)
    with open_dossier(path) as dossier:
        documents = list(dossier.all(Document))
        made = make_brief(dossier, documents)
    if json:
        print_json(made)
        return
    screen = console()
    screen.print(f"{made.dossier}, built {made.built or 'never'}", style="bold")
    _print_coverage(screen, made)
    if not documents:
        return
    _print_independence(screen, made)
    names = document_names(documents)
    _print_shared(screen, made, names)
    _print_documents(screen, documents, names)


def _print_coverage(screen: Console, made: Brief) -> None:
    covered = made.coverage
    _heading(screen, "Coverage")
    screen.print(
        f"{count_words(covered.documents, 'document')} read, "
        f"{count_words(covered.rejected, 'input')} rejected{_listed(covered.rejections, ': ')}."
    )
    if not covered.documents:
        return
    unknown = f" (of {covered.language_unknown:,} unknown)" if covered.language_unknown else ""
    screen.print(
        f"Without a date of publication: {covered.undated:,}. "
        f"Not in English: {covered.not_english:,}{unknown}."
    )
    kept = covered.characters_kept / max(1, covered.characters)
    screen.print(
        f"{covered.characters:,} characters, of which {kept:.0%} speak"
        f"{_listed(made.removed, '; removed: ')}."
    )
    outlets = _listed(covered.outlets[:SHOWN_OUTLETS]) + _more(covered.outlets)
    screen.print(f"By outlet: {outlets}.")
    weeks = _listed(covered.weeks[-SHOWN_OUTLETS:]) + _more(covered.weeks)
    screen.print(f"By week, from its Monday: {weeks}.")


def _print_independence(screen: Console, made: Brief) -> None:
    _heading(screen, "Independent sources")
    least = "" if made.independent_exact else "at least "
    screen.print(
        f"Of {count_words(made.coverage.documents, 'document')}, {least}{made.independent:,} "
        "can be taken as independent: no two of these share a reused passage."
    )


def _print_shared(screen: Console, made: Brief, names: dict[str, str]) -> None:
    if not made.shared and not made.weak_links:
        return
    _heading(screen, "Shared and credited text")
    said: set[str] = set()
    shown = 0
    for shared in made.shared:
        lines = [origin_words(origin, names) for origin in shared.origins]
        if said.issuperset(lines) and shared.longest is None:
            continue  # the same credit speaks for several passages
        if shown == SHOWN_TEXTS:
            screen.print("… and more; `chancery lineage` has all.")
            break
        _print_text(screen, lines, shared.longest, names)
        said.update(lines)
        shown += 1
    if made.weak_links:
        screen.print(
            f"{count_words(made.weak_links, 'weak link')} (quoted speech, captions, formulas) not "
            "counted as copying; `chancery lineage --weak` shows them."
        )


def _print_text(
    screen: Console, lines: list[str], longest: ReuseLink | None, names: dict[str, str]
) -> None:
    for place, line in enumerate(lines):
        screen.print(f"{' ' if place else '·'} {line}", soft_wrap=True)
    if longest:
        screen.print(f"    {_link_words(longest, names)}", soft_wrap=True)


def _link_words(link: ReuseLink, names: dict[str, str]) -> str:
    ends = link_ends(link, names)
    edits = count_words(len(link.edits), "edit")
    return (
        f"{link.length} words, {edits}, {ends[0]} ↔ {ends[1]}: “{clip(link.a.quote, QUOTE_WIDTH)}”"
    )


def _print_documents(screen: Console, documents: list[Document], names: dict[str, str]) -> None:
    _heading(screen, "Documents")
    rows = table("document", "title", "outlet", "published")
    documents = sorted(documents, key=lambda d: names[d.id])
    for one in documents[:SHOWN_DOCUMENTS]:
        title = clip(one.title.value, TITLE_WIDTH) if one.title else "unknown"
        rows.add_row(names[one.id], title, with_basis(one.outlet), day_words(one.published))
    screen.print(rows)
    if len(documents) > SHOWN_DOCUMENTS:
        more = len(documents) - SHOWN_DOCUMENTS
        screen.print(f"… and {more:,} more; `chancery documents` lists them.")


def _heading(screen: Console, words: str) -> None:
    screen.print()
    screen.print(words, style="bold")


def _more(counts: Sequence[Count]) -> str:
    more = len(counts) - SHOWN_OUTLETS
    return f" and {more:,} more" if more > 0 else ""


def _listed(counts: Iterable[Count], before: str = "") -> str:
    words = ", ".join(f"{one.name.replace('_', ' ')} {one.count:,}" for one in counts)
    return f"{before}{words}" if words else ""
