"""The engine on Daft: tasks are shared out by it, and keys brought together.

All else is as in the local engine, and so are the shards: a build that one engine began, another
goes on with. Where it runs on several machines, the folder of shards and the sources must be the
same folder on each.
"""

import secrets
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from chancery.engines.cache import KeyCache
from chancery.engines.crew import Crew
from chancery.engines.daft import hands
from chancery.engines.daft.pool import DaftPool
from chancery.engines.daft.runner import open_native, open_ray
from chancery.engines.daft.shuffle import shared
from chancery.engines.groups import Keyed
from chancery.engines.local import LocalEngine
from chancery.engines.pool import Pool
from chancery.folder import absolute, is_local
from chancery.ports import Progress


class Cluster(NamedTuple):
    """A cluster of Ray by its address, and the sources that each of its machines must have."""

    address: str
    sources: tuple[Path, ...]


class DaftEngine(LocalEngine):
    """Runs a plan on Daft: in this machine's processes, or on Ray when it is given a cluster."""

    name = "daft"

    def __init__(
        self,
        folder: str | Path,
        *,
        workers: int,
        batch_size: int,
        progress: Progress,
        cluster: Cluster | None = None,
    ) -> None:
        """Keep every stage's shards in folders below `folder`.

        On a cluster as many work as its machines have processors, whatever `workers` says.

        Raises:
            UsageError: the address is none.
            EngineError: nothing answers at the address.
        """
        super().__init__(
            absolute(str(folder)), workers=workers, batch_size=batch_size, progress=progress
        )
        self._alone = False
        self._machines = 1
        self._shared: hands.Shared | None = None
        if cluster is None:
            open_native(workers)
        else:
            self._machines, self.workers = open_ray(cluster.address)
            paths = [*map(str, cluster.sources), *([self.folder] if is_local(self.folder) else [])]
            self._shared = hands.Shared(str(Path.cwd()), tuple(paths))

    def _open(self, stack: ExitStack) -> Pool:
        name = secrets.token_hex(8)
        if self._shared is None:
            hands.hold(name, stack.enter_context(Crew(self.workers)))
            stack.callback(hands.release, name)
        return DaftPool(name, self.workers, self._shared)

    def _keyed(self, cache: KeyCache, units: pa.Array, smallest: int) -> Keyed:
        if not is_local(self.folder):  # Daft would ask for the keys of the bucket once more
            return super()._keyed(cache, units, smallest)
        classes = shared(cache, units, smallest, machines=self._machines)
        return Keyed(classes, cache.refers_of(units))
