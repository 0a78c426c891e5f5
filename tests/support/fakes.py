"""Small stages, a plan and a progress for the tests of engines; no mocks."""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from chancery.model import (
    Attribution,
    Block,
    Capture,
    Credit,
    Document,
    Locator,
    Mention,
    Origin,
    Record,
    Rejection,
    Span,
    Trigger,
    cite,
    document_id,
    make_id,
    reject,
)
from chancery.ports import BatchStage, CorpusStage, GroupStage, Plan, Reading, Step

DEADLY = 9  # what a process ends with that a stage ends
CUES = {"said": "says", "promised": "promises", "refused": "refuses", "praised": "praises"}


def capture(text: str) -> Capture:
    return Capture(
        id=make_id("capture", [text]),
        uri=text,
        path=text,
        sha256="0" * 64,
        size=len(text),
        media_type="text/plain",
        locator=Locator(file=text, length=len(text)),
    )


def document(text: str, path: str = "a.txt", **fields: object) -> Document:
    return Document(
        id=document_id(path, text),
        capture="capture-0",
        uri=path,
        path=path,
        sha256="0" * 64,
        text=text,
        **{"blocks": (Block(type="body", start=0, end=len(text), kept=True),), **fields},
    )


class Silent:
    """Counts what was done, step by step."""

    def __init__(self) -> None:
        self.done: dict[str, int] = {}
        self.step = ""

    def begin(self, step: str, total: int | None) -> None:
        self.step = step
        self.done.setdefault(step, 0)

    def advance(self, units: int) -> None:
        self.done[self.step] += units

    def end(self, *, reused: int) -> None:
        self.step = ""


class Write(BatchStage):
    """Makes a document of a capture; refuses the word `bad` and breaks on `bug`."""

    name: ClassVar[str] = "write"
    version: ClassVar[int] = 1
    inputs: ClassVar[tuple[type[Record], ...]] = (Capture,)
    outputs: ClassVar[tuple[type[Record], ...]] = (Document, Rejection)

    def run(self, batch: Sequence[Record]) -> Iterator[Sequence[Record]]:
        for record in batch:
            assert isinstance(record, Capture)
            if record.uri == "bug":
                raise ZeroDivisionError
            if record.uri == "bad":
                yield (reject("bad", "no_text", "bad is refused"),)
            else:
                yield (document(record.uri, record.uri),)


class Faulty(Write):
    """Ends its process, or runs out of memory, on the word that it is given; on all without."""

    def __init__(
        self, word: str | None, *, deadly: bool, error: type[Exception] = MemoryError
    ) -> None:
        self.word = word
        self.deadly = deadly
        self.error = error

    def run(self, batch: Sequence[Record]) -> Iterator[Sequence[Record]]:
        for record in batch:
            if isinstance(record, Capture) and self.word in {None, record.uri}:
                if self.deadly:
                    os._exit(DEADLY)
                raise self.error
        yield from super().run(batch)


class Share(GroupStage):
    """Brings documents together by their words, and says who shares a word, as a credit."""

    name: ClassVar[str] = "share"
    version: ClassVar[int] = 1
    inputs: ClassVar[tuple[type[Record], ...]] = (Document,)
    outputs: ClassVar[tuple[type[Record], ...]] = (Credit,)
    lookups: ClassVar[tuple[type[Record], ...]] = (Document,)
    smallest: ClassVar[int] = 2

    def keys(self, record: Record) -> Sequence[str]:
        assert isinstance(record, Document)
        return sorted(set(record.text.split()))

    def refers(self, record: Record) -> Sequence[str]:
        return [record.id]

    def run(self, key: str, group: Sequence[Record], found: dict[str, Record]) -> Iterator[Record]:
        assert [record.id for record in group] == sorted(found)
        for record in group:
            assert isinstance(record, Document)
            start = record.text.index(key)
            yield Credit(
                id=make_id("credit", [key, record.id]),
                document=record.id,
                agency=f"{key} x{len(group)}",
                medium="text",
                scope="sentence",
                covers=(0, len(record.text)),
                evidence=cite(record.id, record.text, start, start + len(key)),
            )


