"""The parties of claims on the screen: by the names that their document means, or by words."""

from collections.abc import Iterable

from chancery.knowledge import fold
from chancery.model import Party
from chancery.text.meaning import Meanings
from chancery.wording.phrases import one_line


def forms_of(party: Party, meanings: Meanings) -> tuple[str, ...]:
    """Return the names of whom a phrase means, fullest first, then its own words."""
    words = party.introduced or party.evidence
    found = meanings.of((party.evidence.start, party.evidence.end))
    found = found or meanings.of((words.start, words.end))
    names = (found[0].name, *found[0].names) if found else ()
    return (*names, words.quote, party.evidence.quote)


def shown(party: Party, forms: tuple[str, ...]) -> str:
    """Return the fullest name, with the words where they are others."""
    name, words = one_line(forms[0]), one_line(party.evidence.quote)
    return words if fold(name) in fold(words) else f"{name} (“{words}”)"


def one_bears(told: Iterable[tuple[str, ...]], name: str) -> bool:
    """Say whether a form of one of the parties holds all words of a name."""
    words = set(fold(name).split())
    return any(words <= set(fold(form).split()) for forms in told for form in forms)
