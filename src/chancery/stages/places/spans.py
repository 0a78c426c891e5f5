"""Which spans of a document are toponyms: the names of places that were read, and the dateline."""

from collections.abc import Iterable, Iterator

from chancery.model import Annotation, Document, Span

BETWEEN = ", "


def find_toponyms(document: Document, found: Annotation) -> list[Span]:
    """Return the toponyms in text order, none within another; "X, Y" is two of them."""
    named = [
        (one.start, one.end)
        for one in found.mentions
        if one.type == "place" and one.form == "name"
    ]
    dateline = dateline_span(document)
    named += [dateline] if dateline else []
    kept: list[Span] = []
    for span in sorted(named, key=lambda one: (one[0], -one[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return list(_parted(document.text, kept))


def dateline_span(document: Document) -> Span | None:
    """Return where the dateline's place stands in the text; None where there is none."""
    cited = document.dateline.evidence if document.dateline else None
    if cited is None or cited.start is None or cited.end is None:
        return None
    return cited.start, cited.end


def _parted(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    for start, end in spans:
        at = start
        for part in text[start:end].split(BETWEEN):
            if part.strip():
                yield at, at + len(part)
            at += len(part) + len(BETWEEN)
