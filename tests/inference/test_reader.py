import pickle
from typing import Any

import numpy as np
import pytest
from tiny_model import IdScorer
from tokenizers import Tokenizer

from chancery.inference import open_reader
from chancery.inference.labels import CUES, EVENT_CLASSES, MODALITIES, SCHEMES
from chancery.inference.read import Found, FoundAttribution, FoundTrigger, Raw, read
from chancery.inference.reader import (
    OWN,
    RE3D,
    TYPES,
    as_reading,
    asked,
    confidence,
    modality,
    odds,
    speech,
)
from chancery.text.quotation import quote_states
from chancery.text.sentences import sentences

TUNING: dict[str, Any] = {
    "thresholds": {"cue": 0.0, "trigger": 0.0, "types": 0.0, "linked": 0.0},
    "attributions": {"weights": [1.0, 1.0, 0.0, 0.0, 0.0, 0.0], "least": 0.5},
    "triggers": {"weights": [1.0, 0.0, 0.0], "least": 0.5, "kept": 0.2, "deed": 0.5},
    "spans": {scheme: [1.0, 0.0] for scheme in ("types", "re3d", "linked", "time")},
}


def typed(scheme: str, start: int, end: int, name: str, score: float = 2.0) -> Found:
    return Found(start, end, SCHEMES[scheme][0].index(name), score)


def trigger(root: str, score: float = 2.0, **classes: str) -> FoundTrigger:
    chosen = {"root": root, "mode": "-", "modality": "asserted", "context": "-", **classes}
    scores = {
        kind: np.array([5.0 * (one == chosen[kind]) for one in values], np.float32)
        for kind, values in EVENT_CLASSES.items()
    }
    return FoundTrigger(Found(5, 8, 0, score), {"actor": ((0, 4),)}, {"actor": 0.9}, scores)


def said(score: float = 2.0, negated: float = -1.0, **roles: tuple[tuple[int, int], ...]) -> Any:
    scores = np.zeros(len(CUES) + 1, np.float32)
    scores[CUES.index("denies")] = 3
    scores[-1] = negated
    return FoundAttribution(Found(5, 8, 0, score), roles, dict.fromkeys(roles, 0.9), scores)


def test_types_of_every_scheme_are_types_of_ours() -> None:
    assert set(RE3D) == set(SCHEMES["re3d"][0])
    assert set(TYPES[OWN]) == set(SCHEMES[OWN][0])


def test_the_projects_own_types_come_first_and_others_fill_the_rest() -> None:
    text = "Lina met the UN in Arvand"
    raw = Raw(
        spans={
            "types": [typed("types", 0, 4, "person"), typed("types", 9, 15, "organisation")],
            "re3d": [typed("re3d", 13, 15, "Location"), typed("re3d", 19, 25, "Location")],
            "time": [typed("time", 0, 4, "time")],
        }
    )
    found = as_reading(raw, text, TUNING).mentions
    assert [(text[one.start : one.end], one.type, one.form) for one in found] == [
        ("Lina", "person", "name"),
        ("the UN", "organisation", "name"),
        ("Arvand", "place", "name"),
    ]
    assert found[0].confidence == confidence((2.0, 1.0), (1.0, 0.0)) == 0.88


def test_members_of_chains_are_mentions_typed_by_their_like() -> None:
    text = "Lina met her. The river rose and it fell."
    spans = [(0, 4), (9, 12), (14, 23), (33, 35)]
    raw = Raw(
        spans={
            "types": [typed("types", 0, 4, "person")],
            "linked": [typed("linked", *span, "mention") for span in spans],
        },
        linked=spans,
        chains=[[2, 3], [0, 1]],
    )
    found = as_reading(raw, text, TUNING)
    assert [(one.type, one.form) for one in found.mentions] == [
        ("person", "name"),
        ("person", "pronoun"),
        ("other", "nominal"),
        ("other", "pronoun"),
    ]
    assert found.chains == ((0, 1), (2, 3))


def test_chains_point_at_the_mentions_of_their_spans() -> None:
    text = "the envoy of Arvand said the envoy met"
    raw = Raw(
        spans={
            "types": [typed("types", 13, 19, "place"), typed("types", 0, 19, "person")],
            "linked": [typed("linked", 0, 19, "mention"), typed("linked", 25, 34, "mention")],
        },
        linked=[(0, 19), (25, 34)],
        chains=[[0, 1]],
    )
    found = as_reading(raw, text, TUNING)
    spans = [(one.start, one.end) for one in found.mentions]
    assert spans == [(0, 19), (13, 19), (25, 34)]
    assert [[spans[place] for place in chain] for chain in found.chains] == [[(0, 19), (25, 34)]]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("He said “we agree”", "direct"),
        ("He said we “agree”", "mixed"),
        ("He said we agree", "indirect"),
        ("He said “”", "mixed"),
        ("He said —", "indirect"),
    ],
)
def test_speech_goes_by_the_quotation_marks_of_the_content(text: str, kind: str) -> None:
    assert speech(text, quote_states(text), [(8, len(text))]) == kind


