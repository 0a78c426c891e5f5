"""Says who is bound by a commitment, and whether it is the one who speaks."""

from msgspec.structs import replace

from chancery.model import Party
from chancery.stages.commitments.draft import Draft
from chancery.stages.commitments.lexicon import words_of
from chancery.stages.commitments.parties import outermost
from chancery.text.page import Page

ARTICLES = frozenset({"The", "A", "An"})


def bound_parties(page: Page, one: Draft) -> tuple[Party, ...]:
    """Return who acts or demands; a pronoun for the speaker is introduced by his own words."""
    source = one.own or one.carrier
    if one.speaking:
        return source.speaker if source else ()
    parties = tuple(_introduced(page, one, each) for each in page.parties(one.by))
    if one.carrier is None or one.takes != "bare" or not is_own(page, one):
        return parties
    if any(party.introduced for party in parties):
        return parties
    known = {party.evidence for party in parties}
    return (*parties, *(each for each in one.carrier.speaker if each.evidence not in known))


def is_own(page: Page, one: Draft) -> bool:
    """Say whether who acts is the speaker, or whom his phrase names: "Aldania's envoy"."""
    if one.speaking:
        return True
    if one.carrier is None:
        return False
    words = {word for span in one.by for word in page.words(span).split()}
    if words_of("pronoun") & {word.lower() for word in words}:
        return True
    role = one.carrier.statement.role
    said = [*(each.evidence.quote for each in one.carrier.speaker), role.quote if role else ""]
    named = {word.rstrip("s") for word in words - ARTICLES if word[:1].isupper()}
    return any(word in " ".join(said) for word in named)


def _introduced(page: Page, one: Draft, party: Party) -> Party:
    """Return a party with the speaker's words, where it is a pronoun for him in his own words."""
    if one.carrier is None or len(one.carrier.speaker) != 1:
        return party
    (speaker,) = one.carrier.speaker
    held = outermost(page, (speaker.evidence.start, speaker.evidence.end))
    is_person = bool(held) and held[0].type == "person"
    is_many = speaker.evidence.quote.lower().endswith("s")
    fits = {"he": is_person, "she": is_person, "it": not is_person, "they": is_many}
    word = party.evidence.quote.lower()
    if word in words_of("self") or fits.get(word, False):
        return replace(party, introduced=speaker.introduced or speaker.evidence)
    return party
