from itertools import starmap

import pytest
from fakes import document

from chancery.model import Annotation, Document, Mention, Places, TextValue, cite_span
from chancery.stages.places.outlets import outlet_country
from chancery.stages.places.stage import FindPlaces, place_toponyms

TEXT = (
    "GENEVA — Envoys met in Paris, Texas on Monday. Syria said it would wait. A hill is a hill.\n"
)


def mention(name: str, **fields: object) -> Mention:
    start = TEXT.index(name)
    values = {"type": "place", "form": "name", "confidence": 0.9, **fields}
    return Mention(start=start, end=start + len(name), **values)


def annotation(one: Document, *mentions: Mention) -> Annotation:
    return Annotation(
        id="annotation-0",
        document=one.id,
        model="made by hand",
        scheme="none",
        unread=None,
        sentences=(),
        mentions=mentions,
        chains=(),
        attributions=(),
        triggers=(),
        vectors=b"",
    )


def place(one: Document, *mentions: Mention) -> dict[str, tuple[str, str]]:
    """Return use and likeliest country of each toponym."""
    found = place_toponyms(one, annotation(one, *mentions))
    return {
        one.text[top.start : top.end]: (top.use, top.guesses[0].country if top.guesses else "")
        for top in found.toponyms
    }


def test_names_of_places_are_looked_up_and_nothing_else() -> None:
    found = place(
        document(TEXT),
        mention("Paris, Texas"),
        mention("Syria"),
        mention("A hill", form="nominal"),
        mention("Monday", type="date"),
    )

    assert found == {
        "Paris": ("location", "US"),
        "Texas": ("unknown", "US"),
        "Syria": ("actor", "SY"),
    }


def test_the_dateline_is_a_location() -> None:
    one = document(TEXT)
    cited = cite_span(one.id, TEXT, 0, 6)
    dated = document(TEXT, dateline=TextValue(value="Geneva", basis="stated", evidence=cited))

    assert place(dated, mention("GENEVA"))["GENEVA"] == ("location", "CH")


def test_a_dateline_that_stands_in_no_text_is_no_toponym() -> None:
    dated = document(TEXT, dateline=TextValue(value="Geneva", basis="markup"))

    assert place(dated) == {}


def test_of_two_names_within_each_other_the_longer_is_kept() -> None:
    found = place(document(TEXT), mention("Paris, Texas"), mention("Texas"))

    assert list(found) == ["Paris", "Texas"]


def test_each_annotation_gives_one_record_of_its_document() -> None:
    one = document(TEXT)
    stage = FindPlaces()
    given = annotation(one, mention("Syria"))

    (found,) = stage.run(stage.keys(given)[0], [given], {one.id: one})

    assert isinstance(found, Places)
    assert found.document == one.id
    assert stage.refers(given) == (one.id,)
    assert [(top.start, top.end) for top in found.toponyms] == [(47, 52)]


@pytest.mark.parametrize(
    ("name", "country"), [("Reuters", "GB"), ("Made Up Gazette of Nowhere", "")]
)
def test_an_outlets_country_is_that_of_the_tables(name: str, country: str) -> None:
    assert outlet_country(name) == country


def test_the_same_document_gives_the_same_places() -> None:
    one = document(TEXT)
    given = annotation(one, mention("Syria"), mention("Paris, Texas"))
    first, second = starmap(place_toponyms, [(one, given)] * 2)

    assert first == second
