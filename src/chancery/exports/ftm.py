"""FollowTheMoney entities as JSON lines, for Aleph and OpenSanctions' tools."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import BinaryIO, ClassVar

import msgspec

from chancery.exports.coded import HAPPENED
from chancery.exports.cut import Cut
from chancery.exports.days import bounds, known
from chancery.exports.held import Library, actor_of, language3, once
from chancery.exports.streamed import write_lines
from chancery.model import (
    DateValue,
    Document,
    Entity,
    Evidence,
    Finding,
    MentionType,
    Referent,
    Role,
    Slot,
)
from chancery.ports.export import Content, Entry, Written, left_out

Properties = Mapping[str, Iterable[str | None]]
SCHEMATA: Mapping[MentionType, str] = {
    "person": "Person",
    "organisation": "Organization",
    "armed_group": "Organization",
    "place": "Address",
}
INVOLVED = frozenset({"party", "state", "observer", "head", "actor", "recipient"})
TOGETHER = 256


class FollowTheMoney:
    """Writes `{"id": …, "schema": …, "properties": …}`, one entity a line."""

    name: ClassVar[str] = "ftm"
    suffix: ClassVar[str] = ".ftm.json"

    def __init__(self, cut: Cut) -> None:
        """Take what is left out."""
        self._cut = cut

    def write(self, content: Content, stream: BinaryIO) -> Written:
        """Write the entities: documents, actors, offices, events, mentions."""
        made = _Entities(content, self._cut)
        count = write_lines(stream, map(msgspec.json.encode, made.all()))
        left = left_out(
            *made.left_out.items(), ("findings that people rejected", content.rejected)
        )
        return Written(records=count, of="entities", left_out=(*left, *self._cut.left_out))


class _Made(msgspec.Struct, frozen=True):
    id: str
    schema: str
    properties: dict[str, list[str]]


def _made(identity: str, schema: str, properties: Properties) -> _Made:
    values = {name: once(one or "" for one in some) for name, some in properties.items()}
    return _Made(identity, schema, {name: some for name, some in values.items() if some})


class _Entities:
    """Makes the entities, and counts what has no schema."""

    def __init__(self, content: Content, cut: Cut) -> None:
        self._content = content
        self._cut = cut
        self._library = Library(content)
        self.left_out: dict[str, int] = {}

    def all(self) -> Iterator[_Made]:
        """Yield all of them."""
        yield from map(self._article, self._content.all(Document))
        yield from self._actors()
        yield from self._offices()
        for entry in self._content.entries():
            yield from self._told(entry)
        yield from self._mentions()

    def _miss(self, what: str) -> None:
        self.left_out[what] = self.left_out.get(what, 0) + 1

    def _article(self, one: Document) -> _Made:
        return _made(one.id, "Article", {
            "title": [self._cut.text(one.title.value) if one.title else None],
            "fileName": [one.path or one.uri],
            "sourceUrl": [one.address],
            "notes": [f"SHA-256 of its bytes: {one.sha256}"],
            "mimeType": [one.media_type],
            "author": [self._cut.text(one.byline.value) if one.byline else None],
            "publisher": [one.outlet.value if one.outlet else None],
            "language": [language3(one.language.value) if one.language else None],
            "publishedAt": [_moment(one.published)],
            "modifiedAt": [_moment(one.modified)],
            "retrievedAt": [_moment(one.captured)],
            "bodyText": [one.text if self._cut.most is None else None],
        })  # fmt: skip

    def _actors(self) -> Iterator[_Made]:
        for one in self._content.all(Entity):
            schema = _schema(one)
            if schema is None:
                self._miss("actors that are peoples, offices, events or documents")
                continue
            name, *others = map(self._cut.text, dict.fromkeys((one.name, *one.names)))
            address = schema == "Address"
            yield _made(one.id, schema, {
                "name": [name],
                "full": [name] if address else [],
                "alias": others,
                "country": [_country(one)],
                "notes": [f"chancery.knowledge: {each.actor}"
                          for each in one.known if each.certain],
            })  # fmt: skip

    def _offices(self) -> Iterator[_Made]:
        roles = self._content.all(Role)
        while some := list(islice(roles, TOGETHER)):
            holders = {e.id: e for e in self._content.among(Entity, once(r.entity for r in some))}
            for one in some:
                holder = holders.get(one.entity)
                if holder is None or _schema(holder) != "Person":
                    self._miss("offices of what is no person")
                else:
                    yield from self._office(one)

    def _office(self, one: Role) -> Iterator[_Made]:
        post = f"{one.id}.post"
        said = [each for each in (one.first_said, one.last_said) if each]
        state = "said to be over" if one.former else "said to hold it"
        yield _made(post, "Position", {"name": [self._cut.text(one.title)]})
        yield _made(one.id, "Occupancy", {
            "holder": [one.entity],
            "post": [post],
            "date": said,
            "description": [state],
            "proof": [each.evidence.document for each in one.statements],
        })  # fmt: skip
        for each in one.statements:
            yield self._documentation(one.id, one.entity, each.evidence, f"office: {one.title}")

    def _told(self, entry: Entry) -> Iterator[_Made]:
        finding = entry.finding
        if finding.about not in {"event", "meeting"}:
            self._miss(f"findings on {finding.about}s")
        elif finding.modality not in HAPPENED:
            self._miss("meetings and deeds told as planned, wished, feared or denied")
        elif entry.withdrawn:
            self._miss("meetings and deeds that only retracted or corrected articles tell")
        else:
            yield from self._event(entry)

    def _event(self, entry: Entry) -> Iterator[_Made]:
        finding, time = entry.finding, known(entry.time)
        for one in finding.slots:
            if one.slot == "absentee":
                self._miss("absentees")
        sources = f"{finding.independent} independent sources, at most {finding.upper_bound}"
        yield _made(finding.id, "Event", {
            "name": [self._cut.told(entry.text)],
            "summary": [self._cut.words(finding.words.quote)],
            "date": [time.start if time and time.unit != "span" else None],
            "location": [self._cut.words(one.party.evidence.quote) for one in _of(finding, "place")
                         if one.party],
            "addressEntity": self._ids(_of(finding, "place"), {"Address"}),
            "organizer": self._ids(_of(finding, "host"), _LEGAL),
            "involved": self._ids(_of(finding, *INVOLVED), _LEGAL),
            "proof": (one.document for one in finding.support),
            "notes": [bounds(entry.time), sources,
                      "several occasions" if finding.often else None],
            "keywords": [finding.sort or finding.about],
            "recordId": [finding.id],
        })  # fmt: skip
        seen: set[str] = set()
        for claim in entry.claims:
            for each in claim.evidence:
                made = self._documentation(finding.id, finding.id, each, "tells of it")
                if made.id not in seen:
                    seen.add(made.id)
                    yield made
        for slot in _of(finding, "host", "place", *INVOLVED):
            for identity in self._ids([slot], {*_LEGAL, "Address"}):
                for each in slot.evidence:
                    made = self._documentation(
                        f"{finding.id}.{identity}", identity, each, f"{slot.slot} of {finding.id}"
                    )
                    if made.id not in seen:
                        seen.add(made.id)
                        yield made

    def _documentation(self, of: str, entity: str, words: Evidence, role: str) -> _Made:
        identity = f"{of}.{words.document}.{words.start}-{words.end}"
        return _made(identity, "Documentation", {
            "document": [words.document],
            "entity": [entity],
            "role": [self._cut.text(role)],
            "summary": [self._cut.words(words.quote)],
            "recordId": [of.partition(".")[0]],
        })  # fmt: skip

    def _ids(self, slots: Iterable[Slot], schemata: Iterable[str]) -> list[str]:
        """Return the entities of slots that stand in the file under one of these schemata."""
        named = [self._library.named(one.party) for one in slots if one.party]
        wanted = set(schemata)
        return once(one.id for one in named if one and _schema(one) in wanted)

    def _mentions(self) -> Iterator[_Made]:
        entities = ((each, one) for one in self._content.all(Entity) for each in one.referents)
        while some := list(islice(entities, TOGETHER)):
            of = dict(some)
            for one in self._content.among(Referent, list(of)):
                schema = _schema(of[one.id])
                if schema in _LEGAL:
                    yield self._mention(one, of[one.id], schema or "")

    def _mention(self, one: Referent, entity: Entity, schema: str) -> _Made:
        first = one.references[0]
        return _made(f"{one.id}.{first.start}-{first.end}", "Mention", {
            "document": [one.document],
            "name": map(self._cut.text, one.names),
            "resolved": [entity.id],
            "detectedSchema": [schema],
        })  # fmt: skip


_LEGAL = frozenset({"Person", "Organization", "PublicBody"})


def _of(finding: Finding, *slots: str) -> list[Slot]:
    return [one for one in finding.slots if one.slot in slots]


def _schema(one: Entity) -> str | None:
    """Return the schema of an actor: a place that is a country acts, others are addresses."""
    kind, _, code = actor_of(one).partition("/")
    if one.type == "place" and kind == "country" and "_" not in code:
        return "PublicBody"
    return SCHEMATA.get(one.type)


def _country(one: Entity) -> str | None:
    """Return the country in the id of a known actor, by two letters."""
    code = actor_of(one).partition("/")[2].partition("/")[0].partition("_")[0]
    return code if len(code) == 2 else None  # noqa: PLR2004 - ISO 3166 alpha-2


def _moment(one: DateValue | None) -> str | None:
    """Return a time as far as both its ends agree; None where they do not."""
    if one is None or one.start is None or one.end is None:
        return None
    if one.start == one.end:
        return one.start
    return next((one.start[:n] for n in (10, 7, 4) if one.start[:n] == one.end[:n]), None)
