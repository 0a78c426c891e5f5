"""Finds near-copies by datatrove's MinHash with its defaults; near_copies.py runs it.

usage: python bench/datatrove_minhash.py CORPUS PLACE WORKERS [spaces]

It needs datatrove and, for the words of English, spaCy, but no model; `spaces` splits words at
white space instead. Which documents are copies
of which is kept beside those that are removed; all else is as datatrove has it.
"""

import sys
from pathlib import Path

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.dedup import (
    MinhashDedupBuckets,
    MinhashDedupCluster,
    MinhashDedupFilter,
    MinhashDedupSignature,
)
from datatrove.pipeline.dedup.minhash import MinhashConfig
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter


def main() -> None:
    """Run the four steps, one after another; each file is a task."""
    corpus, place, workers = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    signatures, pairs, clusters, kept = (
        str(place / name) for name in ("signatures", "pairs", "clusters", "kept")
    )
    signature = MinhashDedupSignature(signatures)
    if "spaces" in sys.argv[4:]:
        signature.word_tokenizer = _Spaces()
    files = len(list(Path(corpus).glob("*.jsonl")))
    steps: list[tuple[list[PipelineStep], int]] = [
        ([JsonlReader(corpus), signature], files),
        ([MinhashDedupBuckets(signatures, pairs)], MinhashConfig().num_buckets),
        ([MinhashDedupCluster(pairs, clusters, save_cluster_id=True)], 1),
        ([JsonlReader(corpus), MinhashDedupFilter(clusters), JsonlWriter(kept)], files),
    ]
    for number, (step, tasks) in enumerate(steps):
        LocalPipelineExecutor(
            step,
            tasks=tasks,
            workers=min(workers, tasks),
            logging_dir=str(place / f"logs{number}"),
        ).run()


class _Spaces:
    """Splits words at white space; what is called so in datatrove asks spaCy."""

    def word_tokenize(self, text: str) -> list[str]:
        return text.split()


if __name__ == "__main__":
    main()
