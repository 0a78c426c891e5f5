"""What a network or a map draws stands in a table too, with links to what it rests on."""

from chancery.plots.data.network import Actor, Gathering, Network, Tie
from chancery.plots.data.places import Happening, PlaceMap, Spot
from chancery.workbench.addresses import actor_address, finding_address
from chancery.workbench.drawn_tables import LISTED, Linked, tabulate

FINDINGS = tuple(f"finding-{number:020}" for number in range(LISTED + 2))


def test_a_row_for_each_tie() -> None:
    network = Network(
        actors=tuple(
            Actor(entity=f"entity-{one}", name=one, type="place", findings=1) for one in "AB"
        ),
        gatherings=(
            Gathering(finding=FINDINGS[0], first="2023-05-17", last="2023-05-17", independent=2),
        ),
        ties=(
            Tie(
                a="entity-A",
                b="entity-B",
                kind="said",
                what=("demand",),
                findings=FINDINGS,
                documents=9,
                independent=2,
            ),
            Tie(
                a="entity-B",
                b=FINDINGS[0],
                kind="met",
                what=("took_part",),
                findings=FINDINGS[:1],
                documents=1,
                independent=1,
            ),
        ),
        more_actors=0,
        more_gatherings=0,
        more_ties=0,
        unnamed=0,
        untold=0,
        chosen=8,
        unread=False,
    )

    made = tabulate("network", network)

    assert made is not None
    said, met = made.rows
    assert said[0] == (Linked(text="A", href=actor_address("entity-A")),)
    assert said[1][0].text.endswith("(demand)")
    assert [one.href for one in said[3]] == [*map(finding_address, FINDINGS[:LISTED]), ""]
    assert said[3][-1].text == "and 2 more"
    assert met[2] == (Linked(text="meeting, 2023-05-17", href=finding_address(FINDINGS[0])),)
    assert [one.text for one in met[1]] == ["met (took part)"]


def test_a_guess_is_called_one() -> None:
    spot = Spot(
        place="geonames/1",
        name="Norvine",
        kind="city",
        country="NV",
        latitude=1.0,
        longitude=2.0,
        share=0.62,
        certain=False,
        findings=1,
        independent=1,
        told=(
            Happening(
                finding=FINDINGS[0], about="meeting", text="they met", when="", independent=1
            ),
        ),
    )
    shown = PlaceMap(
        spots=(spot,), unplaced=(), more_spots=0, placeless=0, untold=0, chosen=1, unread=False
    )

    made = tabulate("map", shown)

    assert made is not None
    ((place, sure, told, *_),) = made.rows
    assert [one.text for one in (*place, *sure)] == [
        "Norvine, NV",
        "a guess, 62% of what the name may mean",
    ]
    assert told == (Linked(text="they met", href=finding_address(FINDINGS[0])),)


def test_a_figure_with_lists_has_none() -> None:
    assert tabulate("histogram", object()) is None
