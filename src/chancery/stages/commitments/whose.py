"""Says who is bound by a commitment, and whether it is the one who speaks."""

from msgspec.structs import replace

from chancery.model import Party, Span
from chancery.stages.commitments.draft import Draft
from chancery.stages.commitments.lexicon import lowered, words_of
from chancery.stages.commitments.parties import outermost
from chancery.text.page import Page

PLURAL = frozenset({"we", "our"})
PAST = frozenset({"was", "were", "had", "did", "said", "told"})
BODIES = frozenset({"organisation", "armed_group", "place"})
ARTICLES = frozenset({"The", "A", "An"})


def bound_parties(page: Page, one: Draft) -> tuple[Party, ...]:
    """Return who acts or demands; a pronoun for the speaker is introduced by his own words."""
    source = one.own or one.carrier
    if one.speaking:
        return source.speaker if source else ()
    parties = tuple(_introduced(page, one, each) for each in page.parties(one.by))
    if (side := find_side(page, one)) is not None:
        parties = tuple(replace(each, introduced=page.cite(side)) for each in parties)
        return (*parties, *(one.carrier.speaker if one.carrier else ()))
    if one.carrier is None or one.takes != "bare" or not is_own(page, one):
        return parties
    if any(party.introduced for party in parties):
        return parties
    known = {party.evidence for party in parties}
    return (*parties, *(each for each in one.carrier.speaker if each.evidence not in known))


def find_side(page: Page, one: Draft) -> Span | None:
    """Return for whom "we" stands outside of quotations: the body told of right before.

    "Aldania has closed the pass. We will open it": the subject of the sentence before, if that is
    a body, and the sentence no story of the past.
    """
    words = {page.words(span).lower() for span in one.by}
    if not words & PLURAL or page.quotation_at(one.cue[0]):
        return None
    start, _ = page.sentence_of(one.cue[0])
    before = page.sentence_of(max(0, start - 1))
    held = outermost(page, before)
    if before[0] >= start or not held or "\n\n" in page.text[before[1] : start]:
        return None
    opening = page.text[before[0] : held[0].start].strip().lower()
    verb = page.text[held[0].end : before[1]].split()[:1]
    is_body = held[0].type in BODIES and held[0].form == "name" and opening in {"", "the"}
    is_past = not verb or verb[0].endswith("ed") or verb[0] in PAST
    return None if is_past or not is_body else (held[0].start, held[0].end)


def is_own(page: Page, one: Draft) -> bool:
    """Say whether who acts is the speaker, or whom his phrase names: "Aldania's envoy"."""
    if one.speaking:
        return True
    if find_side(page, one) is not None:
        return True
    if one.carrier is None:
        return False
    words = {word for span in one.by for word in page.words(span).split()}
    pronouns = words_of("pronoun") & set(map(lowered, words))
    if pronouns:
        return any(_is_speaker(page, one, word) for word in pronouns)
    role = one.carrier.statement.role
    said = [*(each.evidence.quote for each in one.carrier.speaker), role.quote if role else ""]
    named = {word.rstrip("s") for word in words - ARTICLES if word[:1].isupper()}
    return any(word in " ".join(said) for word in named)


def _introduced(page: Page, one: Draft, party: Party) -> Party:
    """Return a party with the speaker's words, where it is a pronoun for him in his own words."""
    if one.carrier is None or len(one.carrier.speaker) != 1:
        return party
    (speaker,) = one.carrier.speaker
    if not _is_speaker(page, one, lowered(party.evidence.quote)):
        return party
    return replace(party, introduced=speaker.introduced or speaker.evidence)


def _is_speaker(page: Page, one: Draft, word: str) -> bool:
    """Say whether a pronoun in somebody's words means him: in a quotation, "I" and "we" alone."""
    if word in words_of("self"):
        return True
    if one.carrier is None or len(one.carrier.speaker) != 1 or page.quotation_at(one.cue[0]):
        return False
    (speaker,) = one.carrier.speaker
    held = outermost(page, (speaker.evidence.start, speaker.evidence.end))
    is_person = bool(held) and held[0].type == "person"
    is_many = speaker.evidence.quote.lower().endswith("s")
    fits = {"he": is_person, "she": is_person, "it": not is_person, "they": is_many}
    return fits.get(word, False)
