"""A user's file adds to what is known; what is wrong in it is named by line and left out."""

import json
from pathlib import Path

import pytest
from aldane import facts
from hypothesis import given
from hypothesis import strategies as st

from chancery.errors import SourceError
from chancery.knowledge import Knowledge
from chancery.knowledge.entries import day_bounds
from chancery.knowledge.users import read_user_file
from chancery.knowledge.yaml_entries import read_entries

GOOD = """\
# what our desk knows
actors:
  - name: Ferry Wardens
    kind: armed_group
    country: XA
    aliases: [Wardens of the Ferry, Ferrymen]
    categories:
      - river militia
  - id: country/xa
    aliases: The Aldane Republic
offices:
  - title: River Envoy
    of: XA
    holders:
      - holder: Edda ORSK
        from: 2016-02
        to: 2018-05-31
      - holder: Nils Ahrel
        from: 2018-06-01
issues:
  - tag: fishing rights
    words: [quota, nets]
"""


def read(tmp_path: Path, text: str, name: str = "desk.yaml"):  # noqa: ANN201 - as the reader gives
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_user_file(path, facts())


def test_actors_aliases_offices_categories_and_issues_are_read(tmp_path: Path) -> None:
    found, problems = read(tmp_path, GOOD)
    knowledge = Knowledge(facts(), found)

    assert problems == []
    (wardens,) = knowledge.candidates("ferrymen")
    assert (wardens.actor.kind, wardens.actor.categories) == ("armed_group", ("river militia",))
    assert [one.actor.id for one in knowledge.candidates("the aldane republic")] == ["country/xa"]
    terms = [one for one in knowledge.terms("country/xa") if one.title == "River Envoy"]
    assert [(one.holder, one.written) for one in terms] == [
        ("person/xa/orsk", "Edda ORSK"),
        ("person/xa/nils-ahrel", "Nils Ahrel"),
    ]
    assert str(terms[0].start.earliest) == "2016-02-01"
    assert str(terms[0].start.latest) == "2016-02-29"
    assert terms[1].end.latest is None
    assert [(one.tag, one.words) for one in found.issues] == [
        ("fishing rights", ("quota", "nets"))
    ]
    assert all(one.source == "desk.yaml" for one in terms)


@pytest.mark.parametrize(
    ("old", "new", "line", "rule"),
    [
        ("kind: armed_group", "kind: militia", 4, "kind 'militia' is unknown"),
        ("country: XA\n    aliases", "country: Aldane\n    aliases", 5, "no code of two letters"),
        ("aliases: [Wardens", "nicknames: [Wardens", 6, "'nicknames' is no key"),
        ("name: Ferry Wardens", "name: ''", 3, "name is missing or empty"),
        ("Ferrymen]", "Ferrymen", 7, "no YAML"),
        ("of: XA", "of: Nowhere", 13, "'Nowhere' is no actor that is known"),
        ("of: XA", "of: Bellharbor", 13, "may be country/xa, region/xb/bellharbor"),
        ("from: 2016-02\n", "from: 2016-02-31\n", 16, "from '2016-02-31' is no date"),
        ("to: 2018-05-31", "to: 2015", 17, "from 2016-02 is after to 2015"),
        ("holder: Nils Ahrel", "holder: ", 18, "a holder has no name"),
        ("words: [quota, nets]", "words: []", 21, "an issue has no words"),
        ("tag: fishing rights", "tag: a\n    tag: b", 22, "'tag' stands twice"),
        ("issues:", "topics:", 20, "'topics' is no section"),
    ],
)
def test_an_error_is_named_by_line_and_rule_and_the_other_entries_are_taken(
    tmp_path: Path, old: str, new: str, line: int, rule: str
) -> None:
    assert GOOD.count(old) == 1
    found, problems = read(tmp_path, GOOD.replace(old, new))

    assert len(problems) == 1
    assert (problems[0].line, rule in problems[0].rule) == (line, True), problems
    assert problems[0].remedy
    assert str(problems[0]).startswith(f"{tmp_path / 'desk.yaml'}:{line}: ")
    taken = [
        any(True for _ in found.named("ferrymen")),
        any(True for _ in found.named("the aldane republic")),
        any(True for _ in found.terms("country/xa")),
        bool(found.issues),
    ]
    assert taken.count(False) == 1


