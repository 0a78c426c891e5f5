"""Finds again the claims that people said are one, or are not, among those of this build."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, cast

from chancery.model import CLAIMS, Anchor, AnyClaim, Document, Record, Ruling
from chancery.ports import GroupStage
from chancery.stages.corroborate.readings import nearest, reading_of, reads_as, words_of
from chancery.stages.recalling import Held, comes_from, digest_of, make_ruling


class RecallClaims(GroupStage):
    """Brings each merge and split of findings together with the claims that may be meant.

    Those are the claims that kept their ids, and those that read as a claim that was decided on.
    """

    name: ClassVar[str] = "recall_claims"
    version: ClassVar[int] = 1
    inputs: ClassVar[tuple[type[Record], ...]] = CLAIMS
    outputs: ClassVar[tuple[type[Record], ...]] = (Ruling,)
    lookups: ClassVar[tuple[type[Record], ...]] = (Document,)
    smallest: ClassVar[int] = 1

    def __init__(self, decisions: Sequence[Held[Anchor]]) -> None:
        """Take the merges and splits that stand."""
        self._held = {str(one.decision): one for one in decisions}
        self._by_id: dict[str, list[str]] = {}
        self._by_words: dict[str, list[tuple[str, Anchor]]] = {}
        for key, one in self._held.items():
            for anchor in (*one.first, *one.others):
                self._by_id.setdefault(anchor.claim, []).append(key)
                for words in words_of(anchor):
                    self._by_words.setdefault(words, []).append((key, anchor))

    @property
    def settings(self) -> str:
        """Return the digest of the decisions."""
        return f"decisions={digest_of(tuple(self._held.values()))}"

    def keys(self, record: Record) -> Sequence[str]:
        """Return the decisions that the claim may be meant by."""
        claim = cast("AnyClaim", record)
        found = set(self._by_id.get(claim.id, ()))
        near = [each for words in words_of(claim) for each in self._by_words.get(words, ())]
        if near:
            reading = reading_of(claim)
            found |= {key for key, anchor in near if reading_of(anchor) == reading}
        return sorted(found)

    def refers(self, record: Record) -> Sequence[str]:
        """Return the document of a claim that may be meant, for where it came from."""
        return (cast("AnyClaim", record).document,) if self.keys(record) else ()

    def run(self, key: str, group: Sequence[Record], found: dict[str, Record]) -> Iterable[Record]:
        """Yield what one decision says of the claims of this build."""
        held = self._held[key]
        claims = {one.id: one for one in cast("Sequence[AnyClaim]", group)}
        documents = cast("Mapping[str, Document]", found)
        meant = {
            one: claim
            for one in (*held.first, *held.others)
            if (claim := _meant(one, claims, documents)) is not None
        }
        yield from make_ruling(held, meant)


def _meant(
    anchor: Anchor, claims: Mapping[str, AnyClaim], documents: Mapping[str, Document]
) -> AnyClaim | None:
    """Return the claim that an anchor means: the one with its id, else the nearest that reads so.

    One that kept its id and reads otherwise is not looked for elsewhere.
    """
    if (same := claims.get(anchor.claim)) is not None:
        return same if reads_as(anchor, same) else None
    return nearest(
        anchor, [one for one in claims.values() if comes_from(anchor, documents[one.document])]
    )
