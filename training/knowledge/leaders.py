"""Persons and their terms of office, from the factbook and the PETRARCH dictionaries together."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from statistics import median

import msgspec

from chancery.knowledge.facts import Actor, Interval, Name, Role, Term
from chancery.knowledge.folding import actor_id, fold
from chancery.knowledge.holding import HEADS
from training.knowledge import factbook_leaders, petrarch
from training.knowledge.countries import once, owner_id
from training.knowledge.factbook_leaders import Row
from training.knowledge.people import Known, People, same_person
from training.knowledge.petrarch import Entry, Stay

CROWD = 6  # rulers at once; lists of rulers name two or three, co-princes with theirs five
CALLED_HEAD = re.compile(r"(?:PRESIDENT|PRIME MINISTER|CHANCELLOR|KING|QUEEN) ", re.IGNORECASE)
MEMBER = petrarch.PORTFOLIOS[""]

Held = list[tuple[Known | None, Term]]


def compile_leaders(
    rows: Iterable[Row],
    entries: Iterable[Entry],
    fips: dict[str, str],
    alpha3: dict[str, str],
    names: dict[str, tuple[str, ...]],
) -> tuple[list[Actor], list[Term]]:
    """Return the persons and the terms; `fips` and `alpha3` give the codes of countries."""
    people = People()
    held = factbook_leaders.terms_of(rows, fips, names, people)
    joined = _join_monarchs(held)
    held += _dictionary(list(entries), alpha3, people, held, joined)
    ids = _ids(one for one, _ in held if one)
    terms = [
        msgspec.structs.replace(term, holder=ids[id(who)] if who else None) for who, term in held
    ]
    persons = {ids[id(who)]: who for who, _ in held if who}
    return [_person(one, persons[one]) for one in sorted(persons)], terms


def _join_monarchs(held: Held) -> dict[int, Known]:
    """Give one person to the heads of several countries with one name and one first day.

    What comes back gives that person for each that they replace.
    """
    alike: dict[tuple[str, Interval], list[int]] = defaultdict(list)
    for at, (who, term) in enumerate(held):
        if who and term.role in HEADS and term.start.latest:
            alike[fold(term.written), term.start].append(at)
    joined: dict[int, Known] = {}
    for places in alike.values():
        owners = {held[at][1].owner for at in places}
        first = _own(held, places)
        if first and len(owners) > 1:
            joined |= {id(held[at][0]): first for at in places if held[at][0] is not first}
    joined |= _same_abroad(held, joined)
    held[:] = [(joined.get(id(who), who) if who else None, term) for who, term in held]
    return joined


def _same_abroad(held: Held, joined: dict[int, Known]) -> dict[int, Known]:
    """Return who heads a country by a representative and another one under the same full name."""
    stood_for = {term.owner for _, term in held if term.role == "representative"}
    home: dict[str, Known] = {}
    for who, term in held:
        if who and term.role == "head_of_state" and term.owner not in stood_for:
            home.setdefault(fold(term.written), who)
    return {
        id(who): home[fold(term.written)]
        for who, term in held
        if who
        and term.role == "head_of_state"
        and term.owner in stood_for
        and id(who) not in joined
        and " " in fold(term.written)
        and home.get(fold(term.written), who) is not who
    }


def _own(held: Held, places: list[int]) -> Known | None:
    """Return the person in the country that no governor stands for and that they govern."""
    stood_for = {term.owner for _, term in held if term.role == "representative"}
    governed = {id(who) for who, term in held if term.role == "head_of_government"}

    def rank(at: int) -> tuple[bool, bool, str]:
        who, term = held[at]
        return term.owner in stood_for, id(who) not in governed, term.owner

    return held[min(places, key=rank)][0]


def _dictionary(
    entries: list[Entry],
    alpha3: dict[str, str],
    people: People,
    shown: Held,
    joined: dict[int, Known],
) -> Held:
    """Return the terms of the dictionaries, their persons those of the factbook where alike."""
    rulers = petrarch.rulers(entries)
    until = petrarch.shown_until(entries)
    first_shown = _shown(shown)
    known: dict[str, list[Known]] = defaultdict(list)
    for one in people:
        known[one.country].append(one)
    begun = _begun(shown)
    found: Held = []
    for entry in entries:
        roles = [
            (stay, role)
            for stay in (entry.stays if entry.listed else ())
            if (role := petrarch.leader_role(entry, stay, rulers)) and role[0] in alpha3
        ]
        who: Known | None = None
        for stay, (three, role, title) in roles:
            owner = owner_id(alpha3[three])
            if who is None:
                starts = [(owner, one.start) for one, own in roles if own[1] in HEADS]
                who = _match(known[alpha3[three]], entry, begun, starts)
                who = who or people.enter(alpha3[three], entry.names[0], "", petrarch.SOURCE)
                who = joined.get(id(who), who)
                for form in entry.names:
                    who.forms.setdefault((form, petrarch.SOURCE), "")
                for start in starts:
                    begun[start].append(who)
            last = petrarch.UNTIL if role in HEADS else until.get(three, petrarch.UNTIL)
            end = _end(stay, last, who, first_shown.get(owner) if role in HEADS else None)
            found.append((who, _term(entry, stay, owner, role, title, end)))
    return _told_apart(_without_crowds(found), shown)


def _told_apart(held: Held, shown: Held) -> Held:
    """Return the terms, each with the one head's role that the factbook gives to the same term."""
    roles: dict[tuple[int, str, Interval], set[Role]] = defaultdict(set)
    for who, term in shown:
        if who and term.role in HEADS:
            roles[id(who), term.owner, term.start].add(term.role)
    told: Held = []
    for who, term in held:
        known = roles.get((id(who), term.owner, term.start), set())
        if term.role in HEADS and len(known) == 1:
            told.append((who, msgspec.structs.replace(term, role=next(iter(known)))))
        else:
            told.append((who, term))
    return told


