"""An attribution on its way to a statement."""

from collections.abc import Iterator
from dataclasses import dataclass

from chancery.model import Attribution, Span
from chancery.stages.statements.lexicon import words_of
from chancery.stages.statements.speaker import find_speaker
from chancery.stages.statements.spoken import spoken_words
from chancery.text.page import Page


@dataclass
class Draft:
    """What is said at one place of a document; spans are in text order."""

    attribution: Attribution
    speaker: list[Span]
    words: list[Span]
    introduced: Span | None = None  # fuller words for a speaker who is not named
    confidence: float = 0.0  # 0..1: that this is a statement with this speaker and these words

    @property
    def cue(self) -> Span:
        """Return the cue."""
        return self.attribution.cue

    @property
    def spans(self) -> list[Span]:
        """Return all that the evidence has to hold."""
        return [self.cue, *self.speaker, *self.words]

    def holds(self, span: Span) -> bool:
        """Say whether a span lies within the words."""
        return any(start <= span[0] and span[1] <= end for start, end in self.words)


def draft_all(page: Page) -> Iterator[Draft]:
    """Yield a draft for each attribution that says what was said."""
    for one in page.annotation.attributions:
        words = spoken_words(page, one)
        speaker = find_speaker(page, one)
        if words and not (one.negated or _is_nobody(page, speaker)):
            yield Draft(one, speaker, words)


def _is_nobody(page: Page, speaker: list[Span]) -> bool:
    """Say whether it is denied that anyone says so: "neither has said"."""
    first = page.words(speaker[0]).lower().split()[:1] if speaker else []
    return first != [] and first[0] in words_of("nobody")
