"""Puts the toponyms of a document that are written alike together."""

from collections.abc import Sequence
from dataclasses import dataclass

from chancery.knowledge import fold
from chancery.knowledge.places import Gazetteer
from chancery.model import Span
from chancery.stages.places.candidates import Candidate, find_candidates
from chancery.stages.places.features import Group
from chancery.stages.places.setting import Setting, read_settings


@dataclass(frozen=True)
class Grouped:
    """The groups of a document, and for each toponym the number of its group."""

    groups: tuple[Group, ...]
    number: tuple[int, ...]  # -1 where the gazetteer knows no such place


def group_toponyms(text: str, spans: Sequence[Span], gazetteer: Gazetteer) -> Grouped:
    """Return the toponyms, given in text order, by groups."""
    keys = [fold(text[start:end]) for start, end in spans]
    found: dict[str, tuple[Candidate, ...]] = {}
    for key, (start, end) in zip(keys, spans, strict=True):
        if key not in found:
            found[key] = find_candidates(gazetteer, text[start:end])
    numbers = {key: number for number, key in enumerate(key for key in found if found[key])}
    number = tuple(numbers.get(key, -1) for key in keys)
    settings = read_settings(text, spans, gazetteer)
    groups = [_group(at, key, found[key], settings, number) for key, at in numbers.items()]
    return Grouped(tuple(groups), number)


def _group(
    at: int,
    key: str,
    candidates: tuple[Candidate, ...],
    settings: Sequence[Setting],
    number: Sequence[int],
) -> Group:
    own = [place for place, one in enumerate(number) if one == at]
    inside = {settings[one].inside for one in own} - {None}
    holds = {place for place, one in enumerate(settings) if one.inside in own}
    beside = {place for one in own for place in (one - 1, one + 1) if 0 <= place < len(number)}
    return Group(
        key=key,
        candidates=candidates,
        kinds=frozenset(settings[one].kind for one in own) - {""},
        peoples=frozenset(one for one in (settings[place].people for place in own) if one),
        inside=_groups_of(inside, number),
        holds=_groups_of(holds, number),
        beside=_groups_of(beside, number) - {at},
    )


def _groups_of(places: "set[int | None] | set[int]", number: Sequence[int]) -> frozenset[int]:
    return frozenset(number[one] for one in places if one is not None and number[one] >= 0)
