"""The shipped reader: what the heads found, as records, with how sure each is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log
from pathlib import Path
from typing import Any, cast

import numpy as np

from chancery.inference import chains
from chancery.inference.labels import (
    CUES,
    DEEDS,
    EVENT_CLASSES,
    MODALITIES,
    MODES,
    MODES_OF,
    ROOTS,
    SCHEMES,
    merged,
)
from chancery.inference.read import Asked, Found, FoundAttribution, FoundTrigger, Raw, read
from chancery.inference.scorer import Floats
from chancery.inference.weights import OnnxScorer, digest_of, open_scorer
from chancery.model import (
    Attribution,
    Form,
    Mention,
    MentionType,
    Modality,
    Root,
    Span,
    Speech,
    Trigger,
)
from chancery.ports import Reading
from chancery.text.quotation import quote_states

NAME = "reader-1"
DOUBTED = "hypothetical"
MOST_SURE = 0.9999  # that log odds stay finite
DIGITS = 2  # of a confidence: what differs between processors stays behind them
FORMS: dict[int, Form] = {chains.NAME: "name", chains.OTHER: "nominal"}
# Types of other schemes in ours; what is left out has none.
RE3D: dict[str, MentionType] = {
    "Person": "person",
    "Organisation": "organisation",
    "Location": "place",
    "Nationality": "people",
    "Temporal": "date",
    "Quantity": "quantity",
    "Money": "money",
    "Weapon": "weapon",
    "MilitaryPlatform": "weapon",
    "DocumentReference": "document",
}
OWN = "types"  # the scheme of the sentences written for the project
TYPES: dict[str, dict[str, MentionType]] = {
    OWN: {name: cast(MentionType, name) for name in SCHEMES[OWN][0]},
    "re3d": RE3D,
    "time": {"time": "date"},
}


@dataclass(frozen=True)
class Reader:
    """Reads texts with the weights of a file, by default those of the package."""

    path: Path | None = None

    @property
    def model(self) -> str:
        """Return the name of the model and the digest of its weights."""
        return f"{NAME} {digest_of(self.path)}"

    def read(self, text: str, sentences: Sequence[Span]) -> Reading:
        """Return what stands in a text; see `chancery.ports.TextReader`."""
        scorer = scorer_of(self.path)
        raw = read(text, sentences, scorer.tokenizer, scorer, asked(scorer.tuning))
        return as_reading(raw, text, scorer.tuning)


def open_reader(path: Path | None = None) -> Reader:
    """Return the reader of a weights file, or of the package's; nothing is loaded yet."""
    return Reader(path)


@lru_cache(maxsize=2)
def scorer_of(path: Path | None) -> OnnxScorer:
    """Return the scorer of a weights file, kept from one text to the next."""
    return open_scorer(path)


def asked(tuning: Mapping[str, Any]) -> Asked:
    """Return what the tuning of the weights asks for."""
    return Asked(tuning["thresholds"])


def as_reading(raw: Raw, text: str, tuning: Mapping[str, Any]) -> Reading:
    """Return what was found as records, without what is less sure than the tuning asks."""
    mentions, linked = _mentions(raw, text, tuning)
    states = quote_states(text)
    sure, doubtful = _triggers(raw.triggers, tuning["triggers"])
    return Reading(
        mentions=mentions,
        chains=linked,
        attributions=tuple(_attributions(raw.attributions, text, states, tuning)),
        triggers=sure,
        doubtful=doubtful,
        vectors=_packed(raw.vectors),
    )


def attribution_features(one: FoundAttribution) -> tuple[float, ...]:
    """Return what confidence in an attribution is read from."""
    source, content = one.sure.get("source", 0.0), one.sure.get("content", 0.0)
    named = bool(one.roles.get("source"))
    return (
        one.cue.score,
        content,
        source if named else 0.0,
        0.0 if named else source,
        float(named),
        1.0,
    )


def trigger_features(one: FoundTrigger) -> tuple[float, ...]:
    """Return what confidence in a trigger and its root is read from."""
    best = min(float(odds(one.scores["root"]).max()), MOST_SURE)
    return (one.trigger.score, log(best / (1 - best)), 1.0)


def confidence(features: Iterable[float], weights: Iterable[float]) -> float:
    """Return the logistic of the weighed features, rounded."""
    total = sum(one * weight for one, weight in zip(features, weights, strict=True))
    return round(1 / (1 + exp(-max(-30.0, min(30.0, total)))), DIGITS)


def odds(scores: Floats) -> Floats:
    """Return the probabilities of scores that exclude one another."""
    found = np.exp(scores - scores.max())
    return cast(Floats, found / found.sum())


def _attributions(
    found: Iterable[FoundAttribution], text: str, states: bytes, tuning: Mapping[str, Any]
) -> Iterator[Attribution]:
    least, weights = tuning["attributions"]["least"], tuning["attributions"]["weights"]
    for one in found:
        content = one.roles.get("content", ())
        sure = confidence(attribution_features(one), weights)
        if not content or sure < least:
            continue
        yield Attribution(
            cue=(one.cue.start, one.cue.end),
            source=one.roles.get("source", ()),
            content=content,
            cue_class=CUES[int(one.scores[:-1].argmax())],
            negated=bool(one.scores[-1] > 0),
            speech=speech(text, states, content),
            confidence=sure,
        )


def speech(text: str, states: bytes, content: Iterable[Span]) -> Speech:
    """Return whether all, some or none of the content's words stand in quotation marks."""
    inside = outside = marks = 0
    for start, end in content:
        for place in range(start, end):
            if states[place] == 2:  # noqa: PLR2004 - a mark; see quote_states
                marks += 1
            elif text[place].isalnum():
                inside += states[place] == 1
                outside += states[place] == 0
    if inside and not outside:
        return "direct"
    return "mixed" if inside or marks else "indirect"


