"""`chancery compare`: what a dossier and files of coded events say, side by side."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec
from rich.text import Text

from chancery.cli.output import console, print_json
from chancery.cli.progress import BarProgress
from chancery.errors import ExportError, UsageError
from chancery.exports.files import replacing
from chancery.pipeline.comparing.compare import compare
from chancery.pipeline.comparing.comparison import Beside, Comparison, Match, Mentioned
from chancery.pipeline.comparing.differ import Difference, day_words, our_days, place_words
from chancery.pipeline.comparing.ours import OurEvent
from chancery.pipeline.comparing.table import Only, TableRow, actor_words, chosen, table_rows
from chancery.sources.foreign.read import FileRead
from chancery.sources.foreign.record import BadRow, ForeignRecord
from chancery.store.dossier import Dossier, open_dossier
from chancery.store.headings import read_headings
from chancery.wording.backed import spot
from chancery.wording.phrases import clip, count_words, name_list, one_line, short_id

MOST = 20  # of a list that are printed; --json and -o have all
FEW_REJECTED = 5  # rows of a file of which it is printed why they were not read
QUOTE_WIDTH = 90
PARTIES = 4  # of a side that are named
INDENT = "      "
FORMATS = (".csv", ".json")

Listed = TypeVar("Listed")


def run(
    dossier: Path,
    files: Sequence[Path],
    *,
    form: str | None,
    only: Only | None,
    output: Path | None,
    quiet: bool,
    json: bool,
) -> bool:
    """Print the comparison, or write it; return whether every file was read.

    Raises:
        UsageError: there is no such format or file, or the output is neither CSV nor JSON.
        NotFoundError: the dossier was built without reading.
        ExportError: the output cannot be written.
    """
    if output is not None and output.suffix.lower() not in FORMATS:
        message = f"{output} is neither .csv nor .json; give a name with one of these endings"
        raise UsageError(message)
    with open_dossier(dossier) as opened, BarProgress(quiet=quiet) as progress:
        found = compare(opened, files, form=form, progress=progress)
        names = _names(opened, found)
    shown = chosen(found, only)
    if output is not None:
        _write(output, shown)
    if json:
        print_json(shown)
    else:
        for words in _lines(shown, found, names, only, output):
            console().print(words, soft_wrap=True)
    return all(one.format for one in found.files)


def _names(dossier: Dossier, found: Comparison) -> dict[str, str]:
    """Return what the documents are called in which what is listed stands."""
    events = [one.ours for part in found.systems for one in part.matched]
    events += [one for part in found.systems for one in part.ours]
    headings = read_headings(dossier, (one.words.document for one in events))
    return {one.id: one.path or one.uri for one in headings.values()}


def _lines(
    shown: Comparison,
    found: Comparison,
    names: dict[str, str],
    only: Only | None,
    output: Path | None,
) -> Iterator[Text]:
    for one in found.files:
        yield from _file_lines(one, found.rejected)
    for part, whole in zip(shown.systems, found.systems, strict=True):
        yield from _summary(whole, found)
        if output is None:
            yield from _section("Both have", part.matched, lambda one: _match(one, names))
            yield from _section("They have, and the dossier lacks", part.theirs, _row)
            yield from _section(
                "The dossier has, and they lack", part.ours, lambda one: _event(one, names)
            )
    if found.mentions is not None and only is None:
        yield from _mention_lines(found.mentions)
    if not found.systems and found.mentions is None:
        yield Text("no row could be set beside the dossier")
    if output is not None:
        yield Text(f"{output}: written")


def _file_lines(one: FileRead, rejected: Sequence[BadRow]) -> Iterator[Text]:
    """Yield what came of a file, and the first of what was not read of it."""
    bad = sum(one.rejected.values())
    reasons = ", ".join(f"{reason} {count:,}" for reason, count in one.rejected.items())
    turned = f"; {bad:,} rejected: {reasons}" if bad else ""
    if one.format:
        read = count_words(one.rows, "row")
        yield Text(f"{one.file}: {one.format}, {read} read{turned}")
    else:
        yield Text(f"{one.file}: not read", style="bold")
    yield from (Text(f"{INDENT}{note}") for note in one.notes)
    own = [row for row in rejected if row.file == one.file]
    for row in own[:FEW_REJECTED]:
        where = f"line {row.line:,}: " if row.line else ""
        yield Text(f"{INDENT}{where}{row.reason}: {row.detail}")
    if bad > FEW_REJECTED:
        yield Text(f"{INDENT}… and {bad - FEW_REJECTED:,} more")


def _summary(one: Beside, whole: Comparison) -> Iterator[Text]:
    """Yield how much is matched, and what is left out of account and why."""
    yield Text(f"\n{one.system} beside the dossier", style="bold")
    differing = sum(each.differs for each in one.matched)
    rows, own = count_words(one.matched_rows, "row"), count_words(len(one.matched), "event")
    more = f" ({one.further_ours:,} more of ours fit the same rows)" if one.further_ours else ""
    yield Text(
        f"  both have: {own} of ours, in {rows} of theirs{more}; they differ in {differing:,}"
    )
    lacked = count_words(len(one.theirs), "row")
    alike = f", {one.their_events:,} by day, parties and act" if one.theirs else ""
    yield Text(f"  they have, and the dossier lacks: {lacked}{alike}")
    yield Text(f"  the dossier has, and they lack: {count_words(len(one.ours), 'event')}")
    outside = (
        (one.outside_days, "on days that the dossier does not cover"),
        (one.outside_parties, "of parties that the dossier never names"),
        (one.undated, "without a day"),
    )
    yield from _counted("rows outside what this dossier covers", outside)
    ours = (
        (one.ours_outside, "on days, or of parties, that their rows do not cover"),
        (one.ours_undated, "of no known day"),
        (one.ours_unnamed, "that name no party"),
        (whole.often, "of several occasions at once"),
        *((each.count, each.what) for each in whole.left_out),
    )
    yield from _counted("of ours, not set beside theirs", ours)


def _counted(title: str, counts: Sequence[tuple[int, str]]) -> Iterator[Text]:
    told = [f"{count:,} {what}" for count, what in counts if count]
    if told:
        yield Text(f"  {title}: {'; '.join(told)}")


def _section(
    title: str, some: Sequence[Listed], lines: Callable[[Listed], Iterator[Text]]
) -> Iterator[Text]:
    if not some:
        return
    yield Text(f"\n{title}", style="bold")
    for one in some[:MOST]:
        yield from lines(one)
    if len(some) > MOST:
        yield Text(f"… and {len(some) - MOST:,} more; --json and -o have all")


def _match(one: Match, names: dict[str, str]) -> Iterator[Text]:
    yield from _event(one.ours, names)
    yield from _row(one.theirs, lead=INDENT, more=_standing(one))
    for each in one.differences:
        style = "bold" if each.kind == "differs" else "dim"
        yield Text(f"{INDENT}{each.slot}: {_said(each)}", style=style)


def _said(one: Difference) -> str:
    if one.kind in {"only_theirs", "only_ours"}:
        return f"{'theirs' if one.theirs else 'ours'} alone says {one.theirs or one.ours}"
    doubt = "; nothing tells whether they are one" if one.kind == "unclear" else ""
    return f"they say {one.theirs}; ours says {one.ours}{doubt}"


def _standing(one: Match) -> str:
    """Return how a match came about, and how many rows and articles of theirs it rests on."""
    how = "the row is an export of it" if one.by == "id" else f"fits {one.score:.2f}"
    rows = count_words(one.their_rows, "row")
    articles = f" from {count_words(one.their_articles, 'article')}" if one.their_articles else ""
    here = f", {len(one.in_dossier)} of them here" if one.in_dossier else ""
    also = f"; fits {count_words(len(one.also_ours), 'other')} of ours" if one.also_ours else ""
    return f"{how} · {rows}{articles}{here}{also}"


def _event(one: OurEvent, names: dict[str, str]) -> Iterator[Text]:
    sides = _sides(one.actors, one.recipients)
    place = f" · {', '.join(each.name for each in one.places)}" if one.places else ""
    yield Text(f"{one.root} {sides} · {our_days(one)}{place}")
    quote = clip(one_line(one.words.quote), QUOTE_WIDTH)
    at_most = f" (at most {one.upper_bound})" if one.upper_bound > one.independent else ""
    sources = (
        f"{one.independent} independent{at_most} of {count_words(len(one.documents), 'document')}"
    )
    where = spot(names[one.words.document], one.words)
    yield Text(f"{INDENT}‹{quote}› {where} · {sources} · {short_id(one.finding)}", style="dim")


def _row(one: ForeignRecord, lead: str = "", more: str = "") -> Iterator[Text]:
    sides = _sides([*map(actor_words, one.actors)], [*map(actor_words, one.recipients)])
    act = f"{one.act.root or 'no root'} ({one.act.code})"
    place = place_words(one.place)
    said = " · ".join(filter(None, (sides, day_words(one.days), place)))
    yield Text(f"{lead}{one.system} {one.id}: {act} {said}")
    source = one.address or ", ".join(one.sources)
    where = " · ".join(filter(None, (f"{one.file}:{one.line}", source, more)))
    yield Text(f"{lead or INDENT}{where}", style="dim")


def _sides(actors: Sequence[str], recipients: Sequence[str]) -> str:
    first, second = (name_list(list(some), PARTIES) for some in (actors, recipients))
    return f"{first or '?'} → {second}" if second else first or "?"


def _mention_lines(one: Mentioned) -> Iterator[Text]:
    yield Text("\nGDELT's mentions", style="bold")
    yield Text(f"  {count_words(one.rows, 'row')} of {count_words(one.events, 'event')}")
    if one.unmatched:
        yield Text(f"  {one.unmatched:,} of events that are in none of the files")
    here = len(one.present)
    yield Text(
        f"  {count_words(one.articles, 'article')} on the web: the dossier has {here:,} of them "
        f"and lacks {len(one.absent):,}"
    )
    if one.elsewhere:
        yield Text(f"  {one.elsewhere:,} rows from no page of the web")
    for address in list(one.present)[:MOST]:
        yield Text(f"{INDENT}here: {address} · {short_id(one.present[address])}", style="dim")


def _write(path: Path, found: Comparison) -> None:
    try:
        with replacing(path) as made:
            if path.suffix.lower() == ".json":
                data = msgspec.json.format(msgspec.json.encode(found), indent=2)
                made.write_bytes(data + b"\n")
            else:
                made.write_text(_csv(found), encoding="utf-8")
    except OSError as error:
        message = f"cannot write {path}: {error.strerror or error}"
        raise ExportError(message) from error


def _csv(found: Comparison) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(TableRow.__struct_fields__)
    for row in table_rows(found):
        writer.writerow(msgspec.structs.astuple(row))
    return text.getvalue()
