"""The command says where it serves, ends at Ctrl-C, and says what keeps it from serving."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest

from chancery.api.app import make_app
from chancery.api.serve import serve
from chancery.errors import NotADossierError, ServerError, UsageError


@pytest.fixture
def served(path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-m", "chancery", "serve", str(path), "--port", "0"]
    with subprocess.Popen(  # Ctrl-C reaches a program that a shell starts in the foreground
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, process_group=0
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        assert "token" in process.stdout.readline()
        yield process, said
        process.kill()


def test_it_prints_its_address_answers_there_and_ends_at_ctrl_c(
    served: tuple[subprocess.Popen[str], str],
) -> None:
    process, said = served
    address = next(word for word in said.split() if word.startswith("http://127.0.0.1:"))

    with build_opener(ProxyHandler({})).open(address.rstrip(";")) as answer:
        assert answer.status == 200
        assert "server" not in answer.headers
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)

    assert (process.returncode, out, err) == (0, "", "")


def test_a_port_that_is_taken_is_named_with_the_remedy(path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(ServerError, match=f"port {port}.*--port"):
            serve(path, host="127.0.0.1", port=port, make=make_app, ready=print)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "localhost", "nowhere"])  # noqa: S104
def test_it_listens_at_one_address(path: Path, host: str) -> None:
    with pytest.raises(UsageError, match=r"every address|is no address"):
        serve(path, host=host, port=0, make=make_app, ready=print)


def test_what_is_no_dossier_is_not_served(tmp_path: Path) -> None:
    with pytest.raises(NotADossierError):
        serve(tmp_path / "none.dossier", host="127.0.0.1", port=0, make=make_app, ready=print)
