"""The heads: what is asked of the encoder's states. Shapes: B windows, L pieces, T types.

Every head returns scores; losses are methods of their own: an export takes `forward` alone.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.encoder import NEVER, WIDTH, Dropout, Layer

SPAN_WIDTH = 64
PLACES = 512  # more than the pieces of any window
NARROW = 192
DISTANCES = 32
MARKS = 5  # of a conditioned head: nothing, cue or trigger, given actor, given recipient, spare

View = tuple[Tensor, Tensor, Tensor, Tensor, Tensor]
"""What N questions see: the window of each (N,); then (N, V) each: the pieces seen, which of them
are real, marks, and buckets of the distance to what is asked about."""


class Spans(nn.Module):
    """Typed spans, nested ones too: one score for each pair of first and last piece and type.

    A span's score is how well its edges fit together, where their distance tells (by rotary
    position embeddings, as in Global Pointer, Su et al. 2022, arXiv:2208.03054), and by type how
    well each edge fits, how wide it is, and the sum of what speaks for each piece inside.
    """

    turns: Tensor

    def __init__(self, types: int, widest: int) -> None:
        super().__init__()
        self.widest = widest
        self.first = nn.Linear(WIDTH, SPAN_WIDTH)
        self.last = nn.Linear(WIDTH, SPAN_WIDTH)
        self.edges = nn.Linear(WIDTH, 2 * types)
        self.inside = nn.Linear(WIDTH, types)
        self.widths = nn.Embedding(widest, types)
        nn.init.normal_(self.widths.weight, std=0.02)
        nn.init.zeros_(self.inside.weight)
        nn.init.zeros_(self.inside.bias)
        self.register_buffer("turns", _turns(), persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        """Return (B, L, widest, T): scores of the span that begins at a piece and has a width."""
        batch, size, _ = x.shape
        begins, ends = self._turned(self.first(x)), self._turned(self.last(x))
        both = begins @ ends.transpose(1, 2) * SPAN_WIDTH**-0.5
        begin, end = self.edges(x).chunk(2, dim=-1)
        votes = self.inside(x).float().cumsum(1)
        begin, end = begin - functional.pad(votes[:, :-1], (0, 0, 1, 0)), end + votes
        first = torch.arange(size, device=x.device)[:, None]
        last = first + torch.arange(self.widest, device=x.device)
        at = last.clamp(max=size - 1)
        pair = both.gather(2, at.expand(batch, -1, -1))
        ends = end[:, at.flatten()].view(batch, size, self.widest, -1)
        scores = pair[..., None] + begin[:, :, None] + ends + self.widths.weight
        return scores.masked_fill((last >= size)[None, :, :, None], NEVER)

    def _turned(self, states: Tensor) -> Tensor:
        """Return states (B, L, SPAN_WIDTH) turned by where they stand."""
        cosine, sine = self.turns[:, : states.shape[1]].to(states.dtype)
        one, other = states.chunk(2, dim=-1)
        return torch.cat([one * cosine - other * sine, one * sine + other * cosine], -1)


def _turns() -> Tensor:
    """Return cosines and sines (2, PLACES, SPAN_WIDTH / 2) of the angles at each place."""
    half = SPAN_WIDTH // 2
    speeds = 10000.0 ** (-torch.arange(half) / half)
    angles = torch.arange(PLACES)[:, None] * speeds
    return torch.stack([angles.cos(), angles.sin()])


def span_loss(scores: Tensor, gold: Tensor, real: Tensor) -> Tensor:
    """Return the loss of spans, by window and type: every gold score above 0, every other below.

    `gold` is 1 where a span is; `real` (B, L, widest) says which spans lie among real pieces.
    Multi-label softmax loss (Su et al. 2022, arXiv:2208.02955).
    """
    scores = scores.float()
    scores = scores.masked_fill(~real[..., None], NEVER)
    flat, wanted = scores.flatten(1, 2), gold.flatten(1, 2).bool()
    others = functional.pad(flat.masked_fill(wanted, NEVER), (0, 0, 1, 0))
    ours = functional.pad((-flat).masked_fill(~wanted, NEVER), (0, 0, 1, 0))
    return (torch.logsumexp(others, 1) + torch.logsumexp(ours, 1)).sum(1).mean()


class Conditioned(nn.Module):
    """A light second reading of a window, told where one cue or trigger is: (N, V, NARROW)."""

    def __init__(self, layers: int, dropout: float) -> None:
        super().__init__()
        self.both = nn.Linear(WIDTH, 2 * NARROW)  # what is read, and what is asked about
        self.distances = nn.Embedding(DISTANCES, NARROW)
        self.marks = nn.Embedding(MARKS, NARROW)
        self.norm = nn.LayerNorm(NARROW)
        self.layers = nn.ModuleList(Layer(NARROW, 4, 2 * NARROW, dropout) for _ in range(layers))
        for one in (self.distances, self.marks):
            nn.init.normal_(one.weight, std=0.1)

    def forward(self, x: Tensor, view: View) -> Tensor:
        """Return the states (N, V, NARROW), one row for each question."""
        rows, at, real, marks, distances = view
        asked = (marks > 0).to(x.dtype)[..., None]
        # Rows of a flat table: torch's gradient of an index in two dimensions is slow.
        flat = (rows * x.shape[1] + at).flatten()
        seen = self.both(x).flatten(0, 1).index_select(0, flat).view(*at.shape, -1)
        y, focus = seen.chunk(2, dim=-1)
        y = y + ((focus * asked).sum(1) / asked.sum(1).clamp(min=1))[:, None]
        y = self.norm(y + self.distances(distances) + self.marks(marks))
        mask = real[:, None, None, :]
        for layer in self.layers:
            y = layer(y, mask)
        return y


class Chain(nn.Module):
    """A linear-chain conditional random field over tags of a question's pieces."""

    def __init__(self, tags: int) -> None:
        super().__init__()
        self.steps = nn.Parameter(torch.zeros(tags, tags))  # from, to
        self.begin = nn.Parameter(torch.zeros(tags))
        self.final = nn.Parameter(torch.zeros(tags))

    def loss(self, scores: Tensor, tags: Tensor, real: Tensor) -> Tensor:
        """Return the mean negative log likelihood; scores (N, V, tags), the rest (N, L)."""
        scores = scores.float()
        mask = real.float()
        emitted = scores.gather(2, tags[..., None])[..., 0] * mask
        moved = self.steps[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]
        last = tags.gather(1, (real.sum(1) - 1)[:, None])[:, 0]
        right = self.begin[tags[:, 0]] + emitted.sum(1) + moved.sum(1) + self.final[last]
        total = self.begin + scores[:, 0]
        for place in range(1, scores.shape[1]):
            now = torch.logsumexp(total[:, :, None] + self.steps, 1) + scores[:, place]
            total = torch.where(real[:, place, None], now, total)
        return (torch.logsumexp(total + self.final, 1) - right).mean()


