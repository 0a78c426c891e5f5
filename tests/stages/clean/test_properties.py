from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chancery.model.document import KEPT_TYPES, Document
from chancery.stages.clean.phrases import load_phrases
from chancery.stages.clean.stage import Clean

LINES = st.sampled_from(
    [
        "Talks on the ferry went on until dawn, and nobody at the customs house had slept.",
        "Subscribe to our newsletter. Your support helps us.",
        "We use cookies. Accept all",
        "end.The other shore waited for us.Share this article",
        "Share this article",
        "Facebook",
        "3 May 2023",
        "By Ilse Maran",
        "A ferry at the berth [Lena Dorr/Pool]",
        "Related articles",
        "…",
        "\u200b",
        "« Никто не спал », сказала она.",
        "両岸の政府は合意した。",
        "",
    ]
)
ARTICLES = st.lists(LINES, max_size=14).map("\n".join)
ANYTHING = st.text(
    alphabet=st.characters(codec="utf-8") | st.sampled_from(" \n\r.\u00a0“”[]/"), max_size=120
)


def check(text: str, make: Callable[..., Document]) -> None:
    ((result,),) = Clean().run([make(text)])
    assert isinstance(result, Document)
    assert "".join(text[b.start : b.end] for b in result.blocks) == text
    for block in result.blocks:
        assert block.kept == (block.type in KEPT_TYPES)
        assert (block.repeats is not None) == (block.type == "repeat")
        assert block.repeats is None or block.repeats[0] < block.repeats[1] <= block.start


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ARTICLES)
def test_blocks_tile_any_mixture_of_lines(text: str, document: Callable[..., Document]) -> None:
    check(text, document)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ANYTHING)
def test_blocks_tile_any_text(text: str, document: Callable[..., Document]) -> None:
    check(text, document)


def test_a_line_of_a_million_code_points_is_cut_and_tiled(
    document: Callable[..., Document],
) -> None:
    check("Nobody had slept at the customs house. " * 25_000, document)
    check("x" * 1_000_000, document)


@pytest.mark.untraced
def test_an_endless_line_of_appeals_is_read_in_linear_time(
    document: Callable[..., Document],
) -> None:
    pair = "Support our journalism today, whoever you are. Nobody had slept in the customs house. "
    ((result,),) = Clean().run([document(pair * 20_000)])
    assert isinstance(result, Document)
    assert result.blocks[0].type == "appeal"
    assert result.blocks[-1].kept


def test_no_phrase_of_the_table_is_upper_case_or_padded() -> None:
    for hit in load_phrases().whole.values():
        assert hit.phrase == hit.phrase.strip().lower()
