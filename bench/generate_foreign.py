"""Invented findings, and rows that other systems would have coded of them, with their noise.

Some forty real countries with invented people and towns; pairs recur, as they do in news, so that
one pair has several acts in a week. Each row knows which finding it tells; distractors tell none.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Literal, NamedTuple

from chancery.knowledge import load, open_knowledge
from chancery.knowledge.codes import alpha3
from chancery.model import Evidence, Root
from chancery.pipeline.comparing.ours import OurEvent, OurPlace, Ours
from chancery.pipeline.comparing.who import Who
from chancery.sources.foreign import acled, gdelt, icews, polecat

SystemName = Literal["acled", "gdelt", "icews", "polecat"]
CODES = (
    "af", "am", "az", "br", "by", "ca", "ch", "cn", "co", "cu", "de", "eg", "es", "et", "fr", "gb",
    "ge", "gr", "hu", "il", "in", "iq", "ir", "it", "jo", "jp", "ke", "kr", "kz", "lb", "mx", "ng",
    "no", "pk", "pl", "qa", "ru", "sa", "sd", "se", "sy", "tr", "ua", "us", "uz", "ve", "vn",
)  # fmt: skip
ROOTS: dict[Root, tuple[int, str]] = {  # with the quad class and a code of CAMEO
    "AGREE": (1, "030"), "CONSULT": (1, "040"), "SUPPORT": (1, "050"), "COOPERATE": (2, "060"),
    "AID": (2, "070"), "REQUEST": (3, "100"), "ACCUSE": (3, "112"), "REJECT": (3, "120"),
    "THREATEN": (3, "130"), "PROTEST": (4, "141"), "MOBILIZE": (4, "150"),
    "SANCTION": (4, "160"), "COERCE": (4, "172"), "ASSAULT": (4, "190"),
}  # fmt: skip
OF_ACLED = {"AGREE": "Agreement", "ASSAULT": "Armed clash", "PROTEST": "Peaceful protest"}
FREQUENT = ("CONSULT",) * 4 + ("ACCUSE",) * 2 + ("REQUEST",) * 2  # drawn beside each root once
FIRST = date(2031, 1, 1)
DAYS = 365
PER_KM = 1 / 111  # degrees of latitude


class Person(NamedTuple):
    """Someone of a country."""

    name: str
    country: str


class Town(NamedTuple):
    """A town of a country."""

    name: str
    country: str
    latitude: float
    longitude: float


class Deed(NamedTuple):
    """What happened, by whom: a country, or a person of one."""

    who: str | Person
    whom: str | Person
    root: Root
    day: date
    town: Town


class TheirRow(NamedTuple):
    """A row as a system writes it, and the finding that it tells; None: of none."""

    deed: Deed
    truth: str | None


def country(one: str | Person) -> str:
    """Return the code with two letters of someone's country."""
    return one.country if isinstance(one, Person) else one


