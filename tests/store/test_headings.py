"""Documents are headed, counted and put in order without their texts."""

from pathlib import Path

from served import fill_served

from chancery.model import Document, ReuseLink
from chancery.store.counts import read_agencies, read_shares
from chancery.store.dossier import open_dossier
from chancery.store.headings import newest_headings, read_headings
from chancery.store.links import find_links


def test_headings_say_what_documents_say(tmp_path: Path) -> None:
    fill_served(tmp_path / "t.dossier")
    with open_dossier(tmp_path / "t.dossier") as dossier:
        documents = {one.id: one for one in dossier.all(Document)}
        found = read_headings(dossier, [*documents, "document-none"])

    assert found.keys() == documents.keys()
    for key, one in found.items():
        whole = documents[key]
        assert (one.title, one.published, one.labels) == (
            whole.title,
            whole.published,
            whole.labels,
        )


def test_the_newest_come_first_and_undated_ones_last_also_in_parts(tmp_path: Path) -> None:
    fill_served(tmp_path / "t.dossier")
    with open_dossier(tmp_path / "t.dossier") as dossier:
        whole = newest_headings(dossier, after=None, limit=100)
        parts = []
        after = None
        while some := newest_headings(dossier, after=after, limit=2):
            parts += some
            after = some[-1][0]
        count = dossier.count(Document)

    days = [day for (day, _), _ in whole]
    assert len(whole) == count
    assert parts == whole
    assert days == sorted(days, reverse=True)
    assert "" in days


def test_links_come_strong_and_long_first_also_in_parts(tmp_path: Path) -> None:
    fill_served(tmp_path / "t.dossier")
    with open_dossier(tmp_path / "t.dossier") as dossier:
        whole = list(find_links(dossier, after=None, weak=True))
        behind = list(find_links(dossier, after=whole[0][0], weak=True))
        strong = list(find_links(dossier, after=None, weak=False))
        count = dossier.count(ReuseLink)

    assert len(whole) == count
    assert behind == whole[1:]
    assert all(one.strength == "strong" for _, one in strong)
    assert [key for key, _ in whole] == sorted(
        (key for key, _ in whole), key=lambda key: (key.weak, -key.length, key.link)
    )


def test_documents_and_origins_are_counted(tmp_path: Path) -> None:
    fill_served(tmp_path / "t.dossier")
    with open_dossier(tmp_path / "t.dossier") as dossier:
        shares = read_shares(dossier)
        agencies = read_agencies(dossier)
        documents = list(dossier.all(Document))

    assert shares.documents == len(documents)
    assert shares.undated == sum(one.published is None for one in documents)
    assert sum(count for _, count in shares.outlets) == len(documents)
    assert all(one.stated + one.inferred > 0 for one in agencies)
