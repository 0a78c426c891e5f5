"""A dossier that is cut out of an archive is what one cut out of a dossier is."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from archived import held_by_dossier
from fakes import Silent

from chancery.archive.manifest import Manifest
from chancery.archive.read import open_archive
from chancery.archive.write import commit, save
from chancery.errors import NotFoundError, UsageError
from chancery.folder import Folder
from chancery.model import Capture, Document, Entity, Process, Record, Thread, codec, kind_of
from chancery.pipeline.holding.archives import ArchiveCatalogue
from chancery.pipeline.holding.catalogue import DossierCatalogue
from chancery.pipeline.holding.choose import Chosen, choose_documents
from chancery.pipeline.holding.cut import CutReport, cut
from chancery.pipeline.holding.taking import Making
from chancery.store.dossier import open_dossier

PLACED = {kind_of(Capture), kind_of(Document)}  # they say where their file is


def take(place: Path, output: Path, chosen: Chosen) -> CutReport:
    return cut(str(place), output, chosen, wanted=Making(workers=1), progress=Silent())


def test_a_cut_is_what_a_cut_of_a_dossier_is(
    read_example: Path, example: Path, tmp_path: Path
) -> None:
    chosen = Chosen(since="2023-05-01", until="2023-05-18")
    ours = take(read_example, tmp_path / "ours.dossier", chosen)
    theirs = take(example, tmp_path / "theirs.dossier", chosen)
    assert (ours.documents, ours.left, ours.undated) == (
        theirs.documents,
        theirs.left,
        theirs.undated,
    )
    assert ours.documents > 2
    assert ours.left
    assert not ours.read_anew
    made, wanted = (
        {
            key: digest
            for key, digest in held_by_dossier(tmp_path / f"{name}.dossier").items()
            if key[0] not in PLACED
        }
        for name in ("ours", "theirs")
    )
    assert made == wanted


def _some(example: Path) -> list[Chosen]:
    with open_dossier(example) as dossier:
        document = next(one for one in dossier.all(Document) if one.path)
        entity = max(dossier.all(Entity), key=lambda one: len(one.documents))
        thread = max(dossier.all(Thread), key=lambda one: len(one.documents))
    return [
        Chosen(documents=(document.id[:14],)),
        Chosen(documents=(document.path or "",)),
        Chosen(actors=(entity.id,)),
        Chosen(actors=(entity.name,)),
        Chosen(threads=(thread.id,)),
        Chosen(threads=(thread.documents[0],)),
        Chosen(since="2023-05-18"),
        Chosen(until="2023-05-17"),
        Chosen(actors=(entity.id,), until="2023-05-17"),
    ]


def test_names_and_days_mean_what_they_mean_in_a_dossier(
    read_example: Path, example: Path
) -> None:
    ours = ArchiveCatalogue(open_archive(str(read_example)))
    with open_dossier(example) as dossier:
        theirs = DossierCatalogue(dossier)
        for chosen in _some(example):
            assert choose_documents(ours, chosen) == choose_documents(theirs, chosen), chosen


class Made:
    """Records as a run would give them."""

    def __init__(self, *records: Record) -> None:
        self._records = records

    def digests(self, kind: type[Record]) -> dict[str, bytes]:
        return {one.id: codec.digest(codec.encode(one)) for one in self._of(kind)}

    def load(self, kind: type[Record], ids: Sequence[str]) -> Iterable[Record]:
        return (one for one in self._of(kind) if one.id in ids)

    def _of(self, kind: type[Record]) -> Iterable[Record]:
        return (one for one in self._records if isinstance(one, kind))


def test_a_process_is_found_by_its_id_and_by_its_threads(tmp_path: Path) -> None:
    episode = Thread(
        id="thread-a",
        documents=("document-a", "document-b"),
        central="document-a",
        names=("ferry",),
        first_day=None,
        last_day=None,
        links=(),
    )
    series = Process(
        id="process-p",
        threads=(episode.id,),
        documents=episode.documents,
        parties=(),
        series=(),
        first_day=None,
        last_day=None,
        links=(),
    )
    folder = Folder(tmp_path / "made.archive")
    saved = save(folder, Manifest(), Made(episode, series), Silent())
    commit(folder, Manifest(), Manifest(generation=1, parts=saved.parts))
    catalogue = ArchiveCatalogue(open_archive(folder.address))
    for name in ("process-p", "p", "thread-a", "a"):
        assert catalogue.process(name).documents == episode.documents


@pytest.mark.parametrize(
    ("chosen", "error", "words"),
    [
        (Chosen(), UsageError, "say what to cut out"),
        (Chosen(since="soon"), UsageError, "soon"),
        (Chosen(since="2090-01-01"), NotFoundError, "no document of"),
        (Chosen(actors=("Zanzibar Quux",)), NotFoundError, "no actor is called"),
        (Chosen(threads=("nothing",)), NotFoundError, "no document is called"),
        (Chosen(documents=("document-",)), NotFoundError, "more than one document begins"),
        (Chosen(processes=("nothing",)), NotFoundError, "no process is called"),
    ],
)
def test_what_is_not_there_is_said_and_nothing_is_written(
    read_example: Path, tmp_path: Path, chosen: Chosen, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        take(read_example, tmp_path / "none.dossier", chosen)
    assert not list(tmp_path.iterdir())