class World:
    """Countries, people and towns, and what happened among them, the same for each seed."""

    def __init__(self, count: int, seed: int = 1) -> None:
        """Draw so many findings."""
        self.draws = random.Random(seed)
        self.people = {
            code: [Person(f"{self._name()} {self._name()}", code) for _ in range(3)]
            for code in CODES
        }
        self.towns = {code: [self._town(code) for _ in range(4)] for code in CODES}
        self.deeds = {f"finding-{number:06}": self._deed() for number in range(count)}
        self.ours = [self._ours(key, one) for key, one in self.deeds.items()]

    def rows(self, system: SystemName) -> list[TheirRow]:
        """Return what a system coded: of six in ten findings one to four rows, and distractors."""
        roots = OF_ACLED if system == "acled" else ROOTS
        made: list[TheirRow] = []
        for key, deed in self.deeds.items():
            if deed.root in roots and self.draws.random() < 0.6:
                copies = self.draws.choice((1, 1, 2, 4)) if system in {"gdelt", "icews"} else 1
                made += [TheirRow(self._noisy(deed, system), key) for _ in range(copies)]
        strangers = [TheirRow(self._stranger(roots), None) for _ in range(len(made))]
        return [*made, *strangers]

    def _name(self) -> str:
        parts = ("ba", "do", "fe", "gi", "ka", "lu", "mo", "ni", "pe", "ro", "su", "ta", "vi")
        return "".join(self.draws.choice(parts) for _ in range(3)).title()

    def _town(self, code: str) -> Town:
        place = self.draws.uniform(-60, 60), self.draws.uniform(-170, 170)
        return Town(f"{self._name()}ville", code, *place)

    def _party(self, code: str) -> str | Person:
        return self.draws.choice(self.people[code]) if self.draws.random() < 0.5 else code

    def _deed(self) -> Deed:
        first = CODES[min(int(self.draws.expovariate(0.12)), len(CODES) - 1)]
        second = self.draws.choice([one for one in CODES if one != first])
        return Deed(
            self._party(first),
            self._party(second),
            self.draws.choice((*ROOTS, *FREQUENT)),
            FIRST + timedelta(days=self.draws.randrange(DAYS)),
            self.draws.choice(self.towns[self.draws.choice((first, second))]),
        )

    def _noisy(self, deed: Deed, system: SystemName) -> Deed:
        draws = self.draws
        moved = draws.choices((0, 1, -1, 2), (70, 18, 7, 5))[0]
        who, whom = deed.who, deed.whom
        vague = {"gdelt": 0.6, "acled": 1.0}.get(system, 0.3)  # a country instead of a person
        who, whom = (country(one) if draws.random() < vague else one for one in (who, whom))
        if draws.random() < 0.12:
            who, whom = whom, who
        return Deed(who, whom, self._recoded(deed.root, system), deed.day + timedelta(moved),
                    self._moved(deed.town))  # fmt: skip

    def _recoded(self, root: Root, system: SystemName) -> Root:
        chance = self.draws.random()
        quad = ROOTS[root][0]
        if system == "acled" or chance < 0.7:
            return root
        conflict = quad > 2
        alike = [one for one, (other, _) in ROOTS.items() if (other > 2) == conflict]
        near = [one for one in alike if ROOTS[one][0] == quad]
        return self.draws.choice(near if chance < 0.9 else alike)

    def _moved(self, town: Town) -> Town:
        chance = self.draws.random()
        if chance < 0.2:
            return self.draws.choice(self.towns[town.country])
        off = self.draws.uniform(0, 40) * PER_KM
        return town._replace(name=f"near {town.name}", latitude=town.latitude + off)

    def _stranger(self, roots: Iterable[str]) -> Deed:
        """Return an act that is none of ours, but like one: half of them share its parties."""
        draws = self.draws
        deed = draws.choice(list(self.deeds.values()))
        kinds = [one for one in ROOTS if one in roots]
        kind = draws.randrange(4)
        if kind == 0:  # another party on the same day
            third = self._party(draws.choice(CODES))
            return deed._replace(whom=third, root=draws.choice(kinds))
        if kind == 1:  # the same parties on another day
            days = draws.choice((-1, 1)) * draws.randint(3, 30)
            return deed._replace(day=deed.day + timedelta(days), root=draws.choice(kinds))
        if kind == 2:  # the same parties and day, but an act of the other tone
            quad = ROOTS[deed.root][0]
            others = [one for one in kinds if (ROOTS[one][0] > 2) != (quad > 2)]
            return deed._replace(root=draws.choice(others or kinds))
        return self._deed()._replace(root=draws.choice(kinds))

    def _ours(self, key: str, deed: Deed) -> Ours:
        chance = self.draws.random()
        told = chance < 0.2  # only the day of its articles is known
        days = 6 if 0.2 <= chance < 0.3 else 0  # "that week"
        first = deed.day - timedelta(self.draws.randint(0, days))
        if told:
            first = deed.day + timedelta(self.draws.choice((0, 0, 1)))
        last = first + timedelta(days)
        place = OurPlace(
            name=deed.town.name,
            names=(deed.town.name,),
            country=alpha3(deed.town.country),
            latitude=deed.town.latitude,
            longitude=deed.town.longitude,
        )
        who, whom = our_who(deed.who), our_who(deed.whom)
        event = OurEvent(
            id=key,
            finding=key,
            about="event",
            root=deed.root,
            quad=ROOTS[deed.root][0],
            first=first.isoformat(),
            last=last.isoformat(),
            precision="told" if told else "days" if days else "day",
            actors=(who.name,),
            recipients=(whom.name,),
            places=(place,) if self.draws.random() < 0.6 else (),
            words=Evidence(document="document-a", start=0, end=1, quote="a"),
            documents=("document-a",),
            independent=1,
            upper_bound=1,
        )
        return Ours(
            event=event,
            actors=(who,),
            recipients=(whom,),
            first=first.toordinal(),
            last=last.toordinal(),
        )


def our_who(one: str | Person) -> Who:
    """Return a party as a dossier has it."""
    code = alpha3(country(one))
    if isinstance(one, Person):
        return Who(name=one.name, keys=frozenset([one.name.lower()]), country=code, state=False)
    name = english(one)
    keys = frozenset([name.lower(), f"country/{one}"])
    return Who(name=name, keys=keys, country=code, state=True)


@cache
def english(code: str) -> str:
    """Return what a country is called."""
    actor = open_knowledge().actor(f"country/{code}")
    return actor.name if actor else code


