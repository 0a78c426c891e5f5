"""BibTeX: the documents as references, for LaTeX and reference managers."""

from typing import BinaryIO, ClassVar

from chancery.exports.cut import Cut
from chancery.exports.references import to_bibtex, works
from chancery.exports.streamed import write_lines
from chancery.ports.export import Content, Written


class BibTex:
    """Writes an entry for each document, in UTF-8."""

    name: ClassVar[str] = "bibtex"
    suffix: ClassVar[str] = ".bib"

    def __init__(self, cut: Cut) -> None:
        """Take what is left out."""
        self._cut = cut

    def write(self, content: Content, stream: BinaryIO) -> Written:
        """Write the entries, by the documents' ids."""
        entries = (
            to_bibtex(one, one.id.rpartition("-")[2]) + "\n" for one in works(content, self._cut)
        )
        count = write_lines(stream, map(str.encode, entries))
        return Written(records=count, of="references", left_out=self._cut.left_out)
