"""The chapter of one thread, read without the rest of the dossier, is that of the whole brief."""

from pathlib import Path

import pytest
from built import CORPUS, build_once

from chancery.model import Document, Thread
from chancery.pipeline.chapter import read_chapter
from chancery.pipeline.record import chapters
from chancery.pipeline.review.overlay import Overlay
from chancery.store.dossier import open_dossier


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_once(tmp_path_factory, "example", CORPUS)


def test_each_chapter_is_as_the_brief_has_it(path: Path) -> None:
    with open_dossier(path) as dossier:
        whole = {one.thread: one for one in chapters(dossier, list(dossier.all(Document)))}
        overlay = Overlay(dossier)
        alone = {one.id: read_chapter(dossier, one, overlay) for one in dossier.all(Thread)}

    assert any(one.sections for one in whole.values())
    assert alone == whole


def test_of_a_large_thread_the_best_backed_findings_are_read(path: Path) -> None:
    with open_dossier(path) as dossier:
        largest = max(dossier.all(Thread), key=lambda one: len(one.documents))
        few = read_chapter(dossier, largest, Overlay(dossier), most=2)

    lines = [line for section in few.sections for line in section.lines]
    assert lines
    assert len({line.finding for line in lines}) <= 10  # two of each of five kinds
