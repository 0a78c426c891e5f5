"""Units and currencies as they are written, made from tables of facts that are passed in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from chancery.text.quantities.records import Amount, Kind

MOST_WORDS = 5  # of a unit: "kilometres per hour", "new Israeli shekels"
_LONGEST_SYMBOL = 4  # forms of so few letters keep their case: MW is no mW

Row = Mapping[str, str]


class Unit(NamedTuple):
    """What a word or sign behind or before a number means."""

    kind: Kind
    code: str | None  # None: one of several currencies
    currencies: tuple[str, ...] = ()
    worth: int = 1  # how many of them make one: 100 cents


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Units by the words and symbols that stand behind a number, and currencies before it."""

    words: Mapping[str, Unit]  # in lower case
    symbols: Mapping[str, Unit]  # in their own case
    signs: Mapping[str, Unit]  # before a figure: "$", "US$", "EUR"
    first_words: frozenset[str]  # the words that any unit begins with, in lower case
    tender: Mapping[str, frozenset[str]]  # currencies by country


_FIXED = {
    "%": Unit("percent", "percent"),
    "percent": Unit("percent", "percent"),
    "per cent": Unit("percent", "percent"),
    "pct": Unit("percent", "percent"),
    "percentage point": Unit("points", "percentage-point"),
    "percentage points": Unit("points", "percentage-point"),
    "percent points": Unit("points", "percentage-point"),
    "basis point": Unit("points", "basis-point"),
    "basis points": Unit("points", "basis-point"),
}
_WIRED = {"dlr": "dollar", "dlrs": "dollar"}  # as agencies wrote where wires had no "$"
_PARTS = {"cent": ("dollar", "euro"), "pence": ("pound",), "kopeck": ("ruble",)}


def make_lexicon(currencies: Iterable[Row], units: Iterable[Row]) -> Lexicon:
    """Return the lexicon of these rows, with the columns of the tables of the same names.

    A bare word or sign that may mean several currencies means none of them alone: it keeps the
    list, and `settle_currency` may choose.
    """
    words: dict[str, Unit] = dict(_FIXED)
    symbols: dict[str, Unit] = {"%": _FIXED["%"]}
    for row in units:
        unit = Unit(_kind(row["kind"]), row["unit"])
        for form in row["forms"].split("|"):
            short = len(form) <= _LONGEST_SYMBOL and not form.islower()
            (symbols if short else words)[form if short else form.lower()] = unit
    rows = list(currencies)
    named, bare, signs = _currency_forms(rows)
    for word, unit in bare.items():
        words[word] = unit._replace(kind="unclear") if word in words else unit
    signs |= {form: bare[word] for form, word in _WIRED.items() if word in bare}
    words |= named | _subunits(bare)
    firsts = frozenset(word.replace("-", " ").split()[0] for word in words)
    return Lexicon(words, symbols | signs, signs, firsts, _tender(rows))


def settle_currency(amount: Amount, country: str, lexicon: Lexicon) -> str | None:
    """Return the ISO 4217 code that a publisher of this country means by an open sign, or None.

    It is the one currency that the sign may mean and that is tender in the country (ISO 3166).
    That is inferred, not stated: articles often mean the dollar of the United States.
    """
    if amount.kind != "money" or amount.unit:
        return amount.unit
    fitting = lexicon.tender.get(country, frozenset()).intersection(amount.currencies)
    return next(iter(fitting)) if len(fitting) == 1 else None


def _currency_forms(
    rows: Iterable[Row],
) -> tuple[dict[str, Unit], dict[str, Unit], dict[str, Unit]]:
    """Return full names, bare words, and signs; codes are signs."""
    named: dict[str, Unit] = {}
    bare: dict[str, list[str]] = {}
    signs: dict[str, list[str]] = {}
    for row in rows:
        code = row["code"]
        signs.setdefault(code, []).append(code)
        named |= {name.lower(): Unit("money", code) for name in _split(row["names"])}
        for word in _split(row["words"]):
            bare.setdefault(word, []).append(code)
        for sign in _split(row["symbols"]):
            signs.setdefault(sign, []).append(code)
    return named, _united(bare), _united(signs)


def _united(codes: Mapping[str, list[str]]) -> dict[str, Unit]:
    return {
        form: Unit("money", found[0]) if len(found) == 1 else Unit("money", None, tuple(found))
        for form, found in codes.items()
    }


def _subunits(bare: Mapping[str, Unit]) -> dict[str, Unit]:
    found: dict[str, Unit] = {}
    for part, wholes in _PARTS.items():
        units = [bare[whole] for whole in wholes if whole in bare]
        codes = tuple(code for one in units for code in (one.currencies or (one.code or "",)))
        found[part] = found[f"{part}s"] = Unit("money", None, codes, 100)
    return found


def _tender(rows: Iterable[Row]) -> dict[str, frozenset[str]]:
    tender: dict[str, set[str]] = {}
    for row in rows:
        for country in _split(row["countries"]):
            tender.setdefault(country, set()).add(row["code"])
    return {country: frozenset(codes) for country, codes in tender.items()}


def _kind(name: str) -> Kind:
    kinds: dict[str, Kind] = {
        "length": "length",
        "area": "area",
        "volume": "volume",
        "mass": "mass",
        "speed": "speed",
        "temperature": "temperature",
        "energy": "energy",
        "power": "power",
    }
    return kinds[name]


def _split(forms: str) -> list[str]:
    return forms.split("|") if forms else []
