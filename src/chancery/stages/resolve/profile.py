"""Cuts from each document what its referents are compared by: names, offices, company, day."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from chancery.model import (
    Document,
    Record,
    Referent,
    ReferentProfile,
    RoleStatement,
    Span,
    StatedOffice,
    StatedRole,
    cite,
    make_id,
)
from chancery.ports import GroupStage
from chancery.stages.resolve.days import day_of
from chancery.stages.resolve.names import family_of, read_name

COMPANY = 16  # others of a document that a referent is known by


class Profile(GroupStage):
    """Makes the profile of each referent of a document."""

    name: ClassVar[str] = "profile"
    version: ClassVar[int] = 1
    inputs: ClassVar[tuple[type[Record], ...]] = (Referent, Document)
    outputs: ClassVar[tuple[type[Record], ...]] = (ReferentProfile,)
    lookups: ClassVar[tuple[type[Record], ...]] = ()
    smallest: ClassVar[int] = 2

    def keys(self, record: Record) -> Sequence[str]:
        """Return the document's id."""
        return [record.document if isinstance(record, Referent) else record.id]

    def refers(self, record: Record) -> Sequence[str]:
        """Return nothing: the document is in the group."""
        del record
        return ()

    def run(self, key: str, group: Sequence[Record], found: dict[str, Record]) -> Iterable[Record]:
        """Yield the profiles of one document's referents."""
        del key, found
        referents = sorted((one for one in group if isinstance(one, Referent)), key=_by_id)
        for document in (one for one in group if isinstance(one, Document)):
            company = _company(referents)
            owners = _owners(referents)
            for one in referents:
                yield _profile(one, document, company, owners)


def _by_id(referent: Referent) -> str:
    return referent.id


def _company(referents: Sequence[Referent]) -> list[tuple[str, str]]:
    """Return (key, referent) of what the document names, most mentioned first.

    A key opens with the kind of name, for a person says more than a place, and what the index of
    facts lists (k) stands in the news everywhere; persons are known by their last word, since
    not every document gives more.
    """
    counted: list[tuple[int, str, str]] = []
    for one in referents:
        family = family_of(one.type)
        if one.names and family in {"person", "body", "place"}:
            name = read_name(one.name, family)
            word = name.last if family == "person" else name.key
            sort = "k" if one.known else family[0]
            counted.append((-len(one.references), f"{sort} {word}", one.id))
    return [(key, referent) for _, key, referent in sorted(counted)]


def _owners(referents: Sequence[Referent]) -> dict[Span, str]:
    """Return the known actor of each phrase that means one for certain."""
    return {
        (reference.start, reference.end): known.actor
        for one in referents
        for known in one.known
        if known.certain
        for reference in one.references
    }


def _profile(
    referent: Referent,
    document: Document,
    company: list[tuple[str, str]],
    owners: dict[Span, str],
) -> ReferentProfile:
    others = [key for key, other in company if other != referent.id]
    return ReferentProfile(
        id=make_id("referent_profile", [referent.id]),
        referent=referent.id,
        document=document.id,
        type=referent.type,
        name=referent.name,
        names=referent.names,
        company=tuple(dict.fromkeys(others))[:COMPANY],
        offices=tuple(_offices(referent.roles, document, owners)),
        known=referent.known,
        day=day_of(document.published),
    )


def _offices(
    roles: Iterable[StatedRole], document: Document, owners: dict[Span, str]
) -> Iterator[StatedOffice]:
    for role in roles:
        spans = [role.title, role.holder, *([role.owner] if role.owner else [])]
        start, end = min(one[0] for one in spans), max(one[1] for one in spans)
        yield StatedOffice(
            title=document.text[slice(*role.title)],
            owner=document.text[slice(*role.owner)] if role.owner else None,
            owner_actor=owners.get(role.owner) if role.owner else None,
            former=role.former,
            statement=RoleStatement(
                published=document.published,
                evidence=cite(document.id, document.text, start, end),
            ),
        )
