"""CSL-JSON: the documents as references, for Zotero, Pandoc and other citation programs."""

from typing import BinaryIO, ClassVar

from chancery.exports.cut import Cut
from chancery.exports.references import to_csl, works
from chancery.exports.streamed import write_graph
from chancery.ports.export import Content, Written


class CslJson:
    """Writes a list of items, one a line."""

    name: ClassVar[str] = "csl-json"
    suffix: ClassVar[str] = ".json"

    def __init__(self, cut: Cut) -> None:
        """Take what is left out."""
        self._cut = cut

    def write(self, content: Content, stream: BinaryIO) -> Written:
        """Write the items, by the documents' ids."""
        count = write_graph(stream, [], map(to_csl, works(content, self._cut)))
        return Written(records=count, of="references", left_out=self._cut.left_out)
