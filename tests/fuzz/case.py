"""What must hold of any file, however broken, from its bytes to clean and described documents."""

import base64
import hashlib
import json
import re
import signal
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

import msgspec
from fakes import WordReader

from chancery.model import Capture, Document, Reason, Record, Rejection, codec
from chancery.pipeline.assemble import collect, plan_for
from chancery.pipeline.settings import Settings
from chancery.sources.files import FileReader
from chancery.sources.settings import SourceSettings

MAX_BYTES = 200_000  # of one article, so that the limit itself is met
CPU_S = 20  # of one file; a page of the largest size allowed here takes a second
MEMORY_MB = 500  # above what the process held before
_STAGES = {
    step.name: step.stage
    for step in plan_for(Settings(sources=SourceSettings(max_bytes=MAX_BYTES)), WordReader()).steps
    if step.name in {"extract", "clean", "describe"}
}
_HIGH = re.compile(r"VmHWM:\s+(\d+)")


class Case(NamedTuple):
    """A file, and sound articles in it that must be read whatever is wrong with the rest.

    `keeps` are words of these. They may be missing only if a rejection has one of `excuses`.
    """

    name: str
    data: bytes
    keeps: tuple[str, ...] = ()
    excuses: frozenset[Reason] = frozenset()


def keep(case: Case, folder: Path) -> Path:
    """Write the case into the folder, as JSON, and return where."""
    kept = {
        "name": case.name,
        "data": base64.b64encode(case.data).decode("ascii"),
        "keeps": case.keeps,
        "excuses": sorted(case.excuses),
    }
    path = folder / f"{hashlib.sha256(case.data).hexdigest()[:8]}-{case.name}.json"
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return path


def load(path: Path) -> Case:
    """Return a case that was kept."""
    kept = json.loads(path.read_bytes())
    data = base64.b64decode(kept["data"])
    return Case(kept["name"], data, tuple(kept["keeps"]), frozenset(kept["excuses"]))


class FaultError(AssertionError):
    """Something did not hold of a file."""


def check(case: Case, folder: Path) -> None:
    """Read the file in this folder; raise what goes wrong, a `FaultError` if nothing else does."""
    file = folder / case.name
    file.write_bytes(case.data)
    with _bounded():
        settings = Settings(sources=SourceSettings(max_bytes=MAX_BYTES))
        found = list(collect([str(file)], folder / "case.dossier.work", settings))
        for item in found:
            codec.checked(item)
        if not found:
            raise FaultError("the file gives nothing, not even a reason")
        captures = [item for item in found if isinstance(item, Capture)]
        for capture in captures:
            _reads_back(capture)
        documents, refused = _read(captures)
    for document in documents:
        _is_whole(document)
    reasons = {one.reason for one in (*found, *refused) if isinstance(one, Rejection)}
    text = "\n".join(document.text for document in documents)
    for words in case.keeps:
        if words not in text and not reasons & case.excuses:
            raise FaultError(f"{words!r} is lost; told: {sorted(reasons) or 'nothing'}")


@contextmanager
def _bounded() -> Generator[None]:
    """Raise where more of the processor's time or of memory is taken than a file may."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the high mark starts anew
    before = _high()
    signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, CPU_S)
    began = process_time()
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    if process_time() - began > CPU_S:
        raise FaultError(f"it takes more than {CPU_S} s")
    grown = (_high() - before) // 1024
    if grown > MEMORY_MB:
        raise FaultError(f"it takes {grown} MB, more than {MEMORY_MB}")


def _high() -> int:
    """Return the most memory held since the mark was set, in KB."""
    match = _HIGH.search(Path("/proc/self/status").read_text(encoding="ascii", errors="replace"))
    return int(match[1]) if match else 0


def _stop(*_: object) -> None:
    raise FaultError(f"it takes more than {CPU_S} s")


def _reads_back(capture: Capture) -> None:
    data = FileReader(MAX_BYTES).read(capture.locator)
    if (hashlib.sha256(data).hexdigest(), len(data)) != (capture.sha256, capture.size):
        raise FaultError(f"{capture.uri} does not read back as it was captured")


def _read(captures: Sequence[Capture]) -> tuple[list[Document], list[Rejection]]:
    """Return what the captures give, extracted, cleaned and described."""
    extracted = list(_run("extract", captures))
    refused = [one for one in extracted if isinstance(one, Rejection)]
    documents = [one for one in extracted if isinstance(one, Document)]
    if len(extracted) != len(captures) or len(refused) + len(documents) != len(captures):
        raise FaultError("a capture gives neither a document nor a rejection")
    cleaned = [one for one in _run("clean", documents) if isinstance(one, Document)]
    described = [one for one in _run("describe", cleaned) if isinstance(one, Document)]
    texts = [[one.text for one in made] for made in (documents, cleaned, described)]
    if texts[0] != texts[1] or texts[0] != texts[2]:
        raise FaultError("a stage has changed a text")
    return described, refused


def _run(name: str, records: Sequence[Record]) -> Iterator[Record]:
    stage = _STAGES[name]
    assert stage.shape == "batch"
    for made in stage.run(records):
        yield from made


def _is_whole(document: Document) -> None:
    """Check that the record is valid, that its blocks tile the text, and that it quotes itself."""
    codec.checked(document)
    if "".join(document.text[one.start : one.end] for one in document.blocks) != document.text:
        raise FaultError(f"the blocks of {document.uri} do not tile its text")
    for one in _quotes(msgspec.to_builtins(document)):
        if document.text[one["start"] : one["end"]] != one["quote"]:
            raise FaultError(f"{document.uri} does not hold {one['quote']!r} where it says")


def _quotes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if value.get("quote") is not None and "start" in value:
            yield value
        value = value.values()
    elif not isinstance(value, (list, tuple)):
        return
    for part in value:
        yield from _quotes(part)
