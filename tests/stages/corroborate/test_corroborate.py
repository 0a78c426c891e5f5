"""Claims that make one point become one finding, whatever order they come in; others do not."""

import random
from collections.abc import Iterator, Sequence

import pytest
from mergers import merge
from msgspec.structs import replace
from told import Told

from chancery.model import (
    Apart,
    Belonging,
    Claim,
    ClaimPair,
    ClaimTime,
    Edit,
    Evidence,
    Finding,
    Merged,
    Merger,
    Point,
    Reference,
    Referent,
    ReuseLink,
    Thread,
)
from chancery.stages.corroborate.apart import apart
from chancery.stages.corroborate.bound import Binder
from chancery.stages.corroborate.features import (
    FEATURES,
    compare,
    likeness,
    packaged_weights,
)
from chancery.stages.corroborate.liken import EACH_PAIR, NEIGHBOURS, ONCE, Keyed, Liken, pair
from chancery.stages.corroborate.points import Setting, make_point, topical
from chancery.stages.corroborate.ready import read
from chancery.stages.corroborate.stage import Corroborate, make_finding
from chancery.stages.corroborate.wording import differing, split, words_of
from chancery.text.claim_time import closest

A = Told(
    "a",
    "Aldania shelled Port Tarn on Monday. Ida Roth said the crossing would reopen within days. "
    "Ida Roth met Omar Vale in Halden on Monday.",
)
B = Told(
    "b",
    "On Tuesday Aldania shelled Port Tarn. The crossing would reopen within a few days, "
    "Roth said. Roth and Vale are due to meet in Halden on Monday.",
)
C = Told(
    "c", "Omar Vale said the crossing would reopen within days. Aldania never shelled Port Tarn."
)


def link(a: Evidence, b: Evidence) -> ReuseLink:
    return ReuseLink(
        id=f"reuse_link-{a.document}{b.document}",
        a=a,
        b=b,
        edits=(Edit(a_start=0, a_end=0, a_text="", b_start=0, b_end=0, b_text=""),),
        similarity=1.0,
        length=20,
        strength="strong",
        reason="long enough",
    )


def finding(*claims: Claim, reused: Sequence[ReuseLink] = ()) -> Finding:
    by_id = {one.id: one for one in claims}
    told = {one.id: one for one in (A, B, C)}
    return make_finding(claims, (), by_id, reused, [_point_of(one, told) for one in claims])


def _point_of(claim: Claim, told: dict[str, Told]) -> Point:
    return make_point(claim, Setting(page=told[claim.document].page, binder=Binder("", (), ())))


def test_a_party_is_bound_to_whom_its_words_mean() -> None:
    statement = A.statement("the crossing would reopen within days", "Ida Roth")
    start = A.text.index("Ida Roth said")
    referent = Referent(
        id="referent-1",
        document=A.id,
        type="person",
        name="Ida Roth",
        names=("Ida Roth",),
        references=(Reference(start=start, end=start + 8, form="name", link="name"),),
        roles=(),
        known=(),
    )
    part = Belonging(
        id="belonging-1",
        document=A.id,
        entity="entity-roth",
        type="person",
        name="Ida Roth",
        actor=None,
        referents=("referent-1",),
    )

    bound = Binder(A.text, [referent], [part]).bind(statement)

    assert [(one.entity, one.name) for one in bound.speaker] == [("entity-roth", "Ida Roth")]
    assert bound.occurrences[0].speaker == bound.speaker
    assert Binder(A.text, [], []).bind(statement) == statement


