"""Readings are kept for the very document that they were made of, within a bound."""

from typing import Any

from msgspec.structs import replace

from chancery.stages.reuse.reading import Readings

BODY = "The envoys met at the quay on Monday and agreed to meet again.\n"


def test_a_document_that_stands_in_pairs_that_follow_is_read_once(press: Any) -> None:
    readings = Readings(10_000)
    a, b = press.document("a", BODY), press.document("b", BODY, BODY)

    first = readings.of(a)
    readings.of(b)

    assert readings.of(a) is first


def test_a_document_of_the_same_id_is_read_anew(press: Any) -> None:
    readings = Readings(10_000)
    document = press.document("a", BODY)
    other = replace(document)

    assert readings.of(document).document is document
    assert readings.of(other).document is other


def test_the_oldest_readings_go_and_the_last_stays_whatever_its_size(press: Any) -> None:
    readings = Readings(3 * len(BODY))
    a, b, c = (press.document(name, BODY) for name in "abc")
    kept = [readings.of(one) for one in (a, b, c)]

    long = readings.of(press.document("long", *[BODY] * 9))

    assert readings.of(long.document) is long
    assert all(readings.of(one.document) is not one for one in kept)
