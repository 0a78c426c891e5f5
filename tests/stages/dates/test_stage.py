"""A document's dates: its expressions, and bounds of its publication that its own text shows."""

import msgspec
import pytest
from aldane import ALDANE, between, day, person, term
from fakes import WordReader
from finder import Finder
from msgspec.structs import replace
from typed import annotate, typed

from chancery.knowledge import Knowledge, ListedFacts
from chancery.model import Dates, DateValue, Document, Publication, TimeExpression, codec
from chancery.stages.dates.stage import FindDates, find_dates

WEDNESDAY = DateValue(start="2021-10-20", end="2021-10-20", precision="day", basis="markup")
CAPTION = ("caption", "Envoys talk in Luvane, Wednesday, October 20, 2021 [Ann Lee]\n\n")


def dates_of(*pieces: tuple[str, str], **metadata: object) -> Dates:
    document = replace(typed(*pieces, language="en"), **metadata)
    return find_dates(document, annotate(document, Finder()))


def published(*pieces: tuple[str, str], **metadata: object) -> Publication:
    return dates_of(*pieces, **metadata).published


def body(text: str) -> Publication:
    return published(("body", text))


def words(pieces: tuple[tuple[str, str], ...], found: Dates) -> dict[str, TimeExpression]:
    text = "".join(piece for _, piece in pieces)
    return {text[one.start : one.end]: one for one in found.expressions}


def test_a_known_publication_dates_what_is_counted_from_it() -> None:
    pieces = (("body", "They met on Tuesday, as last week. They will meet in two days."),)
    found = words(pieces, dates_of(*pieces, published=WEDNESDAY))

    tuesday, week = found["Tuesday"], found["last week"]
    assert (tuesday.first, tuesday.last, tuesday.basis) == ("2021-10-19", "2021-10-19", "weekday")
    assert (week.first, week.last, week.basis) == ("2021-10-11", "2021-10-17", "published")
    assert (tuesday.direction, found["two days"].direction) == ("past", "future")


def test_a_weekday_of_no_known_week_has_no_day() -> None:
    pieces = (("body", "They met on Friday and had met last week, earlier this month."),)
    found = words(pieces, dates_of(*pieces))

    assert (found["Friday"].value, found["Friday"].basis) == ("XXXX-WXX-5", "weekday")
    assert all(one.first is None and one.last is None for one in found.values())


def test_a_stated_publication_is_both_bounds_with_its_characters() -> None:
    document = typed(("dateline", "Published October 20, 2021\n"), ("body", "They met."))
    said = {"document": document.id, "start": 0, "end": 26, "quote": document.text[:26]}
    stated = {"start": "2021-10-20", "end": "2021-10-20", "precision": "day", "basis": "stated"}
    value = msgspec.convert({**stated, "evidence": said}, DateValue)
    found = published(
        ("dateline", "Published October 20, 2021\n"), ("body", "They met."), published=value
    )

    assert found.basis == "stated"
    assert found.first == found.last
    assert found.first is not None
    assert (found.first.day, found.first.evidence[0].quote) == ("2021-10-20", document.text[:26])


def test_an_open_publication_keeps_its_open_end() -> None:
    value = DateValue(start="2021-10-20T09:00Z", end=None, precision="after", basis="markup")
    found = published(("body", "They met."), published=value)

    assert found.first is not None
    assert (found.first.day, found.first.evidence, found.last) == ("2021-10-20", (), None)


@pytest.mark.parametrize(
    ("text", "day", "basis"),
    [
        ("The treaty was signed on 5 May 2019 and broken in 2020.", "2020-01-01", "told"),
        ("The treaty has been in force since 2016.", "2016-01-01", "ongoing"),
        ("It has met since 2016.\n\nLast year, it held further talks.", "2017-01-01", "continued"),
        ("It has met since 2016. Last year, it invited Ardane.", "2016-01-01", "ongoing"),
        ("The war began in March 1979.", "1979-03-01", "told"),
    ],
)
def test_what_is_told_as_past_was_before_the_publication(text: str, day: str, basis: str) -> None:
    found = body(text)

    assert found.basis == "inferred"
    assert found.first is not None
    assert (found.first.day, found.first.basis, found.last) == (day, basis, None)
    for cited in found.first.evidence:
        assert text[cited.start : cited.end] == cited.quote