MONDAY, TUESDAY = "2031-03-03", "2031-03-04"
KEPT_APART: list[tuple[Apart | None, Point, Point]] = [
    (
        "speaker",
        A.point(A.statement("the crossing would reopen within days", "Ida Roth", "@roth")),
        C.point(C.statement("the crossing would reopen within days", "Omar Vale", "@vale")),
    ),
    (
        None,
        A.point(A.statement("the crossing would reopen within days", "Ida Roth", "roth")),
        B.point(B.statement("The crossing would reopen within a few days", "Roth", "roth")),
    ),
    (
        "day",
        A.point(A.event("shelled", "Aldania", time=A.day("Monday", MONDAY))),
        B.point(B.event("shelled", "Aldania", time=B.day("Tuesday", TUESDAY))),
    ),
    (
        "day",  # the week is not known, the day of it is
        A.point(A.event("shelled", "Aldania", time=A.day("Monday", None))),
        B.point(B.event("shelled", "Aldania", time=B.day("Tuesday", TUESDAY))),
    ),
    (
        "denied",
        A.point(A.event("shelled", "Aldania")),
        C.point(C.event("shelled", "Aldania", modality="negated")),
    ),
    (
        "modality",
        A.point(A.event("shelled", "Aldania")),
        B.point(B.event("shelled", "Aldania", modality="intended")),
    ),
    (
        None,  # a meeting is one before and after it is held
        A.point(A.meeting("met", [("Ida Roth", "roth")])),
        B.point(B.meeting("meet", [("Roth", "roth")], modality="expected")),
    ),
    (
        "type",
        A.point(A.commitment("pledge", "the crossing would reopen within days", "Ida Roth")),
        B.point(B.commitment("threat", "The crossing would reopen within a few days", "Roth")),
    ),
]


@pytest.mark.parametrize(("why", "a", "b"), KEPT_APART)
def test_what_keeps_two_claims_apart(why: Apart | None, a: Point, b: Point) -> None:
    assert apart(a, b) == why
    assert apart(b, a) == why


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("the bridge would open", "the bridge would not open", "wording"),
        ("40 tents would come", "60 tents would come", "wording"),
        ("40 tents would come", "tents would come", None),
    ],
)
def test_what_is_said_keeps_remarks_apart(one: str, other: str, why: Apart | None) -> None:
    sides = [Told(name, f"Roth said {words}.") for name, words in (("s1", one), ("s2", other))]
    a, b = (
        side.point(side.statement(words, "Roth", "@roth"))
        for side, words in zip(sides, (one, other), strict=True)
    )

    assert apart(a, b) == apart(b, a) == why


def test_what_all_of_a_document_is_about_says_little_of_a_claim() -> None:
    text = " ".join(f"The spill reached harbour {at}." for at in "one two three four five".split())
    told = Told("t", f"{text} Roth said the spill threatened herons.")

    common = topical(told.page)
    claim = told.statement("the spill threatened herons", "Roth", "@roth")
    setting = Setting(page=told.page, binder=Binder(told.text, (), ()), common=common)

    assert "spill" in common
    assert make_point(claim, setting).words == ("heron", "threaten")


def test_one_occasion_and_several_are_apart() -> None:
    text = "Roth has met Vale in Halden several times."
    often = Told("often", text)

    found = apart(
        often.point(often.meeting("met", [("Roth", "roth")])),
        A.point(A.meeting("met", [("Ida Roth", "roth")])),
    )

    assert found == "often"


def test_two_quotations_in_other_words_may_be_one_remark_or_two() -> None:
    one = Told("q1", 'Roth said: "The crossing opens before winter comes." She left.')
    two = Told("q2", 'Roth said: "Before the cold sets in we reopen that border post." She left.')
    cut = Told("q3", 'Roth said the crossing "opens before winter comes".')
    points = [
        each.point(each.statement(words, "Roth", "@roth"))
        for each, words in (
            (one, "The crossing opens before winter comes."),
            (two, "Before the cold sets in we reopen that border post."),
            (cut, 'the crossing "opens before winter comes"'),
        )
    ]

    assert apart(points[0], points[1]) == "wording"
    assert apart(points[0], points[2]) is None
    made = merge([pair_of(points[0], points[1], 5.0, "wording")], (), ())
    links = [link for one in made if isinstance(one, Merger) for link in one.links]
    assert {one.relation for one in links} == {"possibly_same"}


