"""`chancery actors list` and `chancery actors show`: who a dossier speaks of, with the words."""

from collections.abc import Iterable, Iterator

import msgspec
from rich.console import Console

from chancery.cli.dossiers import split
from chancery.cli.output import console, print_json, table
from chancery.knowledge import fold
from chancery.model import (
    Document,
    Entity,
    Evidence,
    KnownActor,
    Link,
    Reference,
    Referent,
    Role,
    cite,
)
from chancery.pipeline.actors import check_read, find_actors
from chancery.store.dossier import Dossier, open_dossier
from chancery.wording.names import document_names
from chancery.wording.phrases import clip, count_words, name_list, one_line, short_id

NAME_WIDTH = 40
MOST_NAMES = 3
MOST_ROLES = 2


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What the list says of one entity."""

    id: str
    type: str
    name: str
    names: tuple[str, ...]
    documents: int
    phrases: int  # that mean it, in all documents
    known: tuple[KnownActor, ...]
    roles: tuple[Role, ...]
    ambiguous: tuple[str, ...]


class Phrase(msgspec.Struct, frozen=True, kw_only=True):
    """A phrase that means an entity, and why it is taken for it."""

    evidence: Evidence
    link: Link


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What the command shows of one entity; `documents` are the names of its documents, by id."""

    entity: Entity
    roles: tuple[Role, ...]
    phrases: tuple[Phrase, ...]
    ambiguous: tuple[Entity, ...]
    documents: dict[str, str]


def run_list(arguments: list[str], *, types: list[str], json: bool) -> None:
    """Print one line for each entity, those of most documents first.

    Raises:
        NotFoundError: the dossier was built without reading.
    """
    path, _ = split(arguments, most=0)
    with open_dossier(path) as dossier:
        rows = sorted(_rows(dossier), key=lambda row: (-row.documents, -row.phrases, row.name))
    rows = [row for row in rows if not types or row.type in types]
    if json:
        print_json(rows)
        return
    listed = table("id", "type", "name", "also written", "roles as said", "docs", "phrases")
    for row in rows:
        others = [one for one in row.names if one != row.name]
        listed.add_row(
            short_id(row.id),
            row.type.replace("_", " "),
            clip(row.name, NAME_WIDTH),
            name_list(others, MOST_NAMES),
            name_list(list(dict.fromkeys(map(_role, row.roles))), MOST_ROLES),
            str(row.documents),
            str(row.phrases),
        )
    console().print(listed)


def run_show(arguments: list[str], *, json: bool) -> None:
    """Print every entity that bears a name or its words, or the one with this id or its start.

    Raises:
        UsageError: no name is given.
        NotFoundError: the dossier has no such entity, or was built without reading.
    """
    path, rest = split(arguments, most=1)
    with open_dossier(path) as dossier:
        found = [_collect(dossier, one) for one in find_actors(dossier, rest[0] if rest else "")]
    if json:
        print_json(found)
        return
    screen = console()
    if len(found) > 1:
        screen.print(f"the name may mean {count_words(len(found), 'actor')}; none is chosen")
    for shown in found:
        _print(screen, shown)


def _rows(dossier: Dossier) -> Iterator[Row]:
    check_read(dossier)
    roles = _by_entity(dossier.all(Role))
    phrases = {one.id: len(one.references) for one in dossier.all(Referent)}
    for one in dossier.all(Entity):
        yield Row(
            id=one.id,
            type=one.type,
            name=one.name,
            names=one.names,
            documents=len(one.documents),
            phrases=sum(phrases[each] for each in one.referents),
            known=one.known,
            roles=tuple(roles.get(one.id, ())),
            ambiguous=one.ambiguous,
        )


def _by_entity(roles: Iterable[Role]) -> dict[str, list[Role]]:
    found: dict[str, list[Role]] = {}
    for one in roles:
        found.setdefault(one.entity, []).append(one)
    return found


def _collect(dossier: Dossier, entity: Entity) -> Shown:
    documents = {one: dossier.get(Document, one) for one in entity.documents}
    names = document_names(documents.values())
    referents = [dossier.get(Referent, one) for one in entity.referents]
    referents.sort(key=lambda one: names[one.document])
    return Shown(
        entity=entity,
        roles=tuple(dossier.where(Role, "entity = ? ORDER BY id", entity.id)),
        phrases=tuple(
            Phrase(evidence=_cited(documents[referent.document], one), link=one.link)
            for referent in referents
            for one in referent.references
        ),
        ambiguous=tuple(dossier.get(Entity, one) for one in entity.ambiguous),
        documents=names,
    )


def _cited(document: Document, one: Reference) -> Evidence:
    return cite(document.id, document.text, one.start, one.end)


def _print(screen: Console, shown: Shown) -> None:
    entity = shown.entity
    kind = entity.type.replace("_", " ")
    screen.print(f"{entity.name}  {kind}  {entity.id}", style="bold", soft_wrap=True)
    for one in entity.known:
        sure = "known as" if one.certain else "may be"
        screen.print(f"  {sure} {one.actor}: {one.reason}", soft_wrap=True)
    for other in shown.ambiguous:
        screen.print(f"  some of it may mean {other.name} ({short_id(other.id)})", soft_wrap=True)
    for role in shown.roles:
        screen.print(f"  role: {_role(role)}, {_said(role)}", soft_wrap=True)
        for statement in role.statements:
            screen.print(f"    {_quoted(shown, statement.evidence)}", soft_wrap=True)
    for phrase in shown.phrases:
        link = phrase.link.replace("_", " ")
        screen.print(f"  {link}: {_quoted(shown, phrase.evidence)}", soft_wrap=True)


def _role(role: Role) -> str:
    former = "former " if role.former else ""
    held = role.owner and fold(role.owner) not in fold(role.title)
    owner = f" ({one_line(role.owner)})" if role.owner and held else ""
    return f"{former}{one_line(role.title)}{owner}"


def _said(role: Role) -> str:
    if role.first_said is None:
        return "said on no known day"
    if role.first_said == role.last_said:
        return f"said on {role.first_said}"
    return f"said from {role.first_said} to {role.last_said}"


def _quoted(shown: Shown, one: Evidence) -> str:
    return f"{shown.documents[one.document]}[{one.start}:{one.end}] “{one_line(one.quote)}”"