def _triggers(
    found: Iterable[FoundTrigger], tuning: Mapping[str, Any]
) -> tuple[tuple[Trigger, ...], tuple[Trigger, ...]]:
    """Return the triggers that are sure enough, and those that are kept in doubt."""
    kept = list(_kept_triggers(found, tuning))
    least = tuning["least"]
    return (
        tuple(one for one in kept if one.confidence >= least),
        tuple(one for one in kept if one.confidence < least),
    )


def _kept_triggers(found: Iterable[FoundTrigger], tuning: Mapping[str, Any]) -> Iterator[Trigger]:
    for one in found:
        best = {
            kind: values[int(one.scores[kind].argmax())] for kind, values in EVENT_CLASSES.items()
        }
        best["mode"] = _mode(one.scores["mode"], best["root"])
        best["modality"] = modality(odds(one.scores["modality"]), tuning["deed"])
        sure = confidence(trigger_features(one), tuning["weights"])
        if best["root"] == ROOTS[-1] or sure < tuning["kept"]:
            continue
        yield Trigger(
            start=one.trigger.start,
            end=one.trigger.end,
            root=cast(Root, best["root"]),
            root_merged=merged(best["root"]),
            mode=_named(best["mode"]),
            context=_named(best["context"]),
            modality=cast("Modality", best["modality"]),
            actor=one.roles.get("actor", ()),
            recipient=one.roles.get("recipient", ()),
            where=one.roles.get("where", ()),
            time=one.roles.get("time", ()),
            confidence=sure,
        )


def modality(chances: Floats, deed: float) -> str:
    """Return the best modality; a deed only where it is at least so likely to be one.

    To call a plan a deed is worse than to miss a deed. What is most likely a deed, but not likely
    enough, is hypothetical: whether it happened is open, and nothing else is known of it.
    """
    of: dict[str, float] = dict(zip(MODALITIES, chances.tolist(), strict=True))
    likely = deed_chance(chances)
    if likely >= deed:
        return max(DEEDS, key=of.__getitem__)
    best = max((name for name in MODALITIES if name not in DEEDS), key=of.__getitem__)
    return best if of[best] > likely else DOUBTED


def deed_chance(chances: Floats) -> float:
    """Return how likely it is that an event did happen, from the chances of its modalities."""
    return float(sum(chances[MODALITIES.index(name)] for name in DEEDS))


def _mode(scores: Floats, root: str) -> str:
    """Return the best of the modes that the root has."""
    known = ("-", *MODES_OF[root])
    return max(known, key=lambda mode: float(scores[MODES.index(mode)]))


def _named(value: str) -> str | None:
    return None if value == "-" else value


def _mentions(
    raw: Raw, text: str, tuning: Mapping[str, Any]
) -> tuple[tuple[Mention, ...], tuple[tuple[int, ...], ...]]:
    """Return typed spans and the members of chains, in text order, and the chains over them."""
    found: dict[Span, tuple[MentionType, float]] = {}
    taken = bytearray(len(text))
    for scheme, types in TYPES.items():  # the project's own first; the others fill what it leaves
        spans = raw.spans.get(scheme, ())
        for one in (each for each in spans if not any(taken[each.start : each.end])):
            kind = types[SCHEMES[scheme][0][one.type]]
            found[one.start, one.end] = (kind, _sure(one, scheme, tuning))
        for start, end in found:
            taken[start:end] = b"\x01" * (end - start)
    scores = {(one.start, one.end): one for one in raw.spans.get("linked", ())}
    members = {raw.linked[place] for chain in raw.chains for place in chain}
    for span in members - found.keys():
        found[span] = ("other", _sure(scores[span], "linked", tuning))
    for chain in raw.chains:
        _share_type([raw.linked[place] for place in chain], found)
    order = sorted(found, key=lambda span: (span[0], -span[1]))
    place_of = {span: place for place, span in enumerate(order)}
    mentions = tuple(
        Mention(
            start=span[0],
            end=span[1],
            type=found[span][0],
            form=_form(text, span, found[span][0]),
            confidence=found[span][1],
        )
        for span in order
    )
    linked = tuple(
        tuple(sorted(place_of[raw.linked[place]] for place in chain)) for chain in raw.chains
    )
    return mentions, tuple(sorted(linked))


def _share_type(chain: Sequence[Span], found: dict[Span, tuple[MentionType, float]]) -> None:
    """Give members of no type the one that most of the others have, the first of equals."""
    types: list[MentionType] = [
        kind for kind, _ in map(found.__getitem__, chain) if kind != "other"
    ]
    if not types:
        return
    best = max(types, key=types.count)
    for span in chain:
        if found[span][0] == "other":
            found[span] = (best, found[span][1])


def _sure(one: Found, scheme: str, tuning: Mapping[str, Any]) -> float:
    return confidence((one.score, 1.0), tuning["spans"][scheme])


def _form(text: str, span: Span, kind: MentionType) -> Form:
    words = chains.phrase(text, *span)
    if kind in ("date", "duration", "set", "quantity", "money"):
        return "nominal" if words.kind != chains.NAME else "name"
    return FORMS.get(words.kind, "pronoun")


def _packed(vectors: Floats | None) -> bytes:
    """Return vectors of length 1 in int8."""
    if vectors is None or not len(vectors):
        return b""
    length = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    return bytes(np.rint(127 * vectors / length).astype(np.int8).tobytes())
