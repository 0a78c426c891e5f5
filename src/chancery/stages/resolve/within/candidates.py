"""Says which known actors a referent may mean: by its names, its offices and their owners."""

from collections.abc import Iterable

from chancery.knowledge import Candidate
from chancery.model import KnownActor
from chancery.stages.resolve.within.bodies import leading
from chancery.stages.resolve.within.drafts import Draft, Words
from chancery.stages.resolve.within.governments import tokens_words
from chancery.stages.resolve.within.known import Lookup
from chancery.stages.resolve.within.persons import FULL
from chancery.stages.resolve.within.reading import Reading


def know_bodies(drafts: Iterable[Draft], lookup: Lookup, states: set[str]) -> None:
    """Give each body or place the actors that its names may mean, if it has none yet."""
    for draft in drafts:
        if draft.known:
            continue
        for words in sorted(draft.forms, key=lambda form: (-len(form), form)):
            ids = leading(lookup, " ".join(words), states)
            if ids:
                draft.known = tuple(_body(lookup, words, one, len(ids) == 1) for one in ids)
                break


def know_persons(reading: Reading, drafts: Iterable[Draft], lookup: Lookup) -> None:
    """Give each person the known persons of the name.

    Certain is the only one of a full name, unless the text gives an office of another state.
    """
    for draft in drafts:
        forms = sorted(draft.forms, key=lambda form: (-len(form), form))
        for words in forms:
            found = [one for one in lookup.named(" ".join(words)) if one.actor.kind == "person"]
            if found:
                draft.known = tuple(_person(reading, draft, words, found, lookup))
                break


def _body(lookup: Lookup, words: Words, identity: str, certain: bool) -> KnownActor:  # noqa: FBT001
    name = " ".join(words)
    found = next(one for one in lookup.named(name) if one.actor.id == identity)
    return KnownActor(actor=identity, reason=_reason(name, found), certain=certain)


def _person(
    reading: Reading, draft: Draft, words: Words, found: list[Candidate], lookup: Lookup
) -> Iterable[KnownActor]:
    owners = _owners(reading, draft, lookup)
    agreeing = [one for one in found if owners and _serves(one, owners, lookup)]
    name = " ".join(words)
    for one in agreeing or found:
        alone = len(agreeing or found) == 1
        proven = bool(agreeing) or (len(words) >= FULL and not owners)
        reason = _reason(name, one)
        if agreeing:
            reason += f"; the text gives an office of {', '.join(sorted(owners))}"
        yield KnownActor(actor=one.actor.id, reason=reason, certain=alone and proven)


def _owners(reading: Reading, draft: Draft, lookup: Lookup) -> set[str]:
    """Return the known actors whose offices the text gives a person."""
    spans = [role.owner for role in draft.roles if role.owner]
    found = (lookup.owners(" ".join(tokens_words(reading.text, span))) for span in spans)
    return {actor.id for actors in found for actor in actors}


def _serves(one: Candidate, owners: set[str], lookup: Lookup) -> bool:
    if f"country/{one.actor.country}" in owners:
        return True
    return any(term.owner in owners for term in lookup.knowledge.terms(one.actor.id))


def _reason(name: str, found: Candidate) -> str:
    form = found.forms[0]
    return f"{name!r} is a name of {found.actor.name}: {form.sort} ({form.source})"
