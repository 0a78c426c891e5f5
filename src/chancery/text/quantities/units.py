"""Finds the unit or currency that belongs to a number, before or behind it."""

import re

from chancery.text.quantities.drafts import Draft
from chancery.text.quantities.lexicon import MOST_WORDS, Lexicon, Unit
from chancery.text.quantities.noun import find_noun
from chancery.text.quantities.numerals import Numeral
from chancery.text.quantities.records import Modifier, Span
from chancery.text.quantities.wordlist import values, words

LONGEST_SIGN = 8  # code points read before a figure: "U.S.$ ", "CDN$"

_SIGN = re.compile(
    r"(?<![A-Za-z])((?:[A-Z][A-Za-z.]{0,3})?[$€£¥₹₽₴₺₪₩₦₫₸₾₼₱฿₵֏﷼৳៛₮]|[A-Z][A-Za-z]{1,3}|zł|kr|Rs\.|dlrs?)"
    r"[ \u00a0\u2009\u202f]?$"
)
_MINUS = re.compile(r"(?<![^\s(])[-−]$")
_RUN = re.compile(r" (?:run|race|walk|charity|fun)(?!\w)")
_UNIT_WORD = re.compile(
    r"([ \u00a0\u2009\u202f-]|\s?\n)?"
    r"(%|[°º] ?[CF](?!\w)|[$€£¥₹₽₴₺₪₩](?!\d)|(?:[A-Z]\.){2,3}|&|"
    r"[^\W\d_][\w'’²³·]{0,30}(?:\.(?=[\w ]))?(?:/[A-Za-z]{1,4})?)"
)
_BEHIND = re.compile(
    r"(?: or (?:so|more|fewer|less|above|higher|over|thereabouts)|[ -](?:plus|odd)|\+)(?![\w+])"
)
_TIMES = re.compile(
    r" times(?= (?:as|more|higher|larger|the|bigger|greater|that|their|its|less|fewer)(?!\w))"
)
_PER = re.compile(
    r"[ \n-](?:(?:(?:per|every) (?:[\d,]+ )?|an?[ -]|each )([a-z]{3,11})|each|apiece)(?!\w)"
    r"|/[a-z]{1,6}(?!\w)"
)
_METRE_AFTER = re.compile(
    r"[ -](?:high|tall|long|wide|deep|away|from|below|above|north|south|east|west|sprint|race|dash"
    r"|hurdles|freestyle|radius|across|in length|in height|off)(?!\w)"
)
_POUND_MASS = re.compile(r" of (?!(?:the|its|their|our|his|her|taxpayers?)\b)[a-z]")
_POUND_MONEY = re.compile(r" (?:in (?:cash|aid|fines)|worth|note|coin)\b|\s?\([$€]")


def draft_number(text: str, low: str, numeral: Numeral, lexicon: Lexicon) -> Draft:
    """Return the number with its unit, where it has one, and what stands close behind it."""
    start, end = numeral.start, numeral.end
    draft = Draft(numeral, start, end, numeral.low, numeral.high, (start, end))
    behind = _BEHIND.match(low, end)
    if behind:
        modifier = _modifier(behind.group().strip(" -"))
        words_span = behind.end() - len(behind.group().lstrip(" -")), behind.end()
        draft = draft._replace(end=behind.end(), modifier=modifier, modifier_words=words_span)
    draft = _with_sign(text, draft, lexicon) or _with_word(text, low, draft, lexicon)
    return _settled(text, low, draft)


def with_per(low: str, draft: Draft, end: int) -> Draft:
    """Return the draft with "a day", "per person" that stands at `end`."""
    match = _PER.match(low, end)
    if not match or (match[1] and match[1] not in words("per")):
        return draft
    start = match.start() + (low[match.start()] in " \n-")
    return draft._replace(per=(start, match.end()))


def _modifier(words_behind: str) -> Modifier:
    kinds: dict[str, Modifier] = {
        "or so": "approx",
        "odd": "approx",
        "or thereabouts": "approx",
        "or fewer": "at_most",
        "or less": "at_most",
    }
    return kinds.get(words_behind, "at_least")


def _with_sign(text: str, draft: Draft, lexicon: Lexicon) -> Draft | None:
    """Return the draft with the currency that stands before its figure."""
    before = text[max(0, draft.start - LONGEST_SIGN) : draft.start]
    if draft.numeral.shape != "figure" or not before or before[-1] in "\n,;":
        return None
    match = _SIGN.search(before)
    if not match or match[1].lower() in words("code_word"):
        return None
    if draft.numeral.bare and match[1].isalpha() and before[-1] == match[1][-1]:
        return None  # COP26 is no price, USD5m is
    sign, place = match[1], draft.start - len(before) + match.start(1)
    unit = lexicon.signs.get(sign)
    if unit is None and not sign[-1].isalpha():
        sign, place = sign[-1], place + len(sign) - 1
        unit = lexicon.signs.get(sign)
    if unit is None:
        return None
    draft = draft._replace(start=place, unit=unit, unit_words=(place, place + len(sign)))
    if not _MINUS.search(text[max(0, place - 2) : place]) or draft.low is None:
        return draft
    return draft._replace(start=place - 1, low=-draft.low, high=-draft.low)


