"""What one worker does with one task: load records, run the stage, check and write a shard."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import Any, TypeVar

import msgspec

from chancery.engines.dataset import Place
from chancery.engines.flat import open_flat
from chancery.engines.memory import give_back
from chancery.engines.pairs import (
    LEAST_KEPT,
    in_order,
    judge_pairs,
    read_earlier,
    reading,
    row_of,
)
from chancery.engines.shard import Row, load_payloads, record_row, shard_path, write_shard
from chancery.errors import DossierError, EngineError
from chancery.folder import is_full, write_error
from chancery.model import Record, Rejection, codec, reject
from chancery.ports import BatchStage, CorpusStage, GroupStage, PairStage, Stage

KEPT_FOUND = 16  # records that were looked up last: groups whose keys are near ask for the same
WHOLE_CORPUS = "the whole corpus"  # what a rejection of a corpus stage names

Made = TypeVar("Made")

log = logging.getLogger(__name__)


class Unit(msgspec.Struct, frozen=True):
    """One unit of work: its signature, its records' places, and what a group may look up.

    A single record lies in a row of a shard; what is read together lies in one flat file, each at
    the byte where it begins. `earlier` is where a shard says what the pairs of an earlier group
    of that key gave.
    """

    signature: bytes
    path: str
    places: Sequence[int]
    key: str = ""
    found: Sequence[int] = ()
    earlier: Place | None = None


class Corpus(Sequence[Record]):
    """All records of a step, decoded each time they are asked for: they are many."""

    def __init__(self, places: Sequence[int], payload: Callable[[int], bytes]) -> None:
        """Take places of a flat file, and what reads a payload of it."""
        self._places = places
        self._payload = payload

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self._places)

    def __iter__(self) -> Iterator[Record]:
        """Yield the records, read one by one."""
        return map(codec.decode, map(self._payload, self._places))

    def __getitem__(self, at: int) -> Record:  # type: ignore[override] # slices are not asked for
        """Return one record."""
        return codec.decode(self._payload(self._places[at]))


class Task(msgspec.Struct, frozen=True):
    """Some units of one stage; `keys_only` asks a GroupStage for its records' keys instead."""

    stage: Stage
    units: tuple[Unit, ...]
    folder: str
    keys_only: bool = False


def perform(task: Task) -> tuple[str, int]:
    """Do the task; return the shard's path and the number of units in it.

    Raises:
        EngineError: there was not enough memory.
        DossierError: a dossier that records are taken from is not what it was.
        DossierWriteError: the disk is full, that of temporary files or that of the shards.
    """
    try:
        rows = _key_rows(task) if task.keys_only else _record_rows(task)
    except MemoryError as error:
        message = (
            f"stage {task.stage.name} ran out of memory; finished work is kept: "
            "run the build again, with fewer --workers or a smaller --batch-size"
        )
        raise EngineError(message) from error
    except OSError as error:
        if is_full(error):
            raise write_error(task.folder, error) from error
        raise
    path = shard_path(task.folder, (unit.signature for unit in task.units))
    write_shard(path, rows)
    if task.stage.shape == "batch" and task.stage.cost > 1:
        give_back()
    return path, len(task.units)


def record_rows(unit: bytes, made: Iterable[Record]) -> list[Row]:
    """Return the checked rows of what a unit gave; one row without a record for nothing."""
    return [record_row(unit, record) for record in made] or [Row(unit)]


def _record_rows(task: Task) -> list[Row]:
    if isinstance(task.stage, PairStage):
        return list(_pair_rows(task.stage, task.units))
    return [row for unit, made in _outputs(task) for row in record_rows(unit, made)]


def _pair_rows(stage: PairStage[Any], units: Sequence[Unit]) -> Iterator[Row]:
    """Yield what the pairs of each group gave, behind the members of one that is kept."""
    with open_flat(units[0].path) as payload:
        read = reading(stage, payload)
        for unit in units:
            members = in_order(map(read, unit.places))
            earlier = read_earlier(unit.earlier) if unit.earlier else None
            run = partial(judge_pairs, stage, unit.signature, unit.key, members, earlier)
            given = _whole(stage.name, unit, run)
            if given is None:
                yield from record_rows(unit.signature, [_failed(stage.name, unit.key)])
            elif len(members) < LEAST_KEPT:
                yield from [one.row for one in given] or [Row(unit.signature)]
            else:
                yield row_of(stage, unit.signature, unit.key, members, given)
                yield from (one.row for one in given)