def pooled(x: Tensor, y: Tensor, view: View, shares: list[Tensor]) -> tuple[Tensor, Tensor]:
    """Return what K shares (N, V) of a view take, side by side: of `y`, and of the encoder's `x`.

    A second reading, learned from nothing, alone knows too little of a word's meaning: roots of
    PLV reached a macro-F1 of 43 with it and 66 with the encoder's own states beside it.
    """
    rows, at, *_ = view
    both = torch.stack(shares, 1)  # (N, K, V)
    # One product over the pieces of every window: gathering the states seen takes far longer.
    table = x.flatten(0, 1)
    place = (rows * x.shape[1] + at)[:, None].expand_as(both)
    spread = both.new_zeros(*both.shape[:2], table.shape[0]).scatter_add(2, place, both)
    return (both @ y).flatten(1), (spread @ table).flatten(1)


def at_mark(marks: Tensor, mark: int, kind: torch.dtype) -> Tensor:
    """Return equal shares (N, V) of the pieces with a mark; noughts where none has it."""
    there = (marks == mark).to(kind)
    return there / there.sum(1, keepdim=True).clamp(min=1)


class Attributions(nn.Module):
    """Source and content of a cue, the cue's class and whether it is negated."""

    def __init__(self, tags: int, kinds: int, dropout: float) -> None:
        super().__init__()
        self.reading = Conditioned(2, dropout)
        self.tags = nn.Linear(NARROW, tags)
        self.chain = Chain(tags)
        self.dropout = Dropout(dropout)
        self.kinds = nn.Linear(2 * NARROW, kinds + 1)
        self.direct = nn.Linear(2 * WIDTH, kinds + 1)

    def forward(self, x: Tensor, view: View) -> tuple[Tensor, Tensor]:
        """Return scores of tags (N, V, tags), and of classes with negation last (N, kinds + 1)."""
        y = self.reading(x, view)
        _, _, real, marks, _ = view
        everywhere = real.to(y.dtype)
        everywhere = everywhere / everywhere.sum(1, keepdim=True)
        read, own = pooled(x, y, view, [at_mark(marks, 1, y.dtype), everywhere])
        return self.tags(y), self.kinds(read) + self.direct(self.dropout(own))


