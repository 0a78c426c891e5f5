"""Makes documents and runs the reuse stages over them, as an engine would."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from chancery.model import (
    KEPT_TYPES,
    Block,
    BlockType,
    Document,
    ReuseLink,
    SharedFingerprints,
    TextValue,
)
from chancery.stages.reuse.align import Align
from chancery.stages.reuse.compare import Compare
from chancery.stages.reuse.fingerprint import Fingerprint

ARTICLES = Path(__file__).parents[3] / "shared" / "articles" / "moscow-format"
FURNITURE: dict[str, list[tuple[int, int, BlockType]]] = {
    "000": [(217, 1150, "appeal")],
    "001": [(1186, 1390, "caption"), (4130, 4328, "caption"), (4330, 4345, "navigation")],
    "002": [
        (0, 43, "navigation"),
        (1370, 1422, "repeat"),
        (1519, 1530, "navigation"),
        (1529 + 1, 2803, "repeat"),
        (2803, 2818, "share"),
    ],
    "003": [
        (71, 97, "dateline"),
        (98, 204, "caption"),
        (205, 311, "repeat"),
        (3209, 4266, "teaser"),
    ],
    "004": [(78, 119, "credit"), (3809, 4029, "form")],
}


class Press:
    """Prints documents, and links those that share passages."""

    def document(
        self,
        name: str,
        *parts: str | tuple[BlockType, str],
        outlet: str | None = None,
        **fields: Any,
    ) -> Document:
        """Return a document whose blocks are these parts; a part that is text is body."""
        blocks: list[Block] = []
        text = ""
        for part in parts:
            kind, words = ("body", part) if isinstance(part, str) else part
            end = len(text) + len(words)
            kept = kind in KEPT_TYPES
            blocks.append(Block(type=kind, start=len(text), end=end, kept=kept))
            text += words
        return Document(
            id=f"document-{name}",
            capture=f"capture-{name}",
            uri=f"{name}.txt",
            path=f"{name}.txt",
            sha256="0" * 64,
            text=text,
            blocks=tuple(blocks),
            outlet=TextValue(value=outlet, basis="markup") if outlet else None,
            **fields,
        )

    def shared(
        self, documents: Sequence[Document], *, buckets: int = 16, batch: int = 64
    ) -> dict[tuple[str, str], list[SharedFingerprints]]:
        """Return what each pair of documents shares."""
        slices: dict[int, list[Any]] = defaultdict(list)
        for start in range(0, len(documents), batch):
            for made in Fingerprint(buckets).run(documents[start : start + batch]):
                for record in made:
                    slices[record.bucket].append(record)  # type: ignore[attr-defined]  # a slice
        pairs: dict[tuple[str, str], list[SharedFingerprints]] = defaultdict(list)
        for bucket, group in slices.items():
            for record in Compare().run(str(bucket), group, {}):
                assert isinstance(record, SharedFingerprints)
                pairs[record.a, record.b].append(record)
        return pairs

    def links(self, *documents: Document, buckets: int = 16, batch: int = 64) -> list[ReuseLink]:
        """Return every link between the documents, sorted by pair."""
        found: dict[str, Any] = {document.id: document for document in documents}
        links: list[Any] = []
        for pair, parts in sorted(self.shared(documents, buckets=buckets, batch=batch).items()):
            links.extend(Align().run("|".join(pair), parts, found))
        return links


@pytest.fixture
def press() -> Press:
    return Press()


@pytest.fixture
def five(press: Press) -> dict[str, Document]:
    """Return the five real articles, their furniture marked by hand."""
    if not ARTICLES.is_dir():
        pytest.skip(f"the real articles are not at {ARTICLES}")
    return {
        path.name[:3]: _marked(press, path.name[:3], path.read_bytes().decode())
        for path in sorted(ARTICLES.glob("*.txt"))
    }


def _marked(press: Press, name: str, text: str) -> Document:
    parts: list[tuple[BlockType, str]] = []
    place = 0
    for start, end, kind in FURNITURE[name]:
        parts += [("body", text[place:start]), (kind, text[start:end])]
        place = end
    parts.append(("body", text[place:]))
    return press.document(name, *(part for part in parts if part[1]))
