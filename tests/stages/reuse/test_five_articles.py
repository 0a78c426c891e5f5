"""The five real articles: exactly the lineages that a close reading finds, and no other."""

from typing import Any

from chancery.model import Credit, cite
from chancery.stages.reuse.trace import Trace


def strong(links: list[Any]) -> list[tuple[str, str]]:
    return [
        (link.a.document[-3:], link.b.document[-3:]) for link in links if link.strength == "strong"
    ]


def test_only_three_pairs_share_an_origin(press: Any, five: dict[str, Any]) -> None:
    links = press.links(*five.values())
    assert strong(links) == [("000", "001"), ("000", "004"), ("001", "003")]
    weak = [link for link in links if link.strength == "weak"]
    assert {(link.a.document[-3:], link.b.document[-3:]) for link in weak} <= {("000", "001")}


def test_the_wire_block_is_one_passage_with_four_edits(press: Any, five: dict[str, Any]) -> None:
    (link,) = press.links(five["000"], five["004"])
    # FACTS.md counts the blank after the full stop; a sentence end may differ by two
    assert (link.a.start, link.a.end) == (1589, 2103)
    assert (link.b.start, link.b.end) == (1745, 2249)
    assert [(edit.a_text, edit.b_text) for edit in link.edits] == [
        ("has", ""),
        ("terrorist", "terror"),
        ("of", "off"),
        ("that", ""),
    ]
    assert (link.direction, link.length) == ("unknown", 80)


def test_the_delegation_sentence_is_whole(press: Any, five: dict[str, Any]) -> None:
    (link,) = press.links(five["001"], five["003"])
    assert (link.a.start, link.a.end) == (1603, 1786)
    assert [(edit.a_text, edit.b_text) for edit in link.edits] == [
        ("was", "is"),
        ("US", "United States"),
    ]


def test_the_agency_is_stated_by_one_and_inferred_for_the_other(
    press: Any, five: dict[str, Any]
) -> None:
    text = five["004"].text
    credit = Credit(
        id="credit-made",
        document=five["004"].id,
        agency="Associated Press",
        medium="text",
        scope="passage",
        covers=(1745, 2250),
        evidence=cite(five["004"].id, text, 1704, 1743),
    )
    origins: list[Any] = list(Trace().run([*press.links(*five.values()), credit]))
    assert {
        (one.name, one.basis, tuple(name[-3:] for name in one.documents)) for one in origins
    } == {
        ("Associated Press", "stated", ("004",)),
        ("Associated Press", "inferred", ("000",)),
        (None, "inferred", ("000", "001")),
        (None, "inferred", ("001", "003")),
    }
    stated = next(one for one in origins if one.basis == "stated")
    assert [(one.start, one.end) for one in stated.evidence] == [(1704, 1743)]
