"""Makes facts of the entries of a user's file, and says what is wrong with an entry."""

import calendar
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, NoReturn, cast, get_args

import msgspec

from chancery.errors import UsageError
from chancery.knowledge.facts import Actor, ActorKind, Interval, Issue, Name, Role, Term
from chancery.knowledge.folding import actor_id, fold
from chancery.knowledge.index import Facts, ListedFacts

Section = Literal["actors", "offices", "issues"]
SECTIONS: tuple[str, ...] = get_args(Section)
KEYS: Mapping[str, frozenset[str]] = {
    "actors": frozenset(["id", "name", "kind", "country", "aliases", "categories"]),
    "offices": frozenset(["title", "of", "role", "holders"]),
    "issues": frozenset(["tag", "words"]),
}
HOLDER_KEYS = frozenset(["holder", "from", "to", "acting"])
KINDS: tuple[str, ...] = get_args(ActorKind)
ROLES: tuple[str, ...] = get_args(Role)
DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


class BadEntryError(UsageError):
    """An entry of a knowledge file breaks a rule; it is left out and reported."""

    def __init__(self, rule: str, remedy: str, line: int = 0) -> None:
        """Take the rule that is broken, the remedy, and the line where it is not the entry's."""
        super().__init__(f"{rule}; {remedy}")
        self.rule = rule
        self.remedy = remedy
        self.line = line


def refuse(rule: str, remedy: str, line: int = 0) -> NoReturn:
    """Leave an entry out for a reason.

    Raises:
        BadEntryError: always.
    """
    raise BadEntryError(rule, remedy, line)


class Entry(msgspec.Struct, frozen=True):
    """One entry: its section, its values (texts, lists and mappings), and the line of each key."""

    section: Section
    values: dict[str, Any]
    line: int
    lines: dict[str, int] = {}


def add_entry(facts: ListedFacts, entry: Entry, source: str, known: Facts | None = None) -> None:
    """Add what an entry says to the facts.

    Raises:
        BadEntryError: it breaks a rule; then nothing of it is added.
    """
    _check_keys(entry)
    if entry.section == "actors":
        facts.add(actors=[_actor(entry, source, facts, known)])
    elif entry.section == "issues":
        facts.add(issues=[_issue(entry, source)])
    else:
        actors, terms = _office(entry, source, facts, known)
        facts.add(actors=actors, terms=terms)


def _check_keys(entry: Entry) -> None:
    allowed = KEYS[entry.section]
    for key in entry.values:
        if key not in allowed:
            refuse(
                f"{key!r} is no key of an entry under {entry.section}",
                f"use {', '.join(sorted(allowed))}",
                entry.lines.get(key, entry.line),
            )


def _actor(entry: Entry, source: str, facts: ListedFacts, known: Facts | None) -> Actor:
    """Return the actor; one with a known id needs no name, for it only adds to that."""
    stated = _text(entry, "id")
    first = (place.actor(stated) for place in (facts, known) if place and stated)
    same = next((one for one in first if one), None)
    name = _text(entry, "name", needed=same is None) or (same.name if same else "")
    kind = _choice(entry, "kind", KINDS, same.kind if same else "other")
    country = _text(entry, "country").casefold() or None
    if country and not re.fullmatch(r"[a-z]{2}(_[a-z0-9]+)?", country):
        refuse(
            f"country {country!r} is no code of two letters",
            "write the ISO 3166 code, such as AF",
            entry.lines.get("country", entry.line),
        )
    identity = stated or actor_id(kind, country, name)
    names = [Name(name, "name", source)] if _text(entry, "name") else []
    names += [Name(one, "variant", source) for one in _texts(entry, "aliases")]
    return Actor(
        id=identity,
        kind=kind,  # type: ignore[arg-type]
        name=name,
        source=source,
        country=country,
        names=tuple(dict.fromkeys(names)),
        categories=tuple(_texts(entry, "categories")),
    )


def _issue(entry: Entry, source: str) -> Issue:
    words = _texts(entry, "words")
    if not words:
        refuse("an issue has no words", "list the words that raise it", entry.line)
    return Issue(tag=_text(entry, "tag", needed=True), words=tuple(words), source=source)


def _office(
    entry: Entry, source: str, facts: ListedFacts, known: Facts | None
) -> tuple[list[Actor], list[Term]]:
    title = _text(entry, "title", needed=True)
    owner = _owner(entry, facts, known)
    role = _choice(entry, "role", ROLES, "other")
    holders = entry.values.get("holders", [])
    if not isinstance(holders, list):
        refuse("holders is no list", "begin each holder with a dash", entry.line)
    actors: list[Actor] = []
    terms: list[Term] = []
    for one in holders:
        who, term = _holder(entry, one, source)
        person = _person(who, _country(owner), source, [facts, *([known] if known else [])])
        actors.append(person)
        terms.append(
            msgspec.structs.replace(term, owner=owner, role=role, title=title, holder=person.id)
        )
    return actors, terms


