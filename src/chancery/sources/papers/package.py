"""Opens the package of an office document, and nothing in it that would unpack to too much."""

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from chancery.sources.flaw import Flaw
from chancery.sources.papers.runs import Element

MOST_ENTRIES = 10_000  # choice: a book with a picture on every page has fewer
MOST_BYTES = 200_000_000  # of all entries, unpacked; choice: ten times what a file may weigh
MOST_XML = 40_000_000  # of one part that is read; choice: ten million characters and their markup
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what an office document lies in once it is encrypted
_BROKEN = (BadZipFile, zlib.error, KeyError, NotImplementedError, EOFError, OSError, ValueError)


class Package:
    """The parts of one document; sizes were looked at before anything was unpacked.

    What an entry says of its size is kept to: the reader of ZIP files stops there.
    """

    def __init__(self, archive: ZipFile) -> None:
        """Take an archive whose sizes are known to be fit."""
        self._archive = archive
        self._names = set(archive.namelist())

    def __contains__(self, name: str) -> bool:
        """Say whether there is a part of this name."""
        return name in self._names

    def part(self, name: str) -> Element | Flaw:
        """Return the root of a part's XML; entities in it are not expanded."""
        if name not in self._names:
            return Flaw("malformed", f"it has no part {name!r}, so it is no whole document")
        size = self._archive.getinfo(name).file_size
        if size > MOST_XML:
            return Flaw("too_large", f"its part {name!r} unpacks to {size} bytes; split it")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            return etree.fromstring(self._archive.read(name), parser)
        except etree.XMLSyntaxError as error:
            deep = "depth" in str(error)
            detail = f"its part {name!r} is no XML that can be read: {error.msg}"
            return Flaw("too_deep" if deep else "malformed", detail)
        except RuntimeError:  # zipfile has no other error for it
            return Flaw("encrypted", "it is encrypted; open it and save it without a password")
        except _BROKEN as error:
            detail = f"its part {name!r} cannot be unpacked: {error}; save it anew"
            return Flaw("malformed", detail)


def open_package(data: bytes) -> Package | Flaw:
    """Return the package, or the flaw `encrypted`, `malformed` or `too_large`."""
    if data.startswith(_OLE):
        what = "it is a DOC file, or a DOCX file with a password"
        return Flaw("encrypted", f"{what}; save it as DOCX without one")
    try:
        archive = ZipFile(BytesIO(data))
        entries = archive.infolist()
    except _BROKEN as error:
        return Flaw("malformed", f"it is no whole ZIP archive, as DOCX files are: {error}")
    if len(entries) > MOST_ENTRIES:
        return Flaw("too_large", f"it holds {len(entries):,} files, more than {MOST_ENTRIES:,}")
    size = sum(entry.file_size for entry in entries)
    if size > MOST_BYTES:
        detail = f"it unpacks from {len(data):,} to {size:,} bytes, more than {MOST_BYTES:,}"
        return Flaw("too_large", f"{detail}; save it without its pictures")
    return Package(archive)
