"""The collection of `halves`, built once; tests copy what they write to."""

import pytest
from halves import LEFT, RIGHT, TEXTS, Halves, build_of


@pytest.fixture(scope="session")
def halves(tmp_path_factory: pytest.TempPathFactory) -> Halves:
    """Give the dossiers, whose texts were read."""
    return _built(tmp_path_factory, read=True)


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Halves:
    """Give the same, of which nothing was read: they take a fifth of the time."""
    return _built(tmp_path_factory, read=False)


def _built(factory: pytest.TempPathFactory, *, read: bool) -> Halves:
    folder = factory.mktemp("halves")
    return Halves(
        whole=build_of(sorted(TEXTS), folder / "whole.dossier", read=read),
        left=build_of(LEFT, folder / "left.dossier", read=read),
        right=build_of(RIGHT, folder / "right.dossier", read=read),
    )
