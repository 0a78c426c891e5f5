"""Tells numbers that are part of a longer token: "F-16", "1990s", "5+1", a web address."""

import re

from chancery.text.quantities.drafts import Draft

_GLUE_BEFORE = frozenset("@#/\\=&+°′″_:^|№*")
_GLUE_AFTER = frozenset("°′″_@/+=^\\&")
_POINTS = frozenset(".,'’")
_TIES = frozenset("-–—‑")
_ATTRIBUTE = ('="', "='")  # before a value in markup
_CLAUSE = re.compile(r"\([a-z]{1,2}\)")  # "401(k)"
_ROW_BEHIND = re.compile(r"[ \u00a0]\d")  # as in a telephone number or a table


def is_glued(text: str, draft: Draft) -> bool:
    """Say whether the characters beside the number belong to it."""
    figure = draft.numeral.shape in {"figure", "part"}
    return _glued_before(text, draft, figure=figure) or _glued_behind(text, draft, figure=figure)


def _glued_before(text: str, draft: Draft, *, figure: bool) -> bool:
    start = draft.start
    if not start or (draft.unit_words and draft.unit_words[0] == start):
        return False
    before, further = text[start - 1], text[start - 2 : start - 1]
    if before in _TIES and further.isalnum():
        return True
    if not figure:
        return False
    if before.isalnum() or before in _GLUE_BEFORE or text[start - 2 : start] in _ATTRIBUTE:
        return True
    return before in _POINTS and further.isalnum()


def _glued_behind(text: str, draft: Draft, *, figure: bool) -> bool:
    end = draft.end
    after, further = text[end : end + 1], text[end + 1 : end + 2]
    if not after:
        return False
    if after.isalnum() or after in {"_", "@"}:
        return True
    if figure and draft.unit is None and after in _GLUE_AFTER:
        return True
    bare = draft.unit is None and draft.numeral.bare
    if bare and (_ROW_BEHIND.match(text, end) or _CLAUSE.match(text, end)):
        return True
    return (after in _TIES or after in ":.") and further.isdigit()
