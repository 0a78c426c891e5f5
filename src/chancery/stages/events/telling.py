"""Says whether a deed was done, is meant to be, was asked for, or was not done."""

import re

from chancery.model import Attribution, CueClass, Modality, Span, Trigger
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
    r"|refus\w+ to|declined to|rejected|avoid\w*|prevent\w*|foil\w*|thwart\w*|avert\w*"
    r"|ruled out|stopped short of|instead of))\s+"
    r"(?:[\w’'-]+\s+){0,2}$"
)
_ASKED = re.compile(
    r"\b(?:call(?:s|ed|ing)? (?:on|for)|urg\w+|demand\w*|request\w*|appeal\w* (?:to|for)|should"
    r"|must|need(?:s|ed)? to|asked|end to|stop|halt)\s+(?:[\w’'-]+\s+){0,5}$"
)
_WILL = re.compile(
    r"\b(?:will|shall|plans? to|planned to|planning|intends? to|vow\w* to|pledg\w+(?: to)?"
    r"|promise[sd]?(?: to)?|promising(?: to)?"
    r"|(?:is|are) (?:to|ready to|preparing to|set to|due to)|going to|ready to|poised to|about to"
    r"|prepar\w+ (?:to|for)|wants? to|wanted to|aims? to|agreed to|offer\w* to|commit\w* to)\s+"
    r"(?:[\w’'-]+\s+){0,3}$"
)
_MAY = re.compile(
    r"\b(?:could|may|might|would|can|if|unless|whether|possible|possibility of|threat\w* (?:of|to)"
    r"|risk of|fear\w*(?: of)?|danger of|potential|tried to|try to|attempt\w* to|in case of|any"
    r"|against|alleged\w*|forthcoming|planned|impending|looming|justif\w+|plott\w+|charged with"
    r"|accus\w+ of|suspected of|mock)\s+(?:[\w’'-]+\s+){0,3}$"
)
_PLAINLY_NOT = re.compile(
    r"(?:\b(?:ha[sd]|have|was|were|is|are|did|does|do)(?:\s*n['’]t|\s+(?:not|never))|\bnever)\s+"
    r"(?:\w+ly\s+|yet\s+|been\s+|ever\s+)*$"
)
_TO = re.compile(r"\s+to\s+$")
_DONE = re.compile(
    r"\b(?:was|were|has|have|had|having|been|being|after|since|during|following"
    r"|the recent|last \w+['’]s)\s+(?:[\w’'-]+\s+){0,2}$"
)
_PAST = re.compile(
    r"(?:ed|killed|shot|sunk|struck|hit|fought|sent|held|led|broke|took|seized|fled|withdrew|gave"
    r"|met|cut|put|began|won|beat|burnt|burst|blown|slain|stolen|taken|given|withdrawn|thrown)$"
)


def find_modality(
    page: Page, one: Trigger, around: list[Attribution], light: Span | None = None
) -> Modality:
    """Return how a deed is told; what nobody says was done is never asserted.

    `light` is the verb that says no more than that a noun's deed was done.
    """
    start = page.sentence_of(one.start)[0]
    place = light[0] if light else one.start
    before = page.text[max(start, place - BEFORE) : place].lower()
    before = " ".join(re.split(r"[;:“”]", before)[-1].split()) + " "
    told = _marked(before)
    if told:
        return told
    if not light and _is_announced(page, one):
        return "intended"
    if light or is_past(page, one) or _DONE.search(before):
        return "background" if one.modality == "background" else "asserted"
    classes = [said.cue_class for said in around]
    worded: list[Modality] = [told for cue, told in OF_CUE.items() if cue in classes]
    return worded[0] if worded else one.modality


def is_plainly_not(page: Page, one: Trigger) -> bool:
    """Say whether a verb is denied by an auxiliary that stands before it: "has not released"."""
    before = page.text[page.sentence_of(one.start)[0] : one.start]
    return bool(_PLAINLY_NOT.search(before.lower()))


def _is_announced(page: Page, one: Trigger) -> bool:
    """Say whether "to" alone leads from who does it to the deed, as in headlines: "UN to feed"."""
    start = page.sentence_of(one.start)[0]
    to = _TO.search(page.text, start, one.start)
    return to is not None and any(
        m.end == to.start() and m.start == start for m in page.mentions_in((start, one.start))
    )


def is_past(page: Page, one: Trigger) -> bool:
    """Say whether a trigger has a verb's past form: "attacked", "shot down"."""
    return any(map(is_past_form, page.words((one.start, one.end)).split()))


def is_past_form(word: str) -> bool:
    """Say whether a word looks like a verb's past form."""
    return bool(_PAST.search(word.lower()))


def _marked(before: str) -> Modality | None:
    if _NOT.search(before):
        return "negated"
    if _ASKED.search(before):
        return "requested"
    if _WILL.search(before):
        return "intended"
    return "hypothetical" if _MAY.search(before) else None