class DeadlyKeys(Share):
    """Ends its process when it is asked for the keys of one text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def keys(self, record: Record) -> Sequence[str]:
        if isinstance(record, Document) and record.text == self.text:
            os._exit(DEADLY)
        return super().keys(record)


class Sum(CorpusStage):
    """Makes one origin of all credits together."""

    name: ClassVar[str] = "sum"
    version: ClassVar[int] = 1
    inputs: ClassVar[tuple[type[Record], ...]] = (Credit,)
    outputs: ClassVar[tuple[type[Record], ...]] = (Origin,)

    def run(self, records: Sequence[Record]) -> Iterable[Record]:
        credits_ = [record for record in records if isinstance(record, Credit)]
        assert [c.id for c in credits_] == sorted(c.id for c in credits_)
        if credits_:
            yield Origin(
                id=make_id("origin", [credits_[0].id]),
                name=" ".join(sorted({c.agency for c in credits_})),
                basis="stated",
                evidence=(credits_[0].evidence,),
                documents=tuple(sorted({c.document for c in credits_})),
                cluster="all",
            )


def word_plan(first: Write | None = None, second: Share | None = None) -> Plan:
    steps = (
        Step(stage=first or Write(), takes=("captures",)),
        Step(stage=second or Share(), takes=("write",), looks_up=("write",)),
        Step(stage=Sum(), takes=("share",)),
    )
    keeps = {
        "captures": (Capture, Rejection),
        "write": (Document, Rejection),
        "share": (Credit, Rejection),
        "sum": (Origin,),
    }
    return Plan(inputs="captures", steps=steps, keeps=keeps)


def write_files(folder: Path, texts: dict[str, str]) -> Path:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


class WordReader:
    """Reads single words: capitals are persons, four verbs are cues; two tell events."""

    def __init__(self, weights: str = "first") -> None:
        self.weights = weights

    @property
    def model(self) -> str:
        return f"words-{hashlib.blake2b(self.weights.encode(), digest_size=4).hexdigest()}"

    def read(self, text: str, sentences: Sequence[Span]) -> Reading:
        names = [match.span() for match in re.finditer(r"\b[A-Z][a-z]+\b", text)]
        chains: dict[str, list[int]] = {}
        for place, (start, end) in enumerate(names):
            chains.setdefault(text[start:end], []).append(place)
        return Reading(
            mentions=tuple(
                Mention(start=start, end=end, type="person", form="name", confidence=0.5)
                for start, end in names
            ),
            chains=tuple(tuple(chain) for chain in chains.values() if len(chain) > 1),
            attributions=tuple(one for span in sentences for one in _said(text, span)),
            triggers=tuple(one for span in sentences for one in _done(text, span)),
            vectors=b"".join(_vector(text[start:end]) for start, end in sentences),
        )


def _said(text: str, sentence: Span) -> Iterator[Attribution]:
    for match in re.finditer("|".join(CUES), text[slice(*sentence)]):
        start, end = (sentence[0] + place for place in match.span())
        rest = text[end : sentence[1]].lstrip()
        yield Attribution(
            cue=(start, end),
            source=_name_before(text, sentence[0], start),
            content=((sentence[1] - len(rest), sentence[1]),) if rest else (),
            cue_class=CUES[match.group()],  # type: ignore[arg-type]
            negated=False,
            speech="indirect",
            confidence=0.75,
        )


def _done(text: str, sentence: Span) -> Iterator[Trigger]:
    for match in re.finditer("signed|meets", text[slice(*sentence)]):
        start, end = (sentence[0] + place for place in match.span())
        yield Trigger(
            start=start,
            end=end,
            root="AGREE" if match[0] == "signed" else "CONSULT",
            root_merged="AGREE" if match[0] == "signed" else "CONSULT",
            mode=None,
            context="diplomatic",
            modality="asserted",
            actor=_name_before(text, sentence[0], start),
            recipient=_word_after(text, sentence[1], end) if match[0] == "meets" else (),
            where=(),
            time=(),
            confidence=0.25 if match[0] == "signed" else 0.97,
        )


def _word_after(text: str, high: int, low: int) -> tuple[Span, ...]:
    found = re.search(r"\w+", text[low:high])
    return ((low + found.start(), low + found.end()),) if found else ()


def _name_before(text: str, low: int, high: int) -> tuple[Span, ...]:
    low = max(low, high - 60)
    found = [match.span() for match in re.finditer(r"\b[A-Z][a-z]+\b", text[low:high])]
    return tuple((low + start, low + end) for start, end in found[-1:])


def _vector(sentence: str) -> bytes:
    return hashlib.shake_128(sentence.encode("utf-8", "surrogatepass")).digest(384)
