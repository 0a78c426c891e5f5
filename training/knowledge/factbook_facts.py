"""What the factbook says of countries beside their leaders: names, capitals, ties, groups."""

import re
from collections.abc import Iterator
from datetime import date

from chancery.knowledge.facts import Actor, Interval, Name, NameSort, Relation, Term, Tie
from chancery.knowledge.folding import actor_id, fold
from training.knowledge.countries import owner_id
from training.knowledge.factbook_leaders import SOURCE, Row
from training.knowledge.leader_text import read_line

SEEN = date(2026, 1, 22)  # the last edition that prints every country
COMMAS = re.compile(r",(?![^(]*\))")
BRACKET = re.compile(r"\s*\(([^()]*)\)")
NOTHING = frozenset({"", "none", "na", "n/a"})
NO_GROUP = re.compile(r"^(?:see |none|na$)", re.IGNORECASE)
PARTY = re.compile(
    r"(?P<name>(?:[^\s]+\s+){1,9}?)or\s+(?P<short>[A-Z][A-Za-z&()+-]{1,9}(?=\s|$|;))"
)
MOST_PARTY_WORDS = 7
PARTNERS = ("partner", "dialogue", "associate", "candidate", "correspondent", "subscriber")

Page = dict[str, str]


def country_names(page: Page) -> Iterator[Name]:
    """Yield the names, demonyms and capitals that a page gives."""
    sorts: tuple[tuple[str, NameSort], ...] = (
        ("name", "name"),
        ("long", "official"),
        ("local", "local"),
        ("former", "former"),
        ("demonym", "demonym"),
    )
    for key, sort in sorts:
        for text in _listed(page[key], sort):
            yield Name(text, sort, SOURCE)
    for text in capitals(page):
        yield Name(text, "capital", SOURCE)


def capitals(page: Page) -> list[str]:
    """Return the names of the capitals, those in brackets as well where they are names."""
    found: list[str] = []
    for part in re.split(r";|<", page["capital"]):
        plain = BRACKET.sub("", part).strip()
        if plain and len(plain.split()) <= 3 and plain[:1].isupper():  # noqa: PLR2004 - no sentence
            found.append(plain)
    return found


def memberships(page: Page) -> Iterator[tuple[str, Relation, str | None]]:
    """Yield acronym, relation and the factbook's own word for each organisation."""
    text = page["igo"].partition("do not participate:")[2] or page["igo"]
    for part in COMMAS.split(text):
        word = BRACKET.search(part)
        acronym = BRACKET.sub("", part).replace("\xa0", " ").strip()
        if acronym.casefold() not in NOTHING and len(acronym.split()) <= 4:  # noqa: PLR2004 - no sentence
            yield acronym, _relation(word[1] if word else None), word[1] if word else None


def _relation(word: str | None) -> Relation:
    if word is None or word == "member":
        return "member"
    if "observer" in word:
        return "observer"
    if any(one in word for one in PARTNERS):
        return "partner"
    return "member" if "member" in word else "other_tie"


def armed_groups(pages: dict[str, Page], fips: dict[str, str]) -> list[Actor]:
    """Return the groups under "Terrorist group(s)", each with the countries that list it."""
    found: dict[str, tuple[str, list[Name], dict[str, Tie]]] = {}
    for code, page in sorted(pages.items()):
        for part in re.split(r";|,(?![^(]*\))", re.sub(r"<[^>]*>", "", page["terrorist_groups"])):
            text = " ".join(part.replace("’", "'").split()).strip(" .")
            if not text or NO_GROUP.match(text) or code not in fips:
                continue
            short = BRACKET.search(text)
            name = BRACKET.sub("", text).strip()
            key = fold(name)
            entry = found.setdefault(key, (name, [Name(name, "name", SOURCE)], {}))
            if short and text.endswith(short[0]) and fold(short[1]) != key:
                entry[1].append(Name(short[1], "acronym", SOURCE))
            owner = owner_id(fips[code])
            entry[2][owner] = Tie("active_in", owner, SOURCE, seen=SEEN)
    listed = Tie(
        "listed_terrorist",
        "country/us",
        SOURCE,
        seen=SEEN,
        note="named under Terrorist group(s) in the CIA World Factbook; since when is not said",
    )
    return [
        Actor(
            id=actor_id("armed_group", None, key),
            kind="armed_group",
            name=name,
            source=SOURCE,
            names=tuple(dict.fromkeys(names)),
            ties=(listed, *ties.values()),
        )
        for key, (name, names, ties) in sorted(found.items())
    ]


