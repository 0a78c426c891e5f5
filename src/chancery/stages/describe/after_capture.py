"""Leaves out days of publication and change that had not come when the page was captured."""

from collections.abc import Mapping

import msgspec

from chancery.model import DateValue, Document
from chancery.model.metadata import AFTER_CAPTURE
from chancery.stages.describe.disagree import DAY, Found
from chancery.text.capture_day import last_day

_BOUNDED = ("published", "modified")


def leave_out_later(
    document: Document, found: Mapping[str, Found]
) -> tuple[Document, Mapping[str, Found]]:
    """Return the document and the values found in its text without days after its capture.

    They go as JSON into `fields["after_capture"]`, by name: the document's own before the text's.
    """
    last = last_day(document.captured)
    if last is None:
        return document, found
    own: dict[str, Found] = {name: getattr(document, name) for name in _BOUNDED}
    told = {name: found.get(name) for name in _BOUNDED}
    later = {name for name in _BOUNDED if _is_later(own[name], last)}
    later_told = {name for name in _BOUNDED if _is_later(told[name], last)}
    if not later | later_told:
        return document, found
    denied = {name: (own if name in later else told)[name] for name in sorted(later | later_told)}
    note = {AFTER_CAPTURE: msgspec.json.encode(denied).decode()}
    bare = msgspec.structs.replace(
        document, fields=document.fields | note, **dict.fromkeys(sorted(later))
    )
    return bare, {name: value for name, value in found.items() if name not in later_told}


def _is_later(value: Found, last: str) -> bool:
    return isinstance(value, DateValue) and value.start is not None and value.start[DAY] > last
