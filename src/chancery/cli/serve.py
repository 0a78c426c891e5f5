"""`chancery serve`: the dossier in the browser, and over HTTP for programs on this machine."""

from chancery.api.serve import serve
from chancery.cli.dossiers import split
from chancery.cli.output import console
from chancery.pipeline.live import LiveSettings
from chancery.workbench.app import make_app


def run(arguments: list[str], *, host: str, port: int, allow_sources: bool) -> None:
    """Serve until the process is told to end, and say where.

    Raises:
        NotADossierError: the path holds none.
        UsageError: the host is no address of one interface.
        ServerError: the port is taken, or the address is none of this machine's.
    """
    path, _ = split(arguments, most=0)

    def ready(address: str, token: str) -> None:
        console().print(f"{path} is read at {address}; Ctrl-C ends it", soft_wrap=True)
        console().print(f"programs that write send the token {token}", soft_wrap=True)

    settings = LiveSettings(allow_sources=allow_sources)
    serve(path, host=host, port=port, make=make_app, ready=ready, builds=settings)