def parties(pages: dict[str, Page], fips: dict[str, str]) -> list[Actor]:
    """Return the parties that stand with a short form; the others are not told apart."""
    found: dict[str, Actor] = {}
    for code, page in sorted(pages.items()):
        if code not in fips:
            continue
        for name, short in _parties(BRACKET.sub("", page["parties"].replace("\xa0", " "))):
            owner = fips[code]
            identity = actor_id("party", owner, name)
            found[identity] = Actor(
                id=identity,
                kind="party",
                name=name,
                source=SOURCE,
                country=owner,
                names=(Name(name, "name", SOURCE), Name(short, "acronym", SOURCE)),
                ties=(Tie("based_in", owner_id(owner), SOURCE, seen=SEEN),),
            )
    return list(found.values())


def _parties(text: str) -> Iterator[tuple[str, str]]:
    """Yield name and short form; a name that runs on from one without a short form is dropped."""
    for found in PARTY.finditer(text):
        short = found["short"].strip("()")
        words = re.sub(r"^(?:or|note\b.*?:)\s+", "", found["name"].strip(" ;,")).split()
        words = _spelled(words, short) or words
        if words and len(words) <= MOST_PARTY_WORDS and words[0][:1].isupper():
            yield " ".join(words), short


def _spelled(words: list[str], short: str) -> list[str]:
    """Return the last words whose capitals spell the short form; those before are another name."""
    for start in reversed(range(len(words))):
        capitals = "".join(one for one in "".join(words[start:]) if one.isupper())
        if words[start][:1].isupper() and capitals == short.upper():
            return words[start:]
    return []


def ambassadors(
    pages: dict[str, Page], fips: dict[str, str]
) -> Iterator[tuple[str, str, Term, str]]:
    """Yield country code, name, term and family name of each ambassador to the United States."""
    for code, page in sorted(pages.items()):
        if code not in fips or not page["dip_to_us"]:
            continue
        line = read_line(page["dip_to_us"], (page["long"], page["name"]))
        for person in line.persons[:1]:
            if person.place == 0 and "mbassador" in person.title and person.since.latest:
                term = Term(
                    owner=owner_id(fips[code]),
                    role="ambassador",
                    title="Ambassador to the United States",
                    holder="",
                    written=person.name,
                    start=person.since,
                    end=Interval(SEEN, None),
                    source=SOURCE,
                    evidence=person.quote,
                )
                yield fips[code], person.name, term, person.family


def names_of(rows: list[Row], pages: dict[str, Page]) -> dict[str, tuple[str, ...]]:
    """Return the names of each country by its FIPS code, which titles may hold."""
    shown = {row.fips: row.country or "" for row in rows}
    return {
        fips: (page["long"], page["name"], shown.get(fips, "")) for fips, page in pages.items()
    }


def _listed(text: str, sort: NameSort) -> Iterator[str]:
    plain = re.sub(
        r"<[^>]*>|\[[^\]]*\](?:\s+and(?=\s+[A-Z]))?",
        lambda found: "," if "and" in found[0][-3:] else "",
        text,
    )
    parts = COMMAS.split(plain) if sort in {"demonym", "former"} else [plain]
    for part in (one for whole in parts for one in re.split(r"[;/]", whole)):
        found = re.sub(r"^(?:note\b.*|or |and )", "", BRACKET.sub("", part).strip()).strip()
        if fold(found) not in NOTHING and len(found.split()) <= 8:  # noqa: PLR2004 - no sentence
            yield found
