import time
from pathlib import Path

import pytest

from chancery.errors import KnowledgeError
from chancery.knowledge import load
from chancery.knowledge.index import FACTS
from chancery.knowledge.place_blocks import (
    KeyRow,
    PlaceRow,
    pack_keys,
    pack_places,
    unpack_keys,
    unpack_places,
)
from chancery.knowledge.places import PLACES, PackedPlaces, open_places

MOST_BYTES = 12_000_000  # of both files of facts


@pytest.fixture(scope="module")
def gazetteer() -> PackedPlaces:
    return open_places()


def test_places_come_back_as_they_were_packed() -> None:
    rows = [
        PlaceRow("Aldane City", 3, 7, -4512, 13000, 0, 2147483647),
        PlaceRow("Ørholm", 0, 0, 9000, -18000, 12, -5),
    ]

    assert unpack_places(pack_places(rows)) == rows


def test_keys_come_back_as_they_were_packed() -> None:
    rows = [KeyRow("aldane", (3, 1)), KeyRow("b", ()), KeyRow("東", (99,))]

    assert unpack_keys(pack_keys(rows)) == rows


def test_a_file_of_another_form_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"no places at all")

    with pytest.raises(KnowledgeError, match="compiled facts"):
        PackedPlaces(other)


def test_namesakes_come_with_the_more_populous_first(gazetteer: PackedPlaces) -> None:
    found = [one.place for one in gazetteer.named("Paris") if one.own]

    assert [(one.country, one.region) for one in found[:2]] == [("FR", "11"), ("US", "TX")]
    assert found[0].geonames == 2988507
    assert (round(found[0].latitude), round(found[0].longitude)) == (49, 2)


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("GENEVA", "geonames/2660646"),
        ("U.S.", "geonames/6252001"),
        ("UK", "geonames/2635167"),
        ("Burma", "geonames/1327865"),
        ("Zürich", "geonames/2657896"),
        ("Donbass", "area/donbas"),
        ("Artsakh", "area/nagorno-karabakh"),
        ("the Sahel", "area/sahel"),
        ("Western Sahara", "geonames/2461445"),
        ("Black Sea", "area/black-sea"),
        ("Africa", "geonames/6255146"),
        ("N.S.W.", "geonames/2155400"),
    ],
)
def test_other_names_lead_to_their_place(
    gazetteer: PackedPlaces, name: str, identity: str
) -> None:
    assert identity in [one.place.id for one in gazetteer.named(name)]


def test_an_unknown_name_has_no_place(gazetteer: PackedPlaces) -> None:
    assert gazetteer.named("Nonesuchville-on-Nowhere") == []
    assert gazetteer.named("...") == []


def test_a_people_is_that_of_one_country(gazetteer: PackedPlaces) -> None:
    assert gazetteer.people("Syrian") == "SY"
    assert gazetteer.people("Aldanian") is None


def test_every_area_is_found_by_its_name(gazetteer: PackedPlaces) -> None:
    missing = [
        row["name"]
        for row in load("areas")
        if row["kind"] != "names"
        and not any(one.place.id.startswith("area/") for one in gazetteer.named(row["name"]))
    ]

    assert missing == []


@pytest.mark.untraced
def test_both_files_of_facts_stay_small_and_open_at_once() -> None:
    started = time.process_time()
    PackedPlaces(PLACES)
    spent = time.process_time() - started

    assert PLACES.stat().st_size + FACTS.stat().st_size <= MOST_BYTES
    assert spent < 0.05


@pytest.mark.untraced
def test_a_look_up_reads_no_more_than_it_needs(gazetteer: PackedPlaces) -> None:
    names = [place.name for number, place in enumerate(gazetteer) if number % 2000 == 0]
    started = time.process_time()
    for name in names:
        gazetteer.named(name)

    assert (time.process_time() - started) / len(names) < 0.02  # all of the file takes a second
