import json
from collections.abc import Callable
from typing import Any

import pytest

from chancery.model import Document, Rejection, document_id
from chancery.sources.json_line import JsonLine

PAGE = (
    "<html lang='en-GB'><head><title>Gates open</title></head><body><nav>Home</nav>"
    "<article><h1>Gates open</h1>"
    + "<p>The guards lifted the bar at dawn, and the first carts rolled over the bridge.</p>" * 6
    + "</article></body></html>"
)


@pytest.fixture
def extract(make_capture: Callable[..., Any]) -> Callable[..., Any]:
    def run(**fields: object) -> Document | Rejection:
        data = json.dumps(fields, ensure_ascii=False).encode()
        uri = fields.get("url") or "in.jsonl#L1"
        return JsonLine().extract(make_capture(data, "application/json", uri, "in.jsonl"), data)

    return run


def test_the_text_is_exactly_the_string_that_was_given(extract: Callable[..., Any]) -> None:
    text = "\ufeffOne\r\ntwo \x00three\u200b "
    document = extract(text=text)

    assert document.text == text
    assert document.media_type == "text/plain"
    assert [(block.start, block.end, block.kept) for block in document.blocks] == [
        (0, len(text), True)
    ]


def test_fields_become_metadata_that_points_into_the_line(extract: Callable[..., Any]) -> None:
    document = extract(
        url="https://a.example/1",
        title="Gates open",
        text="Words.",
        published="2021-10-20",
        outlet="The Ferry Post",
        byline="M. Ilvic",
        language="en-GB",
    )

    assert document.title.value == "Gates open"
    assert document.title.basis == "markup"
    assert document.title.evidence.pointer == "/title"
    assert document.title.evidence.capture == document.capture
    assert (document.published.start, document.published.precision) == ("2021-10-20", "day")
    assert document.outlet.value == "The Ferry Post"
    assert document.byline.value == "M. Ilvic"
    assert document.language.value == "en"
    assert document.address == "https://a.example/1"
    assert document.fields == {}


def test_a_line_with_an_address_has_its_id_from_it_and_one_without_from_the_file(
    extract: Callable[..., Any],
) -> None:
    named, nameless = extract(url="https://a.example/1", text="a"), extract(text="a")

    assert named.id == document_id("https://a.example/1", named.sha256)
    assert nameless.id == document_id("in.jsonl", nameless.sha256)


def test_unknown_fields_are_kept_as_they_were_written(make_capture: Callable[..., Any]) -> None:
    data = b'{"text": "a", "score": 1.50, "tags": ["x",  "y"], "none": null}'
    document = JsonLine().extract(make_capture(data, "application/json"), data)

    assert document.fields == {"score": "1.50", "tags": '["x",  "y"]', "none": "null"}


@pytest.mark.parametrize(
    ("name", "value"), [("published", "last Tuesday"), ("language", "the Queen's")]
)
def test_a_value_that_cannot_be_read_is_left_out_and_kept_in_fields(
    extract: Callable[..., Any], name: str, value: str
) -> None:
    document = extract(text="a", **{name: value})

    assert getattr(document, name) is None
    assert json.loads(document.fields[name]) == value


def test_blank_fields_are_absent(extract: Callable[..., Any]) -> None:
    document = extract(text="a", title=" ", published=None, url="")

    assert (document.title, document.published, document.address) == (None, None, None)


def test_html_is_read_as_a_page_and_the_line_speaks_before_it(extract: Callable[..., Any]) -> None:
    document = extract(html=PAGE, text="", title="The line's own title")

    assert isinstance(document, Document)
    assert document.media_type == "text/html"
    assert document.title.value == "The line's own title"
    assert document.language.evidence.pointer == "/html html[lang]"
    assert "Home" in document.text


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"text": " \n"}, "empty"),
        ({"html": ""}, "empty"),
        ({"html": "<script>1</script>"}, "no_text"),
        ({"title": "x"}, "missing_field"),
    ],
)
def test_a_line_without_words_is_rejected(
    extract: Callable[..., Any], fields: dict[str, str], reason: str
) -> None:
    rejection = extract(**fields)

    assert isinstance(rejection, Rejection)
    assert rejection.reason == reason
