"""Who is who across documents: what is joined, what never is, and what stays open."""

import random
from pathlib import Path

import pytest
from fakes import Silent, document
from referents import Named, article, joined, names, scored

from chancery.engines.local import LocalEngine
from chancery.model import Entity, Record, Role, codec
from chancery.pipeline.plan import ACROSS_DOCUMENTS
from chancery.ports import Plan, Step
from chancery.stages.resolve.pair import EACH_PAIR

COUNCIL = Named("Harbour Council of Luvane", "organisation")
PLAN = Plan(
    inputs="gather",
    steps=(Step(stage=ACROSS_DOCUMENTS[0].stage, takes=("gather",)), *ACROSS_DOCUMENTS[1:]),
    keeps={"decide": (Entity, Role)},
)


def test_four_spellings_and_two_scripts_are_one_person() -> None:
    entities, _ = joined(
        article("a", "Sergey Vorontsky", COUNCIL, "Piet Osk"),
        article("b", "Sergei Vorontskyy", COUNCIL),
        article("c", "Serguei Vorontski", COUNCIL),
        article("d", "Сергей Воронцкий", COUNCIL),
        article("e", "S. Vorontsky", COUNCIL, "Piet Osk"),
    )

    (one,) = [each for each in entities if "S. Vorontsky" in each.names]
    assert len(one.referents) == 5
    assert one.names[0] == one.name


def test_a_script_without_one_reading_is_joined_only_where_the_index_says_so() -> None:
    apart, _ = joined(article("a", "林海明"), article("b", "Lin Haiming"))
    known = "person/-/lin-haiming"
    one, _ = joined(
        article("a", Named("林海明", known=known)),
        article("b", Named("Lin Haiming", known=known)),
    )

    assert len(apart) == 2
    assert len(one) == 1


def test_two_people_of_one_name_are_told_apart_by_office_and_company() -> None:
    judge = Named("Anna Rosselli", title="judge", owner="Aldane")
    swimmer = Named("Anna Rosselli", title="coach", owner="Brenwick")
    entities, _ = joined(
        article("a", judge, "Piet Osk", "Mara Lund", COUNCIL),
        article("b", judge, "Piet Osk", "Mara Lund"),
        article("c", swimmer, "Jo Tarn", "Lil Emmery", "Ebbe Quist"),
        article("d", swimmer, "Jo Tarn", "Ebbe Quist"),
    )

    both = [one for one in entities if one.name == "Anna Rosselli"]
    assert [len(one.referents) for one in both] == [2, 2]
    assert len({one.id for one in both}) == 2


def test_two_first_names_are_two_people_even_through_a_shared_last_name() -> None:
    entities, _ = joined(
        article("a", "Mario Rosselli", COUNCIL, "Piet Osk"),
        article("b", "Rosselli", COUNCIL, "Piet Osk"),
        article("c", "Anna Rosselli", COUNCIL, "Piet Osk"),
    )

    assert {"Mario Rosselli"} in names(entities)
    assert {"Anna Rosselli"} in names(entities)


def test_a_last_name_alone_that_fits_two_belongs_to_neither_and_says_which() -> None:
    entities, _ = joined(
        article("a", "Mario Rosselli", COUNCIL, "Piet Osk"),
        article("b", "Rosselli", COUNCIL, "Piet Osk"),
        article("c", "Anna Rosselli", COUNCIL, "Piet Osk"),
    )

    by_name = {one.name: one for one in entities}
    full = {by_name["Mario Rosselli"].id, by_name["Anna Rosselli"].id}
    assert set(by_name["Rosselli"].ambiguous) == full


def test_a_last_name_alone_needs_support() -> None:
    without, _ = joined(article("a", "Mario Rosselli", "Piet Osk"), article("b", "Rosselli"))
    with_it, _ = joined(
        article("a", "Mario Rosselli", "Piet Osk"), article("b", "Rosselli", "Piet Osk")
    )

    assert {"Rosselli"} in names(without)
    assert {"Rosselli", "Mario Rosselli"} in names(with_it)


def test_father_and_son_are_two() -> None:
    entities, _ = joined(
        article("a", "Otto Brandt Jr", COUNCIL), article("b", "Otto Brandt Sr", COUNCIL)
    )

    assert len([one for one in entities if one.type == "person"]) == 2