def pair_of(a: Point, b: Point, score: float, why: Apart | None) -> ClaimPair:
    return ClaimPair(
        id="claim_pair-2",
        a=a.claim,
        b=b.claim,
        a_document=a.document,
        b_document=b.document,
        a_span=a.spans[0],
        b_span=b.spans[0],
        about=a.about,
        score=score,
        apart=why,
    )


def test_figures_of_one_number_are_one_and_those_of_two_days_a_series() -> None:
    one = Told("one", "By Monday 40 soldiers were missing.")
    two = Told("two", "By Tuesday 55 soldiers were missing.")
    three = Told("three", "The ministry counts 40 missing soldiers.")
    first = one.point(one.figure("40", 40, "soldiers", one.day("Monday", MONDAY)))
    later = two.point(two.figure("55", 55, "soldiers", two.day("Tuesday", TUESDAY)))
    undated = two.point(two.figure("55", 55, "soldiers", None))
    same = three.point(three.figure("40", 40, "missing soldiers", None))

    assert apart(first, later) == "day"
    assert apart(first, undated) == "number"
    assert apart(first, same) is None


def test_a_score_is_the_sum_of_its_reasons_and_the_same_both_ways() -> None:
    a, b = KEPT_APART[1][1:]

    found, other_way = compare(read(a), read(b)), compare(read(b), read(a))

    assert found == other_way
    told = sum(float(reason.rsplit("(", 1)[1].rstrip(")")) for reason in found.reasons)
    assert told == pytest.approx(found.score / 1000, abs=0.05)


def test_every_kind_has_a_weight_for_every_feature() -> None:
    assert all(set(weights) == set(FEATURES) for weights in packaged_weights().values())


def scored(a: str, b: str, score: float, why: Apart | None = None) -> ClaimPair:
    return ClaimPair(
        id=f"claim_pair-{a}{b}",
        a=f"event-{a}",
        b=f"event-{b}",
        a_document=f"document-{a[0]}",
        b_document=f"document-{b[0]}",
        a_span=(100, 200),
        b_span=(300, 400),
        about="event",
        score=score,
        apart=why,
    )


def groups(pairs: Sequence[ClaimPair], threads: Sequence[Thread] = ()) -> list[tuple[str, ...]]:
    return [one.claims for one in merge(pairs, threads, ()) if isinstance(one, Merger)]


def test_claims_that_are_alike_are_one_in_any_order() -> None:
    pairs = [scored("a", "b", 2.0), scored("b", "c", 1.5), scored("c", "d", -0.5)]
    expected = list(merge(pairs, (), ()))

    for seed in range(5):
        random.Random(seed).shuffle(pairs)
        assert list(merge(pairs, (), ())) == expected

    assert groups(pairs)[0] == ("event-a", "event-b", "event-c")
    assert [one.claim for one in expected if isinstance(one, Merged)] == ["event-b", "event-c"]


def test_what_is_kept_apart_is_never_one_whatever_joins_it() -> None:
    pairs = [scored("a", "b", 5.0), scored("b", "c", 4.0), scored("a", "c", 9.0, "day")]

    found = groups(pairs)

    assert not any({"event-a", "event-c"} <= set(one) for one in found)
    assert ("event-a", "event-b") in found


def test_two_claims_of_one_document_are_two() -> None:
    pairs = [scored("a1", "b", 5.0), scored("a2", "b", 4.0)]

    assert groups(pairs)[0] == ("event-a1", "event-b")
    assert not any({"event-a1", "event-a2"} <= set(one) for one in groups(pairs))


def test_claims_that_may_be_one_are_linked_and_not_counted_as_one() -> None:
    first, second = merge([scored("a", "b", -0.5)], (), ())

    assert isinstance(first, Merger)
    assert isinstance(second, Merger)
    assert [one.relation for one in first.links] == ["possibly_same"]
    assert first.claims == ("event-a",)
    assert second.claims == ("event-b",)


