"""What a document is called on the screen: its path where that is enough to tell it."""

from collections import Counter
from collections.abc import Iterable

from chancery.cli.output import short_id
from chancery.model import Document


def document_names(documents: Iterable[Document]) -> dict[str, str]:
    """Return id → name: the path, the address where several share a path, or else the id."""
    documents = list(documents)
    paths = Counter(one.path for one in documents)
    uris = Counter(one.uri for one in documents)
    names: dict[str, str] = {}
    for one in documents:
        if one.path is not None and paths[one.path] == 1:
            names[one.id] = one.path
        elif uris[one.uri] == 1:
            names[one.id] = one.uri
        else:
            names[one.id] = f"{one.path or one.uri} {short_id(one.id)}"
    return names
