"""The forms of time expressions, as patterns over the kinds of their tokens (`words.tsv`)."""

import re
from collections.abc import Callable

from chancery.text.timex import length_words as lengths
from chancery.text.timex import step_words as steps
from chancery.text.timex.forms import Form
from chancery.text.timex.found import Found, kinds_of
from chancery.text.timex.numbers import Token
from chancery.text.timex.ranges import read_range
from chancery.text.timex.written import read_written

Build = Callable[[Found], Form | None]


def read_form(tokens: list[Token], definite: bool) -> Form | None:  # noqa: FBT001 - handed on as it is
    """Return what the tokens say, by the first rule that makes sense of them all."""
    kinds = kinds_of(tokens)
    for pattern, build in RULES:
        match = pattern.fullmatch(kinds)
        form = build(Found(tokens, match, definite, read_form)) if match else None
        if form is not None:
            return form
    return None


def _written(found: Found) -> Form | None:
    return read_written(found.tokens)


def _range(found: Found) -> Form | None:
    return read_range(found.all("left"), found.all("right"))


DATE_PARTS = (
    "weekday|month|season|part|year|short|number|ordinal|decade|hundreds|tens|era|clock|am|pm|zone"
    "|sharp|fiscal|feast|spell|unit|half|dash|and|to"
)
BAG = rf"(?:(?:{DATE_PARTS}) )+"
STEP = r"(?:(?:this|that|same|last|past|next|prev|follow|coming) )"
NAMED = r"(?P<named>(?:unit|weekday|month|season|part|feast) )"
HOUR = r"(?P<hour>(?:(?:part|clock|am|pm|zone|sharp|number (?:am|pm|sharp)) )*)"
COUNT = r"(?P<n>(?:a )?(?:vague )?number |(?:a )?vague |a )"
AND_HALF = r"(?P<half>and (?:a )?half )?"
IN_YEAR = r"(?P<left>(?:(?:ordinal|fiscal|half|unit|month|season|number) )+)"
DAY = r"(?:weekday )?(?:month (?:number|ordinal) |(?:number|ordinal) month )"
AND_MORE = r"(?:and )?(?P<more>number |a )?(?P<small>unit )?"
MANY = r"(?P<more>number |a )(?P<last>unit )(?P<way>(?:ago|earlier|later) )?"
WAY = r"(?P<way>(?:ago|earlier|later|hence|follow) )"
LAST_YEAR = r"(?:last|prev) unit |number unit (?:earlier|ago) "
WHICH = r"(?P<which>(?:ordinal|last) )"
WHOLE = r"(?P<rest>(?:.*(?:month|year|unit|weekday|season|decade|hundreds|x) .*)?)"

RULES: tuple[tuple[re.Pattern[str], Build], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (rf"(?P<day>day ){HOUR}", steps.day),
        (rf"tonight {HOUR}", steps.tonight),
        (r"set .*", lengths.adverb),
        (r"close (?P<rest>(?:year )?)", steps.close),
        (rf"every (?:a )?(?P<n>number |ordinal |other )?{NAMED}(?:part )?", lengths.repeat),
        (rf"{COUNT}?(?P<unit>(?:unit|part) ){AND_HALF}{WAY}(?P<rest>.*)", steps.away),
        (rf"{COUNT}?(?P<unit>unit ){AND_HALF}(?P<way>from )now (?P<rest>)", steps.away),
        (r"(?:unit|spell) (?:a |number )unit (?:ago|earlier) ", steps.same_time),
        (rf"(?:this|that|same|prev) (?:spell|unit) (?:{LAST_YEAR})", steps.same_time),
        (r"(?:last|this|that|same|prev) spell |year (?:spell |unit )", steps.spell),
        (r"every past number unit ", steps.every_past),
        (rf"{COUNT}?(?P<named>unit )ahead ", steps.ahead),
        (rf"unit (?P<rest>{DAY}(?:year )?)", steps.week_of),
        (rf"(?P<right>{STEP}?unit ){IN_YEAR}", steps.within),
        (rf"{STEP}+(?P<left>(?:weekday )?month (?:ordinal|number) )", steps.named_day),
        (rf"{STEP}fiscal unit ", steps.fiscal_step),
        (r"(?:last|ordinal) half (?P<rest>.+)", steps.half_of),
        (r"(?:earlier|later) (?P<rest>.+)", steps.shifted),
        (rf"(?P<step>{STEP}+)(?P<n>number |vague |a )?{NAMED}{HOUR}", steps.stepped),
        (rf"{WHICH}(?P<n>number |vague )?(?P<unit>unit ){WHOLE}", steps.ordinal_unit),
        (rf"(?P<n>number )(?P<step>{STEP})(?P<named>unit )(?P<hour>)", steps.stepped),
        (r"(?:ordinal|last) part ", steps.nth_part),
        (rf"{COUNT}?(?P<unit>unit ){AND_HALF}{AND_MORE}(?:long |spell )*", lengths.length),
        (rf"number (?:unit )?(?:to|and|dash) {MANY}(?:long )*", lengths.lengths),
        (r"a unit unit ", lengths.quarter_century),
        (r"(?P<n>number )part ", lengths.nights),
        (r"long number (?:long )*|number (?:long )+", lengths.age),
        (r"(?:weekday|season|month|part) (?P<part>part )?", lengths.plural_day),
        (BAG, _written),
        (rf"(?P<left>{BAG})(?:dash|to|and) (?P<right>{BAG})", _range),
        (rf"(?P<left>{BAG})(?P<right>{STEP}+unit |day )", steps.within),
        (r"(?P<left>(?:(?:month|number|ordinal) )+)(?:last|next) ", steps.trailing),
        (rf"(?P<left>{BAG})(?P<right>unit )", steps.within),
        (rf"unit {HOUR}", steps.bare_unit),
    )
)