def test_two_points_that_may_be_one_are_linked_once_by_their_likeliest_pair() -> None:
    pairs = [scored("a", "c", 5.0), scored("b", "d", 5.0), scored("a", "b", -1.2)]
    pairs += [scored("b", "c", -0.5), scored("c", "d", -1.0), scored("a", "d", -1.1, "wording")]

    made = [one for one in merge(pairs, (), ()) if isinstance(one, Merger)]

    for one in made:
        alike = [(each.a, each.b) for each in one.links if each.relation == "possibly_same"]
        assert alike == [("event-b", "event-c"), ("event-a", "event-d")]
    assert [one.claims for one in made] == [("event-a", "event-c"), ("event-b", "event-d")]


def test_a_thread_speaks_for_its_documents() -> None:
    thread = Thread(
        id="thread-1",
        documents=("document-a", "document-b"),
        central="document-a",
        names=(),
        first_day=None,
        last_day=None,
        links=(),
    )
    gained = packaged_weights()["event"]["thread"]
    pairs = [scored("a", "b", 0.1 - gained)]

    assert groups(pairs, [thread])[0] == ("event-a", "event-b")
    assert ("event-a", "event-b") not in groups(pairs)


def test_a_passage_that_stands_in_both_speaks_for_its_claims() -> None:
    def copied(start: int) -> ReuseLink:
        sides = (("a", 90), ("b", start))
        a, b = (
            Evidence(document=f"document-{name}", start=at, end=at + 150, quote="x" * 150)
            for name, at in sides
        )
        return link(a, b)

    pairs = [scored("a", "b", -3.0)]

    one_place = [one for one in merge(pairs, (), [copied(295)]) if isinstance(one, Merger)]
    other_place = list(merge(pairs, (), [copied(400)]))

    assert [one.claims for one in one_place] == [("event-a", "event-b")]
    assert other_place == []


def test_a_key_of_many_claims_costs_few_comparisons() -> None:
    judged: list[str] = []

    class Counting(Liken):
        def judge(self, key: str, one: Keyed, other: Keyed) -> Iterator[ClaimPair]:
            judged.append(key)
            return super().judge(key, one, other)

    stage = Counting()
    statement = A.point(A.statement("the crossing would reopen within days", "Ida Roth", "roth"))
    many = [replace(statement, claim=f"statement-{at}") for at in range(3 * EACH_PAIR)]

    list(stage.run("statement|cross", many[:EACH_PAIR], {}))
    assert len(judged) == 32 * 63

    judged.clear()
    list(stage.run("statement|cross", many, {}))
    assert NEIGHBOURS < len(judged) < len(many) * NEIGHBOURS


def test_claims_that_share_many_keys_are_compared_under_a_few() -> None:
    stage, (a, b) = Liken(), KEPT_APART[1][1:]
    shared = sorted(set(stage.keys(a)) & set(stage.keys(b)))

    found = [one for key in shared for one in stage.run(key, [b, a], {})]

    assert len(shared) > ONCE
    assert len(found) == ONCE
    assert len(set(found)) == 1


@pytest.mark.parametrize(("why", "a", "b"), KEPT_APART)
def test_what_is_left_off_early_could_not_have_been_above_the_least(
    why: Apart | None, a: Point, b: Point
) -> None:
    del why
    one, other = read(a), read(b)
    score = compare(one, other).score

    assert likeness(one, other, score - 1) == likeness(other, one, score - 1) == score
    assert likeness(one, other, score) is None
    assert likeness(one, other, score + 20_000) is None


def test_claims_of_one_document_are_not_compared() -> None:
    statement = A.statement("the crossing would reopen within days", "Ida Roth", "roth")
    again = replace(A.point(statement), claim="statement-2", id="point-2")

    assert list(Liken().run("statement|cross", [A.point(statement), again], {})) == []


def test_claims_of_one_point_share_a_key() -> None:
    a, b = KEPT_APART[1][1:]

    assert set(Liken().keys(a)) & set(Liken().keys(b))
    assert list(pair(read(a), read(b)))


