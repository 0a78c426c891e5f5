"""The index finds every actor that a name may mean, says from where, and chooses none."""

import time
from datetime import date
from pathlib import Path

import pytest
from aldane import ALDANE, ALMANAC, BELLHARBOR, PEOPLE, TERMS, facts

from chancery.errors import KnowledgeError
from chancery.knowledge import Knowledge, fold, open_knowledge
from chancery.knowledge.facts import Actor, Name
from chancery.knowledge.index import FACTS, ListedFacts
from chancery.knowledge.packed import MAGIC, PackedFacts
from training.knowledge.pack import write_facts

MOST_BYTES = 12_000_000


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> PackedFacts:
    path = tmp_path_factory.mktemp("facts") / "facts.chancery"
    write_facts(path, [ALMANAC], [ALDANE, BELLHARBOR, *PEOPLE], TERMS)
    return PackedFacts(path)


def ids(knowledge: Knowledge, name: str) -> list[str]:
    return [one.actor.id for one in knowledge.candidates(name)]


@pytest.mark.parametrize(
    "name", ["aldane", "АЛЬДАНИЯ", "Bellharbor", "Vane", "nobody", "", "\ud800"]
)
def test_the_file_answers_as_the_facts_it_was_written_from(packed: PackedFacts, name: str) -> None:
    assert set(ids(Knowledge(packed), name)) == set(ids(Knowledge(facts()), name))


def test_the_file_keeps_every_actor_and_every_term(packed: PackedFacts) -> None:
    assert sorted(one.id for one in packed.actors()) == sorted(
        one.id for one in (ALDANE, BELLHARBOR, *PEOPLE)
    )
    assert packed.actor(ALDANE.id) == ALDANE
    assert sorted(map(repr, packed.terms(ALDANE.id))) == sorted(map(repr, TERMS))
    assert [one.written for one in packed.terms("person/xa/orsk")] == ["orsk"]
    assert packed.actor("person/xa/nobody") is None


def test_records_of_many_blocks_are_each_found(tmp_path: Path) -> None:
    many = [
        Actor(
            id=f"person/xa/{number:05}",
            kind="person",
            name=f"Person {number}",
            source="almanac",
            names=(Name(f"Person {number}", "name", "almanac"),),
        )
        for number in range(2000)
    ]
    write_facts(tmp_path / "facts", [ALMANAC], many, [])
    packed = PackedFacts(tmp_path / "facts")

    assert all(packed.actor(one.id) == one for one in many)
    assert all(ids(Knowledge(packed), one.name) == [one.id] for one in many[::97])


def test_the_same_facts_give_the_same_bytes(tmp_path: Path) -> None:
    write_facts(tmp_path / "one", [ALMANAC], [ALDANE, *PEOPLE], TERMS)
    write_facts(tmp_path / "two", [ALMANAC], [*PEOPLE[::-1], ALDANE], TERMS[::-1])

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_several_candidates_are_all_given_with_the_forms_that_match() -> None:
    found = Knowledge(facts()).candidates("BELLHARBOR")

    assert [(one.actor.id, one.forms[0].sort) for one in found] == [
        ("country/xa", "capital"),
        ("region/xb/bellharbor", "name"),
    ]


def test_a_demonym_is_found_in_the_plural() -> None:
    knowledge = Knowledge(facts())

    assert ids(knowledge, "Aldanians") == ["country/xa"]
    assert ids(knowledge, "Aldanes") == []


def test_a_title_narrows_the_holders_of_a_country() -> None:
    knowledge = Knowledge(facts())
    day = date(2012, 1, 1)

    assert knowledge.holders("country/xa", day, title="premier").status == "known"
    assert knowledge.holders("country/xa", day, title="king").status == "unknown"
    assert knowledge.holders("country/xa", day, role="ambassador").status == "unknown"