@cache
def fips(code: str) -> str:
    """Return a country's code in FIPS 10-4."""
    return next(row["fips"] for row in load("fips_codes") if row["code"] == code)


def written(system: SystemName, rows: Sequence[TheirRow]) -> Iterator[str]:
    """Yield the lines of a file of a system; the id of a row ends with its place."""
    columns, mark, make = FILES[system]
    if system != "gdelt":
        yield mark.join(columns)
    for place, row in enumerate(rows):
        cells = make(place, row.deed)
        yield mark.join(cells.get(name, "") for name in columns)


def _acled(place: int, deed: Deed) -> dict[str, str]:
    kinds = {"Armed clash": "Battles", "Peaceful protest": "Protests"}
    finer = OF_ACLED[deed.root]
    return {
        "event_id_cnty": f"ACL{place}",
        "event_date": deed.day.strftime("%d %B %Y"),
        "time_precision": "1",
        "event_type": kinds.get(finer, "Strategic developments"),
        "sub_event_type": finer,
        "actor1": f"Government of {english(country(deed.who))} (2020-)",
        "inter1": "State forces",
        "actor2": f"Military Forces of {english(country(deed.whom))} (2018-)",
        "inter2": "State forces",
        "country": english(deed.town.country),
        "location": deed.town.name,
        "latitude": f"{deed.town.latitude:.4f}",
        "longitude": f"{deed.town.longitude:.4f}",
        "geo_precision": "1",
        "source": "Harbour Post; Islander",
    }


def _gdelt(place: int, deed: Deed) -> dict[str, str]:
    quad, code = ROOTS[deed.root]
    day = deed.day.strftime("%Y%m%d")
    return {
        "GlobalEventID": str(place),
        "SQLDATE": day,
        **_coded("Actor1", deed.who),
        **_coded("Actor2", deed.whom),
        "EventCode": code,
        "EventRootCode": code[:2],
        "QuadClass": str(quad),
        "NumArticles": "3",
        "ActionGeo_Type": "4",
        "ActionGeo_FullName": f"{deed.town.name}, , {english(deed.town.country)}",
        "ActionGeo_CountryCode": fips(deed.town.country),
        "ActionGeo_Lat": f"{deed.town.latitude:.4f}",
        "ActionGeo_Long": f"{deed.town.longitude:.4f}",
        "DATEADDED": f"{day}120000",
        "SOURCEURL": f"https://news.example/{place}",
    }


def _coded(side: str, one: str | Person) -> dict[str, str]:
    name = one.name if isinstance(one, Person) else english(one)
    return {
        f"{side}Name": name.upper(),
        f"{side}CountryCode": alpha3(country(one)),
        f"{side}Type1Code": "GOV" if isinstance(one, Person) else "",
    }


def _icews(place: int, deed: Deed) -> dict[str, str]:
    quad, code = ROOTS[deed.root]
    return {
        "Event ID": str(place),
        "Event Date": deed.day.isoformat(),
        **_named("Source", deed.who),
        **_named("Target", deed.whom),
        "Event Text": f"quad {quad}",
        "CAMEO Code": code,
        "Publisher": "Harbour Post",
        "City": deed.town.name,
        "Country": english(deed.town.country),
        "Latitude": f"{deed.town.latitude:.4f}",
        "Longitude": f"{deed.town.longitude:.4f}",
    }


def _named(side: str, one: str | Person) -> dict[str, str]:
    of = english(country(one))
    return {
        f"{side} Name": one.name if isinstance(one, Person) else of,
        f"{side} Country": of,
        f"{side} Sectors": "Elite" if isinstance(one, Person) else "",
    }


def _polecat(place: int, deed: Deed) -> dict[str, str]:
    made = {
        "Event ID": f"POL{place}",
        "Event Date": deed.day.isoformat(),
        "Event Type": deed.root,
        "City": deed.town.name,
        "Country": alpha3(deed.town.country),
        "Latitude": f"{deed.town.latitude:.4f}",
        "Longitude": f"{deed.town.longitude:.4f}",
        "Source": "Harbour Post",
        "Version": "NGEC",
    }
    for side, one in (("Actor", deed.who), ("Recipient", deed.whom)):
        made[f"{side} Name"] = one.name if isinstance(one, Person) else english(one)
        made[f"{side} Country"] = alpha3(country(one))
    return made


FILES: dict[SystemName, tuple[Sequence[str], str, Callable[[int, Deed], dict[str, str]]]] = {
    "acled": (acled.COLUMNS, ",", _acled),
    "gdelt": (gdelt.COLUMNS, "\t", _gdelt),
    "icews": (icews.COLUMNS, "\t", _icews),
    "polecat": (polecat.COLUMNS, "\t", _polecat),
}
