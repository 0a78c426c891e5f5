"""Finds the findings that claims, or the claims of a document, belong to."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from chancery.model import Claim, Finding
from chancery.pipeline.places import RowKey, split_key
from chancery.pipeline.terms import DOCUMENT, any_of
from chancery.store.dossier import Dossier
from chancery.store.shelves import make_term


def findings_of(dossier: Dossier, claims: Iterable[Claim]) -> dict[str, str]:
    """Return the finding that each claim belongs to, by their ids."""
    wanted = {one.id: one.document for one in claims}
    found = findings_touching(dossier, sorted(set(wanted.values())))
    return {each.claim: one.id for one in found for each in one.support if each.claim in wanted}


def findings_in(dossier: Dossier, document: str) -> dict[str, Finding]:
    """Return the findings that a document tells, by the ids of its claims."""
    found = findings_touching(dossier, [document])
    return {each.claim: one for one in found for each in one.support if each.document == document}


def findings_touching(dossier: Dossier, documents: Sequence[str]) -> Iterator[Finding]:
    """Yield the findings that documents tell, or from which they differ, each once, by id."""
    if not dossier.is_shelved():
        condition = (
            "EXISTS (SELECT 1 FROM json_tree(support) AS one JOIN json_each(?1) AS wanted"
            " ON one.key = 'document' AND one.value = wanted.value) OR"
            " EXISTS (SELECT 1 FROM json_tree(discrepancies) AS one JOIN json_each(?1) AS wanted"
            " ON one.key = 'document' AND one.value = wanted.value) ORDER BY id"
        )
        yield from dossier.where(Finding, condition, msgspec.json.encode(documents).decode())
        return
    keys: set[str] = set()
    for one in documents:
        sought = any_of([make_term(DOCUMENT, one)])
        keys.update(split_key(key)[0] for _, key in dossier.shelved("point", RowKey, sought))
    yield from dossier.among(Finding, sorted(keys))
