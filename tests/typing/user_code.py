"""Code as a user of the package would write it; the type checker must accept it as it stands."""

from pathlib import Path

from chancery.lineage.independence import independent_sources
from chancery.model import Annotation, Document, Evidence, Origin, ReuseLink, kept_spans
from chancery.pipeline.build import BuildReport, build
from chancery.pipeline.settings import Settings
from chancery.ports import Progress, TextReader
from chancery.store.dossier import open_dossier
from chancery.store.search import Hit, search


def make(folder: str, progress: Progress) -> BuildReport:
    return build([folder], Path("talks.dossier"), settings=Settings(workers=2), progress=progress)


def make_with(folder: str, progress: Progress, reader: TextReader) -> BuildReport:
    path, settings = Path("talks.dossier"), Settings(annotate=True)
    return build([folder], path, settings=settings, progress=progress, reader=reader)


def found_words(path: Path, name: str) -> list[str]:
    with open_dossier(path) as dossier:
        one: Document = dossier.find_document(name)
        found: list[Annotation] = [a for a in dossier.all(Annotation) if a.document == one.id]
        return [one.text[m.start : m.end] for a in found for m in a.mentions]


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
