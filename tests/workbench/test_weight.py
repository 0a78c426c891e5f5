"""Pages are small, load nothing from elsewhere, and are let load nothing else."""

import gzip
import hashlib
import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from markup import loads
from places import address_of
from starlette.testclient import TestClient

from chancery.workbench.pages import PageOf, pages

FIRST_PAGE = 60_000  # bytes, compressed, with all that it loads
STATIC = 1_200_000  # bytes in the package
ROOT = Path(str(files("chancery.workbench")))
NAMES = {"//www.w3.org/2000/svg"}  # names of formats, which nothing asks for
PAGES = pytest.mark.parametrize("page", pages(), ids=lambda one: one.path)


def test_the_first_page_is_light_with_all_that_it_loads(client: TestClient) -> None:
    first = client.get("/")
    parts = [client.get(one).content for one in loads(first.content, str(first.url))]

    assert len(parts) >= 4
    assert sum(len(gzip.compress(one)) for one in (first.content, *parts)) < FIRST_PAGE


@PAGES
def test_a_page_loads_only_what_its_server_has(client: TestClient, page: PageOf) -> None:
    answer = client.get(address_of(page, lambda path: client.get(path).json()))
    parts = list(loads(answer.content, str(answer.url)))

    assert parts
    for one in parts:
        part = client.get(one)
        assert part.status_code == 200
        assert one.startswith(f"{str(client.base_url).rstrip('/')}/static/")
        assert "immutable" in part.headers["cache-control"]


@PAGES
def test_a_page_may_run_nothing_but_its_own_files(client: TestClient, page: PageOf) -> None:
    address = address_of(page, lambda path: client.get(path).json())
    answer = client.get(address)
    kept = client.get(address, headers={"if-none-match": answer.headers["etag"]})
    away = client.get(f"{address}{'&' if '?' in address else '?'}nothing=1")

    assert (answer.status_code, kept.status_code, away.status_code) == (200, 304, 400)
    for one in (answer, kept, away):
        parts = one.headers["content-security-policy"].split(";")
        policy = dict(part.strip().split(" ", 1) for part in parts)
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == "'self'"
        assert policy["base-uri"] == policy["frame-ancestors"] == "'none'"
        assert one.headers["x-content-type-options"] == "nosniff"
    assert not re.search(rb"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=", answer.content)


def test_nothing_that_is_packaged_names_another_place() -> None:
    ours = [
        one
        for one in ROOT.rglob("*")
        if one.suffix in {".html", ".css", ".js", ".svg"} and "vendor" not in one.parts
    ]

    assert len(ours) > 20
    for one in ours:
        text = one.read_text(encoding="utf-8")
        found = set(re.findall(r"//[\w-]+(?:\.[\w-]+)+[^\s\"')]*", text))
        assert found <= NAMES, (one.name, found)


def test_what_is_vendored_is_what_the_lock_says() -> None:
    folder = ROOT / "static" / "vendor"
    lock = tomllib.loads((folder / "vendor.lock.toml").read_text(encoding="utf-8"))
    known = {one["name"]: one for one in lock["file"]}
    there = {one.name for one in folder.iterdir() if "LICENSE" not in one.name}

    assert known.keys() == there - {"vendor.lock.toml"}
    for name, one in known.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == one["sha256"], name
        assert one["license"]
        assert one["version"]


def test_what_is_packaged_for_pages_stays_small() -> None:
    sizes = [one.stat().st_size for one in (ROOT / "static").rglob("*") if one.is_file()]

    assert sum(sizes) < STATIC
