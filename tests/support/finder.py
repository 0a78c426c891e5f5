"""A reader that finds what it was told to find, by its words, for tests of what comes after.

A phrase is sought as it stands; "context|phrase" means the phrase inside the first such context.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from chancery.model import Attribution, Mention, Span, Trigger
from chancery.ports import Reading


@dataclass(frozen=True)
class Finder:
    mentions: tuple[tuple[str, str, str, int | None], ...] = ()  # phrase, type, form, chain
    attributions: tuple[dict[str, Any], ...] = ()
    triggers: tuple[dict[str, Any], ...] = ()
    model: str = field(default="finder 0")

    def read(self, text: str, sentences: Sequence[Span]) -> Reading:
        found = sorted(
            (
                (place(text, phrase), kind, form, chain)
                for phrase, kind, form, chain in self.mentions
            ),
            key=lambda one: one[0],
        )
        labels = sorted({chain for *_, chain in found if chain is not None})
        return Reading(
            mentions=tuple(
                Mention(start=a, end=b, type=kind, form=form, confidence=0.96)  # type: ignore[arg-type]
                for (a, b), kind, form, _ in found
            ),
            chains=tuple(
                tuple(i for i, one in enumerate(found) if one[3] == label) for label in labels
            ),
            attributions=tuple(
                sorted((attribution(text, one) for one in self.attributions), key=lambda o: o.cue)
            ),
            triggers=tuple(
                sorted((trigger(text, one) for one in self.triggers), key=lambda o: o.start)
            ),
            vectors=bytes(384 * len(sentences)),
        )


def place(text: str, phrase: str) -> Span:
    context, bar, inner = phrase.partition("|")
    start = text.index(context)
    if not bar:
        return start, start + len(phrase)
    start += context.index(inner)
    return start, start + len(inner)


def places(text: str, phrases: Sequence[str]) -> tuple[Span, ...]:
    return tuple(place(text, phrase) for phrase in phrases)


def attribution(text: str, one: dict[str, Any]) -> Attribution:
    return Attribution(
        cue=place(text, one["cue"]),
        source=places(text, one.get("source", ())),
        content=places(text, one["content"]),
        cue_class=one["class"],
        negated=one.get("negated", False),
        speech=one["speech"],
        confidence=one.get("confidence", 0.9),
    )


def trigger(text: str, one: dict[str, Any]) -> Trigger:
    start, end = place(text, one["words"])
    roles = {name: places(text, one.get(name, ())) for name in ROLES}
    return Trigger(
        start=start,
        end=end,
        root=one["root"],
        root_merged=one.get("merged", one["root"]),
        mode=one.get("mode"),
        context=one.get("context"),
        modality=one.get("modality", "asserted"),
        confidence=one.get("confidence", 0.8),
        **roles,
    )


ROLES = ("actor", "recipient", "where", "time")
LUVANE = Finder(
    mentions=(
        ("Norvine opened|Norvine", "place", "name", 1),
        ("third round of talks on the Luvane River", "event", "nominal", None),
        ("on the Luvane River on Wednesday|the Luvane River", "place", "name", None),
        ("River on Wednesday|Wednesday", "date", "nominal", None),
        ("the foreign minister of Marenth", "office", "nominal", 4),
        ("minister of Marenth|Marenth", "place", "name", 2),
        ("Foreign Minister Edda Lindqvar", "person", "name", 3),
        ("she said in her|she", "person", "pronoun", 3),
        ("in her opening|her", "person", "pronoun", 3),
        ("Marenth wants|Marenth", "place", "name", 2),
        ("Kelvaria to let|Kelvaria", "place", "name", 5),
        ("at least 120 cubic metres of water a second", "quantity", "nominal", None),
        ("Kelvarian Deputy Prime Minister Jorin Askeld", "person", "name", 6),
        ("Kelvarian Deputy|Kelvarian", "people", "name", None),
        ("He said his government|He", "person", "pronoun", 6),
        ("his government was|his government", "organisation", "nominal", None),
        ("his government was|his", "person", "pronoun", 6),
        ("every six hours", "set", "nominal", None),
        ("Marenthi Foreign Minister Mirel Dovanne", "person", "name", 4),
        ("the League of Basin States", "organisation", "name", 7),
        ("40 million euros", "money", "nominal", None),
        ("League monitors", "organisation", "nominal", None),
        ("A 72-hour ceasefire", "event", "nominal", None),
        ("72-hour", "duration", "nominal", None),
    ),
    attributions=(
        {
            "cue": "Lindqvar urged|urged",
            "source": ["Foreign Minister Edda Lindqvar"],
            "content": ["both delegations to begin with the water"],
            "class": "demands",
            "speech": "indirect",
            "confidence": 0.71,
        },
        {
            "cue": "she said in her|said",
            "source": ["she said in her|she"],
            "content": [
                "“A river cannot be cut in two by a front line,”",
                "“It can only be made useless to both banks.”",
            ],
            "class": "says",
            "speech": "direct",
            "confidence": 0.98,
        },
        {
            "cue": "Marenth wants|wants",
            "source": ["Marenth wants|Marenth"],
            "content": ["Kelvaria to let at least 120 cubic metres of water a second through"],
            "class": "demands",
            "speech": "indirect",
        },
        {
            "cue": "calls it an internal matter|calls",
            "content": ["calls it an internal matter|it an internal matter"],
            "class": "believes",
            "negated": True,
            "speech": "indirect",
            "confidence": 0.34,
        },
        {
            "cue": "Askeld told|told",
            "source": ["Kelvarian Deputy Prime Minister Jorin Askeld"],
            "content": ["“The gates of Gellin are not on the table,”"],
            "class": "refuses",
            "speech": "direct",
        },
        {
            "cue": "He said his|said",
            "source": ["He said his|He"],
            "content": ["his government was ready to publish gauge readings every six hours"],
            "class": "says",
            "speech": "indirect",
        },
        {
            "cue": "was ready to publish|ready",
            "source": ["his government was|his government"],
            "content": ["to publish gauge readings every six hours"],
            "class": "offers",
            "speech": "indirect",
        },
    ),
    triggers=(
        {
            "words": "Norvine opened|opened",
            "root": "CONSULT",
            "mode": "meet",
            "context": "diplomatic",
            "actor": ["Norvine opened|Norvine"],
            "time": ["River on Wednesday|Wednesday"],
            "confidence": 0.88,
        },
        {
            "words": "Lindqvar urged|urged",
            "root": "REQUEST",
            "actor": ["Foreign Minister Edda Lindqvar"],
            "recipient": ["both delegations"],
        },
        {
            "words": "Norvine pledged|pledged",
            "root": "AID",
            "mode": "assist",
            "modality": "intended",
            "context": "economic",
            "actor": ["Norvine pledged|Norvine"],
        },
        {
            "words": "72-hour ceasefire|ceasefire",
            "root": "RETREAT",
            "merged": "YIELD",
            "mode": "ceasefire",
            "time": ["midnight on Tuesday"],
        },
        {
            "words": "fought over",
            "root": "ASSAULT",
            "modality": "background",
            "actor": ["The two states"],
            "where": ["the same stretch of river"],
            "time": ["nine weeks in 2019|in 2019"],
        },
    ),
)
