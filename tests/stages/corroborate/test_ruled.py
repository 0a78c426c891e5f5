"""What people ruled of claims holds, against all scores and all that keeps claims apart."""

import random
from collections.abc import Sequence

import pytest
from mergers import merge
from msgspec.structs import replace
from review import moved
from ruled import cannot, must
from told import Told

from chancery.model import (
    Anchor,
    Apart,
    ClaimLink,
    ClaimPair,
    Document,
    Evidence,
    Merger,
    Record,
    ReuseLink,
    Ruling,
)
from chancery.pipeline.review.anchors import make_anchor
from chancery.stages.corroborate.recall import RecallClaims
from chancery.stages.corroborate.stage import make_finding
from chancery.stages.recalling import Held

A, B, C, D = (f"event-{name}" for name in "abcd")


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


def mergers(pairs: Sequence[ClaimPair], *said: Ruling) -> list[Merger]:
    return [one for one in merge(pairs, (), (), said) if isinstance(one, Merger)]


def groups(pairs: Sequence[ClaimPair], *said: Ruling) -> list[tuple[str, ...]]:
    return [one.claims for one in mergers(pairs, *said) if len(one.claims) > 1]


def links(some: Sequence[Merger]) -> dict[tuple[str, str], ClaimLink]:
    return {(link.a, link.b): link for one in some for link in one.links}


def test_what_people_joined_is_one_against_what_keeps_it_apart() -> None:
    pairs = [scored("a", "b", 4.0), scored("a", "c", 5.0, "day")]

    found = mergers(pairs, must(1, A, C))

    assert groups(pairs) == [(A, B)]
    assert found[0].claims == (A, B, C)
    assert {pair: one.relation for pair, one in links(found).items()} == {
        (A, B): "same",
        (A, C): "joined",
    }


def test_claims_that_no_pair_names_are_joined_too() -> None:
    (one,) = mergers([], must(1, "event-a1", "event-a2", D))

    assert one.claims == ("event-a1", "event-a2", D)  # though one document tells two of them
    assert {each.relation for each in one.links} == {"joined"}
    assert {each.a for each in one.links} == {"event-a1"}


def test_what_people_parted_is_not_one_by_way_of_others() -> None:
    pairs = [scored("a", "b", 5.0), scored("b", "c", 4.0), scored("a", "c", 9.0)]

    found = mergers(pairs, cannot(1, C, A))

    assert not any({A, C} <= set(one.claims) for one in found)
    assert links(found)[A, C].relation == "parted"
    assert groups(pairs) == [(A, B, C)]


def test_what_is_joined_to_a_claim_is_kept_from_what_was_parted_from_it() -> None:
    pairs = [scored("a", "b", 1.0), scored("b", "c", 12.0), scored("c", "d", 9.0)]

    found = groups(pairs, must(1, A, B), cannot(2, D, A))

    assert found == [(A, B, C)]


def test_of_words_that_contradict_none_is_taken() -> None:
    pairs = [scored("a", "b", 5.0)]

    said = [must(1, B, C), must(2, C, D), cannot(3, B, D, who="Ben")]

    assert mergers(pairs, *said) == mergers(pairs)


def test_rulings_give_the_same_in_any_order() -> None:
    pairs = [scored("a", "b", 5.0), scored("b", "c", 4.0), scored("c", "d", 3.0)]
    said = [must(1, A, D), cannot(2, B, A), must(3, C, "event-e")]
    expected = list(merge(pairs, (), (), said))

    for seed in range(5):
        random.Random(seed).shuffle(said)
        random.Random(seed).shuffle(pairs)
        assert list(merge(pairs, (), (), said)) == expected


def test_copies_that_people_join_stay_one_source() -> None:
    one, other = (Told(name, "Aldania shelled Port Tarn on Monday.") for name in "ab")
    a, b = one.event("shelled", "Aldania"), other.event("shelled", "Aldania")
    passage = ReuseLink(
        id="reuse_link-ab",
        a=Evidence(document=one.id, start=0, end=36, quote=one.text[:36]),
        b=Evidence(document=other.id, start=0, end=36, quote=other.text[:36]),
        edits=(),
        similarity=1.0,
        length=6,
        strength="strong",
        reason="long enough",
    )
    said = must(1, a.id, b.id)
    said = replace(
        said,
        first=(replace(said.first[0], document=one.id),),
        others=(replace(said.others[0], document=other.id),),
    )

    (merger,) = [each for each in merge((), (), [passage], [said]) if isinstance(each, Merger)]
    points = [one.point(a), other.point(b)]
    claims = {each.id: each for each in (a, b)}
    found = make_finding([a, b], merger.links, claims, [passage], points)

    assert merger.reused == (passage.id,)
    assert (len(found.support), found.independent, found.strength) == (2, 1, "thin")


NEWS = Told("a", "Aldania shelled Port Tarn. Ida Roth met Omar Vale in Halden.")
OTHER = Told("b", "Aldania shelled Port Tarn again.")


def held(*anchors: Anchor, splits: bool = False) -> Held[Anchor]:
    return Held(decision=7, who="Ada", splits=splits, first=anchors[:1], others=anchors[1:])


def recalled(
    decision: Held[Anchor], *claims: Record, documents: Sequence[Document]
) -> list[Ruling]:
    """Return what the step gives, run as an engine runs it."""
    stage = RecallClaims([decision])
    group = [one for one in claims if stage.keys(one)]
    assert {key for one in group for key in stage.keys(one)} <= {"7"}
    found: dict[str, Record] = {one.id: one for one in documents}
    made = list(stage.run("7", group, found)) if group else []
    return [one for one in made if isinstance(one, Ruling)]


def test_claims_are_found_by_id_or_by_words_at_the_address() -> None:
    a, b = NEWS.event("shelled", "Aldania"), OTHER.event("shelled", "Aldania")
    first, second = NEWS.page.document, OTHER.page.document
    said = held(make_anchor(a, first), make_anchor(b, second))
    new = replace(first, id="document-new")
    strange = replace(first, id="document-new", uri="elsewhere", path="else.txt")
    copy = moved(a, 0)

    (same,) = recalled(said, a, b, documents=(first, second))
    (found,) = recalled(said, copy, b, documents=(new, second))

    assert ([one.id for one in same.first], [one.id for one in same.others]) == ([a.id], [b.id])
    assert [one.id for one in found.first] == [copy.id]
    assert recalled(said, copy, b, documents=(strange, second)) == []


@pytest.mark.parametrize("splits", [False, True])
def test_a_claim_that_reads_otherwise_is_not_meant(*, splits: bool) -> None:
    a, b = NEWS.event("shelled", "Aldania"), OTHER.event("shelled", "Aldania")
    documents = (NEWS.page.document, OTHER.page.document)
    said = held(
        *(make_anchor(one, of) for one, of in zip((a, b), documents, strict=True)), splits=splits
    )

    assert recalled(said, replace(a, modality="negated"), b, documents=documents) == []


def test_the_settings_of_the_step_change_with_the_decisions() -> None:
    a = make_anchor(NEWS.event("shelled", "Aldania"), NEWS.page.document)
    b = make_anchor(OTHER.event("shelled", "Aldania"), OTHER.page.document)

    settings = {
        RecallClaims(some).settings
        for some in ([], [held(a, b)], [held(b, a)], [held(a, b, splits=True)])
    }

    assert len(settings) == 4
