"""Writes the tables of currencies and of units of measure, from Unicode CLDR through Babel.

`python -m training.measures` writes knowledge/currencies.tsv and knowledge/units.tsv anew. What
CLDR does not hold, such as spellings of newspapers, stands here and is marked as collected.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from babel.core import get_global
from babel.numbers import get_currency_name, get_territory_currencies
from babel.units import format_unit

FOLDER = Path(__file__).resolve().parents[1] / "src/chancery/knowledge"
TENDER_ON = date(2025, 10, 1)  # the release of CLDR 47.1, so that a later run gives the same
CLDR = "Unicode CLDR 47 (Babel 2.18)"
COLLECTED = "; further forms collected"
LOCALES = ("en", "en_GB")

FURTHER_NAMES = {
    "AED": "Emirati dirhams|UAE dirhams",
    "BRL": "Brazilian real",
    "BYN": "Belarusian roubles",
    "CNY": "renminbi|Chinese renminbi|yuan renminbi",
    "CZK": "Czech crowns|Czech koruna",
    "DKK": "Danish crowns",
    "EUR": "euro",
    "GBP": "pounds sterling|pound sterling|sterling pounds|UK pounds",
    "ILS": "Israeli shekels|Israeli shekel|new shekels|new Israeli shekels",
    "IRR": "Iranian riyals",
    "NOK": "Norwegian crowns",
    "NZD": "NZ dollars",
    "RUB": "Russian roubles|Russian rouble",
    "SAR": "Saudi Arabian riyals",
    "SEK": "Swedish crowns",
    "TRY": "Turkish liras",
    "USD": "U.S. dollars|U.S. dollar|American dollars|American dollar",
}
FURTHER_WORDS = {"BYN": "roubles|rouble", "RUB": "roubles|rouble", "ILS": "shekels|shekel"}
NO_WORDS = (  # heads of names that mean something else more often, or are letters
    "won|real|reals|reais|som|soms|lek|lev|leva|leu|lei|loti|lotis|leone|leones|colon|colón|colóns"
    "|dram|drams|vatu|vatus|mark|marks|unit|units|stotinka|sol|soles|birr|birrs|pula|pulas|kip|kips"
    "|tala|talas|gold|florin|kina|top"
)
SYMBOLS = {
    "AED": "Dh|Dhs",
    "AMD": "֏",
    "ARS": "AR$",
    "AUD": "A$|AU$",
    "AZN": "₼",
    "BBD": "BB$|BDS$",
    "BDT": "Tk|৳",
    "BRL": "R$",
    "CAD": "C$|CA$|Can$|CDN$",
    "CNY": "¥|CN¥|RMB",
    "DKK": "kr",
    "EUR": "€",
    "FJD": "FJ$",
    "GBP": "£",
    "GEL": "₾",
    "GHS": "₵|GH₵",
    "HKD": "HK$",
    "ILS": "₪|NIS",
    "INR": "₹|Rs|Rs.",
    "IRR": "﷼",
    "ISK": "kr",
    "JMD": "J$",
    "JPY": "¥|JP¥",
    "KES": "KSh|Ksh",
    "KHR": "៛",
    "KRW": "₩",
    "KZT": "₸",
    "LKR": "Rs|Rs.",
    "MNT": "₮",
    "MUR": "Rs|Rs.",
    "MXN": "MX$|Mex$",
    "MYR": "RM",
    "NAD": "N$",
    "NGN": "₦",
    "NOK": "kr",
    "NPR": "Rs|Rs.",
    "NZD": "NZ$",
    "PHP": "₱",
    "PKR": "Rs|Rs.|PKRs",
    "PLN": "zł",
    "RUB": "₽",
    "SEK": "kr",
    "SGD": "S$",
    "THB": "฿",
    "TRY": "₺",
    "TTD": "TT$",
    "TWD": "NT$",
    "UAH": "₴",
    "UGX": "USh",
    "USD": "US$|U.S.$",
    "VND": "₫",
    "XCD": "EC$",
    "ZWG": "ZiG",
}
DOLLARS = frozenset({"dollars", "pesos"})  # whose tables of symbols in CLDR hold the bare sign

UNITS = {  # unit of CLDR: symbols and words that news writes besides
    "length-kilometer": "km|kms|kilometer|kilometre",
    "length-meter": "m|metres",
    "length-centimeter": "cm",
    "length-millimeter": "mm",
    "length-mile": "mi",
    "length-nautical-mile": "nm|nmi",
    "length-yard": "yd|yds",
    "length-foot": "ft",
    "length-inch": "inch",
    "area-square-kilometer": "km²|km2|sq km|sq. km|sq kilometers|sq kilometres|sqkm",
    "area-square-meter": "m²|m2|sq m|sq. m|sqm|sq meters|sq metres",
    "area-square-mile": "sq mi|sq. mi|sq miles|sq. miles",
    "area-square-foot": "sq ft|sq. ft|sq feet",
    "area-hectare": "ha",
    "area-acre": "acre",
    "area-dunam": "",
    "volume-cubic-kilometer": "km³|km3",
    "volume-cubic-meter": "m³|m3|cu m|cubic m|cbm",
    "volume-cubic-foot": "ft³|ft3|cu ft|cu. ft|cubic ft",
    "volume-acre-foot": "acre·ft|acre-ft",
    "volume-liter": "litre",
    "volume-milliliter": "ml",
    "volume-gallon": "gal",
    "volume-barrel": "bbl|bbls",
    "volume-bushel": "",
    "mass-tonne": "metric tons|metric ton|metric tonnes|metric tonne|mt",
    "mass-ton": "",
    "mass-kilogram": "kg|kgs|kilo|kilos|kilogramme|kilogrammes",
    "mass-gram": "gramme|grammes|gm",
    "mass-milligram": "mg",
    "mass-pound": "lb|lbs",
    "mass-ounce": "oz",
    "mass-carat": "carat",
    "speed-kilometer-per-hour": (
        "km/h|kph|kmh|kmph|kilometers an hour|kilometres an hour|km per hour|km an hour"
    ),
    "speed-mile-per-hour": "mph|miles an hour",
    "speed-meter-per-second": "m/s|meters a second|metres a second",
    "speed-knot": "kt|kts",
    "temperature-celsius": "°C|C|° C|degree Celsius|degrees C|degrees centigrade|º C|ºC",
    "temperature-fahrenheit": "°F|F|° F|degree Fahrenheit|degrees F|ºF",
    "energy-kilowatt-hour": "kWh|kilowatt hours|kilowatt-hours",
    "energy-joule": "",
    "power-gigawatt": "GW",
    "power-megawatt": "MW|MWe",
    "power-kilowatt": "kW|KW",
    "power-watt": "",
    "power-horsepower": "hp",
}
OWN_UNITS = (
    ("energy", "kiloton", "kiloton|kilotons|kilotonne|kilotonnes|kt of TNT"),
    ("volume", "billion-cubic-meter", "bcm"),
    ("volume", "barrel-per-day", "bpd|b/d"),
    ("energy", "megaton", "megaton|megatons|megatonne|megatonnes"),
    ("energy", "megawatt-hour", "MWh|megawatt hours|megawatt-hours"),
    ("energy", "gigawatt-hour", "GWh|gigawatt hours|gigawatt-hours"),
    ("power", "terawatt", "TW|terawatt|terawatts"),
)
LICENCE = (
    "# From Unicode CLDR through Babel; Unicode License v3, https://www.unicode.org/license.txt;"
    " further forms collected for this project (Apache-2.0).\n"
)
HEADS = {
    "currencies": "# Currencies that were legal tender somewhere on 1 October 2025, by ISO 4217.\n"
    + LICENCE
    + "# words: bare words that may mean it; symbols: before or behind the figure; countries: ISO"
    " 3166 codes of where it is tender.\n",
    "units": "# Units of measure with the words and symbols that English news writes for them.\n"
    + LICENCE
    + "# unit: the name in CLDR; ton is any ton that is not said to be metric.\n",
}


def main() -> None:
    """Write both tables."""
    _write("currencies", "code\tnames\twords\tsymbols\tcountries\tsource", currency_rows())
    _write("units", "kind\tunit\tforms\tsource", unit_rows())


def currency_rows() -> Iterator[str]:
    """Yield the rows of the currencies, in order of their codes."""
    countries: dict[str, list[str]] = {}
    for territory in sorted(get_global("territory_currencies")):
        if len(territory) == len("US"):
            for code in get_territory_currencies(territory, TENDER_ON, TENDER_ON):
                countries.setdefault(code, []).append(territory)
    for code, places in sorted(countries.items()):
        names = _names(code)
        words = {name.split()[-1].lower() for name in names} - set(_split(NO_WORDS))
        bare = sorted(words | set(_split(FURTHER_WORDS.get(code, ""))))
        signs = _split(SYMBOLS.get(code, ""))
        if DOLLARS & set(bare):
            signs.append("$")
        further = [name for name in _split(FURTHER_NAMES.get(code, "")) if name not in names]
        source = CLDR + (COLLECTED if further or signs or code in FURTHER_WORDS else "")
        cells = ("|".join(part) for part in (names + further, bare, signs, places))
        yield "\t".join((code, *cells, source))


def _names(code: str) -> list[str]:
    names = (get_currency_name(code, count, locale="en") for count in (1, 2))
    plain = (name if name.isupper() else name.replace("’", "'") for name in names)
    return sorted({name for name in plain if "(" not in name})


def unit_rows() -> Iterator[str]:
    """Yield the rows of the units."""
    for name, further in UNITS.items():
        kind, unit = name.split("-", 1)
        forms = _unit_forms(name)
        more = [form for form in _split(further) if form not in forms]
        source = CLDR + (COLLECTED if more else "")
        yield f"{kind}\t{unit}\t{'|'.join(forms + more)}\t{source}"
    for kind, unit, form in OWN_UNITS:
        yield f"{kind}\t{unit}\t{form}\tcollected for this project"


def _unit_forms(name: str) -> list[str]:
    written = (
        format_unit(count, name, "long", locale=locale) for locale in LOCALES for count in (1, 2)
    )
    return sorted({form.lstrip("12 \u00a0") for form in written})


def _split(forms: str) -> list[str]:
    return forms.split("|") if forms else []


def _write(name: str, columns: str, rows: Iterator[str]) -> None:
    body = "".join(f"{row}\n" for row in rows)
    (FOLDER / f"{name}.tsv").write_text(f"{HEADS[name]}{columns}\n{body}", encoding="utf-8")


if __name__ == "__main__":
    main()