@pytest.mark.parametrize(
    "text",
    [
        "They will meet on 5 May 2031.",
        "They agreed to meet in 2031.",
        "They were expected to leave by 2031.",
        "It predicted that the fund was empty in 2031.",
        "They approved the 2031 budget.",
        "The mandate was extended in full until May 2031.",
        "The pact ends in 2031.",
        "It was dated 31 February 2021.",
        "They met on Friday.",
    ],
)
def test_plans_and_what_is_undated_bound_nothing(text: str) -> None:
    assert body(text) == Publication(first=None, last=None, basis=None)


def test_a_dated_caption_bounds_the_publication_and_dates_its_own_weekday() -> None:
    pieces = (("body", "Envoys met on Wednesday in Luvane. They had met on Tuesday.\n\n"), CAPTION)
    found = dates_of(*pieces)
    first = found.published.first
    by_words = words(pieces, found)

    assert first is not None
    assert (first.day, first.basis) == ("2021-10-20", "caption")
    wednesday, tuesday = by_words["Wednesday"], by_words["Tuesday"]
    assert (wednesday.first, wednesday.basis) == ("2021-10-20", "earlier")
    assert (tuesday.first, tuesday.basis) == ("2021-10-19", "earlier")
    assert wednesday.anchor is not None
    anchor = found.expressions[wednesday.anchor]
    assert (anchor.value, anchor.basis) == ("2021-10-20", "stated")


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("Envoys met on Wednesday in Ardane.\n\n", CAPTION[1]),  # no name in common
        ("Envoys met on Friday in Luvane.\n\n", CAPTION[1]),  # another day of the week
        ("Envoys met on Wednesday in Luvane.\n\n", "File picture: " + CAPTION[1]),
        (
            "Envoys met on Wednesday in Luvane.\n\n",
            CAPTION[1].strip() + "\nLuvane on 6 October 2021\n",
        ),  # two days
        ("Envoys met on Wednesday in Luvane.\n\n", "Luvane in October 2021 [Ann Lee]\n"),
    ],
)
def test_a_caption_that_may_be_of_another_day_dates_no_weekday(text: str, caption: str) -> None:
    found = dates_of(("body", text), ("caption", caption))

    assert [one.first for one in found.expressions if one.basis == "weekday"] == [None]


def test_a_publication_before_what_it_tells_of_is_flagged() -> None:
    found = published(("body", "The treaty was signed on 5 May 2022."), published=WEDNESDAY)

    assert found.flaws == ("before_event",)
    assert found.first is not None
    assert found.first.day == "2021-10-20"


CAPTURED = DateValue(start="2021-10-21", end="2021-10-21", precision="day", basis="capture")


def test_a_publication_was_not_after_the_capture() -> None:
    unknown = published(("body", "The treaty was signed on 5 May 2019."), captured=CAPTURED)
    month = DateValue(start="2021-10-01", end="2021-10-31", precision="month", basis="markup")
    known = published(("body", "They met."), published=month, captured=CAPTURED)

    for found, first in ((unknown, "2019-05-05"), (known, "2021-10-01")):
        assert found.first is not None
        assert found.last is not None
        assert (found.first.day, found.last.day) == (first, "2021-10-22")  # somewhere it had begun
        assert (found.last.basis, found.last.evidence) == ("captured", ())
    assert unknown.basis == "inferred"
    assert published(("body", "They met."), published=WEDNESDAY, captured=CAPTURED).first == (
        published(("body", "They met."), published=WEDNESDAY).last
    )


def test_what_is_told_as_past_bounds_nothing_if_the_page_was_captured_before() -> None:
    found = published(("body", "The treaty was signed on 5 May 2022."), captured=CAPTURED)

    assert found.first is None
    assert found.last is not None
    assert found.last.day == "2021-10-22"


def test_a_day_that_was_left_out_for_the_capture_is_flagged() -> None:
    found = dates_of(("body", "They met."), captured=CAPTURED, fields={"after_capture": "{}"})

    assert found.published.flaws == ("after_capture",)
    assert found.captured == CAPTURED


