"""RO-Crate: the records, their provenance and references in one described folder."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

import msgspec

from chancery import __version__
from chancery.exports.csl_json import CslJson
from chancery.exports.cut import Cut
from chancery.exports.jsonl import JsonLines
from chancery.exports.provenance import Provenance
from chancery.exports.schema import JsonSchema
from chancery.exports.streamed import write_graph
from chancery.model import Document
from chancery.ports.export import Content, StreamExport, Written

CONTEXT = "https://w3id.org/ro/crate/1.1/context"
SPECIFICATION = "https://w3id.org/ro/crate/1.1"
METADATA = "ro-crate-metadata.json"

Made = dict[str, Any]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A file of the crate."""

    make: Callable[[Cut], StreamExport]
    title: str
    media_type: str


PARTS: Mapping[str, Part] = {
    "records.jsonl": Part(
        make=JsonLines, title="Every record, one a line", media_type="application/jsonl"
    ),
    "schema.json": Part(
        make=JsonSchema, title="JSON Schema of the records", media_type="application/schema+json"
    ),
    "provenance.jsonld": Part(
        make=Provenance, title="PROV-O: from which characters each claim was made",
        media_type="application/ld+json",
    ),
    "references.json": Part(
        make=CslJson, title="The documents as references, CSL-JSON", media_type="application/json"
    ),
}  # fmt: skip
BESIDE = {
    "methods.md": ("How the crate was made, and what it leaves out", "text/markdown"),
    "manifest.json": ("SHA-256 of every file", "application/json"),
}


class RoCrate:
    """Writes ro-crate-metadata.json and the files that it describes."""

    name: ClassVar[str] = "ro-crate"
    is_folder: ClassVar[bool] = True

    def __init__(self, cut: Cut) -> None:
        """Take what is left out."""
        self._cut = cut

    def write(self, content: Content, path: Path) -> Written:
        """Write the files into the folder."""
        written: dict[str, Written] = {}
        for name, part in PARTS.items():
            with (path / name).open("wb") as stream:
                written[name] = part.make(Cut(self._cut.most)).write(content, stream)
        with (path / METADATA).open("wb") as stream:
            write_graph(stream, {"@context": CONTEXT, "@graph": []}, self._nodes(content))
        return written["records.jsonl"]

    def _nodes(self, content: Content) -> Iterator[Made]:
        files = [*PARTS, *BESIDE]
        documents = [{"@id": f"#{one.id}"} for one in content.all(Document)]
        yield {
            "@id": METADATA,
            "@type": "CreativeWork",
            "about": {"@id": "./"},
            "conformsTo": {"@id": SPECIFICATION},
        }
        yield {
            "@id": "./",
            "@type": "Dataset",
            "name": "A dossier of Chancery",
            "description": f"What {content.count(Document):,} articles report, "
            "with the characters that each record rests on.",
            "hasPart": [{"@id": one} for one in files],
            "mentions": [{"@id": "#run"}],
        }
        for name, part in PARTS.items():
            yield _file(name, part.title, part.media_type)
        for name, (title, media_type) in BESIDE.items():
            yield _file(name, title, media_type)
        yield {
            "@id": "#chancery",
            "@type": "SoftwareApplication",
            "name": "Chancery",
            "softwareVersion": __version__,
        }
        yield {
            "@id": "#run",
            "@type": "CreateAction",
            "name": "Reading the articles and exporting what they report",
            "instrument": {"@id": "#chancery"},
            "object": documents,
            "result": [{"@id": one} for one in files],
        }
        yield from map(self._article, content.all(Document))

    def _article(self, one: Document) -> Made:
        published = one.published
        day = published.start if published and published.start == published.end else None
        made: Made = {
            "@id": f"#{one.id}",
            "@type": "NewsArticle",
            "name": self._cut.text(one.title.value if one.title else one.path or one.uri),
            "identifier": one.id,
            "sha256": one.sha256,
        }
        given = {
            "url": one.address,
            "datePublished": day,
            "inLanguage": one.language.value if one.language else None,
            "sourceOrganization": one.outlet.value if one.outlet else None,
        }
        return made | {name: value for name, value in given.items() if value}


def _file(name: str, title: str, media_type: str) -> Made:
    return {"@id": name, "@type": "File", "name": title, "encodingFormat": media_type}
