from typing import Any, Literal

from msgspec.structs import replace

from chancery.model import Credit, Evidence, Origin, ReuseLink, make_id
from chancery.stages.reuse.trace import Trace, find_origins

TEXT = "x" * 4000


def side(document: str, start: int, length: int = 400) -> Evidence:
    return Evidence(document=document, start=start, end=start + length, quote=TEXT[:length])


def link(a: Evidence, b: Evidence, strength: Literal["strong", "weak"] = "strong") -> ReuseLink:
    return ReuseLink(
        id=make_id("reuse_link", [a.document, a.start, b.document, b.start]),
        a=a,
        b=b,
        edits=(),
        similarity=1.0,
        length=60,
        strength=strength,
        reason="made",
    )


def credit(
    document: str, covers: tuple[int, int], agency: str = "River Wire", **how: Any
) -> Credit:
    return Credit(
        id=make_id("credit", [document, agency, *covers]),
        document=document,
        agency=agency,
        medium=how.get("medium", "text"),
        scope=how.get("scope", "passage"),
        covers=covers,
        evidence=side(document, max(0, covers[0] - 20), 15),
        known=how.get("known", True),
    )


def trace(*records: ReuseLink | Credit) -> list[Origin]:
    found = list(Trace().run(sorted(records, key=lambda one: one.id)))
    assert found == list(Trace().run(sorted(records, key=lambda one: one.id, reverse=True)))
    return [one for one in found if isinstance(one, Origin)]


def told(origins: list[Origin]) -> set[tuple[str | None, str, tuple[str, ...]]]:
    return {(one.name, one.basis, one.documents) for one in origins}


def test_who_credits_is_stated_and_who_shares_the_passage_is_inferred() -> None:
    origins = trace(link(side("a", 100), side("b", 500)), credit("b", (480, 920)))
    assert told(origins) == {("River Wire", "stated", ("b",)), ("River Wire", "inferred", ("a",))}
    assert len({one.cluster for one in origins}) == 1
    inferred = next(one for one in origins if one.basis == "inferred")
    assert [(one.document, one.start) for one in inferred.evidence] == [("a", 100), ("b", 460)]


def test_the_parts_of_one_passage_have_one_origin() -> None:
    first = link(side("a", 100), side("b", 500))
    second = link(side("a", 600), side("b", 900))
    covered = credit("b", (480, 890))
    apart = trace(first, second, covered)
    assert (None, "inferred", ("a", "b")) in told(apart)
    parts = [replace(one, passage="p") for one in (first, second)]
    assert told(trace(*parts, covered)) == {
        ("River Wire", "stated", ("b",)),
        ("River Wire", "inferred", ("a",)),
    }


def test_a_name_and_its_initials_are_one_origin_under_the_full_name() -> None:
    origins = trace(
        link(side("a", 0), side("b", 0)),
        link(side("b", 0), side("c", 0)),
        credit("a", (0, 400), "RWA", known=False),
        credit("b", (0, 400), "River Wire Association", known=False),
    )
    assert told(origins) == {
        ("River Wire Association", "stated", ("a", "b")),
        ("River Wire Association", "inferred", ("c",)),
    }


def test_names_that_no_passage_joins_stay_apart() -> None:
    origins = trace(
        link(side("a", 0), side("b", 0)),
        link(side("c", 0), side("d", 0)),
        credit("a", (0, 400), "RWA", known=False),
        credit("c", (0, 400), "River Wire Association", known=False),
    )
    assert {name for name, _, _ in told(origins)} == {"RWA", "River Wire Association"}


def test_a_passage_that_the_credit_does_not_cover_has_an_origin_without_a_name() -> None:
    origins = trace(
        link(side("a", 100), side("b", 500)),
        link(side("a", 2000), side("c", 0)),
        credit("b", (500, 900)),
    )
    assert (None, "inferred", ("a", "c")) in told(origins)
    assert len({one.cluster for one in origins}) == 2


