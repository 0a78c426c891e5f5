"""What a document is called on the screen: its path where that is enough to tell it."""

from collections import Counter
from collections.abc import Iterable

from chancery.model import Document
from chancery.wording.phrases import short_id


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


def label_words(document: Document) -> str:
    """Return what kinds of text a document is said to be; nothing where nothing says so."""
    kinds = dict.fromkeys(one.label.replace("_", " ") for one in document.labels)
    return ", ".join(kinds)


def cited_names(documents: Iterable[Document]) -> dict[str, str]:
    """Return the names of documents as they are cited: with the kind, where it matters."""
    documents = list(documents)
    names = document_names(documents)
    kinds = {one.id: label_words(one) for one in documents}
    return {one: f"{name} ({kinds[one]})" if kinds[one] else name for one, name in names.items()}
