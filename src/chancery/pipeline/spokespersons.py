"""Says who speaks for an actor, where a text says so: its spokesman, its ministry, its envoy."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from chancery.knowledge import fold
from chancery.model import Claim, Document, Entity, Evidence, Party, Reference, Referent, Role
from chancery.pipeline.facets import facets
from chancery.store.dossier import Dossier
from chancery.text.rarity import stem
from chancery.text.tables import packaged_rows

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_OF = re.compile(r"\b(?:of|for|in|at|from)\s+(?:the\s+|its\s+|their\s+)?$", re.IGNORECASE)


class Spokespersons:
    """Those whom the texts of a dossier let speak for some entities."""

    def __init__(self, dossier: Dossier, actors: Iterable[Entity]) -> None:
        """Read who the actors are in each document, and whose offices are theirs."""
        self._dossier = dossier
        self._texts: dict[str, str] = {}
        self._own = {one.id for one in actors}
        self._phrases: dict[str, list[Reference]] = defaultdict(list)
        for one in actors:
            for identity in one.referents:
                referent = dossier.get(Referent, identity)
                self._phrases[referent.document] += referent.references
        self._offices: Mapping[str, Evidence] = dict(self._holders())

    def why(self, claim: Claim) -> Evidence | None:
        """Return the words that make a speaker of the claim one who speaks for the actors."""
        for party in facets(claim).speakers:
            office = self._offices.get(party.entity or "")
            if found := office or self._by_words(party):
                return found
        return None

    def _holders(self) -> Iterator[tuple[str, Evidence]]:
        """Yield who has an office of the actors now, with the words that say so."""
        for role in self._dossier.all(Role):
            if role.owner is None or role.former or role.entity in self._own:
                continue
            for one in role.statements:
                if self._owns(one.evidence, fold(role.owner)):
                    yield role.entity, one.evidence
                    break

    def _owns(self, said: Evidence, owner: str) -> bool:
        """Say whether the owner of an office, by its last words, is meant to be one of them."""
        names = (fold(self._words(said.document, one)) for one in self._inside(said))
        return any(name and owner.endswith(name) for name in names)

    def _by_words(self, party: Party) -> Evidence | None:
        """Return a phrase that names an office or a body as that of the actors."""
        for phrase in (party.evidence, party.introduced):
            if phrase and any(self._is_part(phrase, one) for one in self._inside(phrase)):
                return phrase
        return None

    def _is_part(self, phrase: Evidence, one: Reference) -> bool:
        """Say whether the phrase is "X's ministry", "X spokesman" or "the envoy of X"."""
        text = self._text(phrase.document)
        behind = _WORD.findall(text[one.end : phrase.end].split(",")[0].removeprefix("'s"))
        before = text[phrase.start : one.start]
        if governed := _OF.search(before):
            words = _WORD.findall(before[: governed.start()])
            return bool(words) and _speaks(words[-1])
        return any(_speaks(word) for word in behind)

    def _inside(self, phrase: Evidence) -> Iterator[Reference]:
        for one in self._phrases.get(phrase.document, ()):
            if phrase.start <= one.start and one.end <= phrase.end:
                yield one

    def _words(self, document: str, one: Reference) -> str:
        return self._text(document)[one.start : one.end]

    def _text(self, document: str) -> str:
        if document not in self._texts:
            self._texts[document] = self._dossier.get(Document, document).text
        return self._texts[document]


def _speaks(word: str) -> bool:
    """Say whether a noun is of an office or a body that may speak for another."""
    lower = word.lower()
    return lower in _nouns() or stem(lower) in _nouns()


@cache
def _nouns() -> frozenset[str]:
    rows = packaged_rows(__package__ or "", "speaking.tsv")
    return frozenset(word for _, words in rows for word in words.split())
