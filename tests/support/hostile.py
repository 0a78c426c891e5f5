"""A dossier of texts that are hard to show: marks that cross, odd letters, markup that attacks."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from msgspec.structs import replace
from served import entry, fill_served
from told import Told

from chancery.model import (
    Block,
    Claim,
    Document,
    Entity,
    Figure,
    Finding,
    Record,
    ReuseLink,
    TextValue,
    Thread,
    Watch,
    WordsSought,
    cite,
    reject,
)
from chancery.stages.corroborate.stage import make_finding
from chancery.store.watches import write_watch

ATTACK = (
    '<script>alert("text")</script><img src=x onerror=alert(1)>" onmouseover="alert(2)'
    " ' autofocus onfocus='alert(3) javascript:alert(4) {{7*7}} {% raw %} ${7*7} <!-- &lt;b&gt;"
)
TEXTS = {
    "emoji": (
        "Families \U0001f469\u200d\U0001f469\u200d\U0001f467 came, flags \U0001f1eb\U0001f1f7,"
        " skin \U0001f44d\U0001f3fd, 𝕬 and other letters beyond the plane: 12 boats."
    ),
    "combined": (
        "Cafe\u0301 n\u0303 ａ\u0301\u0323, q\u0307\u0323, heaped z\u0351\u036b\u0343: 12 boats."
    ),
    "right": (
        "The minister said “נפתחו שיחות” and «بدأت المحادثات في 12 مدينة»,"
        " \u202eoverridden\u202c, 12 boats."
    ),
    "lines": (
        "One\r\nTwo\rThree\n\n\nFour\tTab\u00a0NBSP\u2028LS\u2029PS  two blanks \r\n 12 boats \r"
    ),
    "control": (
        "\ufeffA mark\x0cfeed\x0bdown\x01one\x7fdel\x85next \ufffe none \u200bzero, 12 boats"
    ),
    "attack": f"{ATTACK} 12 boats </div></details></main></body></html> </script> <!doctype html>",
    "edges": "\n  12 boats with a blank line before and blanks behind \n\n",
    "long": f"{'x' * 3000} 12 boats {'ы' * 3000}",
}
TITLES = {"attack": ATTACK, "long": f"{ATTACK} {'W' * 1_000_000}", "right": "شيחات \u202e12"}
ADDRESSES = {"attack": "javascript:alert(5)//", "long": 'https://e.example/"><script>alert(6)'}


def fill_hostile(path: Path) -> Path:
    """Write the dossier; return where it is."""
    fill_served(path, records())
    write_watch(path, Watch(name="twelve", added="2031-03-04", sought=WordsSought(query="12")))
    return path


def records() -> list[Record]:
    """Return the documents with claims on crossing spans, findings, and what names them."""
    told = [Told(name, text) for name, text in TEXTS.items()]
    documents = [_document(name, one) for name, one in zip(TEXTS, told, strict=True)]
    claims = [_claims(one) for one in told]
    findings = [_finding(one, some) for one, some in zip(told, claims, strict=True)]
    return [
        *documents,
        *(one.page.annotation for one in told),
        *(each for some in claims for each in some),
        *findings,
        *map(entry, findings),
        *_links(documents),
        _thread(documents),
        _actor(documents),
        reject(f"{ATTACK}.pdf", "unsupported", ATTACK),
    ]


def _document(name: str, told: Told) -> Document:
    title = TITLES.get(name)
    said = TextValue(value=ATTACK, basis="stated")
    return replace(
        told.page.document,
        uri=ADDRESSES.get(name, f"{name}.txt"),
        path=None if name in ADDRESSES else f"{name}.txt",
        title=TextValue(value=title, basis="stated") if title else None,
        outlet=said,
        byline=said,
        blocks=tuple(_blocks(told.text)),
    )


def _blocks(text: str) -> Iterator[Block]:
    """Yield three blocks that cut a text where it is worst, the middle one removed."""
    third = max(len(text) // 3, 1)
    for start, end, kind in ((0, third, "body"), (third, 2 * third, "appeal")):
        yield Block(type=kind, start=start, end=end, kept=kind == "body")  # type: ignore[arg-type]
    yield Block(type="body", start=2 * third, end=len(text), kept=True)


def _claims(told: Told) -> list[Figure]:
    """Return claims whose spans cross each other and the blocks, cutting letters apart."""
    size = len(told.text)
    spans = [(0, size), (0, size // 2), (size // 4, size - 3), *_steps(size)]
    made = told.figure("12", 12, "12", None)
    return [
        replace(made, id=f"figure-{told.id}-{number}", evidence=(cite(told.id, told.text, *one),))
        for number, one in enumerate(spans)
    ]


def _steps(size: int) -> list[tuple[int, int]]:
    step = max(size // 9, 1)
    return [(at, min(at + 2 * step, size)) for at in range(0, size - 1, step)]


def _finding(told: Told, claims: Sequence[Figure]) -> Finding:
    known: dict[str, Claim] = {one.id: one for one in claims}
    return make_finding(claims, (), known, (), [told.point(one) for one in claims])  # type: ignore[arg-type]


def _links(documents: Sequence[Document]) -> Iterator[ReuseLink]:
    for number, (a, b) in enumerate(pairwise(documents)):
        yield ReuseLink(
            id=f"reuse_link-{number}",
            a=cite(a.id, a.text, 1, len(a.text) - 1),
            b=cite(b.id, b.text, 1, len(b.text) - 1),
            edits=(),
            similarity=1.0,
            length=5,
            strength="strong",
            reason=ATTACK,
        )


def _thread(documents: Sequence[Document]) -> Thread:
    return Thread(
        id="thread-hostile",
        documents=tuple(one.id for one in documents),
        central=documents[0].id,
        names=(ATTACK,),
        first_day=None,
        last_day=None,
        links=(),
    )


def _actor(documents: Sequence[Document]) -> Entity:
    return Entity(
        id="entity-hostile",
        type="person",
        name=ATTACK,
        names=(ATTACK, "شيחات"),
        referents=(),
        documents=(documents[0].id,),
        known=(),
        ambiguous=(),
    )
