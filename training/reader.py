"""The whole model, its batches and its loss."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from chancery.inference import chains
from chancery.inference.focus import buckets
from chancery.inference.labels import (
    ATTRIBUTION_ROLES,
    CUES,
    EVENT_CLASSES,
    EVENT_PARTS,
    EVENT_ROLES,
    QUADS,
    ROOTS,
    SCHEMES,
    YIELD,
    tags,
)
from chancery.inference.pieces import PAD
from training.encoder import NEVER, Encoder
from training.examples import UNKNOWN, Example, Item, Question
from training.heads import (
    Attributions,
    Events,
    Pairs,
    Sentence,
    Spans,
    Vectors,
    View,
    span_loss,
)

MOST_QUESTIONS = 40  # of one kind in a batch; the rest wait for another round


class Reader(nn.Module):
    """The encoder and every head."""

    def __init__(self, encoder: Encoder, dropout: float) -> None:
        super().__init__()
        self.encoder = encoder
        self.spans = nn.ModuleDict(
            {name: Spans(len(types), widest) for name, (types, widest) in SCHEMES.items()}
        )
        self.attributions = Attributions(tags(ATTRIBUTION_ROLES), len(CUES), dropout)
        self.events = Events(tags(EVENT_ROLES), sum(map(len, EVENT_CLASSES.values())), dropout)
        self.quads = Sentence(len(QUADS), dropout)
        self.pairs = Pairs(chains.FEATURES, dropout)
        self.vectors = Vectors()


@dataclass
class Batch:
    """Padded windows, (B, L) each, and the examples and items that they come from."""

    ids: Tensor
    shapes: Tensor
    states: Tensor
    real: Tensor
    examples: list[Example]
    items: list[Item]


def collate(found: Sequence[Item]) -> Batch:
    """Return the windows of items as one batch."""
    examples = [one for item in found for one in item.examples]
    size = max(map(len, examples))
    rows = np.zeros((3, len(examples), size), np.int64)
    rows[0] = PAD
    real = np.zeros((len(examples), size), bool)
    for row, one in enumerate(examples):
        for part, values in enumerate((one.ids, one.shapes, one.states)):
            rows[part, row, : len(one)] = values
        real[row, : len(one)] = True
    ids, shapes, states = torch.tensor(rows)
    return Batch(ids, shapes, states, torch.tensor(real), examples, list(found))


def losses(
    reader: Reader, batch: Batch, teacher: Encoder | None, draw: np.random.Generator
) -> dict[str, Tensor]:
    """Return the loss of each task that the batch has labels for."""
    x = reader.encoder(batch.ids, batch.shapes, batch.states, batch.real)
    found = {}
    for scheme, head in reader.spans.items():
        rows = [row for row, one in enumerate(batch.examples) if scheme in one.spans]
        if rows:
            found[scheme] = _span_loss(head, scheme, x, batch, rows)
    found |= _said_losses(reader, x, batch, draw)
    found |= _event_losses(reader, x, batch, draw)
    rows = [row for row, one in enumerate(batch.examples) if one.quad != UNKNOWN]
    if rows:
        wanted = torch.tensor([batch.examples[row].quad for row in rows])
        scores = reader.quads(x[rows], batch.real[rows]).float()
        found["quad"] = functional.cross_entropy(scores, wanted, label_smoothing=0.05)
    linked = [_chain_loss(reader, x, place) for place in _with_chains(batch)]
    if linked:
        found["chains"] = torch.stack(linked).mean()
    if teacher is not None:
        found |= _vector_loss(reader, x, batch, teacher)
    return found


def _span_loss(head: nn.Module, scheme: str, x: Tensor, batch: Batch, rows: list[int]) -> Tensor:
    types, widest = SCHEMES[scheme]
    size = x.shape[1]
    gold = torch.zeros(len(rows), size, widest, len(types))
    for place, row in enumerate(rows):
        spans = batch.examples[row].spans[scheme]
        gold[place, spans[:, 0], spans[:, 1], spans[:, 2]] = 1
    return span_loss(head(x[rows]), gold, real_spans(batch.real[rows], widest))


def real_spans(real: Tensor, widest: int) -> Tensor:
    """Return (B, L, widest): whether a span lies among the window's pieces, its frame left out."""
    count = real.sum(1)
    first = torch.arange(real.shape[1])[None, :, None]
    last = first + torch.arange(widest)[None, None, :]
    return (first > 0) & (last < (count - 1)[:, None, None])


