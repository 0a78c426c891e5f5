"""Organisations and formats, with their members and the officers that a dictionary dates."""

import re
from collections import defaultdict
from pathlib import Path

from chancery.knowledge.facts import Actor, ActorKind, Interval, Name, Term, Tie
from chancery.knowledge.folding import actor_id, fold, slug
from chancery.knowledge.tables import Row as TableRow
from chancery.knowledge.tables import forms_of, load
from training.knowledge import factbook_facts, petrarch
from training.knowledge.countries import once, owner_id
from training.knowledge.sources import OWN

SECRETARY = re.compile(r"(?:UN |UNITED NATIONS )?SECRETARY[- ]GENERAL \w")
ORGANISATION_WORDS = frozenset(
    """
    organization organisation union bank fund commission council agency committee
    association programme program league federation community forum court institute group
    conference alliance office mission secretariat assembly network foundation society
    parliament treaty
    """.split()  # noqa: SIM905
)


def organisations(pages: dict[str, dict[str, str]], fips: dict[str, str]) -> list[Actor]:
    """Return the organisations of the own table and of the factbook, with their members."""
    members: dict[str, list[Tie]] = defaultdict(list)
    acronyms: dict[str, str] = {}
    for code, page in sorted(pages.items()):
        for acronym, relation, note in factbook_facts.memberships(page) if code in fips else ():
            acronyms.setdefault(body_id(acronym), acronym)
            tie = Tie(
                relation, owner_id(fips[code]), "factbook", seen=factbook_facts.SEEN, note=note
            )
            members[body_id(acronym)].append(tie)
    rows = {body_id(row["acronym"] or row["name"]): row for row in load("organisations")}
    return [
        _body(one, rows.get(one), acronyms.get(one), members[one])
        for one in sorted({*rows, *acronyms})
    ]


def body_id(acronym: str) -> str:
    """Return the id of an organisation."""
    return f"organisation/{slug(acronym)}"


def _body(identity: str, row: TableRow | None, acronym: str | None, members: list[Tie]) -> Actor:
    names = [Name(acronym, "acronym", "factbook")] if acronym else []
    if row:
        names.insert(0, Name(row["name"], "name", OWN))
        names += [Name(one, "acronym", OWN) for one in (row["acronym"],) if one]
        names += [Name(one, "variant", OWN) for one in forms_of(row)]
        members = members or [Tie("member", one, OWN) for one in forms_of(row, "members")]
    kind: ActorKind = "format" if row and row["kind"] == "format" else "organisation"
    return Actor(
        id=identity,
        kind=kind,
        name=row["name"] if row else acronym or identity,
        source=OWN if row else "factbook",
        names=once(names),
        ties=tuple(members),
    )


def dictionary_bodies(path: Path, bodies: list[Actor]) -> list[Actor]:
    """Return the dictionary's organisations; those known already only lend their other forms."""
    known = {fold(name.text): one.id for one in bodies for name in one.names}
    found: list[Actor] = []
    for entry in petrarch.read_entries(path):
        dated = any(stay.dated for stay in entry.stays)
        codes = {stay.code[:3] for stay in entry.stays}
        if dated or not codes & {"IGO", "NGO", "MNC", "NGM"}:
            continue
        words = set(fold(entry.names[0]).split())
        if not words & ORGANISATION_WORDS and len(words) > 1:
            continue
        names = [Name(one, "variant", petrarch.SOURCE) for one in entry.names]
        identity = next((known[fold(one)] for one in entry.names if fold(one) in known), None)
        found.append(
            Actor(
                id=identity or body_id(entry.names[0]),
                kind="organisation",
                name=entry.names[0],
                source=petrarch.SOURCE,
                names=once(names),
            )
        )
    return found


def body_officers(path: Path, bodies: list[Actor]) -> tuple[list[Actor], list[Term]]:
    """Return the dated officers of organisations that a comment names, and their terms.

    The dictionary says the organisation and the days, not the office; only where one of its forms
    calls a person Secretary-General is the title given.
    """
    known = {fold(name.text): one.id for one in bodies for name in one.names}
    persons: dict[str, Actor] = {}
    terms: dict[Term, None] = {}
    for entry in petrarch.read_entries(path):
        owner = next((known[one] for one in _said(entry.comment) if one in known), None)
        called = any(SECRETARY.match(form) for form in entry.names)
        owner = "organisation/un" if called else owner
        name = next((form for form in entry.names if not SECRETARY.match(form)), entry.names[0])
        identity = actor_id("person", None, name)
        for stay in entry.stays if owner else ():
            if not stay.dated or stay.code[:3] != "IGO":
                continue
            names = once(Name(form, "variant", petrarch.SOURCE) for form in entry.names)
            persons[identity] = Actor(
                id=identity, kind="person", name=name, source=petrarch.SOURCE, names=names
            )
            last = max(stay.end.earliest or petrarch.UNTIL, petrarch.UNTIL)
            terms[
                Term(
                    owner=owner or "",
                    role="head_of_organisation" if called else "other",
                    title="Secretary-General" if called else "officer; which office is not said",
                    holder=identity,
                    written=name,
                    start=stay.start,
                    end=stay.end if stay.end.latest else Interval(last, None),
                    source=petrarch.SOURCE,
                    evidence=f"{stay.raw} {entry.comment}".strip(),
                )
            ] = None
    return list(persons.values()), list(terms)


def _said(comment: str) -> list[str]:
    return [fold(part.strip()) for part in re.split(r"[;\t]", comment) if fold(part)]
