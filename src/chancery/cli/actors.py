"""`chancery actors explain`: what is known of a name or an office on a day, and from where."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import typer
from rich.console import Console

from chancery.cli.output import console, print_json
from chancery.errors import UsageError
from chancery.knowledge import Answer, Knowledge
from chancery.knowledge.explain import Explained, Explanation, Held, OfficeReading, explain
from chancery.knowledge.facts import Interval, Name, Term, Tie
from chancery.knowledge.index import FACTS
from chancery.knowledge.packed import PackedFacts
from chancery.knowledge.users import Problem, read_user_file
from chancery.wording.phrases import count_words

SHOWN_FORMS = 4
SHOWN_OFFICES = 8
SHOWN_TIES = 12
ROLE_WORDS = {"head_of_state_or_government": "head of state or of government (which is not said)"}


def run(name: str, *, on: str | None, files: list[Path], json: bool) -> bool:
    """Print what is known; return whether anything is.

    Raises:
        UsageError: the date is none, or a knowledge file cannot be read at all.
        KnowledgeError: the packaged facts cannot be read.
    """
    day = _day(on)
    knowledge, problems = _knowledge(files)
    for problem in problems:
        typer.echo(f"chancery: {problem}", err=True)
    found = explain(knowledge, name, day)
    if json:
        print_json({"explanation": found, "problems": problems})
    else:
        _print(console(), knowledge, found)
    return bool(found.candidates or found.offices)


def _day(text: str | None) -> date:
    if text is None:
        return date.today()  # noqa: DTZ011 - the user's own day
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"--on {text!r} is no date; write a day as 2024-05-31"
        raise UsageError(message) from error


def _knowledge(files: list[Path]) -> tuple[Knowledge, list[Problem]]:
    packed = PackedFacts(FACTS)
    more = [read_user_file(path, packed) for path in files]
    problems = [problem for _, found in more for problem in found]
    return Knowledge(packed, *(facts for facts, _ in more)), problems


def _print(screen: Console, knowledge: Knowledge, found: Explanation) -> None:
    screen.print(f"{found.name}, on {found.on}", style="bold", soft_wrap=True)
    for office in found.offices:
        _print_office(screen, office)
    if len(found.candidates) > 1:
        many = count_words(len(found.candidates), "actor")
        screen.print(f"the name may mean {many}; none is chosen")
    for one in found.candidates:
        _print_actor(screen, knowledge, one)
    if not found.candidates and not found.offices:
        screen.print(
            "nothing is known under this name, and it reads as no office of a known actor"
        )
    for source in found.sources:
        until = f", speaks of days until {source.until}" if source.until else ""
        screen.print(f"[{source.id}] {source.title}; {source.licence}{until}", soft_wrap=True)


def _print_office(screen: Console, one: OfficeReading) -> None:
    screen.print(f"office: {one.title}, {one.owner.name} ({one.owner.id})", soft_wrap=True)
    _print_answer(screen, one.answer)


def _print_answer(screen: Console, answer: Answer) -> None:
    holders = {held.term.holder for held in answer.holdings}
    if len(holders) > 1:
        screen.print("  the sources give several; none is chosen")
    for line in dict.fromkeys(_term(held.term, who=True) for held in answer.holdings):
        screen.print(f"  {line}", soft_wrap=True)
    if answer.status == "vacant":
        screen.print("  vacant, the source says")
    if answer.status == "unknown":
        screen.print("  unknown: no source covers the day")
    possible = answer.possible if answer.status != "known" else ()
    for line in dict.fromkeys(_term(held.term, who=True) for held in possible):
        screen.print(f"  possible, not certain: {line}", soft_wrap=True)
    for word, term in (("before", answer.before), ("after", answer.after)):
        if term and answer.status != "known" and all(term != one.term for one in answer.possible):
            screen.print(f"  {word}: {_term(term, who=True)}", soft_wrap=True)


def _print_actor(screen: Console, knowledge: Knowledge, one: Explained) -> None:
    country = f", {one.actor.country.upper()}" if one.actor.country else ""
    kind = one.actor.kind.replace("_", " ")
    screen.print(f"{one.actor.name}  {kind}{country}  ({one.actor.id})", soft_wrap=True)
    forms = "; ".join(_form(form) for form in one.forms[:SHOWN_FORMS])
    screen.print(f"  matched: {forms}", soft_wrap=True)
    if one.actor.categories:
        screen.print(f"  categories: {', '.join(one.actor.categories)}", soft_wrap=True)
    for role, answer in one.heads:
        screen.print(f"  {_role(role)}:")
        _print_answer(screen, answer)
    _print_offices(screen, one.offices)
    _print_ties(screen, knowledge, one)


def _print_offices(screen: Console, offices: tuple[Held, ...]) -> None:
    # One office can stand under two roles, as that of a president who also heads the government.
    on_day = _lines(one for one in offices if one.on_day)
    other = _lines(one for one in offices if not one.on_day)
    for line in on_day:
        screen.print(f"  on the day: {line}", soft_wrap=True)
    if offices and not on_day:
        screen.print("  on the day: unknown; no source shows an office that covers it")
    for line in other[:SHOWN_OFFICES]:
        screen.print(f"  at other times: {line}", soft_wrap=True)
    if len(other) > SHOWN_OFFICES:
        screen.print(f"  … and {len(other) - SHOWN_OFFICES} more; --json has them all")


def _lines(offices: Iterable[Held]) -> list[str]:
    """Return what is printed of offices, in order, the same once."""
    return list(dict.fromkeys(f"{held.owner}, {_term(held.term)}" for held in offices))


def _print_ties(screen: Console, knowledge: Knowledge, one: Explained) -> None:
    for tie in one.actor.ties:
        if tie.relation == "listed_terrorist":
            other = knowledge.actor(tie.other)
            name = other.name if other else tie.other
            screen.print(f"  designated: {name}, {tie.note} [{tie.source}]", soft_wrap=True)
    shown = [tie for tie in one.actor.ties if tie.relation != "listed_terrorist"]
    if not shown:
        return
    seen = max((tie.seen for tie in shown if tie.seen), default=None)
    more = f" and {len(shown) - SHOWN_TIES} more" if len(shown) > SHOWN_TIES else ""
    when = f", as of {seen}" if seen else ""
    listed = ", ".join(_tie(knowledge, tie) for tie in shown[:SHOWN_TIES])
    sources = ", ".join(sorted({tie.source for tie in shown}))
    screen.print(f"  ties{when}: {listed}{more} [{sources}]", soft_wrap=True)


def _tie(knowledge: Knowledge, tie: Tie) -> str:
    other = knowledge.actor(tie.other)
    return f"{other.name if other else tie.other} ({tie.note or tie.relation.replace('_', ' ')})"


def _form(form: Name) -> str:
    language = f", {form.language}" if form.language else ""
    return f"“{form.text}” ({form.sort.replace('_', ' ')}{language}) [{form.source}]"


def _term(term: Term, *, who: bool = False) -> str:
    title = term.title or _role(term.role)
    name = f"{term.written}, {title}" if who else title
    acting = ", acting" if term.acting and "acting" not in title.casefold() else ""
    return f"{name}{acting}: {_start(term.start)}, {_end(term.end)} [{term.source}]"


def _role(role: str) -> str:
    return ROLE_WORDS.get(role, role.replace("_", " "))


def _start(bounds: Interval) -> str:
    if bounds.latest is None:
        return f"since {bounds.earliest} or later" if bounds.earliest else "since an unknown day"
    if bounds.earliest == bounds.latest:
        return f"since {bounds.latest}"
    if bounds.earliest is None:
        return f"since {bounds.latest} or before"
    return f"since some day from {bounds.earliest} to {bounds.latest}"


def _end(bounds: Interval) -> str:
    if bounds.latest is None:
        shown = f"shown in office until {bounds.earliest}, " if bounds.earliest else ""
        return f"{shown}end not known"
    if bounds.earliest == bounds.latest:
        return f"until {bounds.latest}"
    if bounds.earliest is None:
        return f"until {bounds.latest} or before"
    return f"until some day from {bounds.earliest} to {bounds.latest}"
