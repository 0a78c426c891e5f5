"""A tokenizer with a small vocabulary and a scorer that goes by word pieces, for the reader."""

import string
from collections.abc import Mapping

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from chancery.inference.decode import ChainWeights
from chancery.inference.labels import ATTRIBUTION_ROLES, EVENT_CLASSES, EVENT_ROLES, SCHEMES, tags
from chancery.inference.scorer import Floats, Integers, View

WORDS = (
    "the a of in and to he she it they that not will said says told denied agreed signed met "
    "envoy envoys minister ministers spokesman talks treaty river border lina marek arvand soltis "
    "monday ceasefire hold"
).split()
FIXED = {"[PAD]": 0, "[UNK]": 100, "[CLS]": 101, "[SEP]": 102, "!": 999, ".": 1012, "?": 1029}
NO, YES = -8.0, 8.0


def tiny_tokenizer() -> Tokenizer:
    """Return a tokenizer like that of the weights, with their numbers of marks and stops."""
    characters = string.ascii_lowercase + string.digits
    tokens = [*characters, *(f"##{one}" for one in characters), *string.punctuation, *"“”‘’—é"]
    tokens += [word for word in WORDS if len(word) > 1]
    numbers = dict(FIXED)
    for token in tokens:
        numbers.setdefault(token, 2000 + len(numbers))
    tokenizer = Tokenizer(WordPiece(numbers, unk_token="[UNK]"))  # noqa: S106 - no secret
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer


def free_chain(roles: tuple[str, ...]) -> ChainWeights:
    """Return a chain that bars nothing but what no chain allows."""
    count = tags(roles)
    zero = np.zeros(count, np.float32)
    return ChainWeights.of(np.zeros((count, count), np.float32), zero, zero)


class IdScorer:
    """Scores by the word pieces alone; the states of a piece hold its number, first of all.

    `words` says by scheme which words begin a span, of how many pieces, and its type; `roles`
    says by word which tag it has in the answer to a cue and to a trigger.
    """

    def __init__(
        self,
        tokenizer: Tokenizer,
        words: Mapping[str, Mapping[str, tuple[int, int]]],
        roles: Mapping[str, Mapping[str, int]] | None = None,
    ) -> None:
        number = tokenizer.get_vocab()
        self.words = {
            scheme: {number[word]: span for word, span in found.items()}
            for scheme, found in words.items()
        }
        self.roles = {
            kind: {number[word]: tag for word, tag in found.items()}
            for kind, found in (roles or {}).items()
        }
        self.windows: list[Integers] = []
        self.chains = {
            "attributions": free_chain(ATTRIBUTION_ROLES),
            "events": free_chain(EVENT_ROLES),
        }

    def encode(self, ids: Integers, shapes: Integers, states: Integers) -> Floats:
        self.windows.append(ids)
        x = np.zeros((len(ids), 384), np.float32)
        x[:, 0], x[:, 1], x[:, 2] = ids, shapes, states
        return x

    def spans(self, scheme: str, x: Floats) -> Floats:
        types, widest = SCHEMES[scheme]
        scores = np.full((len(x), widest, len(types)), NO, np.float32)
        for place, number in enumerate(x[:, 0].astype(int).tolist()):
            if number in self.words.get(scheme, {}):
                width, kind = self.words[scheme][number]
                scores[place, width - 1, kind] = YES
        return scores

    def attributions(self, x: Floats, view: View) -> tuple[Floats, Floats]:
        classes = np.zeros((len(view[0]), 14), np.float32)
        classes[:, 6] = YES
        classes[:, -1] = NO
        return self._tags("attributions", x, view, tags(ATTRIBUTION_ROLES)), classes

    def events(self, x: Floats, view: View) -> tuple[Floats, Floats]:
        classes = np.zeros((len(view[0]), sum(map(len, EVENT_CLASSES.values()))), np.float32)
        return self._tags("events", x, view, tags(EVENT_ROLES)), classes

    def mentions(self, first: Floats, last: Floats, mean: Floats) -> Floats:
        return first[:, :192]

    def pairs(self, one: Floats, other: Floats, features: Floats) -> Floats:
        return np.where(one[:, 0] == other[:, 0], 1, -1).astype(np.float32)

    def vectors(self, means: Floats) -> Floats:
        assert means.dtype == np.float32
        return means

    def _tags(self, kind: str, x: Floats, view: View, count: int) -> Floats:
        scores = np.zeros((*view[0].shape, count), np.float32)
        found = self.roles.get(kind, {})
        for place in np.ndindex(*view[0].shape):
            scores[place][found.get(int(x[view[0][place], 0]), 0)] = YES
        return scores