def test_an_attribution_has_its_class_and_negation() -> None:
    text = "Lina did say “no”"
    one = said(negated=1.0, source=((0, 4),), content=((13, 17),))
    (found,) = as_reading(Raw(attributions=[one]), text, TUNING).attributions
    assert (found.cue_class, found.negated, found.speech) == ("denies", True, "direct")
    assert (found.cue, found.source, found.content) == ((5, 8), ((0, 4),), ((13, 17),))
    assert found.confidence == round(found.confidence, 2) > 0.9


def test_what_is_less_sure_than_asked_or_has_no_content_is_left_out() -> None:
    text = "Lina did say “no”"
    unsure, empty = said(-9.0, content=((13, 17),)), said(source=((0, 4),))
    raw = Raw(attributions=[unsure, empty], triggers=[trigger("AGREE", -9.0), trigger("NONE")])
    found = as_reading(raw, text, TUNING)
    assert (found.attributions, found.triggers) == ((), ())


def test_a_trigger_that_is_not_sure_enough_is_kept_in_doubt() -> None:
    sure, unsure = trigger("AGREE", 3.0), trigger("AGREE", -1.0)
    found = as_reading(Raw(triggers=[sure, unsure]), "Lina met Marek", TUNING)
    assert [one.confidence > 0.5 for one in found.triggers] == [True]
    assert [0.2 <= one.confidence < 0.5 for one in found.doubtful] == [True]


@pytest.mark.parametrize(
    ("root", "merged", "mode"),
    [("RETREAT", "YIELD", "withdraw"), ("AGREE", "AGREE", "meet"), ("AID", "AID", None)],
)
def test_a_trigger_has_its_root_in_both_schemes(root: str, merged: str, mode: str | None) -> None:
    one = trigger(root, mode=mode or "-", modality="negated")
    (found,) = as_reading(Raw(triggers=[one]), "Lina met Marek", TUNING).triggers
    assert (found.root, found.root_merged) == (root, merged)
    assert (found.mode, found.context, found.modality) == (mode, None, "negated")
    assert (found.actor, found.recipient) == (((0, 4),), ())


def test_a_deed_is_called_one_only_where_it_is_likely_enough() -> None:
    chances = np.zeros(len(MODALITIES), np.float32)
    chances[MODALITIES.index("asserted")] = 0.5
    chances[MODALITIES.index("background")] = 0.1
    chances[MODALITIES.index("intended")] = 0.4
    assert modality(chances, 0.55) == "asserted"
    assert modality(chances, 0.65) == "hypothetical"


def test_what_is_most_likely_no_deed_is_what_it_most_likely_is() -> None:
    chances = np.zeros(len(MODALITIES), np.float32)
    chances[MODALITIES.index("asserted")] = 0.4
    chances[MODALITIES.index("negated")] = 0.6
    assert modality(chances, 0.5) == "negated"


def test_a_trigger_has_a_mode_of_its_own_root() -> None:
    one = trigger("CONSULT", mode="ceasefire")
    (found,) = as_reading(Raw(triggers=[one]), "Lina met Marek", TUNING).triggers
    assert found.mode in (None, "visit", "phone", "third-party", "multilateral")


def test_a_member_of_no_type_has_that_of_its_chain() -> None:
    raw = Raw(
        spans={
            "types": [typed("types", 0, 4, "person")],
            "linked": [typed("linked", 0, 4, "mention"), typed("linked", 9, 12, "mention")],
        },
        linked=[(0, 4), (9, 12)],
        chains=[[0, 1]],
    )
    found = as_reading(raw, "Lina met her.", TUNING).mentions
    assert [one.type for one in found] == ["person", "person"]


def test_vectors_are_int8_of_one_length() -> None:
    rows = np.array([[3.0] * 384, [0.0] * 384], np.float32)
    found = np.frombuffer(as_reading(Raw(vectors=rows), "", TUNING).vectors, np.int8)
    assert found.reshape(2, 384)[:, 0].tolist() == [round(127 / 384**0.5), 0]
    assert as_reading(Raw(), "", TUNING).vectors == b""


def test_confidence_is_bounded_and_odds_sum_to_one() -> None:
    assert confidence((1e9,), (1.0,)) == 1.0
    assert confidence((-1e9,), (1.0,)) == 0.0
    assert odds(np.array([900.0, 900.0], np.float32)).tolist() == [0.5, 0.5]


def test_a_whole_text_is_read_into_records(tokenizer: Tokenizer) -> None:
    words = {"cue": {"said": (1, 0)}, "types": {"lina": (1, 0)}, "linked": {"lina": (1, 0)}}
    scorer = IdScorer(tokenizer, words, {"attributions": {"lina": 1, "treaty": 3}})
    text = "Lina said treaty.\n\nLina said treaty."
    raw = read(text, sentences(text), tokenizer, scorer, asked(TUNING))
    found = as_reading(raw, text, TUNING)
    assert len(found.attributions) == 2
    assert found.chains == ((0, 1),)
    assert len(found.vectors) == 384 * len(sentences(text))


def test_a_reader_pickles_as_the_name_of_its_file() -> None:
    reader = open_reader()
    assert pickle.loads(pickle.dumps(reader)) == reader  # noqa: S301 - our own
