from itertools import pairwise

import numpy as np
import pytest
from tiny_model import IdScorer
from tokenizers import Tokenizer

from chancery.inference.read import SIZE, Asked, Raw, read
from chancery.inference.scorer import Floats, View
from chancery.text.sentences import sentences

WORDS = {
    "cue": {"said": (1, 0)},
    "trigger": {"signed": (1, 0)},
    "linked": {"lina": (1, 0), "she": (1, 0), "marek": (1, 0)},
    "types": {"lina": (1, 0), "the": (2, 3)},
    "re3d": {"talks": (1, 0)},
}
ROLES = {
    "attributions": {"lina": 1, "envoy": 2, "treaty": 3, "will": 4, "hold": 4},
    "events": {"marek": 1, "monday": 7},
}
ASKED = Asked({"cue": 0.0, "trigger": 0.0, "linked": 0.0, "types": 0.0, "re3d": 0.0})
LINE = "Lina said that the treaty will hold. Marek signed it on Monday. "


@pytest.fixture
def scorer(tokenizer: Tokenizer) -> IdScorer:
    return IdScorer(tokenizer, WORDS, ROLES)


def reading(text: str, tokenizer: Tokenizer, scorer: IdScorer) -> Raw:
    return read(text, sentences(text), tokenizer, scorer, ASKED)


def plain(raw: Raw) -> object:
    assert raw.vectors is not None
    return (
        dict(raw.spans),
        [(one.cue, one.roles, one.sure, one.scores.tolist()) for one in raw.attributions],
        [(one.trigger, one.roles, one.sure) for one in raw.triggers],
        (raw.linked, raw.chains, raw.vectors.tolist()),
    )


@pytest.mark.parametrize("between", ["", "\n\n"])
def test_each_span_is_found_once_in_windows_that_overlap(
    tokenizer: Tokenizer, scorer: IdScorer, between: str
) -> None:
    text = (LINE + between) * 60
    raw = reading(text, tokenizer, scorer)
    assert len(scorer.windows) > 3
    assert max(map(len, scorer.windows)) <= SIZE + 2
    for scheme, word in (("cue", "said"), ("trigger", "signed")):
        found = [(one.start, one.end) for one in raw.spans[scheme]]
        assert len(set(found)) == len(found) == 60
        assert {text[slice(*span)] for span in found} == {word}
        assert found == sorted(found)
    assert len(raw.attributions) == len(raw.triggers) == 60


def test_what_was_read_before_changes_nothing(tokenizer: Tokenizer, scorer: IdScorer) -> None:
    first = plain(reading(LINE * 9, tokenizer, scorer))
    reading("Marek met the envoys of Arvand.\n\n" * 70, tokenizer, scorer)
    assert plain(reading(LINE * 9, tokenizer, scorer)) == first


def test_roles_are_in_code_points(tokenizer: Tokenizer, scorer: IdScorer) -> None:
    text = "👩‍🚀 é\n\n" + LINE
    raw = reading(text, tokenizer, scorer)
    said, signed = raw.attributions[0], raw.triggers[0]
    assert [text[slice(*span)] for span in said.roles["source"]] == ["Lina"]
    assert [text[slice(*span)] for span in said.roles["content"]] == ["treaty will hold"]
    assert [text[slice(*span)] for span in signed.roles["actor"]] == ["Marek"]
    assert [text[slice(*span)] for span in signed.roles["time"]] == ["Monday"]
    assert signed.scores.keys() == {"root", "mode", "modality", "context"}
    assert said.sure["source"] > 0.9


def test_a_role_has_no_blank_line_at_its_edges(tokenizer: Tokenizer) -> None:
    roles = {"attributions": {"treaty": 3, ".": 4, "[SEP]": 4}}
    scorer = IdScorer(tokenizer, WORDS, roles)
    text = "The treaty.\n\nLina said it.\n\nMarek met Lina."
    (said,) = reading(text, tokenizer, scorer).attributions
    assert text[slice(*said.roles["content"][0])] == "treaty."
    for start, end in said.roles["content"]:
        assert text[start:end].strip() == text[start:end] != ""


