"""Says whether two names may be one agency's: a full name, its short form and its initials."""

import re

FEWEST_INITIALS = 3  # two letters fit too many names by chance; chosen

_WORD = re.compile(r"[^\W_]+")
_OF_ANY_AGENCY = re.compile(
    r"\s+(?:(?:news|press|photo|wire|telegraph)\s+)?(?:agency|service|newswires?)$", re.IGNORECASE
)
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)


def same_agency(one: str, other: str) -> bool:
    """Say whether one name is the other, its short form, or made of its initials.

    True of "Example News Agency" and "Example", or "Example-Land Press" and "ELP". Two agencies
    may share initials: ask only of names that credit the same words, or in one document.
    """
    if short_name(one).casefold() == short_name(other).casefold():
        return True
    return is_initials(one, other) or is_initials(other, one)


def short_name(name: str) -> str:
    """Return the name without its article and the words that any agency has at its end."""
    return _OF_ANY_AGENCY.sub("", _ARTICLE.sub("", " ".join(name.split())))


def is_initials(acronym: str, name: str) -> bool:
    """Say whether the acronym, in capitals, is the first letters of the words of the name."""
    letters = [word[0] for word in _WORD.findall(_ARTICLE.sub("", name)) if word[0].isupper()]
    return len(acronym) >= FEWEST_INITIALS and acronym.isupper() and acronym == "".join(letters)