def test_what_is_not_read_is_not_dated() -> None:
    removed = dates_of(("body", "They met.\n"), ("teaser", "It was signed on 5 May 2024.\n"))
    german = typed(("body", "Er kam am 5. Mai 2019 in 2020."), language="de")

    assert removed.expressions == ()
    assert find_dates(german, annotate(german)).expressions == ()


def test_mentions_that_are_sure_enough_join_what_rules_find() -> None:
    pieces = (("body", "They met sometime in May."),)
    document = typed(*pieces, language="en")
    reader = Finder(mentions=(("sometime in May", "date", "nominal", None),))
    sure = find_dates(document, annotate(document, reader))
    annotation = annotate(document, reader)
    doubted = replace(
        annotation, mentions=tuple(replace(one, confidence=0.3) for one in annotation.mentions)
    )

    assert list(words(pieces, sure)) == ["sometime in May"]
    assert list(words(pieces, find_dates(document, doubted))) == ["May"]


def test_the_stage_brings_a_document_together_with_its_annotation() -> None:
    document: Document = typed(("body", "They met in 2019."), language="en")
    annotation = annotate(document, WordReader())
    stage = FindDates()

    assert stage.keys(document) == stage.keys(annotation) == (document.id,)
    (made,) = stage.run(document.id, [annotation, document], {})
    assert isinstance(made, Dates)
    assert codec.checked(made)
    assert (made.document, stage.refers(document)) == (document.id, ())


ORSK = person("orsk", "Brel Orsk", "Orsk")
VANE = person("vane", "Ole Vane", "Vane")
TERMS = (
    term("orsk", day("2012-03-01"), between("2016-01-01", "2016-02-01")),
    term("vane", between("2016-01-01", "2016-02-01"), between("2020-05-01", None)),
)
OFFICES = Knowledge(ListedFacts(actors=(ALDANE, ORSK, VANE), terms=TERMS))


def by_office(text: str, *people: str) -> Publication:
    document = typed(("body", text), language="en")
    reader = Finder(mentions=tuple((name, "person", "name", None) for name in people))
    made = find_dates(document, annotate(document, reader), OFFICES)
    assert codec.checked(made)
    return made.published


def test_who_is_called_the_current_holder_bounds_the_publication() -> None:
    text = "They met the current Aldanian Premier, Brel Orsk."
    found = by_office(text, "Brel Orsk")

    assert found.first is not None
    assert found.last is not None
    assert (found.first.day, found.last.day) == ("2012-03-01", "2016-02-01")
    assert found.first.evidence[0].quote == "current Aldanian Premier, Brel Orsk"
    assert (found.first.basis, found.basis) == ("office", "inferred")


def test_a_term_without_a_known_end_bounds_one_side() -> None:
    found = by_office("The incumbent Premier of Aldane, Ole Vane, spoke.", "Ole Vane")

    assert found.first is not None
    assert (found.first.day, found.last) == ("2016-01-01", None)


@pytest.mark.parametrize(
    "text",
    [
        "They met the Aldanian Premier, Brel Orsk.",
        "They met the current Aldanian envoy, Brel Orsk.",
        "They met the current Ardanian Premier, Brel Orsk.",
        "In 1998 they had met the current Premier, Brel Orsk, too.",
    ],
)
def test_an_office_that_is_not_certain_to_be_held_now_bounds_no_end(text: str) -> None:
    assert by_office(text, "Brel Orsk").last is None


def test_what_is_told_stands_where_the_offices_deny_it() -> None:
    text = "They met the current Premier, Brel Orsk. The pact was signed on 5 May 2019."
    found = by_office(text, "Brel Orsk")

    assert found.first is not None
    assert (found.first.day, found.last) == ("2019-05-05", None)


def test_holders_who_never_met_bound_nothing() -> None:
    text = "The current Premier, Brel Orsk, met the incumbent Premier, Kai Lund."
    late = person("lund", "Kai Lund", "Lund")
    terms = (TERMS[0], term("lund", day("2018-01-01"), day("2019-01-01")))
    facts = Knowledge(ListedFacts(actors=(ALDANE, ORSK, late), terms=terms))
    document = typed(("body", text), language="en")
    names = (("Brel Orsk", "person", "name", None), ("Kai Lund", "person", "name", None))
    found = find_dates(document, annotate(document, Finder(mentions=names)), facts)

    assert found.published == Publication(first=None, last=None, basis=None)