def _begun(held: Held) -> dict[tuple[str, Interval], list[Known]]:
    """Return who came to head which country on which day."""
    found: dict[tuple[str, Interval], list[Known]] = defaultdict(list)
    for who, term in held:
        if who and term.role in HEADS:
            found[term.owner, term.start].append(who)
    return found


def _without_crowds(held: Held) -> Held:
    """Return the terms, rulers of a country with far too many at once kept only if so called.

    There the list was written by hand and holds the whole cabinet.
    """
    crowded = {
        owner for owner in {term.owner for _, term in held} if _at_once(held, owner) > CROWD
    }
    return [
        (who, term)
        if term.role not in HEADS or term.owner not in crowded or _called_head(who)
        else (who, msgspec.structs.replace(term, role="government_member", title=MEMBER))
        for who, term in held
    ]


def _at_once(held: Held, owner: str) -> float:
    """Return how many rulers a country has at once, the median of the days that one begins."""
    terms = [term for _, term in held if term.owner == owner and term.role in HEADS]
    days = [term.start.latest for term in terms if term.start.latest]
    counts = [sum(_covers(term, day) for term in terms) for day in days]
    return median(counts) if counts else 0


def _covers(term: Term, day: date) -> bool:
    first, last = term.start.latest, term.end.earliest
    return first is not None and last is not None and first <= day <= last


def _called_head(who: Known | None) -> bool:
    return who is not None and any(CALLED_HEAD.match(form) for form, _ in who.forms)


def _match(
    known: list[Known],
    entry: Entry,
    begun: dict[tuple[str, Interval], list[Known]],
    starts: list[tuple[str, Interval]],
) -> Known | None:
    """Return the person of this entry: one of a like name, or of one first day and a like word.

    The word is of the first name: others hold titles, which a ruler shares with his deputies.
    """
    words = {word for word in fold(entry.names[0]).split() if len(word) > 3}  # noqa: PLR2004
    for one in (who for start in starts for who in begun.get(start, ())):
        if words & {word for form, _ in one.forms for word in fold(form).split()}:
            return one
    first = _beginnings(entry.names[0])
    for one in known:
        if first & _beginnings(*(form for form, _ in one.forms)) and any(
            same_person(entry.names[0], "", form, family)
            for (form, _), family in one.forms.items()
        ):
            return one
    return None


def _beginnings(*names: str) -> set[str]:
    """Return how the words of names begin: names of one person share at least one."""
    return {word[:3] for name in names for word in fold(name).split()}


def _shown(held: Held) -> dict[str, tuple[date, dict[int, date | None]]]:
    """Return for each owner the first day that an edition shows, and whom it shows as heads.

    With each of these stands the last day by which their latest term has ended, where known.
    """
    heads = [(who, term) for who, term in held if who and term.role in HEADS]
    days: dict[str, date] = {}
    for _, term in heads:
        if term.end.earliest:
            days[term.owner] = min(days.get(term.owner, date.max), term.end.earliest)
    found: dict[str, tuple[date, dict[int, date | None]]] = {}
    for owner, day in days.items():
        ends: dict[int, date | None] = {}
        for who, term in heads:
            if term.owner == owner and term.start.latest and term.start.latest <= day:
                open_ended = term.end.latest is None or ends.get(id(who), date.min) is None
                ends[id(who)] = (
                    None
                    if open_ended
                    else max(term.end.latest or date.min, ends.get(id(who)) or date.min)
                )
        found[owner] = (day, ends)
    return found


def _end(
    stay: Stay, last: date, who: Known, shown: tuple[date, dict[int, date | None]] | None
) -> Interval:
    """Return the bounds of the end; an open one is closed by what later editions show.

    `last` is the day until which the list shows its open stays.
    """
    if stay.end.latest is not None or stay.end.earliest is None:
        return stay.end
    seen = max(stay.end.earliest, last)
    if shown is None:
        return Interval(seen, None)
    day, ends = shown
    return Interval(seen, ends.get(id(who), max(day, seen)))


def _term(entry: Entry, stay: Stay, owner: str, role: Role, title: str, end: Interval) -> Term:
    return Term(
        owner=owner,
        role=role,
        title=title,
        holder="",
        written=entry.names[0],
        start=stay.start,
        end=end,
        source=petrarch.SOURCE,
        evidence=stay.raw,
    )


def _ids(people: Iterable[Known]) -> dict[int, str]:
    """Return an id for each person: country and name, numbered where two share both."""
    ids: dict[int, str] = {}
    taken: set[str] = set()
    for one in people:
        if id(one) in ids:
            continue
        plain = actor_id("person", one.country, one.name)
        number = 1
        chosen = plain
        while chosen in taken:
            number += 1
            chosen = f"{plain}-{number}"
        taken.add(chosen)
        ids[id(one)] = chosen
    return ids


def _person(identity: str, one: Known) -> Actor:
    names: list[Name] = []
    for (form, source), family in one.forms.items():
        names.append(Name(form, "name" if not names else "variant", source))
        if family:
            names.append(Name(family, "family", source))
        elif " " in form and source == petrarch.SOURCE and len(names) == 1:
            names.append(Name(form.rpartition(" ")[2], "last_word", source))
    return Actor(
        id=identity,
        kind="person",
        name=one.name,
        source=next(iter(one.forms))[1],
        country=one.country,
        names=once(names),
    )
