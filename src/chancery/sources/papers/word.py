"""Makes a document of a DOCX file: paragraphs and tables in the order of the body."""

from collections.abc import Iterator
from posixpath import dirname, join, normpath

from chancery.model import BlockType, Capture, Document, Rejection, reject
from chancery.sources.flaw import Flaw
from chancery.sources.papers.build import Paragraph, build_paper
from chancery.sources.papers.package import Package, open_package
from chancery.sources.papers.runs import Element, attribute, local_name, paragraphs_of

_MAIN = "word/document.xml"  # where every known writer of DOCX puts the text
_PROPERTIES = {
    "title": "title",
    "creator": "author",
    "subject": "subject",
    "keywords": "keywords",
    "description": "description",
    "created": "created",
    "modified": "modified",
    "lastModifiedBy": "modified by",
    "language": "language",
}
_PAGED: dict[str, BlockType] = {  # what stands on the pages outside the body
    "footnotes": "body",
    "endnotes": "body",
    "header": "navigation",
    "footer": "navigation",
}
_STYLES: dict[str, BlockType] = {  # names of styles that Word itself has, in lower case
    "title": "headline",
    "subtitle": "dek",
    "caption": "caption",
}


class WordPaper:
    """Makes a document of an office document in Open XML (ECMA-376), as Word saves it."""

    def extract(self, capture: Capture, data: bytes) -> Document | Rejection:
        """Return the document, or `encrypted`, `malformed`, `too_large`, `too_deep`, `no_text`."""
        package = open_package(data)
        if isinstance(package, Flaw):
            return reject(capture.uri, *package)
        main = _target(package, "_rels/.rels", "officeDocument") or _MAIN
        root = package.part(main)
        if isinstance(root, Flaw):
            return reject(capture.uri, *root)
        paragraphs = list(_body(package, main, root))
        if not any(one.type != "navigation" for one in paragraphs):
            return reject(capture.uri, "no_text", "it holds no text, only pictures or nothing")
        return build_paper(capture, paragraphs, _properties(package), {})


def _body(package: Package, main: str, root: Element) -> Iterator[Paragraph]:
    """Yield the paragraphs of the body, then notes, then what stands at the edges of each page."""
    styles = _styles(package, main)
    opened = False
    for text, style in paragraphs_of(root):
        kind: BlockType = _STYLES.get(styles.get(style, style).lower(), "body")
        if opened and kind in {"headline", "dek"}:
            kind = "body"  # a title further down is that of a part
        opened = opened or kind == "body"
        yield Paragraph(text, kind)
    for relation, name in _related(package, _rels_of(main)):
        if relation not in _PAGED:
            continue
        part = package.part(_resolve(main, name))
        if not isinstance(part, Flaw):
            for text, _ in paragraphs_of(part):
                yield Paragraph(text, _PAGED[relation])


def _styles(package: Package, main: str) -> dict[str, str]:
    """Return the name of each style by its id, which is translated with the program."""
    name = _target(package, _rels_of(main), "styles")
    root = package.part(_resolve(main, name)) if name else None
    if root is None or isinstance(root, Flaw):
        return {}
    found: dict[str, str] = {}
    for style in root:
        named = next((child for child in style if local_name(child) == "name"), None)
        if named is not None:
            found[attribute(style, "styleId")] = attribute(named, "val")
    return found


def _rels_of(part: str) -> str:
    return join(dirname(part), "_rels", f"{part.rpartition('/')[2]}.rels")


def _resolve(part: str, target: str) -> str:
    return normpath(join("/", dirname(part), target)).lstrip("/")


def _target(package: Package, rels: str, kind: str) -> str | None:
    """Return where the first relation of this kind leads."""
    found = next((target for one, target in _related(package, rels) if one == kind), None)
    return found.lstrip("/") if found and rels.startswith("_rels") else found


def _related(package: Package, rels: str) -> Iterator[tuple[str, str]]:
    root = package.part(rels) if rels in package else None
    if root is None or isinstance(root, Flaw):
        return
    for relation in root:
        if attribute(relation, "TargetMode") != "External":
            kind = attribute(relation, "Type").rpartition("/")[2]
            yield kind, attribute(relation, "Target")


def _properties(package: Package) -> dict[str, str]:
    name = _target(package, "_rels/.rels", "core-properties")
    root = package.part(name) if name else None
    if root is None or isinstance(root, Flaw):
        return {}
    values = {local_name(child): (child.text or "").strip() for child in root}
    return {ours: values[theirs] for theirs, ours in _PROPERTIES.items() if values.get(theirs)}
