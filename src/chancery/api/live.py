"""How a build that this server started stands, and its events as they come (server-sent)."""

from collections.abc import AsyncIterator
from typing import Annotated

import msgspec
from anyio import sleep
from msgspec import Meta

from chancery.api.parameters import Parameters
from chancery.api.view import View
from chancery.pipeline.live import BuildRunner, BuildState, Numbered
from chancery.store.dossier import Dossier

POLL_S = 0.2  # between two looks for events, which the build tells of four times a second
HEARTBEAT_S = 15.0  # of silence, after which a comment shows that the line stands
RETRY_MS = 2_000  # after which a browser whose line broke asks again


class Listening(Parameters, frozen=True, kw_only=True):
    """From where on to listen."""

    last: Annotated[
        str,
        Meta(
            max_length=100,
            description="The id of the last event that was heard; so does Last-Event-ID.",
        ),
    ] = ""


def build_state(view: View, asked: Parameters) -> BuildState:
    """Say how the last build stands."""
    del asked
    return view.runner.state()


def build_events(view: View, asked: Listening) -> AsyncIterator[bytes] | None:
    """Give the events behind the last that was heard; None where no build has any more."""
    last = view.last_event or asked.last
    runner = view.runner
    if not runner.after(last) and runner.state().phase != "running":
        return None
    return events(runner, last)


async def events(runner: BuildRunner, last: str | None = None) -> AsyncIterator[bytes]:
    """Yield the events of a build as text/event-stream until it, or the server, ends."""
    yield f"retry: {RETRY_MS}\n\n".encode()
    silent = 0.0
    while not runner.closing:
        running = runner.state().phase == "running"  # asked first: no event comes after its end
        some = runner.after(last)
        for one in some:
            last = one.id
            yield _frame(one)
        if not running:
            return
        silent = 0.0 if some else silent + POLL_S
        if silent >= HEARTBEAT_S:
            silent = 0.0
            yield b": still here\n\n"
        await sleep(POLL_S)


def revision(dossier: Dossier, runner: BuildRunner) -> str:
    """Return what changes as a build goes on."""
    del dossier
    heard = runner.after(None)
    return heard[-1].id if heard else ""


def _frame(one: Numbered) -> bytes:
    kind = str(one.event.__struct_config__.tag)
    data = msgspec.json.encode(one.event)
    return b"id: %b\nevent: %b\ndata: %b\n\n" % (one.id.encode(), kind.encode(), data)
