"""What kinds of tokens a time expression is made of, from its first word to its last.

The extents are those of TIMEX3 (TimeML 1.2.1, annotation guidelines, section 2): articles and
words such as "early" and "about" belong to an expression, prepositions do not. Of a range each
end is an expression of its own.
"""

import re

STEP = r"(?:(?:this|that|same|last|past|next|prev|follow|coming) )"
THE = rf"(?:(?:the )?{STEP}{{1,3}}|the )"
PART = (  # early in the year, the end of the year, later that year
    r"(?:(?:the )?(?:(?:start|mid|end|turn|rest|part_of) of |(?:mid|end) |early (?:in )?"
    r"|later (?:in )?))"
)
LEADS = rf"(?:{PART}|the ){{0,3}}"
ABOUT = r"(?:(?:approx|over|under|at_least|at_most|mid) ){0,3}"
FIGURE = r"(?:number|scale|fraction)"
NUMBER = rf"(?:(?:a )?{FIGURE} (?:(?:and )?(?:a )?(?:{FIGURE}|half) ){{0,6}}|half )"
COUNT = rf"(?:(?:a )?(?:vague )?{NUMBER}(?:of )?|(?:a )?vague |a |half (?:a )?)"
UNIT = r"(?:unit|units)"
FILL = r"(?:(?:filler|more) ){0,3}"
NTH = r"(?:number|ordinal)"
PERIOD = r"(?:unit|half)"
OF_YEAR = rf"(?:(?:comma )?(?:of |in )?(?:(?:year|short) (?:era )?|{THE}unit ))"
HOUR = r"(?:(?:clock (?:(?:am|pm|sharp) )?|number (?:am|pm|sharp) )(?:zone )?)"
DAY = rf"(?:{NTH} (?:unit )?(?:of )?month |month (?:the )?{NTH} (?!units? ))"
DATE = rf"(?:(?:the )?(?:weekday (?:comma )?)?(?:the )?{DAY}{OF_YEAR}?)"
MONTH = rf"(?:month {OF_YEAR}?)"
WAY = r"(?:(?:ago|earlier|later|hence) )"
NAMED = r"(?:units?|weekdays?|month|seasons?|parts?|feast|spell)"
WHOLE = rf"(?:(?:comma )?(?:of )?{THE}?(?:fiscal )?(?:unit |{MONTH}|year ))"

EXTENTS = tuple(
    re.compile(pattern)
    for pattern in (
        # dates with a name or number of their own
        rf"{PART}?(?:(?:the )?part of )?{DATE}",
        rf"{PART}?{MONTH}",
        r"figures ",
        rf"{PART}?year (?:era )?|{PART}?number era |era (?:year|number) |the unit year ",
        rf"{PART}?(?:the )?fiscal (?:unit )?(?:year |short )?",
        rf"{LEADS}(?:decade|tens|hundreds) |{LEADS}ordinal unit era ",
        rf"{PART}?(?:the )?(?:season|feast|close) {OF_YEAR}?",
        rf"{NTH} other_calendar (?:other_calendar )?(?:year |number )?",
        # the other end of a range
        (
            rf"{NTH} (?=(?:dash|to|and|or) {DAY})|(?<=year dash )(?:number|short) "
            rf"|(?<=month number dash )number |(?<=month number to )number "
        ),
        # days and hours
        rf"{PART}?(?:weekday|(?:the )?day|tonight) (?:part |{HOUR})?",
        rf"{HOUR}(?:on )?(?:{DATE}|(?:weekday|day|tonight) (?:part )?|{THE}(?:part|unit) )?",
        r"the part ",
        # lengths and distances
        rf"{ABOUT}{COUNT}{FILL}{UNIT} (?:and (?:a )?half )?(?:or_so )?{WAY}?",
        rf"{ABOUT}{COUNT}{FILL}{UNIT} from now ",
        rf"{ABOUT}number (?:dash |to |and ){FILL}(?:number ){FILL}{UNIT} {WAY}?",
        rf"units {WAY}|(?:{NUMBER})?{UNIT} long |(?:the )?number {UNIT} spell ",
        r"(?:the |a )?unit (?:ago|earlier) (?:(?:ordinal )?(?:fiscal )?(?:units?|spell) )?",
        # steps and parts of a period
        (
            rf"(?:{PART}|the |a ){{0,3}}{STEP}{{1,3}}(?:approx )?"
            rf"(?:(?:a )?(?:{NUMBER}|vague ))?{FILL}{NAMED} (?:part |{HOUR})?"
        ),
        rf"the {NUMBER}{STEP}{FILL}{UNIT} |the {UNIT} |{STEP}unit ordinal (?:fiscal )?{PERIOD} ",
        (
            rf"{LEADS}(?:fiscal )?(?:ordinal|last|next|past) {NUMBER}?{FILL}(?:fiscal )?"
            rf"(?:units?|half) {WHOLE}?"
        ),
        rf"{PART}{THE}?(?:unit|weekday|month|season|part|day|year|decade|tens) ",
        # what comes again, and now
        r"every (?:a )?(?:number |ordinal |other )?(?:units?|weekdays?|month|seasons?|parts?) ",
        r"set |reference ",
    )
)
