from typing import Any

import numpy as np
import pytest

from chancery.errors import SettingsError
from chancery.model import FingerprintSlice, codec
from chancery.stages.reuse.fingerprint import CHUNK, Fingerprint

TEXT = " ".join(f"stone{n} river{n * 7 % 31}" for n in range(120))


def slices(stage: Fingerprint, *documents: Any) -> list[list[FingerprintSlice]]:
    return [list(made) for made in stage.run(documents)]  # type: ignore[arg-type]


def hashes(made: list[FingerprintSlice]) -> list[int]:
    return [int(one) for part in made for one in np.frombuffer(part.hashes, "<u8")]


def test_slices_hold_sorted_distinct_hashes_of_their_range(press: Any) -> None:
    (made,) = slices(Fingerprint(8), press.document("a", TEXT, outlet="The Lamp"))
    assert [part.bucket for part in made] == list(range(8))
    for part in made:
        values = np.frombuffer(part.hashes, "<u8").tolist()
        assert values == sorted(set(values))
        assert {value * 8 >> 64 for value in values} == {part.bucket}
        assert len(part.neighbours) * 4 == len(part.hashes)
        assert (part.document, part.outlet) == ("document-a", "The Lamp")
        codec.checked(part)


def test_the_number_of_buckets_only_cuts_the_hashes(press: Any) -> None:
    document = press.document("a", TEXT)
    (one,), (many,) = slices(Fingerprint(1), document), slices(Fingerprint(1000), document)
    assert hashes(one) == hashes(many)
    assert len(one) == 1


def test_each_document_gets_its_own_slices_however_they_are_batched(press: Any) -> None:
    documents = [press.document(f"{n}", " ".join(TEXT.split()[n:])) for n in range(6)]
    documents.insert(2, press.document("short", "Only four words here"))
    documents.insert(4, press.document("none", ("appeal", TEXT)))
    together = slices(Fingerprint(), *documents)
    assert together == [slices(Fingerprint(), one)[0] for one in documents]
    assert together[2] == together[4] == []


def test_a_document_larger_than_a_chunk_is_read_whole(press: Any) -> None:
    long = " ".join(f"word{n}" for n in range(CHUNK // 8))
    made = slices(Fingerprint(1), press.document("a", long), press.document("b", TEXT))
    assert 0.36 < len(hashes(made[0])) / (CHUNK // 8) < 0.44
    assert hashes(made[1]) == hashes(slices(Fingerprint(1), press.document("b", TEXT))[0])


def test_bylines_and_credits_are_not_fingerprinted(press: Any) -> None:
    plain = press.document("a", TEXT)
    framed = press.document("a", ("byline", "By Mara Ilvic\n"), TEXT, ("credit", "\nPhoto: Oda"))
    assert slices(Fingerprint(), plain) == slices(Fingerprint(), framed)


@pytest.mark.parametrize("buckets", [0, -1, 1 << 17])
def test_a_number_of_buckets_that_cannot_be_is_refused(buckets: int) -> None:
    with pytest.raises(SettingsError, match=f"buckets is {buckets}; it must lie between 1 and"):
        Fingerprint(buckets)


def test_the_settings_name_the_number_of_buckets() -> None:
    assert Fingerprint(3).settings == "buckets=3"
