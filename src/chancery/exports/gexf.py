"""GEXF 1.3: the network for Gephi, with the days between which each tie happened as a spell."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO, ClassVar

from chancery.exports.cut import Cut
from chancery.exports.network import Network, Node, Tie
from chancery.exports.streamed import write_lines
from chancery.exports.xml import Escaper
from chancery.ports.export import Content, Written, left_out

HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
<meta><creator>Chancery</creator></meta>
<graph mode="dynamic" timeformat="date" timerepresentation="interval" defaultedgetype="directed">
"""
NODE: Mapping[str, str] = {"type": "string", "actor": "string", "country": "string",
                           "documents": "integer", "ties": "integer"}  # fmt: skip
EDGE: Mapping[str, str] = {"kind": "string", "what": "string", "finding": "string",
                           "text": "string", "documents": "integer", "independent": "integer",
                           "dated": "boolean", "precision": "string", "basis": "string",
                           "evidence": "string"}  # fmt: skip


class Gexf:
    """Writes one dynamic graph."""

    name: ClassVar[str] = "gexf"
    suffix: ClassVar[str] = ".gexf"

    def __init__(self, cut: Cut) -> None:
        """Take what is left out."""
        self._cut = cut
        self._xml = Escaper()

    def write(self, content: Content, stream: BinaryIO) -> Written:
        """Write the nodes and ties."""
        network = Network(content, self._cut)
        stream.write((HEAD + _keys("node", NODE) + _keys("edge", EDGE) + "<nodes>\n").encode())
        nodes = write_lines(stream, (self._node(one).encode() for one in network.nodes()))
        stream.write(b"</nodes>\n<edges>\n")
        edges = write_lines(stream, (self._edge(one).encode() for one in network.ties()))
        stream.write(b"</edges>\n</graph>\n</gexf>\n")
        replaced = left_out(("characters that XML cannot hold", self._xml.replaced))
        return Written(
            records=nodes + edges, of="nodes and ties", left_out=(*network.left_out, *replaced)
        )

    def _node(self, one: Node) -> str:
        values = {name: str(getattr(one, name)) for name in NODE}
        body = "".join(self._values(values, NODE))
        return f'<node id="{one.id}" label="{self._xml.text(one.label)}">{body}</node>'

    def _edge(self, one: Tie) -> str:
        days, time = one.days, one.time
        values = {
            "kind": one.kind,
            "what": one.what,
            "finding": one.finding,
            "text": one.text,
            "documents": str(one.documents),
            "independent": str(one.independent),
            "dated": "true" if days else "false",
            "precision": time.precision if time else "unknown",
            "basis": time.basis if time else "unknown",
            "evidence": one.evidence,
        }
        spell = f'<spells><spell start="{days[0]}" end="{days[1]}"/></spells>' if days else ""
        body = "".join(self._values(values, EDGE))
        direction = "directed" if one.directed else "mutual"
        return (
            f'<edge id="{one.id}" source="{one.a}" target="{one.b}" type="{direction}" '
            f'kind="{one.kind}" weight="{max(one.independent, 1)}">{body}{spell}</edge>'
        )

    def _values(self, values: Mapping[str, str], keys: Mapping[str, str]) -> Iterator[str]:
        yield "<attvalues>"
        for number, name in enumerate(keys):
            if values[name]:
                yield f'<attvalue for="{number}" value="{self._xml.text(values[name])}"/>'
        yield "</attvalues>"


def _keys(what: str, keys: Mapping[str, str]) -> str:
    rows = "".join(
        f'<attribute id="{number}" title="{name}" type="{type_}"/>\n'
        for number, (name, type_) in enumerate(keys.items())
    )
    return f'<attributes class="{what}">\n{rows}</attributes>\n'