def test_two_middle_names_are_two_people_and_one_more_is_not() -> None:
    entities, _ = joined(
        article("a", "John A. Tarn", COUNCIL),
        article("b", "John B. Tarn", COUNCIL),
        article("c", "Ida Maria Lund", COUNCIL),
        article("d", "Ida Lund", COUNCIL),
    )

    found = names(entities)
    assert {"John A. Tarn"} in found
    assert {"John B. Tarn"} in found
    assert {"Ida Maria Lund", "Ida Lund"} in found


def test_an_acronym_is_joined_to_the_words_with_its_initials_among_the_same_others() -> None:
    body = Named("Luvane Harbour Union", "organisation")
    short = Named("LHU", "organisation")
    same, _ = joined(article("a", body, "Piet Osk"), article("b", short, "Piet Osk"))
    other, _ = joined(article("a", body, "Piet Osk"), article("b", short, "Jo Tarn"))

    assert {"Luvane Harbour Union", "LHU"} in names(same)
    assert {"LHU"} in names(other)


def test_one_word_that_stands_in_many_names_makes_none_of_them_one() -> None:
    harbour = Named("Luvane Harbour Department", "organisation")
    roads = Named("Brenwick Roads Department", "organisation")
    entities, _ = joined(
        article("a", harbour, "Piet Osk", "Mara Lund"),
        article("b", Named("Department", "organisation"), "Piet Osk", "Mara Lund", "Jo Tarn"),
        article("c", roads, "Jo Tarn", "Mara Lund"),
        article("d", Named("Isle of Toll", "place"), "Piet Osk"),
        article("e", Named("Isle", "place"), "Piet Osk"),
        article("f", Named("Isle of Ebb", "place"), "Piet Osk"),
    )

    found = names(entities)
    for alone in ("Luvane Harbour Department", "Brenwick Roads Department"):
        assert {alone} in found or {alone, "Department"} in found
    assert {"Isle of Toll"} in found
    assert {"Isle of Ebb"} in found
    (isle,) = [one for one in entities if one.name == "Isle"]
    assert len(isle.ambiguous) == 2


def test_a_company_is_one_with_and_without_its_legal_form() -> None:
    entities, _ = joined(
        article("a", Named("Brandt Towage Ltd", "organisation"), "Piet Osk"),
        article("b", Named("Brandt Towage", "organisation"), "Piet Osk"),
        article("c", Named("Co", "organisation"), "Jo Tarn"),
    )

    assert {"Brandt Towage Ltd", "Brandt Towage"} in names(entities)
    assert {"Co"} in names(entities)


def test_the_id_of_an_entity_stays_when_articles_come_in() -> None:
    old = [article("a", "Mara Lund", COUNCIL), article("b", "Mara Lund", COUNCIL)]
    before, _ = joined(*old)
    after, _ = joined(*old, *(article(f"n{n}", "Mara Lund", COUNCIL) for n in range(9)))

    def ids(entities: list[Entity]) -> set[str]:
        return {one.id for one in entities if one.name == "Mara Lund"}

    assert len(ids(before)) == 1
    assert ids(before) == ids(after)


def test_what_a_document_keeps_apart_is_not_joined() -> None:
    entities, _ = joined(
        article("a", "Sergey Vorontsky", "Sergi Vorontzky", COUNCIL),
        article("b", "Sergey Vorontsky", COUNCIL),
    )

    assert len([one for one in entities if one.type == "person"]) == 2


def test_a_place_is_no_person_of_its_name() -> None:
    entities, _ = joined(article("a", Named("Luvane", "place")), article("b", "Luvane"))

    assert len(entities) == 2


def test_two_known_actors_are_two_whatever_else_agrees() -> None:
    entities, _ = joined(
        article("a", Named("Georgia", "place", known="country/ge/georgia"), "Piet Osk"),
        article("b", Named("Georgia", "place", known="region/us/georgia"), "Piet Osk"),
    )

    assert len([one for one in entities if one.name == "Georgia"]) == 2


def test_a_description_is_the_same_thing_only_within_days_and_among_the_same_others() -> None:
    ship = Named("the ferry", "other", described=True)
    near, _ = joined(
        article("a", ship, "Piet Osk", day="2021-10-20"),
        article("b", ship, "Piet Osk", day="2021-10-21"),
    )
    far, _ = joined(
        article("a", ship, "Piet Osk", day="2021-10-20"),
        article("b", ship, "Piet Osk", day="2021-12-21"),
    )

    assert [len(one.referents) for one in near if not one.names] == [2]
    assert [len(one.referents) for one in far if not one.names] == [1, 1]
    assert all(one.name == "the ferry" for one in near if not one.names)


