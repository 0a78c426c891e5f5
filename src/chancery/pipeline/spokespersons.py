"""Says who speaks for an actor, where a text says so: its spokesman, its ministry, its envoy."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from chancery.knowledge import fold
from chancery.model import Document, Entity, Evidence, Party, Reference, Referent, Role
from chancery.store.dossier import Dossier
from chancery.text.rarity import stem
from chancery.text.tables import packaged_rows

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
_OF = re.compile(r"\b(?:of|for|in|at|from)\s+(?:the\s+|its\s+|their\s+)?$", re.IGNORECASE)


class Spokespersons:
    """Those whom the texts of a dossier let speak for some entities."""

    def __init__(self, dossier: Dossier, actors: Iterable[Entity]) -> None:
        """Read who the actors are in each document, and whose offices are theirs."""
        self._dossier = dossier
        self._texts: dict[str, str] = {}
        actors = tuple(actors)
        self._own = {one.id for one in actors}
        self._referents = {each for one in actors for each in one.referents}
        self._phrases: dict[str, list[Reference]] = {}
        self._offices: Mapping[str, Evidence] = dict(self._holders())

    def why(self, speakers: Iterable[Party]) -> Evidence | None:
        """Return the words that make one of the speakers one who speaks for the actors."""
        for party in speakers:
            office = self._offices.get(party.entity or "")
            if found := office or self._by_words(party):
                return found
        return None

    def _holders(self) -> Iterator[tuple[str, Evidence]]:
        """Yield who has an office of the actors now, with the words that say so."""
        for role in self._dossier.where(Role, "owner IS NOT NULL ORDER BY id"):
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
            if not phrase or not _may_speak(phrase.quote):
                continue
            if any(self._is_part(phrase, one) for one in self._inside(phrase)):
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
        for one in self._phrases_in(phrase.document):
            if phrase.start <= one.start and one.end <= phrase.end:
                yield one

    def _phrases_in(self, document: str) -> Sequence[Reference]:
        """Return what means the actors in a document."""
        if document not in self._phrases:
            found = self._dossier.where(Referent, "document = ?", document)
            own = [one.references for one in found if one.id in self._referents]
            self._phrases[document] = [each for some in own for each in some]
        return self._phrases[document]

    def _words(self, document: str, one: Reference) -> str:
        return self._text(document)[one.start : one.end]

    def _text(self, document: str) -> str:
        if document not in self._texts:
            self._texts[document] = self._dossier.get(Document, document).text
        return self._texts[document]


def _may_speak(phrase: str) -> bool:
    """Say whether a phrase has such a noun at all, also as a part of a word with a hyphen."""
    return any(map(_speaks, _WORD.findall(phrase))) or any(map(_speaks, _PART.findall(phrase)))


def _speaks(word: str) -> bool:
    """Say whether a noun is of an office or a body that may speak for another."""
    lower = word.lower()
    return lower in _nouns() or stem(lower) in _nouns()


@cache
def _nouns() -> frozenset[str]:
    rows = packaged_rows(__package__ or "", "speaking.tsv")
    return frozenset(word for _, words in rows for word in words.split())
