"""Figures: a number with what it counts, from the words of the text and nothing else."""

import time
from decimal import Decimal
from typing import Any

import pytest
from finder import Finder
from typed import annotate, typed

from chancery.model import Figure, codec
from chancery.stages.dates.stage import find_dates
from chancery.stages.figures.stage import FindFigures, find_figures
from chancery.stages.statements.stage import find_statements

SAID = {
    "cue": "said",
    "source": ["Ida Roth"],
    "content": ["some 300 lorries were waiting"],
    "class": "says",
    "speech": "indirect",
}


def figures(
    text: str, *said: dict[str, Any], mentions: tuple[Any, ...] = (), language: str = "en"
) -> list[Figure]:
    document = typed(("body", text), language=language)
    annotation = annotate(document, Finder(mentions=mentions, attributions=said))
    dates = find_dates(document, annotation)
    statements = list(find_statements(document, annotation, dates))
    found = list(find_figures(document, annotation, dates, statements))
    assert all(codec.decode(codec.checked(one)) == one for one in found)
    return found


def counted(text: str) -> list[tuple[str, str | None]]:
    return [
        (one.written.quote, one.counts[0].quote if one.counts else None) for one in figures(text)
    ]


def test_a_figure_has_its_number_modifier_unit_and_what_it_counts() -> None:
    (found,) = figures("More than 5,000 border troops took part.")

    assert (found.low, found.high, found.modifier, found.unit) == (
        Decimal(5000),
        None,
        "more_than",
        "count",
    )
    assert [one.quote for one in found.counts] == ["border troops"]
    assert found.attributed_to == ()


@pytest.mark.parametrize(
    "text",
    [
        "They came on 3 May 2019 at 10.30.",
        "Several ministers and many envoys came.",
        "One minister came.",
        "The two leaders met, and their four countries rejoiced.",
        "They want a two-state solution.",
        "Ida Roth, 55, came.",
        "It lies 100 miles south of Tarn.",
        "The third round lasted nine days.",
        "They won 3-1.",
        "Ida Roth ( 55 ) came.",
        "Shares of the Orrin 500 companies fell.",
        "The Vale 320 jets landed.",
        "Ask at the mill, 01326 376 244 Fine bread and cheese.",
        "She saw the Group of Seven ministers.",
        "Ring 213-6282772 Letters go to the mill.",
    ],
)
def test_what_says_nothing_of_the_matter_is_no_figure(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "In Tarn 12 lorries were burnt.",
        "On Monday 12 lorries were burnt.",
        "Fire Burns 12 Lorries",
        "Police 12 lorries burnt.",
    ],
)
def test_a_number_behind_a_place_a_day_or_in_a_headline_counts(text: str) -> None:
    mentions = (("Tarn", "place", "name", None),) if "Tarn" in text else ()
    (found,) = figures(text, mentions=mentions)

    assert found.written.quote == "12"


def test_the_number_of_a_house_is_no_figure() -> None:
    assert figures("Ask at 29 Mill Row.", mentions=(("Mill Row", "place", "name", None),)) == []


def test_a_number_in_a_name_is_no_figure() -> None:
    text = "The Council adopted Tarn Plan 40 and bought 40 lorries."
    (found,) = figures(text, mentions=(("Tarn Plan 40", "document", "name", None),))

    assert found.counts[0].quote == "lorries"


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Aldane gave $3 million in aid.", ["aid"]),
        ("The death toll rose to 40.", ["death toll"]),
        ("They raised visa fees for workers to $10,000.", ["visa fees"]),
        ("A 26-member council met.", ["council"]),
        ("It grew from 15 members to 25.", ["members", "members"]),
        ("Corvia lost 12 soldiers; at least five of them were named.", ["soldiers", "soldiers"]),
        ("Aldane's $40 million harbour opened.", ["harbour"]),
        ("Unemployment fell by 3 percent.", ["Unemployment"]),
        ("Some 20 percent of the population fled.", ["population"]),
    ],
)
def test_what_is_counted_is_behind_before_or_that_of_the_number_before(
    text: str, counts: list[str]
) -> None:
    assert [one for _, one in counted(text)] == counts


def test_a_sum_of_nothing_named_has_no_count_and_a_bare_number_is_dropped() -> None:
    assert counted("Corvia paid $3 million.") == [("$3 million", None)]
    assert counted("They counted 40.") == []


def test_thousands_is_at_least_so_many() -> None:
    (found,) = figures("Thousands of people fled.")

    assert (found.low, found.high, found.modifier) == (Decimal(2000), None, "at_least")


def test_the_speaker_whose_words_hold_a_figure_gives_it() -> None:
    found = figures("Ida Roth said some 300 lorries were waiting. About 20 drivers slept.", SAID)

    assert [[one.evidence.quote for one in each.attributed_to] for each in found] == [
        ["Ida Roth"],
        [],
    ]


def test_an_equivalent_in_another_currency_is_the_same_figure() -> None:
    (found,) = figures("Aldane pledged €3 million ($3.2 million) in aid.")

    assert (found.written.quote, found.currency) == ("€3 million", "EUR")
    (same,) = found.equivalents
    assert (same.low, same.currency) == (Decimal(3_200_000), None)
    assert "USD" in same.currencies


def test_the_same_number_of_the_same_thing_is_one_figure_with_two_places() -> None:
    (found,) = figures("The storm killed 270 people. In Tarn they mourn the 270 people.")

    assert len(found.evidence) == 2


def test_a_number_taken_for_known_is_the_one_before() -> None:
    found = figures("The pact has 53 African countries. They want a seat for the 53 states.")

    assert [one.counts[0].quote for one in found] == ["African countries"]


def test_a_toll_of_two_days_is_two_figures() -> None:
    found = figures("On Monday 12 people had died. On Tuesday 14 people had died.")

    assert [one.low for one in found] == [12, 14]


def test_the_time_of_a_figure_is_the_one_that_the_text_ties_to_it() -> None:
    tied, loose = figures(
        "At least 12 workers have died in Tarn in 2019. In 2018 Corvia, a kingdom, had 40 ships."
    )

    assert tied.as_of is not None
    assert (tied.as_of.start, tied.as_of.end) == ("2019-01-01", "2019-12-31")
    assert loose.as_of is None


def test_a_fraction_is_exact() -> None:
    (found,) = figures("They need two-thirds of the votes.")

    assert (found.low, found.divisor, found.unit) == (Decimal(2), 3, "share")


def test_a_text_that_was_not_read_has_none() -> None:
    assert figures("Rund 5.000 Soldaten kamen.", language="de") == []


@pytest.mark.untraced
def test_a_table_of_thousands_of_figures_is_read_in_time() -> None:
    text = "".join(
        f"Town {n} has {n + 11} lorries and ${n} million in debt.\n" for n in range(1500)
    )

    begun = time.process_time()
    found = figures(text)

    assert time.process_time() - begun < 30
    assert len(found) > 2500


def test_the_stage_gives_the_figures_of_each_document() -> None:
    document = typed(("body", "Ida Roth said some 300 lorries were waiting."), language="en")
    annotation = annotate(document, Finder(attributions=(SAID,)))
    dates = find_dates(document, annotation)
    said = list(find_statements(document, annotation, dates))
    stage = FindFigures()

    keys = {key for one in (annotation, dates, *said) for key in stage.keys(one)}
    (found,) = stage.run(document.id, [dates, *said, annotation], {document.id: document})

    assert keys == {document.id} == set(stage.refers(annotation))
    assert isinstance(found, Figure)
    assert found.attributed_to == said[0].speaker
