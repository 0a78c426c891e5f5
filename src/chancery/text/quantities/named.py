"""Tells numbers that date, order or name a thing: a day, a clock, an article, a flight."""

import re

from chancery.text.quantities.place import Place, opens_sentence
from chancery.text.quantities.ranges import is_yearlike
from chancery.text.quantities.wordlist import words

LAST_DAY = 31
OLDEST = 120  # years of a person
LONGEST_ACRONYM = 4  # letters of a designation before its number: "CTF 50"; chosen
WIDEST = 1000  # times the lower end of a range of bare numbers; chosen
MOST_DIGITS = 9  # of a bare figure that counts nothing in sight; more is an identifier; chosen
FIRST_RECENT, LAST_RECENT = 1900, 2099  # years of news, which may stand before a plural

_ITEM = re.compile(r"(?:^|[\n\r])[ \t]*\(?$")
_ITEM_END = re.compile(r"[.)](?:[ \t]|$)|[ \t]*(?:[\n\r]|$)")  # a number alone on its line too
_AGE_BEFORE = re.compile(r"[A-Z][\w’'.-]*(?:, | \()$")
_AGE_AFTER = re.compile(r"[,);]|\.(?:\s|$)| and \d{1,3},")
_AGES = re.compile(r"[A-Z][\w’'.-]*, \d{1,3} and $")
_OR_OLDER = re.compile(r" (?:and|or) (?:older|over|younger|under)(?!\w)")
_AGE_WORDS = re.compile(
    r"(?<!\w)(?:ages? of(?: \d+ (?:and|to))?|(?:young|old|early|late) as|turned|turning|turns"
    r"|group of|club of|big) $"
)
_AT = re.compile(r"(?<!\w)at $")
_COORDINATE = re.compile(r"-?\d{1,3}\.\d{4,}")  # more decimals than a bare number has; chosen
_DIALLED = re.compile(r"(?<![\w.,])0\d{2,}(?: \d{3,})* $")  # a telephone number up to here
_ROW_BEFORE = re.compile(r"\d[ \u00a0]$")
_LIST = re.compile(
    r"(?<!\w)([a-z]+)\.? \d[\d.]*(?:, \d[\d.]*)*,? ?(?:and|or|to|through|,|&|[-–—]) ?$"
)
_CAPITAL = re.compile(r"[A-Z]")


def is_named(place: Place) -> bool:
    """Say whether the number names something."""
    if _is_dated(place):
        return True
    draft = place.draft
    if draft.unit or (draft.numeral.scale != 1 and draft.numeral.shape == "figure"):
        return False
    if place.plain and any(rule(place) for rule in _OF_PLAIN):
        return True
    return any(rule(place) for rule in _OF_ANY)


def _is_dated(place: Place) -> bool:
    """Say whether the word behind makes it a day of a month or a time of day."""
    low, value = place.following.lower(), place.draft.low
    if place.draft.unit or not low:
        return False
    if low in words("clock") or low.rstrip(".") in words("clock"):
        return True
    whole = value is not None and value.denominator == 1 and 0 < value <= LAST_DAY
    month = low.rstrip(".") in words("month") and place.following[0].isupper()
    return whole and month


def _is_labelled(place: Place) -> bool:
    """Say whether the word before takes the number as its name: "March 5", "paragraph 12"."""
    last, value = place.last.lower(), place.draft.low
    capital = bool(_CAPITAL.match(place.last))
    if last in words("month") and capital:
        return place.draft.numeral.bare and value is not None and value <= LAST_DAY
    if last not in words("label"):
        return False
    uncounted = place.draft.head is None or place.draft.of  # "season four of"
    return uncounted or capital or last in words("hard_label")


def _is_listed(place: Place) -> bool:
    """Say whether it goes on with such names: "Articles 3 and 4"."""
    match = _LIST.search(place.before) if place.bare and place.draft.head is None else None
    return match is not None and match[1] in words("label")


def _is_designated(place: Place) -> bool:
    """Say whether a name stands before it that it may number: "Eager Lion 16", "CTF 50"."""
    if not _CAPITAL.match(place.last) or place.draft.head:
        return False
    figure, loud = place.draft.numeral.bare, place.last.isupper()
    if loud and len(place.last) > LONGEST_ACRONYM:  # a headline in capitals
        return False
    opens = opens_sentence(place.text, place.last_start) and not (loud and len(place.last) > 1)
    if opens or place.last.lower() in words("stop"):
        return False
    return figure or bool(_CAPITAL.match(place.text, place.draft.start))


def _is_padded(place: Place) -> bool:
    return place.draft.numeral.bare and place.written[0] == "0" and len(place.written) > 1


def _is_coordinate(place: Place) -> bool:
    return place.draft.head is None and bool(_COORDINATE.fullmatch(place.written))


def _is_in_row(place: Place) -> bool:
    """Say whether another figure stands before it, as in a telephone number."""
    if place.bare and _DIALLED.search(place.before):
        return True
    return place.bare and place.draft.head is None and bool(_ROW_BEFORE.search(place.before))


def _is_identifier(place: Place) -> bool:
    """Say whether it has more digits than a number, or is two of no range: "213-6282772"."""
    low, high = place.draft.low, place.draft.high
    if place.draft.range and low and high and high / low > WIDEST and place.draft.unit is None:
        return True
    return place.bare and place.draft.head is None and len(place.written) > MOST_DIGITS


def _is_year(place: Place) -> bool:
    """Say whether four bare digits are a year rather than a number of things."""
    draft = place.draft
    if not is_yearlike(draft.numeral) or draft.range or draft.low is None:
        return False
    if place.last.lower() in {"since", "until", "before", "after"} and draft.head is None:
        return True
    if draft.modifier not in {"stated", "approx"}:
        return False
    if draft.head is None or place.last.lower() in words("year_before"):
        return True
    recent = FIRST_RECENT <= draft.low <= LAST_RECENT and draft.modifier == "stated"
    return recent and place.low[slice(*draft.head)] not in words("people")


def _is_item(place: Place) -> bool:
    """Say whether it numbers an item of a list or a note."""
    if not place.bare:
        return False
    after = place.text[place.draft.end : place.draft.end + 2]
    if _ITEM.search(place.before) and _ITEM_END.match(after):
        return True
    return place.before[-1:] in {"(", "["} and (after[:1] in {")", "]"} or after == ".)")


def _is_age(place: Place) -> bool:
    """Say whether it is a person's age, or a time of day behind "at"."""
    low = place.draft.low
    if not place.bare or low is None or low > OLDEST:
        return False
    if _AGE_WORDS.search(place.before):
        return True
    if place.draft.head:
        return False
    if _AT.search(place.before):
        return True
    before = place.text[max(0, place.draft.start - len(place.before)) : place.draft.start]
    if _AGES.search(before) or _OR_OLDER.match(place.low, place.draft.end):
        return True
    named = _AGE_BEFORE.search(before)
    return bool(named) and bool(_AGE_AFTER.match(place.text, place.draft.end))


def _is_address(place: Place) -> bool:
    head = place.draft.head
    if not place.bare or head is None or place.low[slice(*head)] not in words("address"):
        return False
    return place.text[head[0]].isupper()


_OF_PLAIN = (
    _is_labelled,
    _is_listed,
    _is_designated,
    _is_coordinate,
    _is_item,
    _is_age,
    _is_address,
)
_OF_ANY = (_is_padded, _is_in_row, _is_identifier, _is_year)
