"""What a user may set for a build, with sane defaults and clear limits."""

import os

import msgspec

from chancery.errors import SettingsError
from chancery.sources.settings import SourceSettings

BATCH_SIZE = (
    256  # records a task: half a second of work, so progress moves and a kill costs little
)
BUCKETS = 16  # ranges of the fingerprint space: a group of 100,000 articles is then some 20 MB


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How a build runs; only `annotate` and `sources` change what comes out."""

    workers: int = 0  # processes; 0 means one for each core that this process may use
    batch_size: int = BATCH_SIZE
    buckets: int = BUCKETS
    annotate: bool = True  # read the texts with the model, which takes far longer than the rest
    sources: SourceSettings = SourceSettings()

    def __post_init__(self) -> None:
        """Reject a value outside its range, naming it."""
        for name, least in (("workers", 0), ("batch_size", 1), ("buckets", 1)):
            value = getattr(self, name)
            if value < least:
                message = f"{name} is {value}; it must be at least {least}"
                raise SettingsError(message)

    @property
    def processes(self) -> int:
        """Return the number of worker processes."""
        return self.workers or len(os.sched_getaffinity(0))