class Events(nn.Module):
    """The roles of a trigger, and root, mode, modality and context of the event."""

    def __init__(self, tags: int, classes: int, dropout: float) -> None:
        super().__init__()
        self.reading = Conditioned(2, dropout)
        self.tags = nn.Linear(NARROW, tags)
        self.chain = Chain(tags)
        self.weigh = nn.Linear(NARROW, 1)
        self.dropout = Dropout(dropout)
        self.inner = nn.Linear(4 * NARROW, NARROW)
        self.classes = nn.Linear(NARROW, classes)
        self.direct = nn.Linear(4 * WIDTH, classes)

    def forward(self, x: Tensor, view: View) -> tuple[Tensor, Tensor]:
        """Return scores of tags (N, V, tags), and of all classes side by side (N, classes)."""
        y = self.reading(x, view)
        _, _, real, marks, _ = view
        weights = self.weigh(y)[..., 0].masked_fill(~real, NEVER).softmax(-1).to(y.dtype)
        shares = [weights, *(at_mark(marks, mark, y.dtype) for mark in (1, 2, 3))]
        read, own = pooled(x, y, view, shares)
        inner = functional.gelu(self.inner(self.dropout(read)))
        return self.tags(y), self.classes(self.dropout(inner)) + self.direct(self.dropout(own))


class Sentence(nn.Module):
    """The class of a whole sentence, from its states weighed by one question."""

    def __init__(self, classes: int, dropout: float) -> None:
        super().__init__()
        self.weigh = nn.Linear(WIDTH, 1)
        self.dropout = Dropout(dropout)
        self.classes = nn.Linear(WIDTH, classes)

    def forward(self, x: Tensor, real: Tensor) -> Tensor:
        """Return scores (B, classes)."""
        weights = self.weigh(x)[..., 0].masked_fill(~real, NEVER).softmax(-1)
        return self.classes(self.dropout((x * weights[..., None]).sum(1)))


class Vectors(nn.Module):
    """What a sentence means, as the base model's own vector of it would say: (S, WIDTH)."""

    def __init__(self) -> None:
        super().__init__()
        self.straight = nn.Linear(WIDTH, WIDTH)
        self.inner = nn.Linear(WIDTH, 2 * WIDTH)
        self.outer = nn.Linear(2 * WIDTH, WIDTH)
        nn.init.eye_(self.straight.weight)
        nn.init.zeros_(self.straight.bias)

    def forward(self, means: Tensor) -> Tensor:
        """Return the vectors of sentences from the means (S, WIDTH) of their states."""
        return self.straight(means) + self.outer(functional.gelu(self.inner(means)))


class Pairs(nn.Module):
    """Whether two mentions are of one thing."""

    def __init__(self, features: int, dropout: float) -> None:
        super().__init__()
        self.mention = nn.Linear(3 * WIDTH, NARROW)
        self.alone = nn.Linear(NARROW, 1)
        self.other = nn.Linear(NARROW, NARROW, bias=False)
        self.features = nn.Linear(features, NARROW)
        self.inner = nn.Linear(3 * NARROW, NARROW)
        self.score = nn.Linear(NARROW, 1)
        self.dropout = Dropout(dropout)

    def mentions(self, first: Tensor, last: Tensor, mean: Tensor) -> Tensor:
        """Return what stands for mentions (M, NARROW): states at their edges, and their means."""
        return functional.gelu(self.mention(torch.cat([first, last, mean], -1)))

    def forward(self, one: Tensor, other: Tensor, features: Tensor) -> Tensor:
        """Return a score for each pair, (P,): above 0 is yes."""
        kind = functional.gelu(self.features(features))
        product = one * other
        x = torch.cat([self.dropout(product), (one - other).abs(), kind], -1)
        x = functional.gelu(self.inner(x))
        near = (self.other(one) * other).sum(-1) * NARROW**-0.5
        return self.score(self.dropout(x))[..., 0] + near
