"""What the heads tell apart: types of spans, tags of roles, classes. The order is the weights'."""

from itertools import accumulate
from typing import Final, get_args

from chancery.model import CueClass, Modality, Root

# Schemes of typed spans: their types, and the widest span in word pieces.
SCHEMES: Final[dict[str, tuple[tuple[str, ...], int]]] = {
    "cue": (("cue",), 14),
    "trigger": (("trigger",), 8),
    "types": (
        (
            "person",
            "organisation",
            "armed_group",
            "place",
            "people",
            "office",
            "event",
            "document",
            "weapon",
            "date",
            "duration",
            "set",
            "quantity",
            "money",
        ),
        32,
    ),
    "re3d": (
        (
            "Person",
            "Organisation",
            "Location",
            "Nationality",
            "Temporal",
            "Quantity",
            "Money",
            "Weapon",
            "MilitaryPlatform",
            "DocumentReference",
        ),
        32,
    ),
    "gum": (
        (
            "person",
            "organization",
            "place",
            "event",
            "object",
            "time",
            "abstract",
            "substance",
            "animal",
            "plant",
        ),
        32,
    ),
    "linked": (("mention",), 32),
    "time": (("time",), 16),
    "roles": (("source", "target", "reciprocal"), 32),
    "wikigold": (("PER", "ORG", "LOC", "MISC"), 24),
    "politics": (
        (
            "politician",
            "person",
            "organisation",
            "politicalparty",
            "event",
            "election",
            "country",
            "location",
            "misc",
        ),
        24,
    ),
    "actions": (("action",), 8),
}
CUES: Final[tuple[CueClass, ...]] = get_args(CueClass)
ROOTS: Final[tuple[str, ...]] = (*get_args(Root), "NONE")
YIELD: Final = ("CONCEDE", "RETREAT")
MERGED: Final = "YIELD"  # what PLV, a coarser scheme, calls both
MODES_OF: Final[dict[str, tuple[str, ...]]] = {  # PLOVER's subtypes, by root
    "AGREE": ("meet", "settle", "change", "yield", "assist", "mediate"),
    "CONSULT": ("visit", "phone", "third-party", "multilateral"),
    "SUPPORT": (),
    "COOPERATE": (),
    "AID": (),
    "CONCEDE": (),
    "RETREAT": (
        "access",
        "ceasefire",
        "disarm",
        "ease",
        "release",
        "resign",
        "return",
        "withdraw",
    ),
    "REQUEST": ("assist", "change", "meet", "yield", "settle"),
    "ACCUSE": ("disapprove", "allege", "investigate"),
    "REJECT": ("assist", "change", "meet", "yield", "settle"),
    "THREATEN": (
        "ban",
        "expel",
        "political",
        "relations",
        "restrict",
        "territory",
        "violence",
    ),
    "PROTEST": ("boycott", "demo", "hunger", "obstruct", "riot", "strike"),
    "SANCTION": ("convict", "discontinue", "expel", "withdraw"),
    "MOBILIZE": ("police", "troops", "weapons", "militia"),
    "COERCE": (
        "arrest",
        "ban",
        "censor",
        "curfew",
        "deport",
        "martial-law",
        "restrict",
        "seize",
        "withhold",
        "cyber",
    ),
    "ASSAULT": (
        "abduct",
        "aerial",
        "assassinate",
        "beat",
        "cleansing",
        "drone",
        "explosives",
        "firearms",
        "heavy-weapons",
        "massacre",
        "sexual",
        "suicide-attack",
        "torture",
        "unconventional",
    ),
    "NONE": (),
}
MODES: Final = ("-", *sorted({mode for modes in MODES_OF.values() for mode in modes}))
MODALITIES: Final[tuple[Modality, ...]] = get_args(Modality)
DEEDS: Final = ("asserted", "background")  # modalities of what did happen
CONTEXTS: Final = (
    "-",
    "diplomatic",
    "military",
    "economic",
    "humanitarian",
    "legal",
    "executive",
    "intelligence",
    "human_rights",
    "political_institutions",
    "peacekeeping",
    "election",
    "territory",
)
QUADS: Final = (
    "statement",
    "verbal cooperation",
    "material cooperation",
    "verbal conflict",
    "material conflict",
)
ATTRIBUTION_ROLES: Final = ("source", "content")
EVENT_ROLES: Final = ("actor", "recipient", "where", "time")
EVENT_CLASSES: Final = {
    "root": ROOTS,
    "mode": MODES,
    "modality": MODALITIES,
    "context": CONTEXTS,
}
_ENDS: Final = tuple(accumulate(map(len, EVENT_CLASSES.values())))
EVENT_PARTS: Final = {  # where each kind of class stands in the scores of an event
    name: slice(end - len(values), end)
    for (name, values), end in zip(EVENT_CLASSES.items(), _ENDS, strict=True)
}


def merged(root: str) -> str:
    """Return a root in PLV's scheme."""
    return MERGED if root in YIELD else root


def tags(roles: tuple[str, ...]) -> int:
    """Return the number of tags: outside, then begin and inside of each role."""
    return 1 + 2 * len(roles)
