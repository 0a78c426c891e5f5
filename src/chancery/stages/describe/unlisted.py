"""Finds agencies that no table lists, by the forms of credit in which a document names them."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from chancery.stages.describe.agencies import Agency, Form, Mention, stands_alone
from chancery.stages.describe.cues import find_cue
from chancery.stages.describe.forms import introductions
from chancery.stages.describe.lexicon import any_of, words
from chancery.stages.describe.lines import Line
from chancery.stages.describe.outlet_names import is_known_outlet, is_masthead_word, same_outlet
from chancery.stages.describe.place import Dateline
from chancery.stages.describe.shapes import Introduction, base_name, is_region
from chancery.text.agency_names import is_initials, same_agency

_ACRONYM_BEHIND = re.compile(r"\s+\((?P<name>[A-ZА-Я]{3,7})\)")


class Whose(NamedTuple):
    """What is known of the document beside its lines."""

    outlets: tuple[str, ...] = ()  # the names that its outlet goes by
    language: str | None = None  # ISO 639-1


NOTHING_KNOWN = Whose()

Names = dict[str, tuple[Agency, Form]]  # by the form that stands in the text


def find_unlisted(
    text: str,
    lines: Sequence[Line],
    dateline: Dateline | None,
    known: Sequence[Mention],
    whose: Whose,
) -> list[Mention]:
    """Return the names of unlisted agencies in order, none that overlaps one of the table.

    An outlet's name is no agency's in its own pages. A name that a sure form introduces counts in
    the whole document, and nowhere else.
    """
    found = [
        one
        for one in introductions(text, lines, dateline, whose.language)
        if not _meets(one.start, one.end, known)
    ]
    sure = [one for one in found if _is_agency(one, found, lines, whose.outlets)]
    names = _names(text, sure)
    if not names:
        return []
    pattern = re.compile(any_of(sorted(names, key=lambda name: (-len(name), name))))
    return [
        Mention(match.start(), match.end(), *names[" ".join(match.group().split())])
        for match in pattern.finditer(text)
        if stands_alone(text, *match.span()) and not _meets(*match.span(), known)
    ]


def _meets(start: int, end: int, known: Sequence[Mention]) -> bool:
    return any(start < mention.end and mention.start < end for mention in known)


def _is_agency(
    one: Introduction, found: Sequence[Introduction], lines: Sequence[Line], own: Sequence[str]
) -> bool:
    """Say whether the form can hold for this name: no outlet's, no place, none that acts."""
    if any(_is_own(one.name, outlet) for outlet in own):
        return False
    if one.says_so:
        return True
    if (is_known_outlet(one.name) and not own) or is_masthead_word(one.name):
        return False
    if one.name.lower() in _no_source() or is_region(one.name):
        return False
    return not _is_spoken_of(one.name, found, lines)


def _is_own(name: str, outlet: str) -> bool:
    """Say whether the name is this outlet's, a part of it, or its initials."""
    plain = outlet.casefold().removeprefix("the ")
    low = name.casefold().removeprefix("the ")
    begins = low.startswith(plain) or plain.startswith(low) or plain.endswith(low)
    return same_outlet(name, outlet) or begins or is_initials(name, outlet)


def _is_spoken_of(name: str, found: Sequence[Introduction], lines: Sequence[Line]) -> bool:
    """Say whether the body names it without crediting it, as it does those who act in it."""
    pattern = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
    for line in lines:
        if line.type == "byline" and re.search(rf"[^\W\d_]\.?\s{re.escape(name)}", line.text):
            return True  # an author's name behind the first
        if line.type != "body" or name not in line.text:
            continue
        for match in pattern.finditer(line.text):
            place = line.start + match.start()
            credited = (
                any(one.start <= place < one.end for one in found)
                or find_cue(line.text, *match.span())
                or _staff().match(line.text, match.end())
                or _is_explained(line.text, match, found)
            )
            if not credited:
                return True
    return False


def _is_explained(text: str, match: re.Match[str], found: Sequence[Introduction]) -> bool:
    """Say whether the acronym stands in brackets behind a name that says it is an agency's."""
    before = text[: match.start()].rstrip("( ")
    return any(before.endswith(one.name) and is_initials(match.group(), one.name) for one in found)


def _names(text: str, sure: Iterable[Introduction]) -> Names:
    """Return the forms that the introductions license; names of one agency share the first."""
    groups: list[list[Introduction]] = []
    for one in sorted(sure, key=lambda one: one.start):
        group = next((g for g in groups if any(same_agency(one.name, o.name) for o in g)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    names: Names = {}
    for group in groups:
        in_text = any(one.medium == "text" for one in group)
        agency = Agency(group[0].name, "both" if in_text else "photo", known=False)
        for one in group:
            names[" ".join(one.name.split())] = (agency, "plain")
            base = base_name(one.name) if one.says_so else None
            if base:
                names.setdefault(base, (agency, "wary"))
            acronym = _ACRONYM_BEHIND.match(text, one.end)
            if acronym and is_initials(acronym["name"], one.name):
                names.setdefault(acronym["name"], (agency, "plain"))
    return names


@cache
def _no_source() -> frozenset[str]:
    return frozenset(words("agency_words", "no_source")) | frozenset(
        words("line_labels", "photo") + words("line_labels", "label")
    )


@cache
def _staff() -> re.Pattern[str]:
    return re.compile(rf"(?:['’]s?)?\s+{any_of(words('agency_words', 'staff'))}(?!\w)")
