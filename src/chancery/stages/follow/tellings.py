"""Makes of the clauses of a document what is compared with commitments."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from chancery.model import (
    Claim,
    Commitment,
    Days,
    Event,
    Meeting,
    Span,
    Statement,
    Telling,
    make_id,
)
from chancery.stages.follow.actors import Actors
from chancery.stages.follow.clauses import NEAR, Clause, find_clauses
from chancery.stages.follow.lexicon import pattern_of, vague_stems
from chancery.stages.follow.words import matter_of
from chancery.text.page import Page

KINDS: tuple[type[Claim], ...] = (Event, Statement, Commitment, Meeting)
"""Of which the claim is named that a sentence makes: the first that it makes."""


def tell(page: Page, actors: Actors, claims: Sequence[Claim], told: Days) -> Iterator[Telling]:
    """Yield what the clauses of a document tell."""
    makes = _by_sentence(claims)
    for sentence in page.sentences:
        for clause in find_clauses(page, actors, sentence):
            yield _telling(page, actors, clause, makes.get(sentence), told)
    rebuffs: dict[str, Telling] = {}  # a demand may lie in the very words of a statement
    for one in sorted(claims, key=lambda one: isinstance(one, Commitment)):
        for each in _rebuffs(page, actors, one, told):
            rebuffs.setdefault(each.id, each)
    yield from rebuffs.values()


def _by_sentence(claims: Iterable[Claim]) -> dict[Span, str]:
    found: dict[Span, list[tuple[int, str]]] = defaultdict(list)
    for one in claims:
        if (
            rank := next((n for n, kind in enumerate(KINDS) if isinstance(one, kind)), None)
        ) is not None:
            for each in one.evidence:
                found[each.start, each.end].append((rank, one.id))
    return {span: min(some)[1] for span, some in found.items()}


def _telling(page: Page, actors: Actors, clause: Clause, claim: str | None, told: Days) -> Telling:
    sentence = page.sentence_of(clause.place[0])
    matter = matter_of(page, actors, (clause.place[1], sentence[1]))
    subject = {each for one in clause.subject for each in actors.side_of(one)}
    everyone = {one.actor for one in actors.within(sentence)}
    near = sentence[0], min(clause.place[1] + NEAR, sentence[1])
    times = [one for one in page.times_in(sentence) if one.first or one.last]
    when = times[0] if len(times) == 1 else None
    return Telling(
        id=make_id("telling", [page.document.id, *clause.place, clause.act]),
        document=page.document.id,
        span=sentence,
        sentence=page.cite(sentence),
        claim=claim,
        act=clause.act,
        subject=tuple(sorted(subject)),
        others=tuple(sorted(everyone - subject)),
        verb=clause.verb,
        words=tuple(sorted(matter.stems - vague_stems())),
        numbers=matter.numbers,
        partly=bool(pattern_of("partly").search(page.text, *near)),
        kept=bool(pattern_of("kept").search(page.text, *sentence)),
        when=Days(first=when.first, last=when.last) if when else Days(),
        told=told,
    )


def _rebuffs(page: Page, actors: Actors, one: Claim, told: Days) -> Iterator[Telling]:
    """Yield words by which somebody will not be told what to do."""
    if isinstance(one, Statement):
        spans, whose = one.words, actors.of(one.speaker)
        if one.role:
            whose |= {each.actor for each in actors.within((one.role.start, one.role.end))}
    elif isinstance(one, Commitment) and one.type == "demand":
        spans, whose = one.content, actors.of(one.by)
    else:
        return
    for each in spans:
        if whose and pattern_of("rebuffed").search(page.text, each.start, each.end):
            clause = Clause("rejected", frozenset(whose), None, (each.start, each.start))
            yield _telling(page, actors, clause, one.id, told)
