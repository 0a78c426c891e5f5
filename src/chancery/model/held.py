"""Documents that a build takes over as they are held, so that their sources need not be there."""

from chancery.model.base import Record, make_id, register


@register
class Held(Record, tag="held", frozen=True, kw_only=True):
    """What another dossier, or an archive, holds of one input: its capture, document and reading.

    It says where the records lie and what they are, and holds none of them.
    """

    stored = False

    place: str  # what holds it, as its reader finds it again: the file of a dossier
    capture: str | None  # null: what holds the document knows of none
    document: str | None  # null: the input gave none
    annotation: str | None  # null: nothing was read, or there is no document
    digest: str  # of all its records: another one where any of them changed


@register
class HeldText(Held, tag="held_text", frozen=True, kw_only=True):
    """The same of a document that is to be read anew: another model, or an older one, read it."""


def held_id(capture: str | None, document: str | None) -> str:
    """Return the id of what is held of an input: one that is held twice has one id."""
    return make_id("held", [capture, document])
