"""Countries and territories with their names in many scripts, and the codes that sources use."""

import html
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import fuzz

from chancery.knowledge.facts import Actor, ActorKind, Name
from chancery.knowledge.folding import fold

ORGANISATIONS = frozenset({"eu", "un"})  # that rigour lists among the territories
NO_PLACES = frozenset({"zz"})
FIPS = {
    "iv": "ci",
    "vq": "vi",
    "fk": "fk",
    "sv": "sj",
    "ee": "eu",
    "gz": "ps",
    "sk": "sx",
    "cc": "cw",
}
ALPHA3 = {"KSV": "xk", "TMP": "tl", "KNT": "kn", "ROM": "ro", "ZAR": "cd"}
GENERAL = frozenset(
    """
    autonomous city democratic east eastern federal federation federative former great greater
    island islands kingdom land north northern oblast occupied peoples province region republic
    saint socialist south southern state states territories territory union united west
    western
    """.split()  # noqa: SIM905
)
SHORTEST = 4  # letters of a word by which two names may be alike
STEM = 4  # letters that a country and its people have in common: Tajik, Scottish
NEAR = 75  # per cent of letters that two spellings of a word share
LATIN_ENDS = 0x250  # the first code point behind the Latin letters
SKIPPED_LANGUAGES = frozenset({"root"})

Territory = dict[str, Any]


def read_territories(folder: Path) -> dict[str, Territory]:
    """Return rigour's territories by their codes."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return {
        path.stem: yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe loader
        for path in sorted((folder / "rigour/resources/territories").glob("*.yml"))
        if path.stem not in NO_PLACES
    }


def read_government(folder: Path) -> dict[str, dict[str, str]]:
    """Return the factbook's page of each country by its FIPS code, entities resolved."""
    rows = json.loads((folder / "factbook/government.json").read_text(encoding="utf-8"))
    return {
        row["fips"]: {key: html.unescape(html.unescape(value or "")) for key, value in row.items()}
        for row in rows
    }


def owner_id(code: str) -> str:
    """Return the id of the actor that a territory's code stands for."""
    return f"organisation/{code}" if code in ORGANISATIONS else f"country/{code}"


def by_fips(territories: dict[str, Territory], pages: dict[str, dict[str, str]]) -> dict[str, str]:
    """Return FIPS code → territory code, by the names of the factbook."""
    named: dict[str, str] = {}
    for key in ("name", "full_name", "names_strong", "names_weak"):
        for code, one in territories.items():
            if "_" not in code and not one.get("is_historical"):
                for text in _listed(one.get(key)):
                    named.setdefault(fold(text), code)
    found = dict(FIPS)
    for fips, page in pages.items():
        names = (fold(page["name"]), fold(page["long"]))
        code = next((named[name] for name in names if name in named), None)
        if code and fips not in found:
            found[fips] = code
    return found


def by_alpha3(territories: dict[str, Territory]) -> dict[str, str]:
    """Return three-letter code → territory code."""
    known = {str(one.get("alpha3", "")).upper(): code for code, one in territories.items()}
    return {**known, **ALPHA3}


def territory_actors(
    territories: dict[str, Territory], cldr: dict[str, dict[str, str]]
) -> list[Actor]:
    """Return an actor for each territory; `cldr` gives name → language for each code."""
    return [_actor(code, one, cldr.get(code, {})) for code, one in territories.items()]


def cldr_names() -> dict[str, dict[str, str]]:
    """Return code → name → language, of every language of CLDR."""
    from babel import Locale, localedata  # noqa: PLC0415 - only the compiler has it

    found: dict[str, dict[str, str]] = {}
    plain = (one for one in localedata.locale_identifiers() if one not in SKIPPED_LANGUAGES)
    for identity in sorted(plain, key=lambda one: (one != "en", one.count("_"), one)):
        locale = Locale.parse(identity)
        for code, name in locale.territories.items():
            if len(code) == 2:  # noqa: PLR2004 - countries; continents have three digits
                found.setdefault(code.lower(), {}).setdefault(name, identity)
    return found


def _actor(code: str, one: Territory, cldr: dict[str, str]) -> Actor:
    names = [Name(one["name"], "name", "rigour")]
    names += [Name(text, "official", "rigour") for text in _listed(one.get("full_name"))]
    names += [Name(text, "name", "cldr", language) for text, language in cldr.items()]
    names += [Name(text, "variant", "rigour") for text in _listed(one.get("names_strong"))]
    alike = near_forms([name.text for name in names], _listed(one.get("names_weak")))
    names += [Name(text, "variant", "rigour") for text in alike]
    return Actor(
        id=owner_id(code),
        kind=_kind(code, one),
        name=one["name"],
        source="rigour",
        country=code.partition("_")[0] if code not in ORGANISATIONS else None,
        names=once(names),
    )


def near_forms(names: Sequence[str], others: Iterable[str]) -> Iterator[str]:
    """Yield those that are other forms of the names, in alphabets that words can be compared in.

    What rigour calls weak names tells in a register where somebody is from: beside spellings
    of the country these are its towns, counties and their short forms.
    """
    words = {word for name in names for word in _telling(name)}
    initials = {"".join(word[0] for word in fold(name).split()) for name in names}
    for text in others:
        near = any(_are_near(a, b) for a in _telling(text) for b in words)
        letters = fold(text).replace(".", "").replace(" ", "")
        if near or not _is_latin(text) or (text.isupper() and letters in initials):
            yield text


def _are_near(a: str, b: str) -> bool:
    """Say whether two words are spellings of one, or begin as a country and its people do."""
    return a[:STEM] == b[:STEM] or fuzz.ratio(a, b) >= NEAR


def _telling(name: str) -> set[str]:
    """Return the folded words of a name that only few other names have."""
    words = fold(name).replace("-", " ").split()
    return {one for one in words if len(one) >= SHORTEST and one not in GENERAL}


def _is_latin(text: str) -> bool:
    return all(ord(letter) < LATIN_ENDS for letter in text)


def _kind(code: str, one: Territory) -> ActorKind:
    if code in ORGANISATIONS:
        return "organisation"
    if one.get("is_historical"):
        return "former_country"
    if "_" in code:
        return "region"
    return "country" if one.get("is_country") else "territory"


def once(names: Iterable[Name]) -> tuple[Name, ...]:
    """Return the names, the first of each text and of what it is said to be."""
    kept: dict[tuple[str, bool], Name] = {}
    for one in names:
        plain = one.sort in {"name", "official", "local", "variant", "acronym"}
        kept.setdefault((one.text, plain), one)
    return tuple(kept.values())


def _listed(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [str(one) for one in value] if isinstance(value, list) else []
