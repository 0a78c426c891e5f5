"""Says what a claim of each kind may hold: the slots with their spans, the values with theirs."""

from collections.abc import Mapping
from typing import get_args

from chancery.model.annotation import CueClass, Modality, Root, Speech
from chancery.text.quantities import Kind, Modifier


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


SLOTS: Mapping[str, frozenset[str]] = {
    "statement": _names("speaker role words cue addressee venue recipient reported_by"),
    "event": _names("trigger actor recipient place time reported_by"),
    "meeting": _names(
        "trigger series host parties heads observers absentees reason number_stated agenda "
        "outcome documents place time reported_by"
    ),
    "commitment": _names("by to content cue amount deadline condition made reported_by"),
    "figure": _names("number counts as_of attributed_to equivalent"),
}
NEEDED: Mapping[str, str] = {
    "statement": "words",
    "event": "trigger",
    "meeting": "trigger",
    "commitment": "content",
    "figure": "number",
}
"""The slot without which there is no such claim; any other is left out where it is unknown."""

TYPES = (
    "pledge",
    "promise",
    "offer",
    "demand",
    "condition",
    "threat",
    "refusal",
    "intention",
    "expected_outcome",
)
OF_WORDS = _names("CONSULT SUPPORT REQUEST ACCUSE REJECT THREATEN")
"""Roots that no event is marked with: they are said of a statement or commitment, or a meeting."""
UNITS = (*get_args(Kind), "duration")
VALUES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "statement": {
        "style": get_args(Speech),
        "cue_class": get_args(CueClass),
        "root": get_args(Root),
    },
    "event": {"root": tuple(root for root in get_args(Root) if root not in OF_WORDS)},
    "meeting": {"date": ()},
    "commitment": {"type": TYPES, "root": get_args(Root)},
    "figure": {
        "low": (),
        "high": (),
        "modifier": get_args(Modifier),
        "unit": UNITS,
        "currency": (),
    },
}
"""The values of each kind, with what they may be; nothing there: open."""
MODALITIES: tuple[str, ...] = get_args(Modality)
VALUE_NEEDED: Mapping[str, tuple[str, ...]] = {
    "statement": ("style",),
    "event": ("root",),
    "meeting": (),
    "commitment": ("type",),
    "figure": (),
}
OPEN_ABOVE = frozenset({"at_least", "more_than"})
OPEN_BELOW = frozenset({"at_most", "less_than", "nearly", "up_to"})
