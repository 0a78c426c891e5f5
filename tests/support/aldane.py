"""Made-up facts of two countries that do not exist, for tests of the knowledge index."""

from datetime import date

from chancery.knowledge.facts import Actor, Interval, Name, Role, Source, Term
from chancery.knowledge.index import ListedFacts

ALMANAC = Source(id="almanac", title="The Almanac", licence="public domain", url="about:blank")
COUNTRY = "country/xa"


def day(text: str) -> Interval:
    """Return the bounds of one day."""
    return Interval(date.fromisoformat(text), date.fromisoformat(text))


def between(first: str, last: str | None) -> Interval:
    """Return bounds from two days; the second may be open."""
    return Interval(date.fromisoformat(first), date.fromisoformat(last) if last else None)


def term(
    holder: str | None,
    start: Interval,
    end: Interval,
    *,
    role: Role = "head_of_government",
    title: str = "Premier",
) -> Term:
    """Return a term in an office of Aldane."""
    return Term(
        owner=COUNTRY,
        role=role,
        title=title,
        holder=f"person/xa/{holder}" if holder else None,
        written=holder or "",
        start=start,
        end=end,
        source="almanac",
    )


def person(slug: str, name: str, family: str) -> Actor:
    """Return a person of Aldane."""
    names = (Name(name, "name", "almanac"), Name(family, "family", "almanac"))
    return Actor(
        id=f"person/xa/{slug}",
        kind="person",
        name=name,
        source="almanac",
        country="xa",
        names=names,
    )


ALDANE = Actor(
    id=COUNTRY,
    kind="country",
    name="Aldane",
    source="almanac",
    country="xa",
    names=(
        Name("Aldane", "name", "almanac", "en"),
        Name("Альдания", "name", "almanac", "ru"),
        Name("Aldanian", "demonym", "almanac"),
        Name("Bellharbor", "capital", "almanac"),
        Name("the Lantern House", "metonym", "almanac"),
    ),
)
BELLHARBOR = Actor(
    id="region/xb/bellharbor",
    kind="region",
    name="Bellharbor",
    source="almanac",
    country="xb",
    names=(Name("Bellharbor", "name", "almanac"),),
)
PEOPLE = (
    person("orsk", "Edda ORSK", "ORSK"),
    person("vane", "Tomas VANE", "VANE"),
    person("vane-2", "Ilse VANE", "VANE"),
)
TERMS = (
    term("orsk", day("2010-03-01"), day("2014-06-30")),
    term("vane", day("2014-07-04"), between("2017-03-28", "2020-05-01")),
    term("vane-2", day("2020-05-01"), between("2026-01-22", None)),
    term(None, between("2014-06-30", "2014-07-01"), between("2014-07-02", "2014-07-04")),
)


def facts() -> ListedFacts:
    """Return all of them."""
    return ListedFacts([ALMANAC], [ALDANE, BELLHARBOR, *PEOPLE], TERMS)
