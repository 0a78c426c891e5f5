"""A vault of Markdown notes for Obsidian and Logseq: documents, actors and findings, linked."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from chancery.exports.cut import Cut
from chancery.exports.days import bounds
from chancery.exports.held import Library, actor_of, once
from chancery.exports.papers.markdown import escaped
from chancery.model import DateValue, Document, Entity, Evidence, Finding
from chancery.ports.export import Content, Entry, Written, left_out

DOCUMENTS, ACTORS, FINDINGS = "documents", "actors", "findings"
Front = Mapping[str, str | int | bool | Sequence[str] | None]
_UNPRINTABLE = re.compile("[\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


class Markdown:
    """Writes documents/, actors/ and findings/, a note each, and index.md."""

    name: ClassVar[str] = "markdown"
    is_folder: ClassVar[bool] = True

    def __init__(self, cut: Cut) -> None:
        """Take what is left out."""
        self._cut = cut

    def write(self, content: Content, path: Path) -> Written:
        """Write the notes into the folder."""
        for name in (DOCUMENTS, ACTORS, FINDINGS):
            (path / name).mkdir()
        counts = [
            _write_all(path / DOCUMENTS, map(self._document, content.all(Document))),
            _write_all(path / ACTORS, map(self._actor, content.all(Entity))),
            _write_all(path / FINDINGS, self._findings(content)),
        ]
        _write(path / "index.md", _index(counts))
        left = left_out(("findings that people rejected", content.rejected))
        return Written(records=sum(counts), of="notes", left_out=(*left, *self._cut.left_out))

    def _document(self, one: Document) -> tuple[str, str]:
        title = self._cut.text(one.title.value if one.title else one.path or one.uri)
        front: Front = {
            "id": one.id,
            "kind": "document",
            "title": title,
            "aliases": [title],
            "path": one.path,
            "address": one.address,
            "outlet": one.outlet.value if one.outlet else None,
            "byline": self._cut.text(one.byline.value) if one.byline else None,
            "published_from": _end(one.published, "start"),
            "published_until": _end(one.published, "end"),
            "published_basis": one.published.basis if one.published else None,
            "language": one.language.value if one.language else None,
            "sha256": one.sha256,
        }
        text = f"## Text\n\n{_quoted(one.text)}\n" if self._cut.most is None else ""
        return one.id, f"{_front(front)}# {_line(title)}\n\n{text}"

    def _actor(self, one: Entity) -> tuple[str, str]:
        names = [self._cut.text(each) for each in dict.fromkeys((one.name, *one.names))]
        front: Front = {
            "id": one.id,
            "kind": "actor",
            "title": names[0],
            "aliases": names,
            "type": one.type,
            "known": actor_of(one) or None,
        }
        told = "".join(f"- {_link(DOCUMENTS, each, each)}\n" for each in one.documents)
        return one.id, f"{_front(front)}# {_line(names[0])}\n\n## Named in\n\n{told}"

    def _findings(self, content: Content) -> Iterable[tuple[str, str]]:
        library = Library(content)
        for entry in content.entries():
            yield entry.finding.id, self._finding(entry, library)

    def _finding(self, entry: Entry, library: Library) -> str:
        finding = entry.finding
        time = entry.time
        text = self._cut.told(entry.text)
        documents = once(one.document for one in finding.support)
        front: Front = {
            "id": finding.id,
            "kind": "finding",
            "about": finding.about,
            "sort": finding.sort or None,
            "title": text,
            "told_as": finding.modality,
            "several_occasions": finding.often,
            "withdrawn": entry.withdrawn,
            "happened_from": time.start if time else None,
            "happened_until": time.end if time else None,
            "happened_basis": time.basis if time else "unknown",
            "independent_sources": finding.independent,
            "at_most_independent_sources": finding.upper_bound,
            "documents": documents,
        }
        parts = dict.fromkeys(self._parts(finding, library))
        return "".join((
            f"{_front(front)}# {_line(text)}\n\nWhen: {_line(bounds(time))}\n",
            "\n## Actors\n\n" if parts else "",
            *parts,
            "\n## Evidence\n",
            *(self._evidence(one, library) for one in _sentences(entry)),
        ))  # fmt: skip

    def _parts(self, finding: Finding, library: Library) -> Iterable[str]:
        """Yield a line for each known one who fills a slot, with the slot."""
        for one in finding.slots:
            named = library.named(one.party) if one.party else None
            if named:
                link = _link(ACTORS, named.id, self._cut.text(named.name))
                yield f"- {one.slot.replace('_', ' ')}: {link}\n"

    def _evidence(self, one: Evidence, library: Library) -> str:
        document = library.documents.get(one.document)
        name = self._cut.text(document.name)
        link = _link(DOCUMENTS, one.document, name)
        return f"\n{link}, {one.start}–{one.end}:\n\n{_quoted(self._cut.words(one.quote))}\n"


def _sentences(entry: Entry) -> Iterable[Evidence]:
    return dict.fromkeys(each for claim in entry.claims for each in claim.evidence)


def _write_all(folder: Path, notes: Iterable[tuple[str, str]]) -> int:
    return sum(_write(folder / f"{identity}.md", text) for identity, text in notes)


def _write(path: Path, text: str) -> int:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    return 1


def _index(counts: Sequence[int]) -> str:
    names = (DOCUMENTS, ACTORS, FINDINGS)
    rows = (f"- {name}: {count}\n" for name, count in zip(names, counts, strict=True))
    said = "How it was made, and what is left out: [methods](methods.md)."
    return f"# A dossier\n\n{''.join(rows)}\n{said}\n"


def _front(values: Front) -> str:
    rows = (f"{name}: {_yaml(value)}\n" for name, value in values.items() if value is not None)
    return f"---\n{''.join(rows)}---\n\n"


def _yaml(value: object) -> str:
    """Return a value as YAML in flow style, which JSON is, but for what YAML cannot hold raw."""
    text = json.dumps(value, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _line(text: str) -> str:
    return escaped(_CONTROL.sub("\ufffd", " ".join(text.split())))


def _quoted(text: str) -> str:
    lines = _CONTROL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return "\n".join(f"> {escaped(one)}".rstrip() for one in lines)


def _link(folder: str, identity: str, name: str) -> str:
    shown = re.sub(r"[\[\]|#^]", " ", _CONTROL.sub(" ", " ".join(name.split()))).strip()
    return f"[[{folder}/{identity}|{shown or identity}]]"


def _end(value: DateValue | None, end: str) -> str | None:
    return getattr(value, end) if value else None
