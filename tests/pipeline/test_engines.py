"""An engine that cannot run says what it needs."""

import socket
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from fakes import Silent

from chancery.errors import EngineError, SettingsError, UsageError
from chancery.pipeline.assemble import open_engine
from chancery.pipeline.settings import Settings

needs_ray = pytest.mark.skipif(not find_spec("ray"), reason="the extra `cluster` is not installed")


def test_an_engine_that_there_is_not_is_named_with_those_that_there_are() -> None:
    with pytest.raises(SettingsError, match="'spark'; it must be local, daft or ray://HOST:PORT"):
        Settings(engine="spark")


@pytest.mark.parametrize("engine", ["daft", "ray://127.0.0.1:10001"])
def test_without_the_extra_the_error_says_how_to_install_it(
    engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [one for one in sys.modules if one.startswith("chancery.engines.daft.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "daft", None)

    with pytest.raises(UsageError, match=r"pip install 'chancery\[cluster\]'"):
        open_engine(Settings(engine=engine), tmp_path, Silent())


@needs_ray
def test_an_address_that_does_not_answer_is_named_with_the_remedy(tmp_path: Path) -> None:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))  # nothing listens there
        address = f"ray://127.0.0.1:{one.getsockname()[1]}"

        with pytest.raises(EngineError, match=r"no Ray answers at 127\.0\.0\.1.*ray start --head"):
            open_engine(Settings(engine=address), tmp_path, Silent())


@needs_ray
@pytest.mark.parametrize("address", ["ray://", "ray://:10001", "ray://host:port"])
def test_what_is_no_address_is_refused(address: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no address of Ray"):
        open_engine(Settings(engine=address), tmp_path, Silent())
