"""Says who did it and to whom: by the order of words where it is plain, else by the reader."""

from chancery.model import Attribution, Root, Span, Trigger
from chancery.stages.events.lexicon import words_of
from chancery.stages.events.nouns import is_noun, known_noun, noun_sides
from chancery.stages.events.order import Sides, find_sides, is_passive, known_verb
from chancery.stages.events.telling import is_past
from chancery.text.page import Page, overlap
from chancery.text.roles import PARTIES, governor, role_phrases, said_elsewhere

READ_NOUNS = frozenset({"AID", "COOPERATE", "MOBILIZE", "AGREE"})
"""Roots of whose nouns the reader tells more than the words around them."""

MOVES: frozenset[Root] = frozenset({"MOBILIZE", "RETREAT"})


def sides_of(page: Page, one: Trigger, root: Root, around: list[Attribution]) -> Sides:
    """Return the sides of a trigger of a root; who is on both is who it was done to."""
    found = _plain_sides(page, one, root) or _read_sides(page, one, around)
    if root in READ_NOUNS and not found.actors and known_noun(page, (one.start, one.end)):
        found = Sides(_read_sides(page, one, around).actors, found.recipients)
    if root in MOVES:
        found = _moved(page, found)
    both = [span for span in found.actors if any(overlap(span, o) for o in found.recipients)]
    return Sides([span for span in found.actors if span not in both], found.recipients)


def _plain_sides(page: Page, one: Trigger, root: Root) -> Sides | None:
    """Return the sides that the order of words tells; None where it does not."""
    trigger = (one.start, one.end)
    known = known_verb(page, trigger)
    if not known and known_noun(page, trigger):
        return noun_sides(page, trigger, root)
    if known or (is_past(page, one) and is_passive(page, trigger)):
        return find_sides(page, known.reach if known else trigger)
    if root not in READ_NOUNS and is_noun(page, trigger):
        return noun_sides(page, trigger, root)
    return None


def _moved(page: Page, sides: Sides) -> Sides:
    """Return who moves: of forces that are moved, they themselves where nobody is said to."""
    forces = [span for span in sides.recipients if _are_forces(page, span)]
    others = [span for span in sides.recipients if span not in forces]
    return Sides(sides.actors or forces, others)


def _are_forces(page: Page, span: Span) -> bool:
    return bool(set(page.words(span).lower().split()) & words_of("forces"))


def _read_sides(page: Page, one: Trigger, around: list[Attribution]) -> Sides:
    """Return the sides that the reader marks in the sentence, without who only reports."""
    start, end = page.sentence_of(one.start)
    reporting = [piece for said in around for piece in said.source]
    reporting += said_elsewhere(page, (*one.actor, *one.recipient), around)
    trigger = (one.start, one.end)

    def parties(spans: tuple[Span, ...]) -> list[Span]:
        inside = [span for span in spans if start <= span[0] and span[1] <= end]
        return [
            span
            for span in role_phrases(page, inside)
            if not overlap(span, trigger) and not any(overlap(span, one) for one in reporting)
        ]

    recipients = parties(one.recipient)
    actors = [span for span in parties(one.actor) if span not in recipients]
    actors = [span for span in actors if governor(page, span[0]) not in {"in", "at", "near"}]
    return Sides(actors, recipients)


def has_party(page: Page, span: Span) -> bool:
    """Say whether a phrase holds a mention of a party."""
    return any(one.type in PARTIES for one in page.mentions_in(span))
