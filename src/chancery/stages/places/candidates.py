"""The places that the gazetteer has for a toponym."""

from dataclasses import dataclass

from chancery.knowledge.places import Gazetteer, Named, Place
from chancery.stages.places.forms import read_forms

LONGEST_CODE = 3  # letters in capitals that are rather an abbreviation than a short name
MOST = 48  # candidates of one name: more are namesakes of some hundred inhabitants


@dataclass(frozen=True)
class Candidate:
    """A place that a toponym may mean, and how its name and the toponym agree."""

    place: Place
    own: bool  # whether the toponym is the place's own name
    kind: str  # what the toponym's own words say it is; empty where they say nothing
    part: bool  # whether it means a part of the place


def find_candidates(gazetteer: Gazetteer, written: str) -> tuple[Candidate, ...]:
    """Return the places that the toponym may mean, the more populous first."""
    for form in read_forms(written):
        found = gazetteer.named(form.name) if form.name else []
        if found:
            chosen = sorted(found, key=lambda one: -one.place.population)[:MOST]
            return tuple(
                Candidate(one.place, _is_own(one, written), form.kind, form.part) for one in chosen
            )
    return ()


def _is_own(found: Named, written: str) -> bool:
    """Say whether the toponym is the place's own name: "TIM" is rather short for another."""
    code = len(written) <= LONGEST_CODE and written.isupper() and not found.place.name.isupper()
    return found.own and not code
