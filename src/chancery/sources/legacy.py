"""Tells which legacy encoding bytes are in: by declaration, else by charset-normalizer."""

import codecs
import re
from typing import NamedTuple

from charset_normalizer import CharsetMatch, from_bytes

MAX_CHAOS = 0.1  # measured on 27 encoded samples: right answers lie below .02, wrong ones above .1
MIN_COHERENCE = 0.2  # measured likewise: right ones above .5; the multi-byte ones need none
MIN_LEAD = 0.1  # choice: by so much coherence must one of two readings lead the other
_QUOTES = frozenset(b"\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa9\xab\xae\xb0\xb7\xbb")
"""Typography that stands at the same place in all Windows code pages from 1250 to 1258."""

_WESTERN = """
Danish Dutch English Finnish French German Indonesian Italian Norwegian Portuguese Spanish Swedish
"""
_CENTRAL = "Croatian Czech Hungarian Polish Romanian Slovak Slovene"
_CYRILLIC = "Bulgarian Kazakh Russian Serbian Ukrainian"
_ARABIC = "Arabic Farsi"
_PAGES = {  # the code pages, and the languages each was made for, as charset-normalizer names them
    "cp1252": _WESTERN,
    "cp1250": _CENTRAL,
    "iso8859_2": _CENTRAL,
    "cp1257": "Estonian Latvian Lithuanian",
    "cp1254": "Turkish",
    "cp1251": _CYRILLIC,
    "koi8_r": _CYRILLIC,
    "koi8_u": _CYRILLIC,
    "cp866": _CYRILLIC,
    "iso8859_5": _CYRILLIC,
    "cp1256": _ARABIC,
    "iso8859_6": _ARABIC,
    "cp1253": "Greek",
    "iso8859_7": "Greek",
    "cp1255": "Hebrew",
    "cp932": "Japanese",
    "euc_jp": "Japanese",
    "gb18030": "Chinese",
    "big5": "Chinese",
    "cp949": "Korean",
}
_LANGUAGES = {page: frozenset(names.split()) for page, names in _PAGES.items()}
_MULTIBYTE = frozenset({"cp932", "euc_jp", "gb18030", "big5", "cp949"})
_LABELS = {  # labels that the WHATWG Encoding Standard reads as a larger encoding
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "tis-620": "cp874",
}
_CONTROLS = re.compile(r"[\x80-\x9f]")  # no text holds them: a sign of the wrong code page
_LEGACY = re.compile(  # what a page may declare; UTF-16 in a readable declaration is an error
    r"cp(125\d|874|866|932|949)|iso8859-\d+|koi8-[rut]|euc_(jp|kr)|gb18030|big5\w*|mac-\w+"
)


class Legacy(NamedTuple):
    """The text, and the name of the encoding that it was read in."""

    name: str
    text: str


def decode_declared(data: bytes, label: str | None) -> Legacy | None:
    """Return the text in the encoding that the input itself names, if it fits every byte."""
    if label is None:
        return None
    try:
        name = codecs.lookup(label.strip()).name
        name = _LABELS.get(name, name)
        return Legacy(name, data.decode(name)) if _LEGACY.fullmatch(name) else None
    except (LookupError, UnicodeError):  # an unknown label, or one that does not fit
        return None


def detect(data: bytes) -> Legacy | None:
    """Return the text in the one encoding that fits it and its language, None when in doubt."""
    if _QUOTES.issuperset(data.translate(None, bytes(range(0x80)))):
        return Legacy("cp1252", data.decode("cp1252"))
    matches = from_bytes(data, cp_isolation=list(_LANGUAGES), preemptive_behaviour=False)
    fitting = [match for match in matches if _fits(match)]
    if not fitting:
        return None
    best = max(fitting, key=lambda match: (match.coherence, -match.chaos, match.encoding))
    rivals = [match for match in fitting if match is not best]
    if any(best.coherence - rival.coherence < MIN_LEAD for rival in rivals):
        return None
    name = min(_made_for(best))
    return Legacy(name, data.decode(name))


def _fits(match: CharsetMatch) -> bool:
    clear = match.chaos <= MAX_CHAOS and not _CONTROLS.search(str(match))
    return clear and any(
        match.coherence >= MIN_COHERENCE or name in _MULTIBYTE for name in _made_for(match)
    )


def _made_for(match: CharsetMatch) -> list[str]:
    """Return the encodings, all giving this same text, that were made for its language."""
    names = match.could_be_from_charset
    return [name for name in names if match.language in _LANGUAGES.get(name, ())]
