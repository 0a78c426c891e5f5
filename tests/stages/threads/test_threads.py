"""Documents of one episode make a thread, whatever order they come in, and say why."""

import itertools
import random

import msgspec
import pytest

from chancery.model import (
    Annotation,
    Block,
    Dates,
    Document,
    DocumentPair,
    Evidence,
    Mention,
    Occasion,
    Places,
    Portrait,
    Publication,
    ReuseLink,
    Thread,
)
from chancery.stages.threads.features import FEATURES, compare, measure, packaged_weights, read
from chancery.stages.threads.match import EACH_PAIR, Match
from chancery.stages.threads.portray import portray
from chancery.stages.threads.weave import weave
from chancery.text.sentences import sentences

NO_DATES = Dates(
    id="dates-1",
    document="",
    expressions=(),
    published=Publication(first=None, last=None, basis=None),
    captured=None,
)
NO_PLACES = Places(id="places-1", document="", toponyms=())


def drawn(name: str, text: str, names: tuple[str, ...] = ()) -> Portrait:
    document = Document(
        id=f"document-{name}",
        capture="",
        uri="",
        path=None,
        sha256="",
        text=text,
        blocks=(Block(type="body", start=0, end=len(text), kept=True),),
    )
    mentions = tuple(
        Mention(
            start=text.index(one),
            end=text.index(one) + len(one),
            type="person",
            form="name",
            confidence=0.9,
        )
        for one in sorted(names, key=text.index)
    )
    annotation = Annotation(
        id=f"annotation-{name}",
        document=document.id,
        model="any",
        scheme="none",
        unread=None,
        sentences=sentences(text),
        mentions=mentions,
        chains=(),
        attributions=(),
        triggers=(),
        vectors=b"",
    )
    return portray(document, annotation, NO_DATES, NO_PLACES, [])


def pair(a: str, b: str, score: float) -> DocumentPair:
    return DocumentPair(
        id=f"document_pair-{a}{b}",
        a=f"document-{a}",
        b=f"document-{b}",
        score=score,
        reasons=("alike",),
    )


def reuse(a: str, b: str, words: int) -> ReuseLink:
    sides = [Evidence(document=f"document-{one}", start=0, end=4, quote="text") for one in (a, b)]
    return ReuseLink(
        id=f"reuse_link-{a}{b}",
        a=sides[0],
        b=sides[1],
        edits=(),
        similarity=1.0,
        length=words,
        strength="strong",
        reason="",
    )


def groups(threads: list[Thread]) -> list[str]:
    return ["".join(one.removeprefix("document-") for one in each.documents) for each in threads]


PORTRAITS = [drawn(name, f"Delegates met in town {name}.") for name in "abcde"]


def test_what_is_alike_makes_a_thread_and_the_rest_stand_alone() -> None:
    found = list(weave(PORTRAITS, [pair("a", "c", 2.0), pair("b", "d", -0.5)], []))

    assert groups(found) == ["ac", "b", "d", "e"]
    assert [len(one.links) for one in found] == [1, 0, 0, 0]


def test_one_pair_does_not_join_two_threads() -> None:
    inside = [pair("a", "b", 3.0), pair("c", "d", 3.0)]

    assert groups(list(weave(PORTRAITS, [*inside, pair("b", "c", 1.0)], []))) == ["ab", "cd", "e"]


def test_the_order_in_which_pairs_come_changes_nothing() -> None:
    draw = random.Random(3)
    pairs = [pair(a, b, draw.uniform(-1, 3)) for a, b in itertools.combinations("abcde", 2)]
    first = list(weave(PORTRAITS, pairs, []))
    draw.shuffle(pairs)

    assert list(weave(PORTRAITS, pairs, [])) == first


def test_a_document_that_holds_much_of_another_is_of_its_thread() -> None:
    words = PORTRAITS[0].size

    assert "ab" in groups(list(weave(PORTRAITS, [], [reuse("a", "b", words)])))
    assert "ab" not in groups(list(weave(PORTRAITS, [], [reuse("a", "b", 1)])))


