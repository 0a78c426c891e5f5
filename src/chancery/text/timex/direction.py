"""Says on which side of the text's own day an expression lies, by its words or its sentence."""

from chancery.model import TimeDirection
from chancery.text.timex.forms import Away, Form, Reference, Stepped
from chancery.text.timex.phrases import read_phrase
from chancery.text.timex.tense import Outlook, outlook

SIDES: dict[Outlook, TimeDirection] = {"past": "past", "future": "future"}
REFERENCES: dict[str, TimeDirection] = {"PAST_REF": "past", "FUTURE_REF": "future"}


def direction_of(text: str, start: int, end: int) -> TimeDirection:
    """Return where `text[start:end]` says that it lies, or else where its sentence looks."""
    own = _own(read_phrase(text[start:end]).form)
    return own or SIDES.get(outlook(text, start, end), "unknown")


def _own(form: Form) -> TimeDirection | None:
    """Return what the words say: last week, two days ago, soon."""
    if isinstance(form, Reference):
        return REFERENCES.get(form.value)
    if isinstance(form, Stepped) and form.frame == "published" and form.step:
        return "past" if form.step < 0 else "future"
    if isinstance(form, Away) and form.frame == "published" and form.base is None:
        return "past" if form.sign < 0 else "future"
    return None