def _asked(batch: Batch, kind: str, draw: np.random.Generator) -> tuple[list[int], list[Question]]:
    """Return the questions of a kind with the windows that they are asked of; not too many."""
    pairs = [
        (row, one) for row, example in enumerate(batch.examples) for one in getattr(example, kind)
    ]
    if len(pairs) > MOST_QUESTIONS:
        chosen = sorted(draw.choice(len(pairs), MOST_QUESTIONS, replace=False))
        pairs = [pairs[place] for place in chosen]
    return [row for row, _ in pairs], [one for _, one in pairs]


def padded(rows: Sequence[np.ndarray], size: int | None = None) -> Tensor:
    """Return rows of unlike length as one array (N, size), noughts at their ends."""
    table = np.zeros((len(rows), size or max(map(len, rows))), np.int64)
    for place, row in enumerate(rows):
        table[place, : len(row)] = row
    return torch.tensor(table)


def views(rows: list[int], asked: Sequence[Question]) -> View:
    """Return what questions see of the windows `rows`."""
    at = padded([np.arange(one.low, one.low + len(one.marks)) for one in asked])
    real = padded([np.ones(len(one.marks), np.int64) for one in asked]).bool()
    marks = padded([one.marks for one in asked])
    near = padded([buckets(one.marks) for one in asked])
    return torch.tensor(rows)[:, None], at, real, marks, near


def _said_losses(
    reader: Reader, x: Tensor, batch: Batch, draw: np.random.Generator
) -> dict[str, Tensor]:
    rows, asked = _asked(batch, "said", draw)
    if not asked:
        return {}
    seen = views(rows, asked)
    scores, kinds = reader.attributions(x, seen)
    wanted = padded([one.tags for one in asked])
    found = {"said": reader.attributions.chain.loss(scores, wanted, seen[2])}
    kind = torch.tensor([one.classes.get("kind", UNKNOWN) for one in asked])
    if (kind != UNKNOWN).any():
        found["cue_kind"] = functional.cross_entropy(kinds[:, :-1].float(), kind)
    negated = torch.tensor([one.classes.get("negated", UNKNOWN) for one in asked])
    if (negated != UNKNOWN).any():
        known = negated != UNKNOWN
        found["cue_negated"] = functional.binary_cross_entropy_with_logits(
            kinds[known, -1].float(), negated[known].float()
        )
    return found


def _event_losses(
    reader: Reader, x: Tensor, batch: Batch, draw: np.random.Generator
) -> dict[str, Tensor]:
    rows, asked = _asked(batch, "happened", draw)
    if not asked:
        return {}
    seen = views(rows, asked)
    scores, classes = reader.events(x, seen)
    found = {}
    tagged = [place for place, one in enumerate(asked) if one.tags is not None]
    if tagged:
        wanted = padded([asked[place].tags for place in tagged], scores.shape[1])
        shown = scores[tagged].float()
        for place, number in enumerate(tagged):
            for tag in asked[number].open_roles:
                shown[place, :, tag] = NEVER
        found["roles_of"] = reader.events.chain.loss(shown, wanted, seen[2][tagged])
    for name, values in EVENT_PARTS.items():
        labels = torch.tensor([one.classes.get(name, UNKNOWN) for one in asked])
        if (labels != UNKNOWN).any():
            found[name] = functional.cross_entropy(
                classes[:, values].float(), labels, label_smoothing=0.05
            )
    yields = torch.tensor(["yield" in one.classes for one in asked])
    if yields.any():
        scores = classes[yields][:, EVENT_PARTS["root"]].float().log_softmax(-1)
        both = [ROOTS.index(name) for name in YIELD]
        share = yields.float().sum() / max(1, sum("root" in one.classes for one in asked))
        missed = -torch.logsumexp(scores[:, both], -1).mean()
        found["yield"] = missed * share.clamp(max=1)
    return found


