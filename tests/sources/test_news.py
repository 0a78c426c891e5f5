import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.model import Capture, Document, Rejection
from chancery.sources import news
from chancery.sources.files import FileReader
from chancery.sources.json_line import JsonLine
from chancery.sources.ninjs import NewsItem

TEXT = "The harbour council met on Tuesday.\n\nIt will meet again in May."
HTML = "<p>The harbour council met on Tuesday.</p><p>It will meet again in May.</p>"
FIRST: dict[str, Any] = {
    "uri": "urn:newsml:harbour.example:7",
    "type": "text",
    "versioncreated": "2021-03-04T07:00:00Z",
    "firstcreated": "2021-03-04T05:30:00Z",
    "language": "en-GB",
    "byline": "Mara Oster",
    "located": "Port Elm",
    "headline": "Harbour council meets",
    "copyrightholder": "Harbour News",
    "urgency": 5.0,
    "body_text": TEXT,
}
SECOND = {
    **{
        name: FIRST[name] for name in ("uri", "type", "versioncreated", "firstcreated", "language")
    },
    "standard": {"name": "ninjs", "version": "2.1"},
    "by": "Mara Oster",
    "located": "Port Elm",
    "copyrightholder": "Harbour News",
    "headlines": [
        {"role": "short", "value": "Council"},
        {"role": "main", "value": "Harbour council meets"},
    ],
    "bodies": [
        {"role": "caption", "contenttype": "text/plain", "value": "The quay."},
        {"role": "main", "contenttype": "text/plain", "value": TEXT},
    ],
}
THIRD = {
    "uri": FIRST["uri"],
    "standard": {"name": "ninjs", "version": "3.0"},
    "type": "text",
    "versionCreated": "2021-03-04T07:00:00Z",
    "firstCreated": "2021-03-04T05:30:00Z",
    "language": "en-GB",
    "by": "Mara Oster",
    "located": "Port Elm",
    "copyrightHolder": "Harbour News",
    "headlines": [{"role": "main", "value": "Harbour council meets"}],
    "bodies": [{"role": "main", "contentType": "text/plain", "value": TEXT}],
}


