"""Cuts what a role covers where words stand in it that were not read, as in a long quotation.

A reader cannot do so: to it, such words are line ends.
"""

from msgspec.structs import replace

from chancery.model import Annotation, Span
from chancery.stages.annotate.extent import Extent


def cut_roles(found: Annotation, text: str, extent: Extent) -> Annotation:
    """Return the annotation with each piece of a role in one stretch, no blank at its ends."""

    def cut(pieces: tuple[Span, ...]) -> tuple[Span, ...]:
        parts = (part for piece in pieces for part in extent.parts(piece))
        return tuple(_trimmed(part, text) for part in parts if text[slice(*part)].strip())

    attributions = (
        replace(one, source=cut(one.source), content=cut(one.content))
        for one in found.attributions
    )
    triggers, doubtful = (
        tuple(
            replace(
                one,
                actor=cut(one.actor),
                recipient=cut(one.recipient),
                where=cut(one.where),
                time=cut(one.time),
            )
            for one in events
        )
        for events in (found.triggers, found.doubtful)
    )
    return replace(found, attributions=tuple(attributions), triggers=triggers, doubtful=doubtful)


def _trimmed(span: Span, text: str) -> Span:
    """Return the span without the blanks at its ends."""
    start, end = span
    words = text[start:end]
    return end - len(words.lstrip()), start + len(words.rstrip())
