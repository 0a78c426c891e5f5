"""The engine for one machine: a process pool over shards, resumable and incremental."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import islice
from operator import attrgetter
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from chancery.engines.cache import KeyCache, StageCache, signatures
from chancery.engines.crew import Outcome
from chancery.engines.dataset import Dataset
from chancery.engines.groups import Groups, Keyed
from chancery.engines.memory import give_back
from chancery.engines.pool import Pool, WorkerPool, run_here
from chancery.engines.shard import shard_path, write_shard
from chancery.engines.trials import Trials, reject_unit
from chancery.engines.units import Grouped, Singles, Units, Whole, sign
from chancery.engines.work import Task, Unit, record_rows
from chancery.errors import EngineError
from chancery.folder import delete_file, exists, joined, told, write_file
from chancery.model import Record, codec, kind_of
from chancery.model.codec import DIGEST_BYTES
from chancery.ports import GroupStage, Input, PairStage, Plan, Progress, Stage, Step, Usage

KEYS_PER_RECORD = 16  # naming keys is that much cheaper than the work itself
FLAT = "payloads.flat"  # in the folder of a step while it is done
HERE = "here"  # in the folder of a step while this process does it, and after it died of that
FEW_UNITS = 50  # below this one process is quicker than starting others (measured)


class LocalResults:
    """The records of a run, read from its shards when asked for."""

    def __init__(self, datasets: Mapping[str, Dataset]) -> None:
        """Take one dataset for each record kind."""
        self._datasets = datasets

    def digests(self, kind: type[Record]) -> Mapping[str, bytes]:
        """Return id → digest of every record of the kind; none of one that the plan leaves out."""
        dataset = self._of(kind)
        return dict(zip(dataset.ids(), dataset.digests(), strict=True))

    def load(self, kind: type[Record], ids: Sequence[str]) -> Iterable[Record]:
        """Yield the records with these ids, shard by shard."""
        dataset = self._of(kind)
        rows = pc.index_in(pa.array(ids, pa.string()), value_set=dataset.table.column("id"))
        return dataset.load(rows.to_numpy().astype(np.int64))

    def _of(self, kind: type[Record]) -> Dataset:
        return self._datasets.get(kind_of(kind), Dataset.empty())


class LocalEngine:
    """Runs a plan in this process, or over a pool of them when there is enough to do."""

    name = "local"

    def __init__(
        self, folder: str | Path, *, workers: int, batch_size: int, progress: Progress
    ) -> None:
        """Keep every stage's shards in folders below `folder`, which may be in a bucket."""
        self.folder = str(folder)
        self.workers = workers
        self.batch_size = batch_size
        self.progress = progress
        self._alone = workers == 1  # then this process works itself, for that is quicker
        self._worn: list[tuple[type[StageCache], str, pa.Array]] = []
        self._inputs = b""
        self._used: dict[str, Usage] = {}

    def run(self, plan: Plan, captures: Iterable[Input], earlier: bytes = b"") -> LocalResults:
        """Return every record that the plan keeps.

        `earlier` are the `inputs` of a run before, whose shards are in the folder.
        What kills its worker each time is set aside and gives a rejection.

        Raises:
            EngineError: workers die whatever they are given, or one ran out of memory; finished
                shards are kept, the next run goes on from there.
            DossierWriteError: the disk is full.
        """
        self._used.clear()
        with ExitStack() as stack:
            pool = self._open(stack)
            made = {plan.inputs: self._collect(plan.inputs, captures, earlier)}
            for number, step in enumerate(plan.steps, 1):
                made[step.name] = self._run_step(step, made, pool)
                needed = _needed(plan, number)
                made = {name: dataset for name, dataset in made.items() if name in needed}
        return LocalResults(_kept(plan, made))

    @property
    def inputs(self) -> bytes:
        """Return the signatures of all that the last run was given, 16 bytes each, sorted."""
        return self._inputs

    def used(self) -> Sequence[Usage]:
        """Return what each worker process of the run used up to its last task."""
        return list(self._used.values())

    def tidy(self) -> None:
        """Drop shards that the last run did not need and join small ones; results end with it."""
        for kind, folder, units in self._worn:
            kind(folder).compact(units)
        self._worn = []

    def _open(self, stack: ExitStack) -> Pool:
        """Return what does the tasks, until the stack is left."""
        return WorkerPool(self.workers, stack)

    def _keyed(self, cache: KeyCache, units: pa.Array, smallest: int) -> Keyed:
        """Return the keys and references of units, of which at least `smallest` make a group."""
        del smallest
        return cache.keys_of(units)

    def _collect(self, name: str, captures: Iterable[Input], earlier: bytes) -> Dataset:
        """Write the inputs down as they come, so that a million of them need no memory."""
        cache = StageCache(joined(self.folder, name))
        self.progress.begin(name, None)
        units = _cut(earlier)
        written: list[str] = []
        done = cache.units()
        stream = iter(captures)
        while batch := list(islice(stream, 4 * self.batch_size)):
            rows = [row for one in batch for row in record_rows(_input_unit(one), [one])]
            units += [row.unit for row in rows]
            fresh = [row for row in rows if row.unit not in done]
            if fresh:
                written.append(shard_path(cache.folder, (row.unit for row in fresh)))
                write_shard(written[-1], fresh)
                done.update(row.unit for row in fresh)
            self.progress.advance(len(batch))
        cache.add(written)
        self.progress.end(reused=0)
        self._inputs = b"".join(sorted(set(units)))
        signed = signatures(_cut(self._inputs))
        _check(cache, signed)
        return self._selected(cache, signed)

    def _run_step(
        self,
        step: Step,
        made: Mapping[str, Dataset],
        pool: Pool,
    ) -> Dataset:
        stage = step.stage
        inputs = _inputs(step, made)
        cache = StageCache(joined(self.folder, stage.name))
        units: Units
        unkeyed = signatures([])
        if stage.shape == "batch":
            units = Singles(_identity(stage), inputs)
        elif stage.shape == "group":
            lookups = _lookups(step, made)
            keyed, unkeyed = self._keys(stage, inputs, cache, pool)
            groups = Groups(stage.smallest, keyed, lookups)
            judged = partial(cache.judged, stage) if isinstance(stage, PairStage) else None
            units = Grouped(_identity(stage), inputs, lookups, groups, judged)
        else:
            units = Whole(_identity(stage), inputs)
        task = Task(stage, (), cache.folder)
        signed, _ = self._work(task, units, cache, pool)
        return self._selected(cache, pa.concat_arrays([signed, unkeyed]))

    def _keys(
        self, stage: GroupStage, inputs: Dataset, made: StageCache, pool: Pool
    ) -> tuple[Keyed, pa.Array]:
        """Return the keys and references of every record, computed once for each record.

        Beside them the units of records whose keys cannot be had: `made` gets their rejections.
        """
        cache = KeyCache(joined(self.folder, f"{stage.name}.keys"))
        units = Singles(b"keys" + _identity(stage), inputs, keys_only=True)
        task = Task(stage, (), cache.folder, keys_only=True)
        signed, lost = self._work(task, units, cache, pool)
        made.add([reject_unit(task, unit, made.folder) for unit in lost])
        keyed = self._keyed(cache, signed, stage.smallest)
        self._hold(cache, signed)
        return keyed, signatures(unit.signature for unit in lost)

    def _work(
        self, whole: Task, units: Units, cache: StageCache, pool: Pool
    ) -> tuple[pa.Array, Sequence[Unit]]:
        """Do what the cache does not have, in tasks of about `batch_size` records.

        Returns the signatures of all units, which are in the cache now, and the units set aside.
        """
        signed = signatures(units.signatures)
        missing = cache.missing(signed)
        name = f"{whole.stage.name} keys" if whole.keys_only else whole.stage.name
        self.progress.begin(name, len(missing))
        cost = whole.stage.cost if whole.stage.shape == "batch" else 1
        size = self.batch_size * _ease(whole)
        flat = joined(cache.folder, FLAT)
        few = cost * len(missing) < FEW_UNITS
        here = _mark(cache.folder) if len(missing) and (few or self._alone) else False
        trials = Trials(run_here if here else partial(self._run_on, pool))
        try:
            parts = _batches(units.chosen(missing, flat), max(1, size // cost))
            tasks = (
                Task(whole.stage, tuple(part), whole.folder, whole.keys_only) for part in parts
            )
            cache.add([self._done(*shard) for shard in trials.settle(tasks)])
            _check(cache, signed)
        finally:
            delete_file(flat)
            delete_file(joined(cache.folder, HERE))
            give_back()
        self.progress.end(reused=len(signed) - len(missing))
        return signed, trials.lost

    def _run_on(self, pool: Pool, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """Yield what came of each task, and keep what its process used."""
        for outcome in pool.run(tasks):
            if (used := outcome.used) is not None:
                before = self._used.get(used.process, used)
                self._used[used.process] = max(before, used, key=attrgetter("cpu_s"))
            yield outcome

    def _selected(self, cache: StageCache, signed: pa.Array) -> Dataset:
        made = cache.select(signed)
        self._hold(cache, signed)
        return made

    def _hold(self, cache: StageCache, signed: pa.Array) -> None:
        """Keep what `tidy` needs to know of a step that is done; its index is read again then."""
        if cache.is_worn(signed):
            self._worn.append((type(cache), cache.folder, signed))

    def _done(self, path: str, units: int) -> str:
        self.progress.advance(units)
        return path


def _mark(folder: str) -> bool:
    """Note that this process does the step itself; return whether it may.

    It may not where an earlier one died of it: then a worker does it, which the run outlives.
    """
    mark = joined(folder, HERE)
    if exists(mark):
        return False
    write_file(mark, b"")
    return True


def _cut(inputs: bytes) -> list[bytes]:
    """Return the signatures that stand one behind the other."""
    return [inputs[at : at + DIGEST_BYTES] for at in range(0, len(inputs), DIGEST_BYTES)]


def _ease(task: Task) -> int:
    """Return how many times the records of a usual task such a task holds."""
    if task.keys_only:
        return KEYS_PER_RECORD
    return task.stage.ease if task.stage.shape == "group" else 1


def _check(cache: StageCache, signed: pa.Array) -> None:
    """Raise EngineError where work that was done is not to be found."""
    if lost := len(cache.missing(signed)):
        message = (
            f"{lost} units of work that were done are not in {told(cache.folder)}: its disk lost "
            "them, or a worker on another machine has another folder under that name"
        )
        raise EngineError(message)


def _batches(units: Iterable[Unit], size: int) -> Iterator[Sequence[Unit]]:
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


def _needed(plan: Plan, done: int) -> set[str]:
    """Return the steps whose records are kept, or needed by a step after the first `done`."""
    later = plan.steps[done:]
    return {name for step in later for name in (*step.takes, *step.looks_up)} | plan.keeps.keys()


def _kept(plan: Plan, made: Mapping[str, Dataset]) -> dict[str, Dataset]:
    sources: dict[type[Record], list[Dataset]] = {}
    for name, kinds in plan.keeps.items():
        for kind in kinds:
            sources.setdefault(kind, []).append(made[name])
    return {kind_of(kind): _joined(parts, [kind]) for kind, parts in sources.items()}


def _identity(stage: Stage) -> bytes:
    return f"{stage.name}\0{stage.version}\0{stage.settings}".encode()


def _input_unit(record: Record) -> bytes:
    return sign(b"input", [codec.encode(record)])
