"""A small web server on loopback whose pages misbehave as they are told."""

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep
from typing import NamedTuple

Handler = Callable[[BaseHTTPRequestHandler], None]


class Asked(NamedTuple):
    path: str
    headers: dict[str, str]


class FeedServer:
    """Serves handlers by path; knows what it was asked for."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.base = f"http://127.0.0.1:{server.server_port}"
        self.port = server.server_port
        self.pages: dict[str, Handler] = {}
        self.asked: list[Asked] = []

    def paths(self) -> list[str]:
        return [one.path for one in self.asked if one.path != "/robots.txt"]

    def give(
        self,
        path: str,
        body: str | bytes,
        kind: str | None = "text/html; charset=utf-8",
        status: int = 200,
        **headers: str,
    ) -> str:
        data = body.encode() if isinstance(body, str) else body

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            if kind is not None:
                handler.send_header("Content-Type", kind)
            named = {name.replace("_", "-").title(): value for name, value in headers.items()}
            for name, value in ({"Content-Length": str(len(data))} | named).items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(data)

        self.pages[path] = answer
        return self.base + path

    def move(self, path: str, target: str, status: int = 302) -> str:
        return self.give(path, "moved", status=status, location=target)

    def give_tagged(self, path: str, body: str, kind: str, etag: str) -> str:
        """Serve a page that is not sent again to who has it."""
        full = self.give(path, body, kind, etag=etag)
        send = self.pages[path]

        def answer(handler: BaseHTTPRequestHandler) -> None:
            if handler.headers.get("If-None-Match") == etag:
                handler.send_response(304)
                handler.end_headers()
            else:
                send(handler)

        self.pages[path] = answer
        return full

    def give_endless(self, path: str, piece: bytes, kind: str, *, every: float = 0.0) -> str:
        """Send the piece again and again, without a length, until the other side hangs up."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            handler.send_header("Content-Type", kind)
            handler.end_headers()
            while True:
                handler.wfile.write(piece)
                if every:
                    sleep(every)

        self.pages[path] = answer
        return self.base + path


@contextmanager
def serving() -> Generator[FeedServer]:
    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append(Asked(self.path, {k.lower(): v for k, v in self.headers.items()}))
            page = served.pages.get(self.path)
            try:
                if page is None:
                    self.send_error(404)
                else:
                    page(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the other side has had enough

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its own name
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.daemon_threads = True
    served = FeedServer(server)
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.02), daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


PAGE = """<!DOCTYPE html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>{text}</p><p>Both sides said that they would meet again within the month.</p>
</article></body></html>"""


def page(title: str, text: str = "The guards of the ferry lifted the bar at dawn.") -> str:
    return PAGE.format(title=title, text=text)


def rss(*items: str, title: str = "The Ferry Post", link: str = "") -> str:
    home = f"<link>{link}</link>" if link else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>{title}</title>{home}{''.join(items)}</channel></rss>"
    )


def item(link: str, title: str = "Bridge opens", extra: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid>{extra}</item>"
