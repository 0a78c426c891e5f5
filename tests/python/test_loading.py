"""The package answers at once; what a function needs is loaded when it is asked for."""

import subprocess
import sys

import pytest

import chancery


def test_the_package_alone_loads_nothing_of_its_own() -> None:
    code = "import chancery, sys; print([m for m in sys.modules if m.startswith('chancery.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_its_names_are_listed_and_others_are_none() -> None:
    assert {"annotate", "build", "cut", "merge", "open_archive", "open_dossier"} <= set(
        dir(chancery)
    )
    assert callable(chancery.build)
    with pytest.raises(AttributeError, match="no attribute 'close_dossier'"):
        _ = chancery.close_dossier  # type: ignore[attr-defined]
