"""A browser without a window, whose pages may ask only who serves them, and must not complain."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Request,
    expect,
    sync_playwright,
)

Open = Callable[..., BrowserContext]

PROGRAM = "chromium"
WANTED = "CHANCERY_BROWSER"  # "required" where a missing browser is a fault
REMEDY = (
    f"no {PROGRAM} is found; on Debian and Ubuntu `apt-get install chromium fonts-dejavu-core`"
    " installs one with the letters that it needs"
)
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
PATIENCE_S = 60
WIDE = (1440, 900)
NARROW = (360, 740)
REPORT_POLICY = """
addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.violatedDirective} keeps out ${event.blockedURI}`);
});
"""


def find_browser() -> str:
    """Return the browser's path; skip the test where there is none, or fail where it must be."""
    found = shutil.which(PROGRAM)
    if found:
        return found
    if os.environ.get(WANTED) == "required":
        pytest.fail(REMEDY)
    pytest.skip(REMEDY)


@contextmanager
def launched(path: str) -> Iterator[Browser]:
    """Give a browser that reaches this machine alone."""
    expect.set_options(timeout=PATIENCE_S * 1000)
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[OFFLINE, *root])
        yield browser
        browser.close()


@contextmanager
def watched(browser: Browser, served: str, **options: Any) -> Iterator[BrowserContext]:
    """Give a context for pages; what they must not do fails the test when they are closed."""
    width, height = options.pop("size", WIDE)
    context = browser.new_context(
        base_url=served, viewport={"width": width, "height": height}, **options
    )
    context.add_init_script(REPORT_POLICY)
    faults: list[str] = []
    asked: list[str] = []
    context.on("request", lambda one: asked.append(one.url))
    context.on("console", lambda one: faults.extend(_complaint(one)))
    context.on("weberror", lambda one: faults.append(str(one.error)))
    context.on("requestfailed", lambda one: faults.extend(_failure(one)))
    context.on("dialog", lambda one: (faults.append(f"dialog: {one.message}"), one.dismiss()))
    yield context
    context.close()
    elsewhere = [one for one in asked if urlsplit(one).netloc != urlsplit(served).netloc]
    assert not elsewhere, elsewhere
    assert not faults, faults


def open_contexts(browser: Browser, served: str) -> Iterator[Open]:
    """Give what opens contexts; they are closed and judged at the end."""
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(watched(browser, served, **options))


def _complaint(said: ConsoleMessage) -> Iterator[str]:
    if said.type in {"error", "warning"}:
        yield f"{said.type}: {said.text} ({said.location.get('url')})"


def _failure(asked: Request) -> Iterator[str]:
    """Yield that a request failed; one that a page was left or loaded anew before is none."""
    if asked.failure != "net::ERR_ABORTED":
        yield f"{asked.url}: {asked.failure}"
