"""Every tool answers with spans that stand in the documents, or says that nothing does."""

import asyncio
import hashlib
from pathlib import Path
from typing import Any

import pytest
from assistant import ask, ask_all, quotes, refused
from mcp import Client

from chancery.mcp.answers import NOTHING, NOTICE
from chancery.mcp.server import make_server
from chancery.model import Document
from chancery.store.dossier import open_dossier

TOOLS = {
    "search",
    "get",
    "evidence",
    "who_said",
    "meetings",
    "commitments",
    "compare_sources",
    "lineage",
}


def first(path: Path, name: str, **given: Any) -> dict[str, Any]:
    return dict(ask(path, name, **given)["items"][0])


def backed(path: Path) -> str:
    """Return the finding of two independent sources or more."""
    return str(first(path, "commitments")["id"])


def copied(path: Path) -> str:
    """Return a document that shares a passage with another."""
    with open_dossier(path) as dossier:
        return dossier.links()[0].a.document


def calls(path: Path) -> list[tuple[str, dict[str, Any]]]:
    finding, document = backed(path), copied(path)
    claim = first(path, "get", id=finding)["claims"][0]["id"]
    return [
        ("search", {"query": "river talks"}),
        ("get", {"id": finding}),
        ("get", {"id": claim}),
        ("get", {"id": document, "start": 7, "length": 90}),
        ("evidence", {"id": finding}),
        ("evidence", {"id": claim, "context": 0}),
        ("who_said", {"words": "border"}),
        ("who_said", {"speaker": "ministry", "limit": 3}),
        ("meetings", {"since": "2023-01-01", "until": "2023-12-31"}),
        ("commitments", {"only": "open", "limit": 2}),
        ("compare_sources", {"id": finding}),
        ("lineage", {"id": document}),
    ]


def test_every_span_stands_in_its_document_and_every_document_is_named(example: Path) -> None:
    asked = calls(example)
    assert {name for name, _ in asked} == TOOLS
    with open_dossier(example) as dossier:
        texts = {one.id: one.text for one in dossier.all(Document)}

    for call, (failed, text, answer) in zip(asked, ask_all(example, asked), strict=True):
        assert not failed, (call, text)
        assert (answer["status"], answer["notice"]) == ("found", NOTICE), call
        found = list(quotes(answer))
        for item in answer["items"]:
            assert item["type"] == "origin" or list(quotes(item)), call
        for one in found:
            said = texts[one["document"]][one["start"] : one["end"]]
            assert one["untrusted_text"] == said
            assert one["cite"] == f"{one['document']}:{one['start']}-{one['end']}"
        assert {one["document"] for one in found} == {one["id"] for one in answer["sources"]}


def test_the_tools_say_that_they_only_read_and_what_is_not_to_be_trusted(example: Path) -> None:
    async def listed() -> Any:
        async with Client(make_server(example)) as client:
            return (await client.list_tools()).tools, client.instructions

    found, instructions = asyncio.run(listed())

    assert {one.name for one in found} == TOOLS
    assert all(one.annotations.read_only_hint for one in found)
    assert all(NOTICE in one.description for one in found)
    assert NOTICE in instructions


def test_a_list_ends_at_its_limit_and_says_that_there_is_more(example: Path) -> None:
    few, all_ = ask(example, "commitments", limit=1), ask(example, "commitments", limit=50)

    assert (len(few["items"]), few["more"]) == (1, True)
    assert few["items"][0] == all_["items"][0]
    assert len(all_["items"]) > 1


def test_a_text_is_given_part_by_part_without_a_character_lost(example: Path) -> None:
    identity = copied(example)
    parts, start = [], 0
    while start is not None:
        item = first(example, "get", id=identity, start=start, length=1_000)
        parts.append(item["passage"]["untrusted_text"])
        start = item["next"]

    with open_dossier(example) as dossier:
        assert "".join(parts) == dossier.get(Document, identity).text
    assert len(parts) > 1


