"""The five articles, cut in two and joined again, are what they were; no text is read again."""

import io
from pathlib import Path

import pytest
from fakes import Silent
from five import ARTICLES, five_built

from chancery.exports.jsonl import JsonLines
from chancery.model import Document
from chancery.pipeline.exporting.content import DossierContent
from chancery.pipeline.holding.choose import Chosen
from chancery.pipeline.holding.cut import cut
from chancery.pipeline.holding.merge import merge
from chancery.pipeline.holding.taking import Making
from chancery.store.dossier import open_dossier
from chancery.store.watches import read_watches

pytestmark = pytest.mark.skipif(not ARTICLES.is_dir(), reason="needs ../shared/articles")
ONE = Making(workers=1)


def exported(dossier: Path) -> bytes:
    stream = io.BytesIO()
    with open_dossier(dossier) as opened:
        JsonLines().write(DossierContent(opened), stream)
    return stream.getvalue()


@pytest.mark.untraced
def test_what_was_cut_in_two_and_joined_is_what_it_was(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    whole, progress = five_built(tmp_path_factory), Silent()
    with open_dossier(whole) as dossier:
        names = sorted(one.id for one in dossier.all(Document))
        watches = read_watches(dossier)
    parts = [tmp_path / "a.dossier", tmp_path / "b.dossier"]
    for path, some in zip(parts, (names[:2], names[2:]), strict=True):
        chosen = Chosen(documents=tuple(some))
        cut(whole, path, chosen, wanted=ONE, progress=progress)
        assert progress.done["annotate"] == 0

    report = merge(parts, tmp_path / "c.dossier", wanted=ONE, progress=progress)

    assert exported(tmp_path / "c.dossier") == exported(whole)
    assert (report.read_anew, report.shared, progress.done["annotate"]) == (0, 0, 0)
    with open_dossier(tmp_path / "c.dossier") as dossier:
        assert read_watches(dossier) == watches