def test_the_same_news_in_other_words_scores_above_other_news() -> None:
    one = drawn(
        "1",
        "Jonas Veldt and Ida Brandt signed a ceasefire in Luvane. The truce holds at the dam.",
        ("Jonas Veldt", "Ida Brandt", "Luvane"),
    )
    same = drawn(
        "2",
        "A ceasefire was signed by Ida Brandt and Jonas Veldt in Luvane, near the dam.",
        ("Ida Brandt", "Jonas Veldt", "Luvane"),
    )
    other = drawn("3", "Farmers of Karrow sell barley to Olsen at the harbour.", ("Karrow",))

    assert compare(read(one), read(same)).score > compare(read(one), read(other)).score
    assert compare(read(one), read(same)).reasons


def test_weeks_between_speak_against() -> None:
    early = msgspec.structs.replace(PORTRAITS[0], first_day="2020-01-01", last_day="2020-01-01")
    late = msgspec.structs.replace(PORTRAITS[1], first_day="2021-01-01", last_day="2021-01-02")

    assert measure(read(early), read(late))["weeks"] > 5
    assert measure(read(early), read(PORTRAITS[1]))["weeks"] == 0
    assert packaged_weights()["weeks"] < 0


def met(weekday: int | None = None, day: str | None = None, *, held: bool = True) -> Occasion:
    return Occasion(held=held, wanted=not held, weekday=weekday, day=day)


@pytest.mark.parametrize(
    ("one", "other", "feature", "value"),
    [
        (met(3), met(5), "other_meeting", 1.0),
        (met(3), met(4), "other_meeting", 0.0),
        (met(7), met(1), "other_meeting", 0.0),
        (met(3), met(None), "other_meeting", 0.0),
        (met(3, "2021-10-20"), met(3, "2021-10-27"), "other_meeting", 1.0),
        (met(3, "2021-10-20"), met(4, "2021-10-21"), "other_meeting", 0.0),
        (met(3), met(5, held=False), "other_meeting", 0.0),
        (met(3), met(None, held=False), "wanted", 1.0),
        (met(3), met(3), "wanted", 0.0),
        (met(held=False), met(held=False), "wanted", 0.0),
    ],
)
def test_meetings_tell_occasions_apart(
    one: Occasion, other: Occasion, feature: str, value: float
) -> None:
    a = msgspec.structs.replace(PORTRAITS[0], occasion=one)
    b = msgspec.structs.replace(PORTRAITS[1], occasion=other)

    assert measure(read(a), read(b))[feature] == measure(read(b), read(a))[feature] == value


def test_what_cannot_be_both_speaks_against_and_silence_does_not() -> None:
    one = msgspec.structs.replace(
        PORTRAITS[0], persons=("veldt",), towns=("tarn",), weekdays=(3,), numbers=("40",)
    )
    other = msgspec.structs.replace(
        PORTRAITS[1], persons=("brandt",), towns=("luvane",), weekdays=(5,), numbers=("12",)
    )
    against = ("other_persons", "other_towns", "other_weekdays", "other_numbers")
    apart, silent = measure(read(one), read(other)), measure(read(one), read(PORTRAITS[1]))

    assert [apart[name] for name in against] == [1.0] * 4
    assert [silent[name] for name in against] == [0.0] * 4
    assert all(packaged_weights()[name] < 0 for name in against)


def test_every_feature_has_a_weight_and_words() -> None:
    assert set(packaged_weights()) == set(FEATURES)


@pytest.mark.parametrize("count", [EACH_PAIR, EACH_PAIR + 40])
def test_a_common_key_gives_no_more_pairs_than_its_law_allows(count: int) -> None:
    portraits = [
        drawn(f"{n:03}", "Jonas Veldt signed a ceasefire in Luvane.", ("Jonas Veldt", "Luvane"))
        for n in range(count)
    ]
    found = list(Match().run("veldt", portraits, {}))

    assert 0 < len(found) <= count * EACH_PAIR // 2
