"""GraphML: the network for igraph, networkx, yEd and Cytoscape."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO, ClassVar

from chancery.exports.cut import Cut
from chancery.exports.network import Network, Node, Tie
from chancery.exports.streamed import write_lines
from chancery.exports.xml import Escaper
from chancery.ports.export import Content, Written, left_out

HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
"""
NODE: Mapping[str, str] = {"label": "string", "type": "string", "actor": "string",
                           "country": "string", "documents": "int", "ties": "int"}  # fmt: skip
EDGE: Mapping[str, str] = {"kind": "string", "directed": "boolean", "what": "string",
                           "finding": "string",
                           "text": "string", "start": "string", "end": "string",
                           "precision": "string", "basis": "string", "documents": "int",
                           "weight": "int", "evidence": "string"}  # fmt: skip


class GraphMl:
    """Writes one graph with parallel edges."""

    name: ClassVar[str] = "graphml"
    suffix: ClassVar[str] = ".graphml"

    def __init__(self, cut: Cut) -> None:
        """Take what is left out."""
        self._cut = cut
        self._xml = Escaper()

    def write(self, content: Content, stream: BinaryIO) -> Written:
        """Write the nodes and ties."""
        network = Network(content, self._cut)
        head = f'{HEAD}{_keys("node", NODE)}{_keys("edge", EDGE)}<graph edgedefault="directed">\n'
        stream.write(head.encode())
        nodes = write_lines(stream, (self._node(one).encode() for one in network.nodes()))
        edges = write_lines(stream, (self._edge(one).encode() for one in network.ties()))
        stream.write(b"</graph>\n</graphml>\n")
        replaced = left_out(("characters that XML cannot hold", self._xml.replaced))
        return Written(
            records=nodes + edges, of="nodes and ties", left_out=(*network.left_out, *replaced)
        )

    def _node(self, one: Node) -> str:
        values = {name: str(getattr(one, name)) for name in NODE}
        return f'<node id="{one.id}">{"".join(self._values("n", values))}</node>'

    def _edge(self, one: Tie) -> str:
        days = one.days or ("", "")
        values = {
            "kind": one.kind,
            "directed": str(one.directed).lower(),
            "what": one.what,
            "finding": one.finding,
            "text": one.text,
            "start": days[0],
            "end": days[1],
            "precision": one.time.precision if one.time else "unknown",
            "basis": one.time.basis if one.time else "unknown",
            "documents": str(one.documents),
            "weight": str(max(one.independent, 1)),
            "evidence": one.evidence,
        }
        body = "".join(self._values("e", values))
        return f'<edge id="{one.id}" source="{one.a}" target="{one.b}">{body}</edge>'

    def _values(self, of: str, values: Mapping[str, str]) -> Iterator[str]:
        for name, value in values.items():
            if value:
                yield f'<data key="{of}_{name}">{self._xml.text(value)}</data>'


def _keys(what: str, keys: Mapping[str, str]) -> str:
    return "".join(
        f'<key id="{what[0]}_{name}" for="{what}" attr.name="{name}" attr.type="{type_}"/>\n'
        for name, type_ in keys.items()
    )
