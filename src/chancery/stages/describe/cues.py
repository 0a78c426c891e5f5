"""Says whether the words around an agency's name credit it with what a sentence reports."""

import re
from functools import cache

from chancery.stages.describe.agencies import Form
from chancery.stages.describe.lexicon import any_of, words

WINDOW = 110  # code points looked at on either side of a name; chosen
MOST_WORDS_BETWEEN = 7  # "told the semi-official Iranian students' news agency ISNA"; chosen

_WORD_BETWEEN = (
    r"(?:(?:the|an?|its|his|her|their|der|die|das|dem|den|des|von|vom|la|le|les|el|al|il|lo|una?|une"
    r"|à|ao|da|do|de|het|and|as|state|state-run|state-owned|state-controlled|government-run"
    r"|official|semi-official|semiofficial|local|private|independent|news|wire|press|agency"
    r"|agencies|service|newswire|media|broadcaster|outlet|(?:[dl]['’])?agence|agencia|agência"
    r"|(?:dell['’])?agenzia|presse|prensa|noticias|notícias|stampa|di|officielle|oficial"
    r"|nachrichtenagentur|deutschen?|агентство|агентству|агентства|информационное|وكالة|الأنباء"
    r"|kantor|berita|[A-ZÀ-ÞА-Я][\w.’'-]*),?\s+)"
)
_ELISION = r"(?:\b(?:[dl]|all|dell)['’])?"
_AGENCY_WORDS = r"(?:\s+(?:news\s+|press\s+)?(?:agency|service|newswire)|\s+haber\s+ajansı)?"
_SUFFIX = r"(?:['’]\w{1,5})?"  # Turkish case endings and the English possessive
_ARTICLE = re.compile(  # "the AP report" alone may be what someone speaks of
    r"\b(?:an?|this|(?:in|to|from|per|by|citing|quoting)\s+the)\s+$", re.IGNORECASE
)
_TAIL = re.compile(rf"{_SUFFIX}{_AGENCY_WORDS}")


def find_cue(text: str, start: int, end: int, *, form: Form = "plain") -> tuple[int, int] | None:
    """Return the span of the words that credit the name at `text[start:end]`, name included.

    None where nothing credits it: a poll's or a prize's name, a person's employer. A wary form
    needs one of the surest cues, and a short form has none.
    """
    floor = max(0, start - WINDOW)
    before, after = text[floor:start], text[end : end + WINDOW]
    if form == "short":
        return None
    if form == "wary":
        led, told = _sure_before().search(before), _sure_after().match(after)
        if led and not _goes_on().match(text, end):
            return floor + led.start(), end
        return (start, end + told.end()) if told else None
    article, noun = _ARTICLE.search(before), _noun().match(after)
    if article and noun:
        return floor + article.start(), end + noun.end()
    tail = _TAIL.match(after)
    behind = end + (tail.end() if tail else 0)
    led = _led_by().search(before)
    if led and not _goes_on().match(text, behind):
        return floor + led.start(), behind
    told = _follows().match(after)
    return (start, end + told.end()) if told else None


@cache
def _led_by() -> re.Pattern[str]:
    cues = any_of(words("credit_cues", "before", "side"))
    between = rf"{_WORD_BETWEEN}{{0,{MOST_WORDS_BETWEEN}}}"
    return re.compile(rf"(?<!\w)(?i:{cues})(?:\s+{between}|\s+){_ELISION}$")


@cache
def _follows() -> re.Pattern[str]:
    cues = any_of(words("credit_cues", "after", "side"))
    return re.compile(rf"{_SUFFIX}{_AGENCY_WORDS},?\s+{cues}(?!\w)")


@cache
def _sure_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(words('credit_cues', 'sure_before', 'side'))}\s+$")


@cache
def _sure_after() -> re.Pattern[str]:
    cues = any_of(words("credit_cues", "sure_after", "side"))
    return re.compile(rf"{_AGENCY_WORDS}\s+{cues}(?!\w)")


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(rf"\s+{any_of(words('credit_cues', 'noun', 'side'))}(?!\w)")


@cache
def _goes_on() -> re.Pattern[str]:
    """Match what makes the name a part of a longer one: AP Top 25, AP-NORC, Reuters/Ipsos."""
    weekdays = any_of(word.title() for word in words("date_words", "weekday"))
    return re.compile(rf"\s+(?!{weekdays}(?!\w))[A-ZÀ-Þ]\w|[-/][^\W\d_]|\s+(?:reporter|poll)")
