"""Says whether words were said, may have been said, or are yet to be: by the verbs of the cue."""

import re
from collections.abc import Sequence

from chancery.model import Modality
from chancery.stages.statements.draft import Draft
from chancery.stages.statements.lexicon import WordKind, words_of
from chancery.text.page import Page

MOST = 4  # words before a cue that may belong to its verb: "might well also have"
REACH = 60  # code points before a cue in which they stand
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_RUN = re.compile(r"(?:[^\W\d_]+(?:[’'][^\W\d_]+)? +)*$")
KINDS: tuple[WordKind, ...] = ("maybe", "ahead", "beside", "did")
NEGATED = ("not", "n't", "n’t", "never")


def find_modality(page: Page, one: Draft) -> Modality:
    """Return hypothetical for "might say" and "if he says", expected for "will say".

    What is wished ("I hope that he says") is hypothetical too.
    What is refused ("would not say") and what was said at a later time ("would later say") are
    acts that were done.
    """
    verbs = [*_before(page, one), *_words(page.words(one.cue))]
    if any(word in words_of("did") or word.endswith(NEGATED) for word in verbs):
        return "asserted"
    if _is_condition(page, one) or any(word in words_of("maybe") for word in verbs[:-1]):
        return "hypothetical"
    return "expected" if _is_ahead(verbs) else "asserted"


def _before(page: Page, one: Draft) -> Sequence[str]:
    """Return the auxiliary verbs and adverbs directly before a cue."""
    start = max(page.sentence_of(one.cue[0])[0], one.cue[0] - REACH)
    run = _RUN.search(page.text, start, one.cue[0])
    words = _words(run[0])[-MOST:] if run else []
    first = len(words)
    while first and _is_auxiliary(words[first - 1]):
        first -= 1
    return words[first:]


def _is_auxiliary(word: str) -> bool:
    return word.endswith("ly") or any(word in words_of(kind) for kind in KINDS)


def _is_ahead(verbs: Sequence[str]) -> bool:
    """Say whether a verb of the future, or one with "to" behind it, stands before the last."""
    return any(
        word in words_of("ahead") and (word in {"will", "shall"} or verbs[at + 1] == "to")
        for at, word in enumerate(verbs[:-1])
    )


def _is_condition(page: Page, one: Draft) -> bool:
    first = min([one.cue, *one.speaker])[0]
    start = page.sentence_of(first)[0]
    before = _words(page.text[max(start, first - REACH) : first])
    wished = bool(words_of("wished") & set(before[-MOST:])) and not page.quotation_at(first)
    return bool(before) and (before[-1] in words_of("condition") or wished)


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
