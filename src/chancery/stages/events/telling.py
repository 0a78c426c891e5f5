"""Says whether a deed was done, is meant to be, was asked for, or was not done."""

import re

from chancery.model import Attribution, CueClass, Modality, Trigger
from chancery.text.page import Page

BEFORE = 60  # characters before a trigger that say how it is told
OF_CUE: dict[CueClass, Modality] = {
    "demands": "requested",
    "promises": "intended",
    "offers": "intended",
    "threatens": "intended",
    "believes": "hypothetical",
}
"""How a deed is told in the words of one who promises, demands or thinks it."""

_NOT = re.compile(
    r"(?:n['’]t|\b(?:not|never|no|without|nor|den(?:y|ied|ies|ying)|failed to|fails? to"
    r"|refus\w+ to|declined to|rejected|avoid\w*|prevent\w*|ruled out|stopped short of"
    r"|instead of))\s+"
    r"(?:[\w’'-]+\s+){0,2}$"
)
_ASKED = re.compile(
    r"\b(?:call(?:s|ed|ing)? (?:on|for)|urg\w+|demand\w*|request\w*|appeal\w* (?:to|for)|should"
    r"|must|need(?:s|ed)? to|asked|end to|stop|halt)\s+(?:[\w’'-]+\s+){0,5}$"
)
_WILL = re.compile(
    r"\b(?:will|shall|plans? to|planned to|planning|intends? to|vow\w* to|pledg\w+(?: to)?"
    r"|promise[sd]?(?: to)?|promising(?: to)?"
    r"|(?:is|are) (?:to|ready to|preparing to|set to|due to)|going to|ready to"
    r"|prepar\w+ (?:to|for)|wants? to|wanted to|aims? to|agreed to|offer\w* to|commit\w* to)\s+"
    r"(?:[\w’'-]+\s+){0,3}$"
)
_MAY = re.compile(
    r"\b(?:could|may|might|would|can|if|unless|whether|possible|possibility of|threat\w* (?:of|to)"
    r"|risk of|fear\w*(?: of)?|danger of|potential|tried to|try to|attempt\w* to|in case of|any"
    r"|against|alleged plan)\s+(?:[\w’'-]+\s+){0,3}$"
)
_DONE = re.compile(
    r"\b(?:was|were|has|have|had|been|being|after|since|during|following|the recent|last \w+['’]s)"
    r"\s+(?:[\w’'-]+\s+){0,2}$"
)
_PAST = re.compile(
    r"(?:ed|killed|shot|sunk|struck|hit|fought|sent|held|led|broke|took|seized|fled|withdrew|gave"
    r"|met|cut|put|began|won|beat|burnt|burst|blown|slain|stolen|taken|given|withdrawn|thrown)$"
)


def find_modality(page: Page, one: Trigger, around: list[Attribution]) -> Modality:
    """Return how a deed is told; what nobody says was done is never asserted."""
    start = page.sentence_of(one.start)[0]
    before = page.text[max(start, one.start - BEFORE) : one.start].lower()
    before = " ".join(re.split(r"[;:“”]", before)[-1].split()) + " "
    told = _marked(before)
    if told:
        return told
    if is_past(page, one) or _DONE.search(before):
        return "background" if one.modality == "background" else "asserted"
    classes = [said.cue_class for said in around]
    worded: list[Modality] = [told for cue, told in OF_CUE.items() if cue in classes]
    return worded[0] if worded else one.modality


def is_past(page: Page, one: Trigger) -> bool:
    """Say whether a trigger ends with a verb's past form."""
    return bool(_PAST.search(page.words((one.start, one.end)).lower()))


def _marked(before: str) -> Modality | None:
    if _NOT.search(before):
        return "negated"
    if _ASKED.search(before):
        return "requested"
    if _WILL.search(before):
        return "intended"
    return "hypothetical" if _MAY.search(before) else None
