"""Who is who in five real articles, each alone: stories 9 and 10 of FACTS.md.

The texts are other people's and are not in this repository: they are read from `../shared`, and
the tests are skipped where that is absent. Spans are given by number, so no text is copied.
"""

from pathlib import Path

import pytest

from chancery.model import Document, Referent, Span
from chancery.pipeline.one import read_one
from chancery.pipeline.settings import Settings
from chancery.stages.resolve.gather import find_referents
from chancery.stages.resolve.within.known import packaged

ARTICLES = Path(__file__).parents[3] / "shared" / "articles" / "moscow-format"
pytestmark = pytest.mark.skipif(not ARTICLES.is_dir(), reason=f"{ARTICLES} is absent")

Gathered = dict[str, tuple[Document, list[Referent]]]
LAVROV = {
    "000": [(1363, 1376), (2525, 2531)],
    "001": [(247, 260), (476, 482), (1392, 1398), (2352, 2358)],
    "003": [(123, 136), (932, 945), (2442, 2448)],
    "004": [(582, 595)],
}


@pytest.fixture(scope="module")
def gathered() -> Gathered:
    found: Gathered = {}
    for path in sorted(ARTICLES.iterdir()):
        made = read_one(str(path), Settings())
        assert isinstance(made, tuple)
        document, annotation = made
        found[path.name[:3]] = (document, find_referents(document, annotation, packaged()))
    return found


def at(gathered: Gathered, number: str, span: Span) -> Referent:
    """Return the only referent that a phrase within a span means."""
    _, referents = gathered[number]
    meant = [
        one
        for one in referents
        if any(span[0] <= two.start and two.end <= span[1] + 2 for two in one.references)
    ]
    assert len(meant) == 1, (number, span, [one.name for one in meant])
    return meant[0]


@pytest.mark.parametrize(("number", "spans"), LAVROV.items())
def test_one_person_is_one_referent_however_he_is_spelled(
    gathered: Gathered, number: str, spans: list[Span]
) -> None:
    found = {at(gathered, number, span).id for span in spans}
    known = at(gathered, number, spans[0]).known

    assert len(found) == 1
    assert [(one.actor, one.certain) for one in known] == [("person/ru/sergey-lavrov", True)]


def test_a_first_name_and_pronouns_find_their_person(gathered: Gathered) -> None:
    assert at(gathered, "001", (1788, 1793)) == at(gathered, "001", (1662, 1680))
    assert at(gathered, "001", (3249, 3251)) == at(gathered, "001", (3153, 3166))
    assert at(gathered, "001", (622, 624)) == at(gathered, "001", (247, 260))
    assert at(gathered, "000", (2921, 2923)) == at(gathered, "000", (2711, 2743))
    assert at(gathered, "004", (1289, 1291)) == at(gathered, "004", (977, 994))


@pytest.mark.parametrize(("number", "span"), [("001", (3153, 3166)), ("004", (750, 763))])
def test_an_envoy_is_not_the_president_who_sends_him(
    gathered: Gathered, number: str, span: Span
) -> None:
    document, _ = gathered[number]
    envoy = at(gathered, number, span)

    titles = [document.text[slice(*role.title)] for role in envoy.roles]
    owners = [document.text[slice(*role.owner)] for role in envoy.roles if role.owner]
    assert len(titles) == 1
    assert "representative" in titles[0]
    assert owners[0].endswith("Putin")
    assert not envoy.known


def test_roles_are_those_of_the_text(gathered: Gathered) -> None:
    text = gathered["004"][0].text
    (minister,) = at(gathered, "004", (977, 994)).roles
    (president,) = at(gathered, "001", (3474, 3503)).roles

    assert text[slice(*minister.title)] == text[953:976]
    assert text[slice(*minister.owner)] == text[953:959]  # type: ignore[misc]
    assert not minister.former
    assert president.former


def test_the_government_before_the_takeover_is_not_taken_for_the_one_behind_it(
    gathered: Gathered,
) -> None:
    government, taliban = (at(gathered, "002", span) for span in ((150, 171), (176, 187)))
    kabul = at(gathered, "004", (70, 75))

    assert government != taliban
    assert [(one.actor, one.certain) for one in taliban.known] == [("armed_group/-/taliban", True)]
    assert [(one.actor, one.certain) for one in government.known] == [("country/af", False)]
    assert kabul.type == "place"  # the country, and no government of any time


def test_seats_of_a_government_are_its_state(gathered: Gathered) -> None:
    for number, spans in {
        "001": [(56, 62), (304, 315), (2267, 2273), (3932, 3938)],
        "002": [(98, 104), (393, 399), (990, 1001)],
        "003": [(313, 319), (2741, 2747)],
    }.items():
        assert len({at(gathered, number, span).id for span in spans}) == 1, number
    assert at(gathered, "001", (292, 298)).name == "Moscow"  # where the conference is


def test_removed_text_speaks_of_nobody(gathered: Gathered) -> None:
    for number, (document, referents) in gathered.items():
        removed = [(b.start, b.end) for b in document.blocks if not b.kept]
        for one in referents:
            for two in one.references:
                assert not any(two.start < b and a < two.end for a, b in removed), (number, one)
    assert not any("Masood" in one.name for one in gathered["003"][1])
    assert not any("Saudi" in one.name for one in gathered["003"][1])
    assert any("Saudi" in one.name for one in gathered["004"][1])
