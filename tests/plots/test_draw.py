"""Every figure is well-formed, legible and inert, whatever the words in it; nothing is guessed."""

from itertools import combinations

import pytest
from drawn import (
    HOSTILE,
    SVG,
    captured,
    day,
    histogram,
    labels,
    lanes,
    mark,
    network,
    parse,
    places,
    spot,
    tie,
    weekday,
)

from chancery.model import PublishedSpan
from chancery.plots.draw.frame import Manner
from chancery.plots.draw.histogram import draw_histogram
from chancery.plots.draw.labels import width
from chancery.plots.draw.network import draw_network
from chancery.plots.draw.places import draw_places
from chancery.plots.draw.timeline import draw_timeline

LINKED = Manner(link=lambda one: f"/records/{one}?a=1&b=2")
MET = PublishedSpan(first="2020-05-05", last="2020-05-06", basis="stated")


def timeline_of(text: str) -> str:
    marks = (
        mark(1, text, **day("2020-05-04"), published=MET, strength="solid", independent=2),
        mark(2, text, **day("2019-01-01", "2019-12-31"), captured=captured("2026-02-03")),
        mark(3, text, **weekday("Friday"), published=MET),
    )
    return draw_timeline(lanes(*marks), LINKED)


def network_of(text: str) -> str:
    ties = [tie("a", one, kind="met") for one in "bcdefgh"] + [tie("x", "y"), tie("y", "x")]
    shown = network(*ties, tie("a", "m", kind="met"), text=text, meetings=("m",))
    return draw_network(shown, LINKED)


def map_of(text: str) -> str:
    spots = (spot(text, 55.8, 37.6), spot(f"{text}2", 55.9, 37.7, kind="country", certain=True))
    return draw_places(places(*spots, unplaced=(text,) * 14), LINKED)


def histogram_of(text: str) -> str:
    return draw_histogram(histogram(text), LINKED)


EVERY = [timeline_of, network_of, map_of, histogram_of]
every = pytest.mark.parametrize("drawn", EVERY, ids=lambda one: one.__name__)


@every
@pytest.mark.parametrize("text", [HOSTILE, "", "\u0627\u0644\u0633\u0644\u0627\u0645 🕊️ e\u0301"])
def test_words_are_never_markup(drawn: object, text: str) -> None:
    assert callable(drawn)
    root = parse(drawn(text))

    tags = {one.tag.removeprefix(SVG) for one in root.iter()}
    assert tags <= {
        "svg", "title", "desc", "style", "rect", "text", "g", "a", "path", "circle", "clipPath",
    }  # fmt: skip
    assert not [key for one in root.iter() for key in one.attrib if key.startswith("on")]
    assert not [key for one in root.iter() for key in one.attrib if key == "style"]


@every
@pytest.mark.parametrize("text", [HOSTILE, "Talks", "‹M›" * 200])
def test_every_label_lies_inside_the_figure(drawn: object, text: str) -> None:
    assert callable(drawn)
    root = parse(drawn(text))
    _, _, wide, high = map(float, root.get("viewBox", "").split())

    found = list(labels(root))

    assert len(found) > 5
    for said, left, right, y, size in found:
        assert left >= -0.1, said
        assert right <= wide + 0.1, said
        assert size <= y <= high, said


@every
def test_the_same_is_drawn_in_the_same_way(drawn: object) -> None:
    assert callable(drawn)

    assert drawn("Talks") == drawn("Talks")


@every
def test_it_says_what_it_shows_to_who_cannot_see_it(drawn: object) -> None:
    assert callable(drawn)
    root = parse(drawn("Talks"))

    named = root.get("aria-labelledby", "").split()
    words = {one.get("id"): one.text for one in root.iter() if one.get("id")}
    assert [bool(words[one]) for one in named] == [True, True]
    assert root.get("role") == "group"


@pytest.mark.parametrize("drawn", [timeline_of, network_of, map_of])
def test_marks_lead_to_their_records(drawn: object) -> None:
    assert callable(drawn)
    root = parse(drawn("Talks"))

    links = list(root.iter(f"{SVG}a"))
    assert links
    for one in links:
        assert one.get("href") == f"/records/{one.get('data-record')}?a=1&b=2"
        assert one.find(f"{SVG}title") is not None


def test_without_links_it_is_one_image() -> None:
    root = parse(draw_timeline(lanes(mark(**day("2020-05-04"))), Manner(styled=False)))

    assert root.get("role") == "img"
    assert not list(root.iter(f"{SVG}a"))
    assert not list(root.iter(f"{SVG}style"))