def test_a_country_code_that_yaml_takes_for_no_stays_a_code(tmp_path: Path) -> None:
    found, problems = read(tmp_path, "actors:\n  - name: Fjord Watch\n    country: NO\n")

    assert problems == []
    assert next(found.named("fjord watch")).country == "no"


def test_entries_need_no_indent(tmp_path: Path) -> None:
    found, problems = read(tmp_path, "actors:\n- name: One\n- name: Two\n  aliases:\n  - Deux\n")

    assert problems == []
    assert any(True for _ in found.named("deux"))
    assert any(True for _ in found.named("one"))


def test_a_file_without_a_section_says_so(tmp_path: Path) -> None:
    _, problems = read(tmp_path, "just words\n")

    assert [(one.line, "section" in one.rule) for one in problems] == [(1, True)]


def test_deep_nesting_and_anchors_are_refused_or_harmless(tmp_path: Path) -> None:
    deep = "actors:\n  - name: " + "[" * 50 + "x" + "]" * 50 + "\n"
    bomb = "actors:\n  - &a\n    name: *a\n"

    assert len(read(tmp_path, deep)[1]) == 1
    assert len(read(tmp_path, bomb)[1]) == 1


FTM = [
    {"id": "p1", "schema": "Person", "properties": {"name": ["Ada Kvist"], "alias": ["A. Kvist"]}},
    {"schema": "Organization", "properties": {"name": "Delta Board", "country": ["xa"]}},
]


def test_followthemoney_entities_become_actors(tmp_path: Path) -> None:
    text = "\n".join(map(json.dumps, FTM))
    found, problems = read(tmp_path, text, "desk.ftm.jsonl")

    assert problems == []
    assert next(found.named("a kvist")).id == "p1"
    assert next(found.named("delta board")).country == "xa"


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("{", "no JSON"),
        ("[]", "no JSON object"),
        ('{"schema": "Vessel", "properties": {"name": ["S"]}}', "schema 'Vessel' is not read"),
        ('{"schema": "Person"}', "no properties"),
        ('{"schema": "Person", "properties": {"alias": ["x"]}}', "no name"),
        ('{"schema": "Person", "properties": {"name": [7]}}', "no text"),
        ("[" * 100_000, "no JSON"),
    ],
)
def test_a_broken_entity_in_line_seven_is_named_and_left_out(
    tmp_path: Path, line: str, rule: str
) -> None:
    good = [json.dumps(FTM[0])] * 6
    found, problems = read(tmp_path, "\n".join([*good, line, json.dumps(FTM[1])]), "a.jsonl")

    assert [(one.line, rule in one.rule) for one in problems] == [(7, True)]
    assert any(True for _ in found.named("delta board"))


def test_a_file_that_cannot_be_read_at_all_is_refused(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes(b"actors:\n  - name: \xe9\n")

    with pytest.raises(SourceError, match="not UTF-8"):
        read_user_file(tmp_path / "latin.yaml")
    with pytest.raises(SourceError, match="cannot read the knowledge file"):
        read_user_file(tmp_path / "absent.yaml")


@given(st.text(alphabet="abc:-[]{}'\"&*!|>%@#\n\t \x00\x07é\u2028,?", max_size=120))
def test_no_text_at_all_makes_the_reader_fail(text: str) -> None:
    for line, _ in read_entries("actors:\n" + text):
        assert line >= 1


@pytest.mark.parametrize(
    "text", ["", "20211", "2021-13", "2021-02-30", "31.12.2021", "2021-1-1", "0000", "9999-12-32"]
)
def test_what_is_no_date_has_no_bounds(text: str) -> None:
    assert day_bounds(text) is None


def test_a_year_and_a_leap_february_have_their_bounds() -> None:
    year, month = day_bounds("2023"), day_bounds("2024-02")

    assert year is not None
    assert (str(year.earliest), str(year.latest)) == ("2023-01-01", "2023-12-31")
    assert month is not None
    assert str(month.latest) == "2024-02-29"
