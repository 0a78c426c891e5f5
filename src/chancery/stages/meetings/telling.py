"""Says whether a meeting was held, is to be, was asked for, or did not come about."""

import re
from collections.abc import Sequence

from chancery.model import Modality, Trigger
from chancery.text.page import Page

SURE: frozenset[Modality] = frozenset({"asserted", "background", "intended", "expected"})
BEFORE, BEHIND = 75, 60  # characters around a trigger that say how it is told
_CALLED_OFF = re.compile(
    r"\b(?:cancel\w*|called off|scrapped|postponed|shunned|ruled out|refus\w+ to|declined to"
    r"|will not|won['’]t|did not|didn['’]t|do not|does not|never|no)\s+(?:[\w’'-]+\s+){0,3}$"
)
_CALLED_OFF_BEHIND = re.compile(
    r"^(?:[\w’', -]+?)?\b(?:(?:was|were|has been|have been|been) (?:cancelled|canceled|called off"
    r"|postponed|scrapped|suspended)|collapsed before|did not take place|was put off)\b"
)
_ASKED = re.compile(
    r"\b(?:call(?:s|ed|ing)? (?:on|for)|urg\w+|demand\w*|request\w*|appeal\w* (?:to|for)"
    r"|recommend\w*|advocates?|advocated|press\w* for|invit\w+|need (?:to|for))\s+"
    r"(?:[\w’'-]+\s+){0,7}$"
)
_SET = re.compile(
    r"^[\w’', -]*?\b(?:(?:scheduled|due|set|expected|planned|slated) (?:for|to|on)|to be held"
    r"|(?:will|would|is to|are to) (?:be|take|begin|start|open|resume|convene|go|gather|discuss"
    r"|include|bring))\b"
)
_WILL = re.compile(
    r"\b(?:will|plans? to|planned to|intends? to|agreed to|announced plans?|(?:is|are) to"
    r"|going to|hopes? to|proposing|proposed|vowed to|wants? to)\s+(?:[\w’'-]+\s+){0,6}$"
)
_AHEAD = re.compile(
    r"\b(?:upcoming|forthcoming|ahead of|before|next|preparations? for|(?:scheduled|due|set"
    r"|expected) to|announced|planned|in view of|start (?:to|of)|resum\w+(?: of)?|renewal of"
    r"|eve of(?: the return to)?|road to)\s+"
    r"(?:[\w’'-]+\s+){0,4}$"
)
_MAY = re.compile(
    r"\b(?:could|may|might|would|if|possible|possibility of|ready (?:to|for)|willing to|offer\w*"
    r"|propos\w+|idea of|whether|unless)\s+(?:[\w’'-]+\s+){0,5}$"
)
_PAST = re.compile(
    r"\b(?:held|hosted|attended|had|after|during|following|at|joined|concluded|ended|opened"
    r"|opening|since|as)\s+(?:[\w’'-]+\s+){0,3}$"
)
_OLD_PICTURE = re.compile(
    r"\b(?:file|archive) (?:photo|picture|image|footage)|\((?:file|archive)\)", re.IGNORECASE
)
_HELD = re.compile(r"(?:met|gathered|spoke|talked|convened|conferred|huddled|hosted|visited)$")


def find_modality(page: Page, one: Trigger) -> Modality:
    """Return how a meeting is told, by the words around it; background is told by its time."""
    start, end = page.sentence_of(one.start)
    if _OLD_PICTURE.search(page.text[start:end]):
        return "background"
    words = page.words((one.start, one.end)).lower()
    before = " ".join(page.text[max(start, one.start - BEFORE) : one.start].lower().split()) + " "
    behind = page.text[one.end : min(end, one.end + BEHIND)].lower().strip()
    if _CALLED_OFF.search(before) or _CALLED_OFF_BEHIND.match(behind):
        return "negated"
    if _HELD.search(words) and not _MAY.search(before) and not _ASKED.search(before):
        return "asserted"
    return _ahead(before, behind) or _fallback(one, before)


def _ahead(before: str, behind: str) -> Modality | None:
    if _ASKED.search(before):
        return "requested"
    if _SET.match(behind):
        return "expected"
    if _WILL.search(before):
        return "intended"
    if _AHEAD.search(before):
        return "expected"
    return "hypothetical" if _MAY.search(before) else None


def _fallback(one: Trigger, before: str) -> Modality:
    """Return the reader's word where it speaks of what is to come, and nothing here is past."""
    if _PAST.search(before) or one.modality in {"hypothetical", "background", "requested"}:
        return "asserted"
    return one.modality


def settle_modality(told: Sequence[Modality]) -> Modality:
    """Return how a meeting is told by how its mentions are, the first that is sure.

    What was called off is told so once; what is asked for and what may be is mentioned often.
    """
    if "negated" in told:
        return "negated"
    sure: list[Modality] = [one for one in told if one in SURE]
    return sure[0] if sure else told[0]
