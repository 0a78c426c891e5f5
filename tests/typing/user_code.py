"""Code as a user of the package would write it; the type checker must accept it as it stands."""

from pathlib import Path

from chancery.model import Document, Evidence, Origin, ReuseLink, kept_spans
from chancery.pipeline.build import BuildReport, build
from chancery.pipeline.settings import Settings
from chancery.ports import Progress
from chancery.stages.reuse.independence import independent_sources
from chancery.store.dossier import open_dossier
from chancery.store.search import Hit, search


def make(folder: str, progress: Progress) -> BuildReport:
    return build([folder], Path("talks.dossier"), settings=Settings(workers=2), progress=progress)


def kept_text(path: Path, name: str) -> str:
    with open_dossier(path) as dossier:
        document: Document = dossier.find_document(name)
        return "".join(document.text[start:end] for start, end in kept_spans(document))


def voices(path: Path, supports: list[Evidence]) -> tuple[int, int]:
    with open_dossier(path) as dossier:
        links: list[ReuseLink] = dossier.links()
        found = independent_sources(supports, links)
        return found.lower, found.upper


def names(path: Path) -> list[str]:
    with open_dossier(path) as dossier:
        return [origin.name or "unknown" for origin in dossier.all(Origin)]


def first(path: Path, query: str) -> str:
    with open_dossier(path) as dossier:
        hits: list[Hit] = search(dossier, query, limit=1)
        return hits[0].passage.quote if hits else ""