def _person(name: str, country: str, source: str, places: list[Facts]) -> Actor:
    """Return the only person of this name that is known, or a new one."""
    named = {one.id: one for place in places for one in place.named(fold(name))}
    persons = [one for one in named.values() if one.kind == "person"]
    if len(persons) == 1:
        return Actor(id=persons[0].id, kind="person", name=persons[0].name, source=source)
    return Actor(
        id=actor_id("person", country, name),
        kind="person",
        name=name,
        source=source,
        country=None if country == "-" else country,
        names=(Name(name, "name", source),),
    )


def _country(owner: str) -> str:
    kind, _, code = owner.partition("/")
    return code if kind == "country" else "-"


def _owner(entry: Entry, facts: ListedFacts, known: Facts | None) -> str:
    """Return the id that `of` means: an id, a country's code, or a name of one actor alone."""
    text = _text(entry, "of", needed=True)
    line = entry.lines.get("of", entry.line)
    places: list[Facts] = [one for one in (facts, known) if one]
    for identity in (text, f"country/{text.casefold()}"):
        if any(one.actor(identity) for one in places):
            return identity
    named = {found.id: found for one in places for found in one.named(fold(text))}
    owners = [key for key, one in named.items() if one.kind != "person"]
    if len(owners) == 1:
        return owners[0]
    if owners:
        shown = ", ".join(sorted(owners)[:5])
        refuse(f"of {text!r} may be {shown}", "write the id that is meant", line)
    refuse(
        f"of {text!r} is no actor that is known", "enter it under actors, before this office", line
    )


def _holder(entry: Entry, one: object, source: str) -> tuple[str, Term]:
    if not isinstance(one, dict) or not isinstance(one.get("holder"), str) or not one["holder"]:
        refuse("a holder has no name", "write holder: and the name", _line(one, "holder", entry))
    for key in one:
        if key not in HOLDER_KEYS and key != LINES:
            rule = f"{key!r} is no key of a holder"
            refuse(rule, "use acting, from, holder, to", _line(one, key, entry))
    start = _moment(one, "from", entry)
    end = _moment(one, "to", entry)
    if start.earliest and end.latest and start.earliest > end.latest:
        rule = f"from {one['from']} is after to {one['to']}"
        refuse(rule, "put the dates in order", _line(one, "to", entry))
    return one["holder"], Term(
        owner="",
        role="other",
        title="",
        holder=None,
        written=one["holder"],
        start=start,
        end=end if one.get("to") else Interval(start.latest, None),
        source=source,
        acting=str(one.get("acting", "")).casefold() in {"true", "yes"},
        evidence=f"line {entry.line}",
    )


# Under this key, which no file can write, a mapping keeps the line of each other key.
LINES = "\0lines"


def _line(one: object, key: str, entry: Entry) -> int:
    lines = cast("dict[str, int]", one.get(LINES, {})) if isinstance(one, dict) else {}
    return lines.get(key, lines.get("", entry.line))


def _moment(one: dict[str, Any], key: str, entry: Entry) -> Interval:
    text = str(one.get(key) or "")
    if not text:
        return Interval()
    found = day_bounds(text)
    if found is None:
        rule = f"{key} {text!r} is no date"
        remedy = "write 2024-05-31, 2024-05 or 2024"
        refuse(rule, remedy, _line(one, key, entry))
    return found


def day_bounds(text: str) -> Interval | None:
    """Return the bounds of a day, a month or a year written as in ISO 8601; None if it is none."""
    found = DATE.fullmatch(text.strip())
    if not found:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    last_month = month or 12
    last = date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    return Interval(first, last)


def _text(entry: Entry, key: str, *, needed: bool = False) -> str:
    value = entry.values.get(key, "")
    line = entry.lines.get(key, entry.line)
    if not isinstance(value, str):
        refuse(f"{key} is no text", f"write one value after {key}:", line)
    if needed and not fold(value):
        refuse(f"{key} is missing or empty", f"write {key}: and a value", line)
    return value.strip()


def _texts(entry: Entry, key: str) -> list[str]:
    value = entry.values.get(key, [])
    found = [value] if isinstance(value, str) else value
    line = entry.lines.get(key, entry.line)
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        refuse(f"{key} is no list of texts", "begin each with a dash", line)
    return [one.strip() for one in found if fold(one)]


def _choice(entry: Entry, key: str, allowed: tuple[str, ...], default: str) -> str:
    value = _text(entry, key) or default
    if value not in allowed:
        refuse(
            f"{key} {value!r} is unknown",
            f"use one of {', '.join(allowed)}",
            entry.lines.get(key, entry.line),
        )
    return value
