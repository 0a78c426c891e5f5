"""Records are checked, keep their ids, and hold nothing without its characters."""

from typing import get_args

import msgspec
import pytest
from fakes import document
from hypothesis import given
from hypothesis import strategies as st

from chancery.errors import RecordError
from chancery.model import (
    KEPT_TYPES,
    Block,
    BlockType,
    Citation,
    Document,
    Evidence,
    Record,
    Rejection,
    TextValue,
    cite,
    cite_markup,
    cite_span,
    codec,
    document_id,
    kept_spans,
    kind_of,
    make_id,
    record_kinds,
    register,
    reject,
)


def test_an_id_is_the_same_on_any_machine() -> None:
    assert make_id("document", ["a.txt", "00", None, 7]) == "document-b733f519f91c1aa8898f"


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_other_parts_give_another_id(one: list[str], other: list[str]) -> None:
    assert (make_id("x", one) == make_id("x", other)) == (one == other)


def test_nothing_and_the_empty_text_differ() -> None:
    assert make_id("x", [None]) != make_id("x", [""])


def test_two_places_with_the_same_bytes_are_two_documents() -> None:
    assert document_id("a.txt", "00") != document_id("b.txt", "00")


@pytest.mark.parametrize(("start", "end"), [(0, 3), (2, 1), (-1, 3), (0, 0)])
def test_evidence_must_fit_its_quote(start: int, end: int) -> None:
    with pytest.raises(RecordError, match="does not fit"):
        Evidence(document="d", start=start, end=end, quote="four")


def test_a_citation_is_a_span_or_a_pointer() -> None:
    assert cite_span("d", "abc", 1, 2).quote == "b"
    assert cite_markup("c", "/title").pointer == "/title"
    for bad in (
        {},
        {"document": "d"},
        {"capture": "c"},
        {"capture": "c", "pointer": "p", "end": 1},
    ):
        with pytest.raises(RecordError, match="not a mix"):
            Citation(**bad)


def test_a_citation_writes_only_its_own_form() -> None:
    assert msgspec.to_builtins(cite_markup("c", "/t")) == {"capture": "c", "pointer": "/t"}
    assert set(msgspec.to_builtins(cite_span("d", "abc", 0, 1))) == {
        "document",
        "start",
        "end",
        "quote",
    }


@pytest.mark.parametrize("spans", [[], [(0, 3)], [(1, 5)], [(0, 3), (2, 5)], [(0, 2), (3, 5)]])
def test_blocks_must_tile_the_text(spans: list[tuple[int, int]]) -> None:
    made = tuple(Block(type="body", start=s, end=e, kept=True) for s, e in spans)

    with pytest.raises(RecordError):
        msgspec.structs.replace(document("12345"), blocks=made)


def test_kept_spans_join_neighbours() -> None:
    made = tuple(
        Block(type="body", start=i, end=i + 1, kept=kept)
        for i, kept in enumerate([True, True, False, True])
    )

    assert kept_spans(msgspec.structs.replace(document("1234"), blocks=made)) == [(0, 2), (3, 4)]


def test_kept_types_are_block_types() -> None:
    assert set(get_args(BlockType)) > KEPT_TYPES


def test_a_record_comes_back_from_its_bytes() -> None:
    for record in (document("text\x00\u202e\ufeff"), reject("a", "empty", "nothing")):
        assert codec.decode(codec.checked(record)) == record


def test_what_breaks_a_closed_list_is_refused_on_the_way_out() -> None:
    bad = Rejection(id="rejection-0", uri="a", reason="because", detail="")  # type: ignore[arg-type]

    with pytest.raises(RecordError, match="not a valid record"):
        codec.checked(bad)


def test_unknown_fields_are_refused() -> None:
    data = msgspec.msgpack.encode(
        {"kind": "rejection", "id": "r", "uri": "a", "reason": "empty", "detail": "", "more": 1}
    )

    with pytest.raises(RecordError):
        codec.decode(data)


def test_a_record_of_the_first_schema_still_decodes() -> None:
    data = (
        b'{"kind":"document","id":"document-1","capture":"capture-1","uri":"a.txt","path":"a.txt",'
        b'"sha256":"00","text":"Hi","blocks":[{"type":"body","start":0,"end":2,"kept":true}]}'
    )

    record = msgspec.json.decode(data, type=Document)

    assert record.text == "Hi"


def test_every_kind_is_registered_once_and_documented() -> None:
    kinds = list(record_kinds(stored_only=False))

    assert len({kind_of(kind) for kind in kinds}) == len(kinds)
    assert all(kind.__doc__ for kind in kinds)
    with pytest.raises(TypeError, match="twice"):
        register(Document)


def test_records_cannot_be_changed() -> None:
    record: Record = document("text")

    with pytest.raises(AttributeError):
        record.id = "other"  # type: ignore[misc]


def test_evidence_cites_the_text() -> None:
    assert cite("d", "hello", 1, 3) == Evidence(document="d", start=1, end=3, quote="el")


def test_a_text_value_has_no_precision() -> None:
    assert TextValue(value="x", basis="stated").precision is None
