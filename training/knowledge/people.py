"""Says when two names of one country are one person's."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from chancery.knowledge.folding import fold

ALIKE = 0.8  # share of matching letters at which two spellings of one office-holder are one
APART_ALIKE = 0.6  # of the words that the two do not share
NUMERALS = frozenset(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xiv", "xvi"])
PARTICLES = frozenset(
    """
    al el bin bint ibn ben abd abu de da del di la le van von dr sheikh
    """.split()  # noqa: SIM905
)


@dataclass
class Known:
    """A person with every form of the name seen so far."""

    country: str
    forms: dict[tuple[str, str], str] = field(default_factory=dict)  # (form, source) → family

    @property
    def name(self) -> str:
        """Return the first form that was seen."""
        return next(iter(self.forms))[0]


class People:
    """The persons of each country."""

    def __init__(self) -> None:
        self._known: dict[str, list[Known]] = {}

    def find(self, country: str, name: str, family: str, source: str) -> Known:
        """Return the person of this name, entered if new."""
        for one in self._known.get(country, ()):
            if any(same_person(name, family, form, own) for (form, _), own in one.forms.items()):
                one.forms.setdefault((name, source), family)
                return one
        return self.enter(country, name, family, source)

    def enter(self, country: str, name: str, family: str, source: str) -> Known:
        """Return a new person."""
        one = Known(country=country, forms={(name, source): family})
        self._known.setdefault(country, []).append(one)
        return one

    def __iter__(self) -> Iterator[Known]:
        """Yield every person, country by country."""
        for country in sorted(self._known):
            yield from self._known[country]


def same_person(one: str, one_family: str, other: str, other_family: str) -> bool:
    """Say whether two names of one country are spellings of one name, or one holds the other."""
    first, second = fold(one).split(), fold(other).split()
    if set(first) & NUMERALS != set(second) & NUMERALS:
        return False
    if first == second:
        return True
    short, long = sorted((set(first) - PARTICLES, set(second) - PARTICLES), key=len)
    if len(short) > 1 and short <= long:
        return True
    families = fold(one_family or first[-1]), fold(other_family or second[-1])
    if families[0] == families[1] and first[0] == second[0] and first[0] not in families:
        return True
    apart = set(first) - set(second), set(second) - set(first)
    return _share(first, second) >= ALIKE and _share(*map(sorted, apart)) >= APART_ALIKE


def _share(one: list[str], other: list[str]) -> float:
    """Return the share of letters that match; 1 where one of both has no words."""
    if not one or not other:
        return 1.0
    match = SequenceMatcher(None, " ".join(one), " ".join(other), autojunk=False)
    return match.ratio() if match.quick_ratio() >= APART_ALIKE else 0.0