def test_evidence_is_given_with_what_stands_around_it_and_page_by_page(example: Path) -> None:
    identity = backed(example)
    whole = ask(example, "evidence", id=identity, limit=50, context=20)
    paged = ask(example, "evidence", id=identity, limit=1, offset=1, context=20)

    assert paged["items"] == whole["items"][1:2]
    with open_dossier(example) as dossier:
        for one in whole["items"]:
            text, quote = dossier.get(Document, one["quote"]["document"]).text, one["quote"]
            around = one["untrusted_before"] + quote["untrusted_text"] + one["untrusted_after"]
            start = max(0, quote["start"] - 20)
            assert around == text[start : quote["end"] + 20]


def test_sources_that_are_compared_come_with_how_many_are_independent(example: Path) -> None:
    item = first(example, "compare_sources", id=backed(example))

    assert item["independent"] >= 2
    assert len({one["document"] for one in item["claims"]}) >= item["independent"]


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("search", {"query": "xylophone zeppelin"}),
        ("who_said", {"words": "zeppelin"}),
        ("who_said", {"speaker": "Nobody Atall"}),
        ("meetings", {"since": "1890-01-01", "until": "1890-01-02"}),
        ("meetings", {"party": "Nobody Atall"}),
        ("commitments", {"words": "zeppelin"}),
    ],
)
def test_without_a_span_there_is_no_answer(
    example: Path, name: str, given: dict[str, Any]
) -> None:
    answer = ask(example, name, **given)

    assert (answer["status"], answer["message"]) == ("nothing", NOTHING)
    assert (answer["items"], answer["sources"]) == ([], [])


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("search", {"query": ""}, "query"),
        ("search", {"query": "  "}, "no letter"),
        ("search", {"query": "-talks"}, "-talks"),
        ("search", {"query": "talks", "limit": 10**30}, "limit"),
        ("search", {"query": "talks", "limit": 0}, "limit"),
        ("search", {"queery": "talks"}, "queery"),
        ("search", {"query": "talks", "most": 3}, "most"),
        ("get", {"id": "finding-0000"}, "finding-0000"),
        ("get", {"id": "nothing"}, "whole id"),
        ("get", {"id": "../../etc/passwd"}, "whole id"),
        ("get", {"id": "entity' OR 1=1 --"}, "whole id"),
        ("evidence", {"id": "statement-ffff"}, "statement-ffff"),
        ("evidence", {"id": "x", "context": 10**9}, "context"),
        ("evidence", {"id": "x", "offset": -1}, "offset"),
        ("who_said", {}, "words, speaker, or both"),
        ("who_said", {"speaker": "?!"}, "?!"),
        ("who_said", {"words": "talks", "since": "2024-02-30"}, "2024-02-30"),
        ("meetings", {"since": "yesterday"}, "since"),
        ("meetings", {"since": "2024-02-02", "until": "2024-02-01"}, "no day lies"),
        ("commitments", {"type": "wish"}, "type"),
        ("compare_sources", {"id": "document-0"}, "document-0"),
        ("lineage", {"id": "claim-0"}, "claim-0"),
        ("drop_tables", {}, "drop_tables"),
    ],
)
def test_what_cannot_be_asked_is_said(
    example: Path, name: str, given: dict[str, Any], says: str
) -> None:
    assert says in refused(example, name, **given)


def test_an_id_of_another_kind_is_told_apart(example: Path) -> None:
    document, finding = copied(example), backed(example)

    assert "ask get" in refused(example, "evidence", id=document)
    assert "no finding" in refused(example, "compare_sources", id=document)
    assert "no document" in refused(example, "lineage", id=finding)
    assert "characters" in refused(example, "get", id=document, start=10**9)


def test_asking_changes_nothing(example: Path) -> None:
    before = hashlib.sha256(example.read_bytes()).digest()

    ask_all(example, calls(example))

    assert hashlib.sha256(example.read_bytes()).digest() == before