def test_a_name_passes_on_through_overlapping_passages_only() -> None:
    origins = trace(
        link(side("a", 0), side("b", 0)),
        link(side("b", 50), side("c", 0)),
        link(side("b", 3000), side("d", 0)),
        credit("a", (0, 400)),
    )
    assert ("River Wire", "inferred", ("b", "c")) in told(origins)
    assert (None, "inferred", ("b", "d")) in told(origins)


def test_a_photo_credit_is_no_origin_and_gives_no_name() -> None:
    origins = trace(link(side("a", 0), side("b", 0)), credit("b", (0, 900), medium="photo"))
    assert told(origins) == {(None, "inferred", ("a", "b"))}


def test_a_weak_link_gives_no_origin() -> None:
    assert trace(link(side("a", 0), side("b", 0), "weak")) == []


def test_a_credit_without_any_reuse_is_stated() -> None:
    origins = trace(
        credit("a", (0, 300)), credit("a", (900, 1200)), credit("b", (0, 9), "Lake Press")
    )
    assert told(origins) == {("River Wire", "stated", ("a",)), ("Lake Press", "stated", ("b",))}
    assert max(len(one.evidence) for one in origins) == 2


def test_the_narrowest_credit_speaks_for_a_passage() -> None:
    origins = trace(
        link(side("a", 100), side("b", 500)),
        credit("b", (0, 4000), "Lake Press", scope="document"),
        credit("b", (490, 910), "River Wire"),
    )
    assert ("River Wire", "inferred", ("a",)) in told(origins)
    assert ("Lake Press", "stated", ("b",)) in told(origins)
    assert ("Lake Press", "inferred", ("a",)) not in told(origins)


def test_a_document_that_names_another_agency_is_not_given_the_first() -> None:
    origins = trace(
        link(side("a", 0), side("b", 0)),
        link(side("b", 0), side("c", 0)),
        credit("a", (0, 400)),
        credit("b", (0, 400), "Lake Press"),
    )
    assert told(origins) == {
        ("River Wire", "stated", ("a",)),
        ("Lake Press", "stated", ("b",)),
        ("Lake Press", "inferred", ("c",)),
    }


def test_all_who_state_one_agency_stand_in_one_origin() -> None:
    origins = trace(link(side("a", 0), side("b", 0)), credit("a", (0, 400)), credit("b", (0, 400)))
    assert told(origins) == {("River Wire", "stated", ("a", "b"))}


def test_an_origin_keeps_its_id_while_it_grows() -> None:
    before = trace(link(side("a", 0), side("b", 0)))
    after = trace(link(side("a", 0), side("b", 0)), link(side("b", 0), side("c", 0)))
    assert [one.id for one in before] == [one.id for one in after]
    assert after[0].documents == ("a", "b", "c")


def test_spans_that_share_only_a_phrase_stay_apart() -> None:
    origins = trace(link(side("a", 0), side("b", 0)), link(side("a", 350), side("c", 0)))
    assert told(origins) == {(None, "inferred", ("a", "b")), (None, "inferred", ("a", "c"))}


def test_a_short_passage_inside_a_longer_one_belongs_to_it() -> None:
    origins = trace(
        link(side("a", 0, 3000), side("b", 0, 3000)),
        link(side("a", 900, 90), side("c", 0, 90)),
        link(side("a", 950, 600), side("d", 0, 600)),
    )
    assert told(origins) == {(None, "inferred", ("a", "b", "c", "d"))}


def test_what_versions_of_one_article_share_has_no_other_origin() -> None:
    links = [link(side("a", 0), side("b", 0))]
    of_one = {"a": "one", "b": "one"}
    assert find_origins(links, [], of_one) == []
    assert len(find_origins(links, [], {"a": "one"})) == 1
    assert [one.name for one in find_origins(links, [credit("a", (0, 400))], of_one)] != []