def test_facts_laid_over_others_add_names_and_keep_the_rest() -> None:
    more = Actor(
        id=ALDANE.id,
        kind="country",
        name="x",
        source="mine",
        names=(Name("Ald", "variant", "mine"),),
    )
    knowledge = Knowledge(facts(), ListedFacts(actors=[more]))

    found = knowledge.actor(ALDANE.id)

    assert found is not None
    assert found.name == "Aldane"
    assert ids(knowledge, "ald") == [ALDANE.id]
    assert ids(knowledge, "Aldane") == [ALDANE.id]


@pytest.mark.parametrize("data", [b"", b"other", MAGIC, MAGIC + b"\xff" * 8, MAGIC + bytes(8)])
def test_a_file_that_is_no_file_of_facts_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "facts"
    path.write_bytes(data)

    with pytest.raises(KnowledgeError, match="no file of compiled facts"):
        PackedFacts(path)


def test_an_absent_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no file of compiled facts"):
        PackedFacts(tmp_path / "nothing")


@pytest.mark.untraced
def test_the_package_opens_quickly_and_is_small() -> None:
    start = time.process_time()
    open_knowledge()
    spent = time.process_time() - start

    assert spent < 0.05  # 0.3 ms where nothing else runs
    assert FACTS.stat().st_size < MOST_BYTES


def test_every_packaged_name_tie_and_term_has_a_source_that_is_listed() -> None:
    packed = PackedFacts(FACTS)
    used = set[str]()
    for number, actor in enumerate(packed.actors()):
        used |= {
            actor.source,
            *(one.source for one in actor.names),
            *(t.source for t in actor.ties),
        }
        used |= {term.source for term in packed.terms(actor.id)} if number % 20 == 0 else set()

    assert used == set(packed.sources)
    assert all(one.licence and one.title for one in packed.sources.values())


def test_every_packaged_actor_is_found_by_its_name() -> None:
    packed = PackedFacts(FACTS)
    knowledge = Knowledge(packed)

    for number, actor in enumerate(packed.actors()):
        if number % 50 == 0:
            assert actor.id in ids(knowledge, actor.name) or not fold(actor.name), actor.id


@pytest.mark.parametrize(
    ("name", "identity", "sort"),
    [
        ("афганистан", "country/af", "name"),
        ("أفغانستان", "country/af", "name"),
        ("阿富汗", "country/af", "name"),
        ("Afghans", "country/af", "demonym"),
        ("Kabul", "country/af", "capital"),
        ("Кабул", "country/af", "capital"),
        ("Kremlin", "country/ru", "metonym"),
        ("Brussels", "organisation/eu", "metonym"),
        ("IAEA", "organisation/iaea", "acronym"),
        ("МАГАТЭ", "organisation/iaea", "variant"),
        ("Shanghai Cooperation Organization", "organisation/sco", "variant"),
        ("USSR", "country/suhh", "variant"),
    ],
)
def test_names_of_many_scripts_lead_to_their_actor(name: str, identity: str, sort: str) -> None:
    found = {one.actor.id: one for one in open_knowledge().candidates(name)}

    assert sort in {form.sort for form in found[identity].forms}


def test_a_name_of_two_countries_gives_both() -> None:
    assert {"country/cd", "country/cg"} <= set(ids(open_knowledge(), "Congo"))


def test_members_and_memberships_agree() -> None:
    knowledge = open_knowledge()
    body = knowledge.actor("organisation/osce")
    assert body is not None
    for tie in body.ties:
        member = knowledge.actor(tie.other)
        assert member is not None
        assert any(one.other == body.id and one.relation == tie.relation for one in member.ties)


def test_a_listing_as_terrorist_says_by_whom() -> None:
    knowledge = open_knowledge()
    listed = [
        tie
        for actor in PackedFacts(FACTS).actors()
        for tie in actor.ties
        if tie.relation == "listed_terrorist"
    ]

    assert len(listed) > 50
    assert all(knowledge.actor(one.other) and one.note for one in listed)
