"""Which origins stand behind text of which documents, without reading their passages."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from chancery.model import Origin
from chancery.store.dossier import Dossier

Behind = Mapping[str, tuple[str, ...]]
"""The ids of the origins of each document that has any, sorted."""

_documents = msgspec.json.Decoder(tuple[str, ...])


def origins_by_document(dossier: Dossier) -> Behind:
    """Return the origins of each document."""
    found: dict[str, list[str]] = defaultdict(list)
    rows = dossier.connection.execute("SELECT id, documents FROM origin ORDER BY id")
    for identity, documents in rows:
        for one in _documents.decode(documents):
            found[one].append(identity)
    return {one: tuple(some) for one, some in found.items()}


def origins_of(dossier: Dossier, behind: Behind, documents: Iterable[str]) -> list[Origin]:
    """Return the origins that stand behind all of these documents, by id."""
    some = [frozenset(behind.get(one, ())) for one in documents]
    return list(dossier.among(Origin, sorted(frozenset.intersection(*some)))) if some else []