def test_pieces_of_one_character_are_in_one_role_once(tokenizer: Tokenizer) -> None:
    class Halves(IdScorer):
        def _tags(self, kind: str, x: Floats, view: View, count: int) -> Floats:
            scores = np.zeros((*view[0].shape, count), np.float32)
            scores[..., 0] = 4
            scores[:, 2:5, 3] = 9  # three pieces, each a span of its own
            return scores

    class Jamo:
        """Gives each character of a word twice, as a tokenizer may that takes it apart."""

        def encode(self, text: str, *, add_special_tokens: bool) -> object:
            found = tokenizer.encode(text, add_special_tokens=add_special_tokens)

            class Coded:
                ids = [one for one in found.ids for _ in range(2)]
                offsets = [one for one in found.offsets for _ in range(2)]
                word_ids = [one for one in found.word_ids for _ in range(2)]

            return Coded

    text = "said it met"
    raw = read(text, (), Jamo(), Halves(tokenizer, {"cue": {"met": (1, 0)}}), ASKED)  # type: ignore[arg-type]
    for said in raw.attributions:
        spans = said.roles["content"]
        assert spans
        assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_no_typed_span_reaches_over_a_paragraphs_end(tokenizer: Tokenizer) -> None:
    scorer = IdScorer(tokenizer, {"types": {"lina": (3, 0), "[SEP]": (1, 0)}})
    text = "Marek met Lina\n\nThe envoys.\n\nLina met Marek."
    found = reading(text, tokenizer, scorer).spans["types"]
    assert [text[one.start : one.end] for one in found] == ["Lina met Marek"]


def test_a_span_wider_than_the_text_is_not_found(tokenizer: Tokenizer) -> None:
    scorer = IdScorer(tokenizer, {"types": {"lina": (9, 0)}})
    assert reading("Lina met Marek", tokenizer, scorer).spans["types"] == []


def test_an_empty_text_has_nothing(tokenizer: Tokenizer, scorer: IdScorer) -> None:
    raw = read("", (), tokenizer, scorer, ASKED)
    assert raw.spans == {}
    assert (raw.attributions, raw.triggers, raw.linked, raw.chains) == ([], [], [], [])
    assert raw.vectors is None


def test_only_what_is_asked_is_looked_for(tokenizer: Tokenizer, scorer: IdScorer) -> None:
    asked = Asked(ASKED.thresholds, attributions=False, events=False, chains=False, vectors=False)
    raw = read(LINE, sentences(LINE), tokenizer, scorer, asked)
    assert raw.spans["cue"]
    assert (raw.attributions, raw.triggers, raw.linked) == ([], [], [])
    assert raw.vectors is None


def test_a_threshold_leaves_out_what_scores_less(tokenizer: Tokenizer, scorer: IdScorer) -> None:
    assert not read(LINE, (), tokenizer, scorer, Asked({"cue": 9.0})).attributions


def test_vectors_are_means_of_the_states_of_a_sentence(
    tokenizer: Tokenizer, scorer: IdScorer
) -> None:
    text = LINE * 60
    spans = sentences(text)
    raw = reading(text, tokenizer, scorer)
    assert raw.vectors is not None
    assert raw.vectors.shape == (len(spans), 384)
    assert raw.vectors.dtype == np.float32
    for row, (start, end) in enumerate(spans):
        ids = tokenizer.encode(text[start:end], add_special_tokens=False).ids
        assert raw.vectors[row, 0] == pytest.approx(np.mean(ids), rel=1e-5)


def test_links_join_mentions_of_one_thing(tokenizer: Tokenizer, scorer: IdScorer) -> None:
    text = "Lina met Marek. Lina and she signed. Marek said it."
    raw = reading(text, tokenizer, scorer)
    words = [[text[slice(*raw.linked[place])] for place in chain] for chain in raw.chains]
    assert words == [["Lina", "Lina"], ["Marek", "Marek"]]
    assert raw.linked == sorted(raw.linked)
