"""The text that the reader is given: as long as the document's, so that offsets stay exact."""

from dataclasses import dataclass

from chancery.model import BlockType, Document, Span, kept_spans

READ_TYPES: frozenset[BlockType] = frozenset(
    {"headline", "dek", "body", "caption"}  # a byline or a credit says nothing of the matter
)
UNREAD = "\n"  # to a reader, line ends part paragraphs


@dataclass(frozen=True)
class Masked:
    """A text whose characters are those of the document, or line ends where it is not read.

    `stretches` are the spans that no words which are not read interrupt, in order: what is
    found in one can be quoted from the document without them.
    """

    text: str
    stretches: tuple[Span, ...]


def mask(document: Document) -> Masked:
    """Return the document's text with headline, dek, body and captions to be read."""
    read = kept_spans(document, READ_TYPES)
    parts: list[str] = []
    stretches: list[Span] = []
    last = 0
    for start, end in read:
        parts += (UNREAD * (start - last), document.text[start:end])
        if stretches and not has_words(document.text[last:start]):
            stretches[-1] = (stretches[-1][0], end)
        else:
            stretches.append((start, end))
        last = end
    parts.append(UNREAD * (len(document.text) - last))
    return Masked("".join(parts), tuple(stretches))


def has_words(text: str) -> bool:
    """Say whether there is a letter or a digit in the text."""
    return any(map(str.isalnum, text))
