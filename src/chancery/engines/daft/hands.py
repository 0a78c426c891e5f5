"""What Daft calls for each row: a task goes to a worker process of the machine it is on.

Daft itself would start processes for each query, that is for each step, and would fail the whole
query with one of them. Ours last as long as the run, so that each loads the model once, and one
that dies costs its task.
"""

import os
import pickle
import socket
import threading
from pathlib import Path
from typing import NamedTuple

import daft
import msgspec
from daft import DataType, Series

from chancery.engines.crew import Crew
from chancery.errors import EngineError
from chancery.ports import Usage

ALIKE = "sources and dossier must be in folders that each machine has under the same name"

_crews: dict[str, Crew] = {}
_lock = threading.Lock()


def hold(name: str, crew: Crew) -> None:
    """Let hands of this process find a crew by its name."""
    _crews[name] = crew


def release(name: str) -> None:
    """Forget a crew."""
    del _crews[name]


class Shared(msgspec.Struct, frozen=True):
    """What each machine of a cluster must have alike: the folder of the build, and paths."""

    folder: str
    paths: tuple[str, ...]


class Answer(NamedTuple):
    """What came of a task, without the task: see `Outcome`."""

    shard: str | None
    used: Usage | None


class Hand:
    """Does tasks by a crew; is sent to where it works as the crew's name."""

    def __init__(self, crew: str, shared: Shared | None = None) -> None:
        """Take the name of the crew, and on a cluster what the machine must have."""
        self._name = crew
        self._shared = shared

    @daft.method.batch(return_dtype=DataType.binary(), batch_size=1)
    def perform(self, tasks: Series) -> list[bytes]:
        """Return what came of each pickled task, without the task, or an error."""
        return [self._answer(one) for one in tasks.to_pylist()]

    def _answer(self, packed: bytes) -> bytes:
        try:
            crew = _crew(self._name, self._shared)
            done = crew.perform(pickle.loads(packed))  # noqa: S301 - our own
            answer: object = Answer(done.shard, done.used)
        except OSError as error:
            answer = EngineError(f"{socket.gethostname()}: {error}; {ALIKE}")
        except Exception as error:  # noqa: BLE001 - raised again where the engine runs
            answer = error
        return pickle.dumps(answer)


def _crew(name: str, shared: Shared | None) -> Crew:
    """Return the crew; on a node of a cluster, one for as many tasks as it is given at once."""
    with _lock:
        if name not in _crews and shared:
            paths = (shared.folder, *shared.paths)
            missing = [path for path in paths if not Path(path).exists()]
            if missing:
                message = f"{socket.gethostname()} has no {missing[0]}; {ALIKE}"
                raise EngineError(message)
            _crews[name] = Crew(os.cpu_count() or 1, shared.folder)
        return _crews[name]
