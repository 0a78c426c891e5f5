"""Lists English words that mean nearly the same: `python -m training.word_kin`.

It reads the base model's word pieces and writes text/word_kin.tsv: for each stem of word_ranks.tsv
the stems of words whose vectors, each read alone by the base model, are closest to its own.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from chancery.text import rarity
from chancery.text.rarity import ranked_words, stem
from training.encoder import load_base
from training.train import find_base, load_tokenizer

CLOSE = 0.65  # cosine: "talks" and "discuss" have .70, "attack" and "battle" .63
MOST = 12  # kin of a stem, the closest
EVERYWHERE = 200  # the commonest words, which carry no meaning of their own, have no kin
BATCH = 512
TABLE = Path(rarity.__file__).with_name("word_kin.tsv")
HEAD = """# English stems, and those of words that mean nearly the same, the closest first.
# Source: vectors of single words by the base model (all-MiniLM-L6-v2), compared by
# training/word_kin.py; no list of synonyms went in. Licence: Apache-2.0.
"""


def main() -> None:
    """Write the table."""
    words = ranked_words()[EVERYWHERE:]
    lines = [f"{one}\t{' '.join(kin)}\n" for one, kin in sorted(_kin(words, _vectors(words)))]
    TABLE.write_text(HEAD + "".join(lines), encoding="utf-8")


def _vectors(words: Sequence[str]) -> NDArray[np.float32]:
    """Return one vector of length 1 for each word."""
    base = find_base()
    encoder, tokenizer = load_base(base).eval(), load_tokenizer(base)
    ids = [tokenizer.encode(word).ids for word in words]
    found = np.zeros((len(words), 384), np.float32)
    order = sorted(range(len(words)), key=lambda at: len(ids[at]))
    with torch.no_grad():
        for low in range(0, len(order), BATCH):
            batch = order[low : low + BATCH]
            pieces = torch.zeros(len(batch), len(ids[batch[-1]]), dtype=torch.long)
            for row, at in enumerate(batch):
                pieces[row, : len(ids[at])] = torch.tensor(ids[at])
            real, none = pieces > 0, torch.zeros_like(pieces)
            states = encoder(pieces, none, none, real)
            mean = (states * real[..., None]).sum(1) / real.sum(1, keepdim=True)
            found[batch] = functional.normalize(mean, dim=1).numpy()
    return found


def _kin(
    words: Sequence[str], vectors: NDArray[np.float32]
) -> Iterator[tuple[str, Sequence[str]]]:
    close: dict[str, dict[str, float]] = defaultdict(dict)
    stems = [stem(word) for word in words]
    for low in range(0, len(words), BATCH):
        alike = vectors[low : low + BATCH] @ vectors.T
        for row, column in np.argwhere(alike >= CLOSE).tolist():
            one, other = stems[low + row], stems[column]
            if one != other:
                close[one][other] = max(close[one].get(other, 0.0), float(alike[row, column]))
    for one, others in close.items():
        yield one, sorted(others, key=lambda other: (-others[other], other))[:MOST]


if __name__ == "__main__":
    main()
