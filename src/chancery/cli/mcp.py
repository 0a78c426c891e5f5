"""`chancery mcp`: the dossier for assistants, by the Model Context Protocol."""

from importlib.util import find_spec

from chancery.cli.dossiers import split
from chancery.cli.output import console
from chancery.errors import UsageError


def run(arguments: list[str], *, http: str | None) -> None:
    """Serve on standard input and output, or over HTTP at an address of this machine.

    Raises:
        NotADossierError: the path holds none.
        UsageError: the extra is not installed, or the address is none of this machine alone.
        ServerError: the port is taken.
    """
    if find_spec("mcp") is None:
        message = "this needs the SDK of the protocol: pip install 'chancery[mcp]'"
        raise UsageError(message)
    from chancery.mcp.serve import serve_http, serve_stdio

    path, _ = split(arguments, most=0)
    if http is None:
        serve_stdio(path)
        return

    def ready(address: str) -> None:
        console().print(f"{path} answers at {address}; Ctrl-C ends it", soft_wrap=True)

    serve_http(path, http, ready)
