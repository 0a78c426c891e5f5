"""A stretch of tokens that may be a time expression, and what keeps it from being one."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from chancery.text.timex.forms import Broken
from chancery.text.timex.lexing import Lexeme
from chancery.text.timex.phrases import read_phrase
from chancery.text.timex.word_sets import word_set

FIRST_YEAR, LAST_YEAR = 1900, 2030  # four figures that are a year without a word that says so
EARLIEST, LATEST = 1000, 2100  # the same behind such a word
NOTHING = Lexeme("", 0, 0, "", "")
MONEY = frozenset("$£€#")
CLOSING = frozenset({")", "]"})  # behind the year of a citation
FALL = "fall"


class Stretch(NamedTuple):
    """The tokens from `first` up to `last` of a text."""

    text: str
    tokens: Sequence[Lexeme]
    first: int
    last: int

    @property
    def part(self) -> Sequence[Lexeme]:
        """Return its tokens."""
        return self.tokens[self.first : self.last]

    @property
    def kinds(self) -> list[str]:
        """Return the kinds of its tokens."""
        return [one.kind for one in self.part]

    @property
    def span(self) -> tuple[int, int]:
        """Return where it stands in the text."""
        return self.tokens[self.first].start, self.tokens[self.last - 1].end

    @property
    def before(self) -> Lexeme:
        """Return the token before it."""
        return self.tokens[self.first - 1] if self.first else NOTHING

    @property
    def after(self) -> Lexeme:
        """Return the token behind it."""
        return self.tokens[self.last] if self.last < len(self.tokens) else NOTHING

    @property
    def unit(self) -> Lexeme:
        """Return its first unit."""
        return next((one for one in self.part if one.kind in {"unit", "units"}), NOTHING)


def is_time(one: Stretch) -> bool:
    """Say whether the grammar reads the words to a value, and nothing speaks against them."""
    start, end = one.span
    form = read_phrase(one.text[start:end]).form
    if isinstance(form, Broken) and form.flaw is None:
        return False
    return not any(fault(one) for fault in FAULTS)


def _is_no_date_alone(one: Stretch) -> bool:
    """One token: a number, a part of the day, May in "may", a figure that is no year."""
    if one.last - one.first > 1:
        return False
    token, before = one.part[0], one.before
    if token.kind == "year":
        return not _is_year(one, int(token.value))
    if token.kind == "season":
        return (
            before.kind != "in" if token.word == FALL else before.kind not in word_set("leading")
        )
    led = token.word not in word_set("other") or before.kind in word_set("leading")
    return token.kind not in word_set("alone") or (token.kind in {"month", "weekday"} and not led)


def _is_year(one: Stretch, year: int) -> bool:
    if EARLIEST <= year <= LATEST and one.before.word in word_set("dating"):
        return one.after.kind not in {"unit", "units"}
    start, end = one.span
    if _is_capital(one, one.before) and one.text[end : end + 1] not in CLOSING:  # Resolution 1973
        return False
    return FIRST_YEAR <= year <= LAST_YEAR and one.text[max(0, start - 1) : start] not in MONEY


def _is_of_a_noun(one: Stretch) -> bool:
    """The article of "the ten-day siege" belongs to the siege."""
    kinds = one.kinds
    return (
        kinds[0] in {"the", "a"}
        and len(kinds) > 2  # noqa: PLR2004 - article, number and unit
        and kinds[1] in {"number", "ordinal"}
        and kinds[-1] in {"unit", "units"}
        and _hyphen(one, one.part[-2], one.part[-1])
    )


def _is_part_of_a_word(one: Stretch) -> bool:
    """Of "a month-long siege" the month is no expression without what is joined to it."""
    return one.after.kind == "long" and _hyphen(one, one.part[-1], one.after)


def _hyphen(one: Stretch, left: Lexeme, right: Lexeme) -> bool:
    return one.text[left.end : right.start] in {"-", "‐", "‑", "–"}


def _is_clause(one: Stretch) -> bool:
    """That of "said that two years ago" opens a clause."""
    return one.part[0].word in {"that", "this"} and "number" in one.kinds


def _is_name(one: Stretch) -> bool:
    """The Sunday Times, Good Friday Agreement: capitals around the name of a day."""
    if one.part[-1].kind == "feast" and _is_capital(one, one.after):
        return one.kinds[0] == "the" or one.after.word in word_set("named for feasts")
    if one.last - one.first > 1 or one.part[0].kind not in {"weekday", "month", "season"}:
        return False
    return _is_capital(one, one.after) and (
        one.before.kind == "the" or _is_capital(one, one.before)
    )


def _is_capital(one: Stretch, other: Lexeme) -> bool:
    """Say whether a word that says nothing of time touches and begins with a capital."""
    start, end = one.span
    gap = min(abs(other.start - end), abs(start - other.end))
    return other.kind in {"x", "filler"} and gap <= 1 and one.text[other.start].isupper()


def _is_event(one: Stretch) -> bool:
    """The fall of a city is no autumn; the years of "the years 1979 to 1989" are those."""
    if one.part[-1].word == FALL and one.after.word == "of":
        return True
    named = one.after.kind in {"year", "number"}
    return one.kinds[0] == "the" and len(one.kinds) == 2 and one.unit is not NOTHING and named  # noqa: PLR2004


def _is_number(one: Stretch) -> bool:
    """What holds no word of time: the second half may be of a match, but is of a year if alone."""
    kinds = one.kinds
    plain = set(kinds) <= {"the", "ordinal", "half", "number", "a", "fiscal", "last", "next"}
    return len(kinds) > 1 and plain and kinds[-2:] != ["ordinal", "half"]


def _is_share(one: Stretch) -> bool:
    """Three quarters of the troops, a second."""
    kinds = set(one.kinds)
    if one.unit.value == "Q":
        counted = kinds & {"number", "fraction", "vague"} or one.kinds[0] == "a"
        return bool(counted) and not kinds & {"ordinal", "last", "past", "next"}
    return one.unit.value == "s" and "number" not in kinds


def _is_vague(one: Stretch) -> bool:
    """First week, final days: of what, the words do not say."""
    head, said = one.part[0], {"the", "number", "vague", "month", "of"} & set(one.kinds)
    if head.kind == "ordinal":
        return one.unit is not NOTHING and one.unit.value not in {"Q", "CE"} and not said
    return head.word in {"final", "last"} and one.kinds[-1] == "units" and not said


FAULTS: tuple[Callable[[Stretch], bool], ...] = (
    _is_no_date_alone,
    _is_of_a_noun,
    _is_part_of_a_word,
    _is_clause,
    _is_name,
    _is_event,
    _is_number,
    _is_share,
    _is_vague,
)
