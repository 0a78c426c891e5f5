"""What people ruled of actors holds, whatever their names say."""

import random
from collections.abc import Iterable, Sequence
from typing import cast

from msgspec.structs import replace
from referents import Named, article, joined
from ruled import cannot, must

from chancery.model import Document, Entity, Record, Referent, Ruling
from chancery.pipeline.review.actor_anchors import make_actor_anchor
from chancery.stages.recalling import Held
from chancery.stages.resolve.recall import RecallActors


def of(articles: Iterable[Sequence[Record]], number: int = 1) -> list[str]:
    """Return the id of one referent of each article."""
    return [records[number].id for records in articles]


def together(articles: Sequence[Sequence[Record]], said: Iterable[Ruling]) -> list[set[str]]:
    """Return the articles of each actor, by their paths."""
    path = {records[0].id: records[0].path for records in articles}  # type: ignore[attr-defined]
    entities, _ = joined(*articles, said=said)
    return sorted(({path[each] for each in one.documents} for one in entities), key=sorted)


def test_two_actors_are_one_with_all_that_is_theirs() -> None:
    lund = [article("a", "Mara Lund"), article("b", "Mara Lund")]
    ek = [article("c", "Ute Ek"), article("d", "Ute Ek")]
    articles = [*lund, *ek]
    one, _, other, _ = of(articles)

    assert together(articles, []) == [{"a", "b"}, {"c", "d"}]
    assert together(articles, [must(1, one, other)]) == [{"a", "b", "c", "d"}]


def test_a_document_that_names_both_does_not_part_what_people_joined() -> None:
    articles = [
        article("a", "Mara Lund", "Ute Ek"),
        article("b", "Mara Lund"),
        article("c", "Ute Ek"),
    ]
    (_, lund, *_), (_, _), (_, ek) = articles

    entities, _ = joined(*articles, said=[must(1, lund.id, ek.id)])

    assert [len(one.referents) for one in entities] == [4]


def test_a_mention_is_taken_out_and_the_rest_stays() -> None:
    articles = [article(name, "Mara Lund") for name in "abcd"]
    ids = of(articles)
    for taken, name in zip(ids, "abcd", strict=True):
        others = [one for one in ids if one != taken][:1]
        rest = sorted(set("abcd") - {name})
        assert together(articles, [cannot(1, taken, *others)]) == sorted(
            [{name}, set(rest)], key=sorted
        )


def test_what_is_taken_out_comes_back_by_no_third_name() -> None:
    articles = [
        article("a", "Mara Lund", "Piet Osk"),
        article("b", "M. Lund", "Piet Osk"),
        article("c", "Lund", "Piet Osk"),
    ]
    full, initial, last = of(articles)
    joined_all, _ = joined(*articles)
    assert {full, initial, last} in [set(one.referents) for one in joined_all]

    entities, _ = joined(*articles, said=[cannot(1, initial, full)])

    (home,) = [one for one in entities if full in one.referents]
    assert set(home.referents) == {full, last}


def test_what_is_joined_to_an_actor_is_kept_from_what_was_taken_out_of_it() -> None:
    articles = [
        article("a", "Mara Lund", "Piet Osk"),
        article("b", "M. Lund", "Piet Osk"),
        article("c", "Lund", "Piet Osk"),
        article("d", "Ute Ek"),
    ]
    full, initial, last, ek = of(articles)

    entities, _ = joined(
        *articles, said=[cannot(1, initial, full), must(2, ek, full), must(3, ek, last)]
    )

    groups = [set(one.referents) for one in entities]
    assert {full, last, ek} in groups
    assert {initial} in groups


def test_what_people_joined_leaves_groups_that_they_hold_apart() -> None:
    articles = [
        article("a", "Mara Lund", "Piet Osk"),
        article("b", "M. Lund", "Piet Osk"),
        article("c", "Ute Ek", "Piet Osk"),
        article("d", "U. Ek", "Piet Osk"),
    ]
    lund, initial, ek, short = of(articles)
    apart = [cannot(1, ek, lund)]
    before = [set(one.referents) for one in joined(*articles, said=apart)[0]]
    assert {lund, initial} in before
    assert {ek, short} in before

    entities, _ = joined(*articles, said=[*apart, must(2, initial, short)])

    groups = [set(one.referents) for one in entities]
    assert [one in groups for one in ({initial, short}, {lund}, {ek})] == [True, True, True]


def test_a_ruling_outweighs_that_both_are_known_as_one() -> None:
    known = "person/xx/mara"
    articles = [
        article("a", Named("Mara Lund", known=known)),
        article("b", Named("Mara Lind", known=known)),
    ]
    one, other = of(articles)

    assert together(articles, []) == [{"a", "b"}]
    assert together(articles, [cannot(1, one, other)]) == [{"a"}, {"b"}]


def test_the_order_of_records_and_rulings_says_nothing() -> None:
    articles = [article(name, "Mara Lund", "Piet Osk") for name in "abc"]
    articles += [article(name, "Ute Ek") for name in "de"]
    ids = of(articles)
    said = [cannot(1, ids[0], ids[1]), must(2, ids[3], ids[0])]

    def made() -> list[Entity]:
        return sorted(joined(*articles, said=said)[0], key=lambda one: one.id)

    expected = made()
    for seed in range(3):
        random.Random(seed).shuffle(articles)
        random.Random(seed).shuffle(said)
        assert made() == expected


def recalled(stage: RecallActors, *articles: Sequence[Record]) -> list[list[str]]:
    """Return the referents of each side that the step finds in articles, run as an engine does."""
    group = [one for records in articles for one in records[1:] if stage.keys(one)]
    found = {records[0].id: records[0] for records in articles}
    wanted = {name for one in group for name in stage.refers(one)}
    made = list(stage.run("7", group, {one: found[one] for one in wanted})) if group else []
    rulings = [one for one in made if isinstance(one, Ruling)]
    return [[each.id for each in side] for one in rulings for side in (one.first, one.others)]


def test_names_are_found_by_id_or_in_the_document_of_the_same_address() -> None:
    lund, ek = article("a", "Mara Lund"), article("b", "Ute Ek")
    anchors = [
        make_actor_anchor(cast("Referent", records[1]), cast("Document", records[0]))
        for records in (lund, ek)
    ]
    held = Held(
        decision=7, who="Ada", splits=False, first=tuple(anchors[:1]), others=tuple(anchors[1:])
    )
    stage = RecallActors([held])
    changed = article("a", "Piet Osk", "Mara Lund", "Mara Lund")  # other bytes, another id
    elsewhere = article("c", "Mara Lund")
    renamed = [lund[0], replace(cast("Referent", lund[1]), name="Mara Ek")]

    assert recalled(stage, lund, ek) == [[lund[1].id], [ek[1].id]]
    assert recalled(stage, changed, ek) == [[changed[2].id], [ek[1].id]]  # the nearest
    assert recalled(stage, elsewhere, ek) == []
    assert recalled(stage, renamed, elsewhere, ek) == []
    assert stage.settings != RecallActors([]).settings