def _with_word(text: str, low: str, draft: Draft, lexicon: Lexicon) -> Draft:
    """Return the draft with the longest unit that the words behind it name."""
    if draft.numeral.suffix == "fold":
        return draft._replace(unit=Unit("factor", "times"))
    times = _TIMES.match(low, draft.end)
    if times:
        span = (draft.end + 1, draft.end + 6)
        return draft._replace(unit=Unit("factor", "times"), unit_words=span, end=span[1])
    found = _longest_unit(text, low, draft.end, lexicon)
    if found is None and draft.numeral.shape == "vague" and low.startswith(" of ", draft.end):
        found = _longest_unit(text, low, draft.end + len(" of"), lexicon)
    if found is None:
        return draft
    unit, span, end = found
    draft = draft._replace(unit=unit, unit_words=span, end=end)
    if text[span[1] : span[1] + 1] == "/" and end > span[1]:
        draft = draft._replace(end=span[1], per=(span[1], end))
    behind = _BEHIND.match(low, draft.end)
    if behind and not draft.modifier_words:
        span = (behind.start() + 1, behind.end())
        modifier = _modifier(behind.group().strip(" -"))
        draft = draft._replace(end=behind.end(), modifier=modifier, modifier_words=span)
    return draft


def _longest_unit(
    text: str, low: str, end: int, lexicon: Lexicon
) -> tuple[Unit, Span, int] | None:
    """Return the unit behind `end`, its span, and where it ends with what it is reckoned by."""
    first = _UNIT_WORD.match(text, end)
    if not first or not _may_begin(first, lexicon):
        return None
    best: tuple[Unit, Span, int] | None = None
    match: re.Match[str] | None = first
    start = first.start(2)
    for _ in range(MOST_WORDS):
        if not match:
            break
        stop = match.end()
        form = low[start:stop].replace("\n", " ").replace("\u00a0", " ")
        unit = _look_up(text[start:stop], form, lexicon, spaced=first.start(2) > end)
        bare = form.rstrip(".")
        if unit:
            best = unit, (start, stop), stop
        elif bare != form and (
            unit := _look_up(text[start : stop - 1], bare, lexicon, spaced=True)
        ):
            best = unit, (start, stop - 1), stop - 1
        elif "/" in match[2]:
            base = form.rpartition("/")[0]
            unit = _look_up(text[start : start + len(base)], base, lexicon, spaced=False)
            return (unit, (start, start + len(base)), stop) if unit else best
        match = _UNIT_WORD.match(text, stop)
    return best


def _may_begin(first: re.Match[str], lexicon: Lexicon) -> bool:
    word = first[2]
    bare = word.rstrip(".")
    if bare in lexicon.symbols or bare.lower() in lexicon.first_words:
        return True
    if word.lower() in lexicon.first_words:
        return True
    return word.partition("/")[0] in lexicon.symbols or "/" in word


def _look_up(form: str, low: str, lexicon: Lexicon, *, spaced: bool) -> Unit | None:
    if len(form) == 1 and form.isalpha():
        return None if spaced else lexicon.symbols.get(form)
    return (
        lexicon.symbols.get(form)
        or lexicon.words.get(low)
        or lexicon.words.get(low.replace("-", " "))
    )


def _settled(text: str, low: str, draft: Draft) -> Draft:
    """Return the draft with what a letter or a word of two readings means here."""
    unit, suffix = draft.unit, draft.numeral.suffix
    if suffix in {"t", "b", "T", "B", "cr", "Cr"} and not (unit and unit.kind == "money"):
        return draft._replace(low=None, high=None, unit=Unit("unclear", None))
    if suffix in {"k", "K"} and _RUN.match(low, draft.end):
        return draft._replace(low=None, high=None, unit=Unit("unclear", None))
    if suffix in {"m", "M"} and unit is None:
        return _metre_or_million(text, low, draft)
    if unit and unit.kind == "unclear":
        return draft._replace(unit=_pound(low, draft, unit))
    if unit and unit.worth > 1 and draft.low is not None and draft.high is not None:
        return draft._replace(low=draft.low / unit.worth, high=draft.high / unit.worth)
    return draft


def _metre_or_million(text: str, low: str, draft: Draft) -> Draft:
    """Return "2m people" as millions, "3m high" as metres, and else as unclear."""
    numeral = draft.numeral
    if _METRE_AFTER.match(low, draft.end) and numeral.suffix == "m":
        value = numeral.mantissa
        span = (draft.end - 1, draft.end)
        return draft._replace(low=value, high=value, unit=Unit("length", "meter"), unit_words=span)
    noun = find_noun(text, low, draft.end, single=False)
    if numeral.suffix == "M" or (noun and not noun.of and noun.plural):
        return draft
    return draft._replace(low=None, high=None, unit=Unit("unclear", None))


def _pound(low: str, draft: Draft, unit: Unit) -> Unit:
    """Return what "pounds" are here: mass, money of some country, or either."""
    if low[draft.number[1] : draft.number[1] + 1] == "-" or _POUND_MASS.match(low, draft.end):
        return Unit("mass", "pound")
    if _POUND_MONEY.match(low, draft.end) or draft.numeral.scale >= values("scale")["million"]:
        return unit._replace(kind="money")
    return unit