def row(svg: str, finding: str) -> list[str]:
    """Return the classes of the signs in the row of a finding."""
    (found,) = [one for one in parse(svg).iter() if one.get("data-record") == finding]
    return [
        f"{one.tag.removeprefix(SVG)} {one.get('class')}"
        for one in found.iter()
        if one.tag not in {f"{SVG}text", f"{SVG}title"} and one.get("class")
    ]


def test_a_day_is_a_point_and_days_between_are_a_span() -> None:
    svg = timeline_of("Talks")

    assert row(svg, "finding-1") == ["circle ch-solid-first", "rect ch-solid-second"]
    assert row(svg, "finding-2") == ["rect ch-open-first", "path ch-line-third"]


def test_a_weekday_alone_is_no_point() -> None:
    svg = timeline_of("Talks")
    root = parse(svg)

    assert not [one for one in row(svg, "finding-3") if one.endswith("first")]
    said = [text for text, *_ in labels(root)]
    at = said.index("No known day: published and captured as marked")
    assert said[at + 1] == "‹Friday›, day unknown: Talks"


def test_without_any_day_there_is_no_axis() -> None:
    root = parse(draw_timeline(lanes(mark(1), mark(2)), LINKED))

    assert "Talks" not in {text for text, *_ in labels(root)}
    assert len(list(root.iter(f"{SVG}a"))) == 2


def test_what_is_left_out_is_said() -> None:
    said = " ".join(text for text, *_ in labels(parse(timeline_of("Talks"))))
    drawn = " ".join(text for text, *_ in labels(parse(network_of("Talks"))))
    placed = [text for text, *_ in labels(parse(map_of("Talks")))]

    assert "3 of the first 6 findings that fit" in said
    assert "than were read" in said
    assert "actors with fewer findings, 7" in drawn
    assert "and 5 more" in placed, "findings of one place"
    assert "and 2 more" in placed, "words that are not placed"


def dashed(svg: str, finding: str) -> bool:
    (found,) = [one for one in parse(svg).iter() if one.get("data-record") == finding]
    return any(one.get("stroke-dasharray") for one in found.iter())


def test_a_tie_that_rests_on_one_lineage_is_dashed() -> None:
    one = tie("a", "b", findings=("finding-1",), documents=5, independent=1)
    two = tie("b", "c", findings=("finding-2",), independent=2)
    svg = draw_network(network(one, two), LINKED)

    assert dashed(svg, "finding-1")
    assert not dashed(svg, "finding-2")
    assert "1/2" in [text for text, *_ in labels(parse(svg))]


def test_numbers_do_not_lie_on_each_other() -> None:
    crowd = [tie("a", "b", kind=one, independent=2) for one in ("met", "did", "said")]
    near = [tie("b", "a", kind=one, independent=3) for one in ("did", "said")]
    svg = draw_network(network(*crowd, *near), LINKED)
    at = [(left, y) for text, left, _, y, _ in labels(parse(svg)) if text in {"1/2", "1/3"}]

    spots = sorted(set(at))
    assert len(spots) > 1
    for a, b in combinations(spots, 2):
        assert abs(a[0] - b[0]) > 30 or abs(a[1] - b[1]) > 12


def test_what_they_did_points_to_whom_they_did_it() -> None:
    did = draw_network(network(tie("a", "b")), LINKED)
    met = draw_network(network(tie("a", "b", kind="met")), LINKED)

    assert "path ch-solid-second" in row(did, "finding-1")
    assert not [one for one in row(met, "finding-1") if "solid" in one]


def test_nobody_makes_an_empty_network() -> None:
    assert list(labels(parse(draw_network(network(), LINKED))))


def test_names_on_a_map_do_not_lie_on_each_other() -> None:
    many = places(*(spot(f"Town {one}", 50 + one / 100, 30) for one in range(20)))
    root = parse(draw_places(many, LINKED))
    names = {(left, y, text) for text, left, _, y, _ in labels(root) if text.startswith("Town ")}
    on_map = [one for one in names if "(" not in one[2] and "2020" not in one[2]]
    lines = sorted(on_map, key=lambda one: (one[1], one[0]))

    assert 1 < len(on_map) < 20
    for a in lines:
        for b in lines:
            apart = (
                abs(a[1] - b[1]) >= 12 or a[0] + width(a[2]) <= b[0] or b[0] + width(b[2]) <= a[0]
            )
            assert a == b or apart, (a, b)


def test_places_on_both_sides_of_the_date_line_are_near_each_other() -> None:
    root = parse(draw_places(places(spot("West", -17, 179), spot("East", -14, -172)), LINKED))
    at = {text: left for text, left, *_ in labels(root)}

    assert 0 < at["East"] - at["West"] < 900
