import pytest

from chancery.model import PlaceUse
from chancery.stages.places.use import read_use


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("Talks began in [Selm] at noon.", "location"),
        ("Troops left the city of [Selm] at noon.", "location"),
        ("Rain fell on [Ostmark] province.", "location"),
        ("Villages in the eastern [Ostmark] were cut off.", "location"),
        ("The minister travelled to [Selm] at noon.", "location"),
        ("Rain hit southern [Aldane] at noon.", "location"),
        ("[Aldane] said on Monday that it would wait.", "actor"),
        ("[Aldane] on Monday also rejected the draft.", "actor"),
        ("[Aldane] and Bremia agreed to wait.", "actor"),
        ("[Aldane] summoned the envoy.", "actor"),
        ("The envoy held talks with [Aldane] at noon.", "actor"),
        ("The envoy urged [Aldane] to wait.", "actor"),
        ("They studied [Aldane]’s demands at length.", "actor"),
        ("They walked through [Aldane]’s hills.", "location"),
        ("They gave [Aldane] a bridge.", "unknown"),
        ("The gift to [Aldane] was a bridge.", "unknown"),
    ],
)
def test_the_words_around_say_whether_a_place_or_an_actor_is_meant(
    text: str, use: PlaceUse
) -> None:
    start = text.index("[")
    end = text.index("]") - 1

    assert read_use(text.replace("[", "").replace("]", ""), (start, end)) == use


def test_a_toponym_alone_says_nothing() -> None:
    assert read_use("Selm", (0, 4)) == "unknown"
