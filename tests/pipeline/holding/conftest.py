"""The collection of `halves`, built once; tests copy what they write to."""

import pytest
from halves import LEFT, RIGHT, TEXTS, Halves, build_of


@pytest.fixture(scope="session")
def halves(tmp_path_factory: pytest.TempPathFactory) -> Halves:
    """Give the dossiers."""
    folder = tmp_path_factory.mktemp("halves")
    return Halves(
        whole=build_of(sorted(TEXTS), folder / "whole.dossier"),
        left=build_of(LEFT, folder / "left.dossier"),
        right=build_of(RIGHT, folder / "right.dossier"),
    )
