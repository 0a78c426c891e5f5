"""PROV-O: which run made each claim and finding, and from which characters."""

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, ClassVar

from chancery import __version__
from chancery.exports.cut import Cut
from chancery.exports.streamed import write_graph
from chancery.model import CLAIMS, Annotation, Document, Evidence, Finding
from chancery.ports.export import Content, Written

CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "chancery": "urn:chancery:",
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
    "wasAssociatedWith": {"@id": "prov:wasAssociatedWith", "@type": "@id"},
    "specializationOf": {"@id": "prov:specializationOf", "@type": "@id"},
    "used": {"@id": "prov:used", "@type": "@id"},
    "value": "prov:value",
    "sha256": "chancery:sha256",
    "path": "chancery:path",
    "version": "chancery:version",
}
RUN, AGENT = "chancery:run", "chancery:agent"
Made = dict[str, Any]


class Provenance:
    """Writes one JSON-LD graph, a node a line."""

    name: ClassVar[str] = "provenance"
    suffix: ClassVar[str] = ".jsonld"

    def __init__(self, cut: Cut) -> None:
        """Take what is left out."""
        self._cut = cut

    def write(self, content: Content, stream: BinaryIO) -> Written:
        """Write the nodes: agent, run, documents, claims with their spans, findings."""
        count = write_graph(stream, {"@context": CONTEXT, "@graph": []}, self._nodes(content))
        return Written(records=count, of="nodes", left_out=self._cut.left_out)

    def _nodes(self, content: Content) -> Iterator[Made]:
        yield {"@id": AGENT, "@type": "prov:SoftwareAgent", "version": __version__}
        models = sorted({one.model for one in content.all(Annotation)} - {"none"})
        yield {"@id": RUN, "@type": "prov:Activity", "wasAssociatedWith": AGENT, "value": models}
        for document in content.all(Document):
            yield {
                "@id": f"chancery:{document.id}",
                "@type": "prov:Entity",
                "sha256": document.sha256,
                "path": document.path or document.uri,
            }
        for one in content.all(Document):
            yield from self._told(content, one.id)
        for finding in content.all(Finding):
            yield _entity(finding.id, (f"chancery:{one.claim}" for one in finding.support))

    def _told(self, content: Content, document: str) -> Iterator[Made]:
        spans: dict[str, Evidence] = {}
        for kind in CLAIMS:
            for claim in content.of_document(kind, document):
                own = {_name(one): one for one in claim.evidence}
                spans |= own
                yield _entity(claim.id, own)
        for name, one in sorted(spans.items()):
            yield {
                "@id": name,
                "@type": "prov:Entity",
                "specializationOf": f"chancery:{document}",
                "value": self._cut.words(one.quote),
            }


def _name(one: Evidence) -> str:
    return f"chancery:{one.document}#char={one.start},{one.end}"


def _entity(identity: str, sources: Iterable[str]) -> Made:
    return {
        "@id": f"chancery:{identity}",
        "@type": "prov:Entity",
        "wasGeneratedBy": RUN,
        "wasDerivedFrom": list(sources),
    }