def _outputs(task: Task) -> Iterable[tuple[bytes, Sequence[Record]]]:
    stage = task.stage
    if stage.shape == "batch":
        records = list(_decoded(task.units))
        made = _run_batch(stage, records)
        yield from zip((unit.signature for unit in task.units), made, strict=True)
        return
    if stage.shape == "corpus":
        for unit in task.units:
            yield unit.signature, _made(stage, unit, partial(_run_corpus, stage, unit))
        return
    with open_flat(task.units[0].path) as payload:

        @lru_cache(KEPT_FOUND)
        def read(start: int) -> Record:
            return codec.decode(payload(start))

        for unit in task.units:
            group = [codec.decode(payload(start)) for start in unit.places]
            run = partial(_run_group, stage, unit, group, read)
            yield unit.signature, _made(stage, unit, run)


def _run_group(
    stage: GroupStage, unit: Unit, group: Sequence[Record], read: Callable[[int], Record]
) -> Iterable[Record]:
    """Return what the stage makes of a group; `read` gives what it may look up."""
    if not stage.promises(group):
        return ()
    found = {record.id: record for record in map(read, unit.found)}
    return stage.run(unit.key, group, found)


def _run_corpus(stage: CorpusStage, unit: Unit) -> list[Record]:
    """Return what the stage makes of all records."""
    with open_flat(unit.path) as payload:
        return list(stage.run(Corpus(unit.places, payload)))


def _run_batch(stage: BatchStage, records: Sequence[Record]) -> list[Sequence[Record]]:
    try:
        return list(stage.run(records))
    except (MemoryError, DossierError):  # the second: what it takes over is not what it was
        raise
    except Exception as error:
        if is_full(error):  # which is no fault of the records: the next build may have room
            raise
        if len(records) == 1:
            log.exception("stage %s failed on %s", stage.name, records[0].id)
            return [[_failed(stage.name, records[0].id)]]
        log.debug("stage %s failed on a batch; trying each record alone", stage.name)
        return [made for record in records for made in _run_batch(stage, [record])]


def _made(stage: Stage, unit: Unit, run: Callable[[], Iterable[Record]]) -> Sequence[Record]:
    """Return what a stage makes of one unit, whose records come sorted by kind and id."""
    made = _whole(stage.name, unit, run)
    return [_failed(stage.name, unit.key)] if made is None else made


def _whole(stage: str, unit: Unit, run: Callable[[], Iterable[Made]]) -> list[Made] | None:
    """Return all that a stage makes of one unit; None where it fails."""
    try:
        return list(run())
    except (MemoryError, OSError):
        raise
    except Exception:
        log.exception("stage %s failed on %s", stage, unit.key or WHOLE_CORPUS)
        return None


def _failed(stage: str, what: str) -> Rejection:
    """Turn a failure into a rejection that is stored, counted and shown."""
    detail = f"stage {stage} failed on it; this is a fault of the program: please report it"
    return reject(what or WHOLE_CORPUS, "failed", detail)


def _key_rows(task: Task) -> list[Row]:
    stage = task.stage
    if stage.shape != "group":
        message = f"stage {stage.name} has no keys"
        raise TypeError(message)
    rows: list[Row] = []
    for unit, record in zip(task.units, _decoded(task.units), strict=True):
        keys = [Row(unit.signature, "key", key) for key in stage.keys(record)]
        refers = [Row(unit.signature, "refers", one) for one in stage.refers(record)]
        rows += (keys + refers) or [Row(unit.signature)]
    return rows


def _decoded(units: Iterable[Unit]) -> Iterator[Record]:
    """Yield the records of units that have one each, read one by one: for keys they are many."""
    return map(codec.decode, load_payloads((one.path, one.places[0]) for one in units))
