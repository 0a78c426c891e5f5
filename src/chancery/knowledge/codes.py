"""What the codes of other collections mean: countries by three letters, acts by PLOVER."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal, cast

from chancery.knowledge.index import Candidate, Knowledge, open_knowledge
from chancery.knowledge.tables import load
from chancery.model.annotation import Root
from chancery.model.base import Value

Coding = Literal["acled", "cameo", "plover"]
NAMES_KEPT = 32_768  # distinct names of actors in a day of GDELT
OF_STATES = frozenset({"country", "territory", "former_country"})
CALLED = frozenset({"name", "official", "local", "former", "variant", "acronym", "demonym"})
STANDS = CALLED | {"capital", "metonym"}  # what news lets stand for a government as well


class Meant(Value, frozen=True, kw_only=True):
    """What a code of an act means; the root is null of what PLOVER has no category for."""

    root: Root | None
    quad: int | None  # 1 verbal cooperation … 4 material conflict; null: no act between parties


def alpha3(code: str) -> str:
    """Return the code with three letters of a country by its code with two; empty for none."""
    return _iso().get(code.lower(), "")


def alpha3_of_fips(code: str) -> str:
    """Return a country's code with three letters by that of FIPS 10-4; empty for none."""
    return alpha3(_table("fips_codes", "fips").get(code.upper(), ""))


def alpha3_of_cameo(code: str) -> str:
    """Return a country's code with three letters by that of CAMEO; empty for a wider region."""
    own = _table("cameo_countries", "cameo").get(code.upper())
    if own:
        return alpha3(own)
    return code.upper() if code.upper() in _alpha3() else ""


def alpha3_of_name(name: str, *, stands: bool = False) -> str:
    """Return a country's code with three letters by a name that only it has; empty for none.

    With `stands`, a capital or a building that stands for a government counts as its name.
    """
    return _of_name(name, STANDS if stands else CALLED) if name else ""


def is_alpha3(code: str) -> bool:
    """Say whether three letters are the code of a country."""
    return code in _alpha3()


def meant(coding: Coding, code: str) -> Meant:
    """Return what a code means; one of CAMEO without a row has what its longest beginning has."""
    acts = _acts()
    written = code.strip()
    lengths = range(len(written), 1, -1) if coding == "cameo" else (len(written),)
    for length in lengths:
        found = acts.get((coding, written[:length].casefold()))
        if found:
            return found
    return Meant(root=None, quad=None)


@lru_cache(maxsize=NAMES_KEPT)
def candidates(name: str) -> tuple[Candidate, ...]:
    """Return whom the package's facts know by a name."""
    return _knowledge().candidates(name)


@lru_cache(maxsize=NAMES_KEPT)
def _of_name(name: str, sorts: frozenset[str]) -> str:
    found = {
        alpha3(one.actor.id.split("/")[1])
        for one in candidates(name)
        if one.actor.kind in OF_STATES and any(form.sort in sorts for form in one.forms)
    } - {""}
    return next(iter(found)) if len(found) == 1 else ""


@cache
def _knowledge() -> Knowledge:
    return open_knowledge()


@cache
def _iso() -> Mapping[str, str]:
    return {row["code"]: row["alpha3"] for row in load("country_codes")}


@cache
def _alpha3() -> frozenset[str]:
    return frozenset(_iso().values())


@cache
def _table(name: str, key: str) -> Mapping[str, str]:
    return {row[key]: row["code"] for row in load(name)}


@cache
def _acts() -> Mapping[tuple[str, str], Meant]:
    return {
        (row["coding"], row["code"].casefold()): Meant(
            root=cast("Root", row["root"]) if row["root"] else None, quad=int(row["quad"])
        )
        for row in load("foreign_acts")
    }