def test_each_slot_has_its_own_sources() -> None:
    a = A.meeting("met", [("Ida Roth", "roth"), ("Omar Vale", "vale")])
    b = B.meeting("meet", [("Roth", "roth")], modality="expected")

    found = finding(a, b)

    by_party = {one.party.entity: one.backing for one in found.slots if one.party}
    assert by_party["roth"].documents == (A.id, B.id)
    assert (by_party["roth"].independent, by_party["vale"].independent) == (2, 1)
    assert found.modality == "asserted"
    assert [one.type for one in found.discrepancies] == ["sequence"]


def test_a_copy_is_no_confirmation() -> None:
    a = A.statement("the crossing would reopen within days", "Ida Roth", "roth")
    b = B.statement("The crossing would reopen within a few days", "Roth", "roth")
    copied = link(a.evidence[0], b.evidence[0])

    free, bound = finding(a, b), finding(a, b, reused=[copied])

    assert (free.independent, free.strength) == (2, "solid")
    assert (bound.independent, bound.strength) == (1, "thin")
    assert len(bound.support) == 2
    assert free.id == finding(b, a).id


def test_the_number_stated_and_the_names_are_compared() -> None:
    told = Told("gap", "Officials of three states met in Halden: Aldania and Corvia.")
    claim = told.meeting("met", [], states=["Aldania", "Corvia"], stated=3)

    (gap,) = make_finding([claim], (), {}, (), [told.point(claim)]).discrepancies

    assert gap.type == "count_gap"
    assert [one.value for one in gap.versions] == ["3 stated", "2 named"]


def test_an_act_by_words_makes_no_finding_of_its_own() -> None:
    claim = A.event("shelled", "Aldania")
    point = A.point(claim)
    stage = Corroborate()

    assert list(stage.keys(point)) == [claim.id]
    assert not stage.keys(replace(point, made_from="statement-1"))


def test_the_stage_gives_one_finding_for_claims_that_are_merged() -> None:
    a = A.statement("the crossing would reopen within days", "Ida Roth", "roth")
    b = B.statement("The crossing would reopen within a few days", "Roth", "roth")
    points = [A.point(a), B.point(b)]
    merged = list(merge([_pair_of(a, b)], (), ()))
    stage, made = Corroborate(), list[Finding]()
    held = {one.id: one for one in (a, b, *points)}

    for key in (a.id, b.id):
        group = [one for one in (*points, *merged) if key in stage.keys(one)]
        found = {name: held[name] for one in group for name in stage.refers(one)}
        made += [one for one in stage.run(key, group, found) if isinstance(one, Finding)]

    (only,) = made
    assert [one.claim for one in only.support] == [a.id, b.id]
    assert [one.relation for one in only.links] == ["same"]
    assert only.links[0].reasons == compare(read(points[0]), read(points[1])).reasons
    assert [one.quote for one in only.links[0].only_b] == ["a few"]


def _pair_of(a: Claim, b: Claim) -> ClaimPair:
    return ClaimPair(
        id="claim_pair-1",
        a=a.id,
        b=b.id,
        a_document=a.document,
        b_document=b.document,
        a_span=(0, 10),
        b_span=(0, 10),
        about="statement",
        score=3.0,
        apart=None,
    )


def test_differing_words_are_cited_where_they_stand() -> None:
    a = A.statement("the crossing would reopen within days", "Ida Roth", "roth")
    b = B.statement("The crossing would reopen within a few days", "Roth", "roth")

    only_a, only_b = differing(split(words_of(a)), split(words_of(b)))

    assert only_a == ()
    assert [B.text[one.start : one.end] for one in only_b] == ["a few"]


def test_the_closest_time_is_taken() -> None:
    day = A.day("Monday", MONDAY)
    week = ClaimTime(
        start=MONDAY, end="2031-03-09", precision="week", basis="published", evidence=None
    )

    assert closest([None, week, day]) == day
    assert closest([None, A.day("Monday", None)]) is None
