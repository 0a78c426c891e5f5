"""The engine for one machine: a process pool over shards, resumable and incremental."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

import pyarrow as pa

from chancery.engines.cache import StageCache
from chancery.engines.dataset import Dataset
from chancery.engines.groups import Group, gather
from chancery.engines.pool import WorkerPool, run_here
from chancery.engines.shard import shard_path, write_shard
from chancery.engines.work import Task, Unit, record_rows
from chancery.model import Capture, Record, Rejection, codec, kind_of
from chancery.model.codec import DIGEST_BYTES
from chancery.ports import GroupStage, Plan, Progress, Stage, Step

KEYS_PER_RECORD = 16  # naming keys is that much cheaper than the work itself
TILE = 12  # shards: a tile of pairs reads 24 of them, which a worker keeps in memory
FEW_UNITS = 50  # below this one process is quicker than starting others (measured)


class LocalResults:
    """The records of a run, read from its shards when asked for."""

    def __init__(self, datasets: Mapping[str, Dataset]) -> None:
        """Take one dataset for each record kind."""
        self._datasets = datasets
        self._rows: dict[str, dict[str, int]] = {}

    def digests(self, kind: type[Record]) -> Mapping[str, bytes]:
        """Return id → digest of every record of the kind; none of one that the plan leaves out."""
        dataset = self._datasets.get(kind_of(kind), Dataset.empty())
        return dict(zip(dataset.ids(), dataset.digests(), strict=True))

    def load(self, kind: type[Record], ids: Sequence[str]) -> Iterable[Record]:
        """Yield the records with these ids, shard by shard."""
        name = kind_of(kind)
        if name not in self._rows:
            self._rows[name] = {one: row for row, one in enumerate(self._datasets[name].ids())}
        return self._datasets[name].load([self._rows[name][one] for one in ids])


class LocalEngine:
    """Runs a plan in this process, or over a pool of them when there is enough to do."""

    name = "local"

    def __init__(self, folder: Path, *, workers: int, batch_size: int, progress: Progress) -> None:
        """Keep every stage's shards in folders below `folder`."""
        self.folder = folder
        self.workers = workers
        self.batch_size = batch_size
        self.progress = progress
        self._live: list[tuple[StageCache, list[bytes]]] = []

    def run(self, plan: Plan, captures: Iterable[Capture | Rejection]) -> LocalResults:
        """Return every record that the plan keeps.

        Raises:
            EngineError: a worker died; finished shards are kept, the next run goes on from there.
            DossierWriteError: the disk is full.
        """
        with ExitStack() as stack:
            pool = WorkerPool(self.workers, stack)
            made = {plan.inputs: self._collect(plan.inputs, captures)}
            for step in plan.steps:
                made[step.name] = self._run_step(step, made, pool)
        return LocalResults(_kept(plan, made))

    def tidy(self) -> None:
        """Drop shards that the last run did not need and join small ones; results end with it."""
        for cache, units in self._live:
            cache.compact(units)
        self._live = []

    def _collect(self, name: str, captures: Iterable[Capture | Rejection]) -> Dataset:
        """Write the inputs down as they come, so that a million of them need no memory."""
        cache = StageCache(self.folder / name)
        self.progress.begin(name, None)
        units: list[bytes] = []
        stream = iter(captures)
        while batch := list(islice(stream, 4 * self.batch_size)):
            rows = [row for one in batch for row in record_rows(_input_unit(one), [one])]
            units += [row.unit for row in rows]
            fresh = cache.missing([row.unit for row in rows])
            if fresh:
                path = shard_path(cache.folder, (rows[i].unit for i in fresh))
                write_shard(path, [rows[i] for i in fresh])
                cache.add([path])
            self.progress.advance(len(batch))
        self.progress.end(reused=0)
        self._live.append((cache, units))
        return cache.select(units)

    def _run_step(
        self,
        step: Step,
        made: Mapping[str, Dataset],
        pool: WorkerPool,
    ) -> Dataset:
        stage = step.stage
        inputs = _inputs(step, made)
        cache = StageCache(self.folder / stage.name)
        if stage.shape == "batch":
            units = _record_units(_identity(stage), inputs)
        elif stage.shape == "group":
            keyed = self._keys(stage, inputs, pool)
            groups = gather(stage.smallest, inputs, keyed, _lookups(step, made))
            units = [_group_unit(_identity(stage), group) for group in groups]
        else:
            units = [_corpus_unit(_identity(stage), inputs)]
        task = Task(stage, tuple(units), str(cache.folder))
        return cache.select(self._work(task, cache, pool))

    def _keys(
        self,
        stage: GroupStage,
        inputs: Dataset,
        pool: WorkerPool,
    ) -> pa.Table:
        """Return the keys and references of every record, computed once for each record."""
        cache = StageCache(self.folder / f"{stage.name}.keys")
        units = _record_units(b"keys" + _identity(stage), inputs)
        task = Task(stage, tuple(units), str(cache.folder), keys_only=True)
        return cache.keys_of(self._work(task, cache, pool))

    def _work(self, whole: Task, cache: StageCache, pool: WorkerPool) -> list[bytes]:
        """Do what the cache does not have, in tasks of about `batch_size` records.

        Returns the signatures of all units, which are in the cache now.
        """
        signatures = [unit.signature for unit in whole.units]
        missing = cache.missing(signatures)
        name = f"{whole.stage.name} keys" if whole.keys_only else whole.stage.name
        self.progress.begin(name, len(missing))
        units = _tiled([whole.units[i] for i in missing])
        cost = whole.stage.cost if whole.stage.shape == "batch" else 1
        size = self.batch_size * (KEYS_PER_RECORD if whole.keys_only else 1)
        tasks = (
            Task(whole.stage, tuple(part), whole.folder, whole.keys_only)
            for part in _batches(units, max(1, size // cost))
        )
        run = pool.run if cost * len(units) >= FEW_UNITS else run_here
        paths = [self._done(result) for result in run(tasks)]
        cache.add(paths)
        self.progress.end(reused=len(signatures) - len(missing))
        self._live.append((cache, signatures))
        return signatures

    def _done(self, result: tuple[str, int]) -> Path:
        path, units = result
        self.progress.advance(units)
        return Path(path)


def _tiled(units: Sequence[Unit]) -> list[Unit]:
    """Order units so that those which look up the same shards come together.

    Pairs of records fall anywhere; without this each would read two shards from disk.
    """
    shards = {path for unit in units for path, _ in unit.found}
    tiles = {path: number // TILE for number, path in enumerate(sorted(shards))}
    return sorted(units, key=lambda unit: sorted(tiles[path] for path, _ in unit.found))


def _batches(units: Sequence[Unit], size: int) -> Iterator[Sequence[Unit]]:
    """Cut units into tasks whose records number about `size`; a large group is a task alone."""
    part: list[Unit] = []
    weight = 0
    for unit in units:
        part.append(unit)
        weight += len(unit.places)
        if weight >= size:
            yield part
            part, weight = [], 0
    if part:
        yield part


def _inputs(step: Step, made: Mapping[str, Dataset]) -> Dataset:
    return _joined([made[name] for name in step.takes], step.stage.inputs)


def _lookups(step: Step, made: Mapping[str, Dataset]) -> Dataset:
    kinds = step.stage.lookups if step.stage.shape == "group" else ()
    return _joined([made[name] for name in step.looks_up], kinds)


def _joined(parts: Sequence[Dataset], kinds: Sequence[type[Record]]) -> Dataset:
    names = [kind_of(kind) for kind in kinds]
    joined = Dataset.empty()
    for part in parts:
        joined = joined.joined(part.of_kinds(names))
    return joined.distinct()


def _kept(plan: Plan, made: Mapping[str, Dataset]) -> dict[str, Dataset]:
    sources: dict[type[Record], list[Dataset]] = {}
    for name, kinds in plan.keeps.items():
        for kind in kinds:
            sources.setdefault(kind, []).append(made[name])
    return {kind_of(kind): _joined(parts, [kind]) for kind, parts in sources.items()}


def _identity(stage: Stage) -> bytes:
    return f"{stage.name}\0{stage.version}\0{stage.settings}".encode()


def _sign(identity: bytes, parts: Iterable[bytes]) -> bytes:
    signature = hashlib.blake2b(identity, digest_size=DIGEST_BYTES)
    for part in parts:
        signature.update(part)
    return signature.digest()


def _input_unit(record: Record) -> bytes:
    return _sign(b"input", [codec.encode(record)])


def _record_units(identity: bytes, inputs: Dataset) -> list[Unit]:
    places = inputs.places(range(len(inputs)))
    return [
        Unit(_sign(identity, [digest]), (place,))
        for digest, place in zip(inputs.digests(), places, strict=True)
    ]


def _group_unit(identity: bytes, group: Group) -> Unit:
    key = group.key.encode("utf-8", "surrogatepass")
    parts = [len(key).to_bytes(8, "big"), key, *group.digests, b"found", *group.found_digests]
    return Unit(_sign(identity, parts), group.places, group.key, group.found)


def _corpus_unit(identity: bytes, inputs: Dataset) -> Unit:
    places = tuple(inputs.places(range(len(inputs))))
    return Unit(_sign(identity, inputs.digests()), places)
