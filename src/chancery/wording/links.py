"""Why claims that are alike are kept apart, and what commitments wait for, in words."""

from collections.abc import Mapping

from chancery.model import Apart, OpenReason

KEPT_APART: Mapping[Apart, str] = {
    "speaker": "another speaker",
    "day": "another day",
    "often": "one occasion against several",
    "number": "another number",
    "denied": "told as not so by one",
    "modality": "told as done by one and as still open by the other",
    "type": "of another kind",
    "counted": "another thing counted",
    "wording": "both quoted, in other words",
}
WAITED: Mapping[OpenReason, str] = {
    "deadline": "the deed, and its deadline has passed",
    "report": "a report of what came of it",
    "condition": "the condition to be met",
    "answer": "an answer",
    "deed": "the deed",
}
