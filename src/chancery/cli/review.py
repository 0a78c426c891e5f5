"""`chancery review`: the queue, the decisions that are made, and the log of them."""

import getpass
import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

import msgspec
from rich.text import Text

from chancery.cli.dossiers import split
from chancery.cli.listing import INDENT, Listed, listed_row, row_lines
from chancery.cli.output import console, print_json
from chancery.errors import NotFoundError, UsageError
from chancery.model import Decision
from chancery.pipeline.review.decide import decide
from chancery.pipeline.review.joins import Join, Joins
from chancery.pipeline.review.log import find_lost, note
from chancery.pipeline.review.overlay import Overlay
from chancery.pipeline.review.queue import Asked, Waiting, find_queue
from chancery.pipeline.review.wanted import read_fields
from chancery.pipeline.review.words import (
    decision_words,
    found_words,
    join_words,
    waiting_words,
)
from chancery.store.decisions import read_decisions
from chancery.store.dossier import Dossier, open_dossier
from chancery.wording.backed import Articles, read_articles
from chancery.wording.phrases import clip, count_words

VARIABLE = "CHANCERY_REVIEWER"
WORDS_WIDTH = 160


class Queued(msgspec.Struct, frozen=True, kw_only=True):
    """A finding that waits for review, as JSON gives it."""

    point: Listed
    weight: float
    use: float


def reviewer(named: str | None) -> str:
    """Return who decides.

    Raises:
        UsageError: nobody is named, and the system has no name for its user.
    """
    if found := named or os.environ.get(VARIABLE):
        return found
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        message = f"say who decides, by --who NAME or in {VARIABLE}"
        raise UsageError(message) from error


def run_list(arguments: list[str], asked: Asked, *, limit: int, json: bool) -> None:
    """Print what waits for review.

    Raises:
        NotFoundError: nothing waits, there is no such thread, or nothing was read.
    """
    path, _ = split(arguments, most=0)
    with open_dossier(path) as dossier:
        articles = read_articles(dossier)
        overlay = Overlay(dossier)
        notes = [] if asked.blind else list(_notes(overlay.joins, path))
        found = find_queue(dossier, asked, overlay)
        waiting = [one for _, one in islice(found, limit)]
    if json:
        print_json([_queued(one, articles) for one in waiting])
    else:
        _show_waiting(waiting, articles)
        for said in notes:
            console().print(Text(said, style="dim"), soft_wrap=True)
    if not waiting:
        message = f"nothing of {path} waits for {'your ' if asked.blind else ''}review"
        raise NotFoundError(message)


def _show_waiting(waiting: Iterable[Waiting], articles: Articles) -> None:
    for one in waiting:
        why = f"weight {one.weight:.1f}, confidence {one.row.finding.confidence:.2f}"
        for words in row_lines(one.row, articles, more=[why]):
            console().print(words, soft_wrap=True)


def run_decide(
    names: list[str], fields: Mapping[str, object], *, who: str | None, json: bool
) -> None:
    """Make one decision and print it, with what a build has to do with it.

    Raises:
        UsageError: it cannot be made so.
        NotFoundError: there is nothing of this id.
    """
    merges = fields["action"] == "merge"
    path, rest = split(names, most=2 if merges else 1)
    if not rest:
        message = "name what to decide on, by an id that `chancery review list` gives"
        raise UsageError(message)
    other = {"other": rest[1] if len(rest) > 1 else None} if merges else {}
    wanted = read_fields({**fields, **other, "id": rest[0], "who": reviewer(who)})
    made = decide(path, wanted)
    if json:
        print_json(made)
        return
    with open_dossier(path) as dossier:
        decisions = read_decisions(dossier)
        joins = Joins(dossier, decisions)
    numbers = {one.id: one.number for one in decisions}
    console().print(_line(made, numbers), soft_wrap=True)
    join = joins.state(numbers[made.undoes] if made.undoes else made.number)
    if join is not None and (said := join_words(join)):
        console().print(f"{INDENT}{said}{_remedy(join, path)}", soft_wrap=True)


def _remedy(one: Join, path: Path) -> str:
    return f": `chancery add {path}` makes one" if one.state in {"waits", "undone"} else ""


def _notes(joins: Joins, path: Path) -> Iterator[str]:
    """Yield what is to be said of merges and splits as a whole."""
    yield from waiting_words(joins)
    if joins.waiting():
        yield f"`chancery add {path}` builds it again from its sources"


def run_log(arguments: list[str], *, who: str | None, blind: bool, json: bool) -> None:
    """Print all decisions, or those that one who codes blind may see.

    Raises:
        NotFoundError: there is none.
    """
    path, _ = split(arguments, most=0)
    with open_dossier(path) as dossier:
        decisions = read_decisions(dossier)
        joins = Joins(dossier, decisions)
        noted = list(note(decisions, joins, blind=reviewer(who) if blind else None))
        numbers = {one.id: one.number for one in decisions}
    if json:
        print_json(noted)
    if not noted:
        seen = "that one who codes blind may see " if blind else ""
        message = f"nothing {seen}was decided on {path}; `chancery review list` lists what waits"
        raise NotFoundError(message)
    if not json:
        for one in noted:
            style = "" if one.stands else "dim strike"
            console().print(Text(_line(one.decision, numbers), style=style), soft_wrap=True)
            if not one.stands and one.join is None:
                console().print(Text(f"{INDENT}undone", style="dim"))
            if one.join is not None and (said := join_words(one.join)):
                console().print(Text(f"{INDENT}{said}", style="dim"), soft_wrap=True)


def run_lost(arguments: list[str], *, json: bool) -> None:
    """Print the decisions that hold no longer, and say so where all hold."""
    path, _ = split(arguments, most=0)
    with open_dossier(path) as dossier:
        lost = find_lost(dossier)
        numbers = _numbers(dossier)
    if json:
        print_json(lost)
        return
    for one in lost:
        console().print(_line(one.decision, numbers), soft_wrap=True)
        console().print(INDENT + found_words(one), soft_wrap=True)
    if not lost:
        console().print("every decision still finds its text", soft_wrap=True)
    else:
        console().print(count_words(len(lost), "decision"), style="dim")


def _queued(one: Waiting, articles: Articles) -> Queued:
    return Queued(point=listed_row(one.row, articles), weight=one.weight, use=one.use)


def _line(one: Decision, numbers: Mapping[str, int]) -> str:
    said = clip(decision_words(one, numbers), WORDS_WIDTH)
    return f"{one.number}  {one.at[:16].replace('T', ' ')}  {one.who} {said}"


def _numbers(dossier: Dossier) -> dict[str, int]:
    return {one.id: one.number for one in read_decisions(dossier)}
