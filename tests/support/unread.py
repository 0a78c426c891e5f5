"""Settings of a build that reads nothing, for tests of all else: reading is slow."""

from chancery.pipeline.settings import Settings


def unread(**settings: object) -> Settings:
    return Settings(**{"workers": 1, "annotate": False, **settings})  # type: ignore[arg-type]