@pytest.fixture
def load(collect: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    def run(data: object, **options: int) -> list[Any]:
        raw = data if isinstance(data, bytes) else json.dumps(data, indent=1).encode()
        (tmp_path / "items.json").write_bytes(raw)
        return collect(tmp_path / "items.json", **options)

    return run


def extract(capture: Capture) -> Document | Rejection:
    data = FileReader().read(capture.locator)
    return (NewsItem() if "ninjs" in capture.media_type else JsonLine()).extract(capture, data)


def document(found: list[Any]) -> Document:
    (capture,) = found
    made = extract(capture)
    assert isinstance(made, Document)
    return made


@pytest.mark.parametrize("item", [FIRST, SECOND, THIRD], ids=["1.x", "2.x", "3.x"])
def test_an_item_of_any_version_gives_its_body_and_fields(
    load: Callable[..., Any], item: dict[str, Any]
) -> None:
    made = document(load(item))

    assert made.text == TEXT
    assert made.uri == "urn:newsml:harbour.example:7"
    for value, expected in (
        (made.title, "Harbour council meets"),
        (made.byline, "Mara Oster"),
        (made.dateline, "Port Elm"),
        (made.outlet, "Harbour News"),
        (made.language, "en"),
    ):
        assert value is not None
        assert (value.value, value.basis) == (expected, "markup")
    assert made.published is not None
    assert made.modified is not None
    assert made.published.start == "2021-03-04T05:30:00Z"
    assert made.modified.start == "2021-03-04T07:00:00Z"
    assert (made.captured, made.address) == (None, None)


def test_what_is_not_read_of_an_item_is_kept_as_it_was_written(load: Callable[..., Any]) -> None:
    made = document(load({**FIRST, "firstcreated": "of late", "place": [{"name": "Elm"}]}))

    assert made.fields["urgency"] == "5.0"
    assert made.fields["firstcreated"] == '"of late"'
    assert json.loads(made.fields["place"]) == [{"name": "Elm"}]
    assert "body_text" not in made.fields
    assert made.published is not None
    assert made.published.start == "2021-03-04T07:00:00Z"  # the version is all that is dated
    assert made.modified is None


def test_the_body_that_shows_its_paragraphs_is_read(load: Callable[..., Any]) -> None:
    flat = {**FIRST, "body_text": TEXT.replace("\n\n", " "), "body_xhtml": HTML}

    assert document(load(flat)).text.splitlines() == TEXT.split("\n\n")
    assert document(load({**flat, "body_text": TEXT})).text == TEXT
    assert document(load({**SECOND, "bodies": [{"role": "html", "value": HTML}]})).text == (
        TEXT.replace("\n\n", "\n")
    )


def test_an_address_as_uri_is_the_address(load: Callable[..., Any]) -> None:
    made = document(load({**FIRST, "uri": "https://harbour.example/items/7"}))

    assert made.address == "https://harbour.example/items/7"


def test_each_item_of_a_list_is_a_capture_of_its_own(load: Callable[..., Any]) -> None:
    items = [{**FIRST, "uri": f"urn:item:{n}"} for n in range(3)]

    found = load(items)

    assert [item.uri for item in found] == ["urn:item:0", "urn:item:1", "urn:item:2"]
    for one, item in zip(found, items, strict=True):
        assert json.loads(FileReader().read(one.locator)) == item
    assert load(list(reversed(items)))[0].id == found[2].id


def test_pictures_and_withdrawn_items_are_counted(load: Callable[..., Any]) -> None:
    picture = {"uri": "urn:p", "type": "picture", "headline": "A quay", "versioncreated": "2021"}
    withdrawn = {**FIRST, "pubstatus": "canceled"}

    found = load([picture, picture | {"uri": "urn:q"}, FIRST, withdrawn])

    assert [item.reason for item in found if isinstance(item, Rejection)] == ["not_article"]
    assert "2 items of type picture, 1 items with status canceled" in found[-1].detail
    assert len(found) == 2


def test_an_item_without_a_body_lacks_a_field(load: Callable[..., Any]) -> None:
    (found,) = load({**FIRST, "body_text": " "})
    made = extract(found)

    assert isinstance(made, Rejection)
    assert made.reason == "missing_field"


def test_objects_with_the_fields_of_a_line_are_articles(load: Callable[..., Any]) -> None:
    found = load([{"url": "https://a.example/1", "text": TEXT}, {"text": "Another."}])

    assert [item.media_type for item in found] == ["application/json"] * 2
    assert [item.uri.rpartition("/")[2] for item in found] == ["1", "items.json#2"]
    assert document(found[:1]).text == TEXT


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (b'{"text": nonsense}', "malformed"),
        (b'{"name": "package", "version": 1}', "missing_field"),
        (b'{"text": "' + b"x" * 2_000 + b'"}', "too_large"),
        (b'{"a": ' + b"[" * 400 + b"]" * 400 + b"}", "missing_field"),
        (b'{"text": "\xff\xfe"}', "malformed"),
    ],
)
def test_a_broken_object_costs_none_of_its_neighbours(
    load: Callable[..., Any], broken: bytes, reason: str
) -> None:
    good = b'{"text": "A good one, with \\"{\\" and \\\\ in it."}'

    found = load(
        b"[" + good + b",\n" + broken + b"," + good.replace(b"good", b"fine") + b"]",
        max_bytes=1_500,
    )

    assert [item.reason if isinstance(item, Rejection) else "" for item in found] == [
        "",
        reason,
        "",
    ]


def test_a_file_that_is_cut_is_truncated_and_the_rest_is_read(load: Callable[..., Any]) -> None:
    found = load(json.dumps([FIRST, SECOND]).encode()[:-9])

    assert isinstance(found[0], Capture)
    assert [item.reason for item in found[1:]] == ["truncated"]


@pytest.mark.parametrize(
    ("data", "reason"), [(b"", "empty"), (b"[]", "empty"), (b"\x89PNG\r\n\x1a\n\x00", "binary")]
)
def test_a_file_without_objects_is_rejected(
    load: Callable[..., Any], data: bytes, reason: str
) -> None:
    assert [item.reason for item in load(data)] == [reason]


def test_many_broken_objects_are_told_twenty_times_and_counted(load: Callable[..., Any]) -> None:
    found = load([{"n": n} for n in range(60)])

    assert len(found) == 21
    assert found[-1].detail.startswith("40 more")


@settings(max_examples=60, deadline=None)
@given(
    items=st.lists(
        st.dictionaries(st.text(), st.recursive(st.text() | st.integers(), st.lists), max_size=3),
        max_size=4,
    ),
    size=st.integers(1, 7),
    ascii_only=st.booleans(),
)
def test_objects_are_found_whatever_they_hold_and_however_the_file_is_read(
    items: list[dict[str, Any]], size: int, *, ascii_only: bool
) -> None:
    data = json.dumps(items, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
    scanner = news._Scanner(1_000_000)  # noqa: SLF001 - the pieces of a file cannot be set otherwise
    found = [one for at in range(0, len(data), size) for one in scanner.feed(data[at : at + size])]

    assert [
        json.loads((one.data or b"").decode("utf-8", "surrogatepass")) for one in found
    ] == items
    assert [data[one.offset : one.offset + len(one.data or b"")] for one in found] == [
        one.data for one in found
    ]
