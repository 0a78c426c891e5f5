"""Finds which names that credit one cluster of passages are one agency's."""

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from chancery.model import Credit
from chancery.text.agency_names import is_initials, short_name


def agency_names(found: Iterable[Credit]) -> dict[str, str]:
    """Return, for each agency that these credits name, the name that its origin goes by.

    A name and its own short form are one, and so are initials and the one name here that they
    are the initials of. A name of the tables leads and is never joined to another of them; else
    the longest leads, which says what the initials mean.
    """
    credits_ = list(found)
    known = {credit.agency for credit in credits_ if credit.known}
    families = _families({credit.agency for credit in credits_})
    return {name: _leading(name, family, known) for family in families for name in family}


def _families(names: AbstractSet[str]) -> list[list[str]]:
    forms: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        forms[short_name(name).casefold()].append(name)
    families: dict[str, list[str]] = defaultdict(list)
    for form, same in forms.items():
        fuller = [other for other, others in forms.items() if _spell_out(others, same)]
        families[fuller[0] if len(fuller) == 1 else form].extend(same)
    return list(families.values())


def _spell_out(names: list[str], initials: list[str]) -> bool:
    return any(is_initials(one, name) for one in initials for name in names)


def _leading(name: str, family: list[str], known: AbstractSet[str]) -> str:
    if name in known:
        return name
    listed = [other for other in family if other in known]
    if listed:
        return listed[0] if len(listed) == 1 else name
    return max(family, key=lambda other: (len(other), other))
