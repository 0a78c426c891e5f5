import json
from collections.abc import Callable
from typing import Any

from chancery.model import Rejection, document_id
from chancery.sources.text import PlainText


def test_the_text_of_a_file_is_the_file_in_one_kept_block(
    make_capture: Callable[..., Any],
) -> None:
    data = "\ufeffFirst line\r\n\r\nSecond\xa0line, “quoted”.\n".encode()
    document = PlainText().extract(make_capture(data), data)

    assert document.text.encode() == data
    assert [(block.type, block.start, block.end) for block in document.blocks] == [
        ("body", 0, len(document.text))
    ]
    assert document.id == document_id("x", document.sha256)
    assert document.fields == {}


def test_without_a_path_the_address_gives_the_id(make_capture: Callable[..., Any]) -> None:
    document = PlainText().extract(make_capture(b"Words.", uri="-", path=None), b"Words.")

    assert document.id == document_id("-", document.sha256)


def test_another_decoding_than_utf8_is_noted(make_capture: Callable[..., Any]) -> None:
    data = "Wide words.".encode("utf-16")
    document = PlainText().extract(make_capture(data), data)

    assert json.loads(document.fields["decoding"])["encoding"] == "utf-16-le"


def test_a_file_that_cannot_be_decoded_is_rejected(make_capture: Callable[..., Any]) -> None:
    rejection = PlainText().extract(make_capture(b"\xe9t\xe9"), b"\xe9t\xe9")

    assert isinstance(rejection, Rejection)
    assert (rejection.uri, rejection.reason) == ("a/x", "encoding")


def test_one_line_of_ten_megabytes_is_read(make_capture: Callable[..., Any]) -> None:
    data = b"words " * 1_700_000
    document = PlainText().extract(make_capture(data), data)

    assert len(document.text) == len(data)