def _with_chains(batch: Batch) -> list[tuple[int, Item]]:
    found, row = [], 0
    for item in batch.items:
        if item.passage is not None:
            found.append((row, item))
        row += len(item.examples)
    return found


def _chain_loss(reader: Reader, x: Tensor, place: tuple[int, Item]) -> Tensor:
    """Rank each mention's antecedents, none among them; mean over the document's mentions."""
    first_row, item = place
    passage = item.passage
    chain_of = {span: number for number, chain in enumerate(passage.chains) for span in chain}
    alone = {(start, end) for start, end, _ in passage.spans.get("gum", ())}
    spans = sorted(alone | chain_of.keys())
    located = [(span, at) for span in spans if (at := locate(item, first_row, span))]
    if len(located) < 2:  # noqa: PLR2004 - a pair
        return x.sum() * 0
    phrases = [chains.phrase(passage.text, *span) for span, _ in located]
    linked = chains.pairs(phrases)
    number = np.array([passage.text.count("\n", 0, span[0]) for span, _ in located])
    shown = torch.tensor(chains.features(phrases, linked, number))
    reps = mention_states(reader, x, [at for _, at in located])
    one, other = torch.tensor(linked).T
    scores = reader.pairs(reps[one], reps[other], shown).float()
    clusters = torch.tensor(
        [chain_of.get(span, -1 - row) for row, (span, _) in enumerate(located)]
    )
    right = clusters[one] == clusters[other]
    count = len(located)
    everything = _group_logsumexp(scores, one, torch.zeros(count))
    has = torch.zeros(count, dtype=torch.bool).index_put((one[right],), right.new_ones(()))
    none = torch.where(has, torch.full((count,), NEVER), torch.zeros(count))
    correct = _group_logsumexp(scores.masked_fill(~right, NEVER), one, none)
    return (everything - correct).mean()


def _group_logsumexp(scores: Tensor, group: Tensor, start: Tensor) -> Tensor:
    """Return the log of the sum, by group, of e to the scores and to the group's `start`."""
    top = start.scatter_reduce(0, group, scores.detach(), "amax")
    total = (start - top).exp().index_add(0, group, (scores - top[group]).exp())
    return top + total.clamp(min=1e-30).log()


def locate(item: Item, first_row: int, span: tuple[int, int]) -> tuple[int, int, int] | None:
    """Return window and pieces [first, last] of a mention that lies whole in one window."""
    at = item.pieces.cover(*span)
    if at is None:
        return None
    for row, example in enumerate(item.examples):
        low, high = at[0] - example.offset, at[1] - 1 - example.offset
        if low >= 1 and high < len(example) - 1:
            return first_row + row, low, high
    return None


def mention_states(reader: Reader, x: Tensor, places: Sequence[tuple[int, int, int]]) -> Tensor:
    """Return what stands for each mention, (M, NARROW)."""
    rows, first, last = torch.tensor(places).T
    at = torch.arange(x.shape[1])
    inside = (at >= first[:, None]) & (at <= last[:, None])
    weights = inside.to(x.dtype) / inside.sum(1, keepdim=True)
    mean = (x[rows] * weights[..., None]).sum(1)
    return reader.pairs.mentions(x[rows, first], x[rows, last], mean)


def _vector_loss(reader: Reader, x: Tensor, batch: Batch, teacher: Encoder) -> dict[str, Tensor]:
    rows = [row for row, one in enumerate(batch.examples) if one.sentence is not None]
    if not rows:
        return {}
    parts = []
    for row in rows:
        one = batch.examples[row]
        low, high = one.sentence
        ids = np.concatenate([one.ids[:1], one.ids[low:high], one.ids[-1:]])
        empty = np.zeros(len(ids), np.int64)
        parts.append(Example(ids, empty, empty))
    alone = collate([Item([part]) for part in parts])
    with torch.no_grad():
        states = teacher(alone.ids, alone.shapes, alone.states, alone.real).float()
        inside = alone.real.float()[..., None]
        wanted = (states * inside).sum(1) / inside.sum(1)
    ours = torch.stack([x[row, slice(*batch.examples[row].sentence)].mean(0) for row in rows])
    likeness = functional.cosine_similarity(reader.vectors(ours).float(), wanted)
    return {"vector": (1 - likeness).mean()}