def test_descriptions_that_tell_different_things_are_two() -> None:
    first = Named("the Aldane envoy", "office", described=True)
    second = Named("the Luvane envoy", "office", described=True)
    plain = Named("the envoy", "office", described=True)
    two, _ = joined(article("a", first, "Piet Osk"), article("b", second, "Piet Osk"))
    one, _ = joined(article("a", first, "Piet Osk"), article("b", plain, "Piet Osk"))

    assert [len(each.referents) for each in two if not each.names] == [1, 1]
    assert [len(each.referents) for each in one if not each.names] == [2]


def test_an_office_and_its_holder_are_one_where_the_index_says_so_and_a_place_is_not() -> None:
    actor = "person/-/mara-lund"
    entities, _ = joined(
        article("a", Named("the envoy", "office", known=actor, described=True)),
        article("b", Named("Mara Lund", known=actor)),
        article("c", Named("Aldane", "place", known="country/-/aldane")),
        article("d", Named("Aldane", "organisation", known="country/-/aldane")),
    )

    assert sorted(len(one.referents) for one in entities) == [1, 1, 2]


def test_a_pair_gives_its_reasons_in_words() -> None:
    _, pairs = scored(
        article("a", "Sergey Vorontsky", COUNCIL), article("b", "S. Vorontsky", COUNCIL)
    )

    (pair,) = pairs
    assert pair.verdict == "scored"
    assert "the same last name and an initial (+0.60)" in pair.reasons
    assert pair.score == pytest.approx(0.9)


def test_a_common_name_gives_no_square_of_pairs() -> None:
    letters = "abcdefghijklmnopqrst"
    firsts = [f"{a}{b}ro".title() for a in letters for b in letters]
    _, pairs = scored(*[article(f"{n}", f"{name} Smith") for n, name in enumerate(firsts)])

    assert len(firsts) == 400
    assert len(pairs) < 400 * EACH_PAIR / 2


@pytest.mark.untraced
def test_an_article_with_400_names_is_joined_with_its_copy() -> None:
    letters = "bcdfghjklmnprstvwxzy"
    people = [f"{a}ado {b}{a}eno{b}ak".title() for a in letters for b in letters]
    entities, _ = joined(article("a", *people), article("b", *people))

    assert len(entities) == 400
    assert all(len(one.referents) == 2 for one in entities)


def test_nothing_gives_nothing() -> None:
    assert joined() == ([], [])
    assert joined([document("Nobody is named.")]) == ([], [])


def test_a_name_without_letters_is_read() -> None:
    entities, _ = joined(article("a", "…"), article("b", "…"))

    assert sum(len(one.referents) for one in entities) == 2


def records_of(folder: Path, records: list[Record]) -> dict[str, bytes]:
    engine = LocalEngine(folder, workers=1, batch_size=4, progress=Silent())
    results = engine.run(PLAN, records)  # type: ignore[arg-type]
    made = [
        one for kind in (Entity, Role) for one in results.load(kind, list(results.digests(kind)))
    ]
    return {one.id: codec.encode(one) for one in made}


def test_an_incremental_build_equals_a_full_one_in_any_order(tmp_path: Path) -> None:
    dice = random.Random(3)
    people = ["Mario Rosselli", "Anna Rosselli", "Rosselli", "S. Vorontsky", "Sergei Vorontskyy"]
    places = [COUNCIL, Named("LHU", "organisation"), Named("Luvane", "place"), "Piet Osk"]
    articles = [
        article(
            f"{n}",
            *dice.sample(people, 2),
            *dice.sample(places, 2),
            Named(f"Mara Lund {n % 3}", title="envoy", owner="Aldane"),
            day=f"2021-10-{1 + n % 27:02}",
        )
        for n in range(30)
    ]

    for last in (10, 20, 30):
        step = [record for one in articles[:last] for record in one]
        grown = records_of(tmp_path / "grown", step)
    dice.shuffle(step)
    whole = records_of(tmp_path / "whole", step)

    assert grown == whole
    assert len(whole) > 5
