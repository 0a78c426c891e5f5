"""Results made by hand, to fill a dossier without running a build."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from fakes import Silent, WordReader, document
from msgspec.structs import replace

from chancery.model import (
    Block,
    Document,
    Edit,
    Figure,
    Origin,
    Record,
    ReuseLink,
    TextValue,
    cite,
    claim_id,
    codec,
    make_id,
    reject,
)
from chancery.stages.annotate.stage import Annotate
from chancery.store.write import Change, RunNote, save

FIRST = "Old talks\nThe envoy said the truce holds in both towns.\nSubscribe to our letter\n"
SECOND = "New talks\nThe envoy said the truce held in both towns.\n"


class Made:
    """Results that hold the records they were given."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.records = list(records)

    def digests(self, kind: type[Record]) -> Mapping[str, bytes]:
        return {r.id: codec.digest(codec.encode(r)) for r in self.records if isinstance(r, kind)}

    def load(self, kind: type[Record], ids: Sequence[str]) -> Iterable[Record]:
        return [r for r in self.records if isinstance(r, kind) and r.id in ids]


def blocks(text: str, *types: str) -> tuple[Block, ...]:
    made: list[Block] = []
    start = 0
    for kind, line in zip(types, text.splitlines(keepends=True), strict=True):
        kept = kind != "appeal"
        made.append(Block(type=kind, start=start, end=start + len(line), kept=kept))  # type: ignore[arg-type]
        start += len(line)
    return tuple(made)


def records() -> list[Record]:
    first = document(
        FIRST,
        "first.txt",
        title=TextValue(value="Old talks", basis="stated"),
        fields={"section": '"world"'},
    )
    first = _with_blocks(first, blocks(FIRST, "headline", "body", "appeal"))
    second = _with_blocks(document(SECOND, "second.txt"), blocks(SECOND, "headline", "body"))
    start, end = FIRST.index("The envoy"), FIRST.index(" in both")
    held = SECOND.index("held")
    edit = Edit(
        a_start=end - 5, a_end=end, a_text="holds", b_start=held, b_end=held + 4, b_text="held"
    )
    link = ReuseLink(
        id=make_id("reuse_link", [first.id, second.id]),
        a=cite(first.id, FIRST, start, end),
        b=cite(second.id, SECOND, SECOND.index("The envoy"), SECOND.index(" in both")),
        edits=(edit,),
        similarity=0.8333,
        length=5,
        strength="strong",
        reason="five telling words in order",
    )
    origin = Origin(
        id=make_id("origin", [link.id]),
        name=None,
        basis="inferred",
        evidence=(link.a, link.b),
        documents=(first.id, second.id),
        cluster="cluster-1",
    )
    annotations = [
        replace(one, chains=((0, 1),))  # both texts have two names: say that they are one
        for made in Annotate(WordReader()).run([first, second])
        for one in made
    ]
    rejection = reject("third.pdf", "unsupported", "PDF is not read")
    return [first, second, link, origin, rejection, *annotations]


def figure(of: Document) -> Figure:
    """Return a figure whose number is exact: two thirds of the towns of a document."""
    said = cite(of.id, of.text, of.text.index("both"), of.text.index(" towns"))
    return Figure(
        id=claim_id("figure", of.id, (said.start, said.end)),
        document=of.id,
        evidence=(said,),
        modality="asserted",
        confidence=0.5,
        producer="hand 1",
        written=said,
        low=Decimal(2),
        high=None,
        divisor=3,
        modifier="at_least",
        unit="share",
        counts=(),
    )


def fill(path: Path, made: Iterable[Record] | None = None) -> Change:
    note = RunNote(started=datetime.now(UTC), sources=("here",), settings={"workers": 1})
    return save(path, Made(records() if made is None else made), note, Silent())


def _with_blocks(one: Document, made: tuple[Block, ...]) -> Document:
    return replace(one, blocks=made)
