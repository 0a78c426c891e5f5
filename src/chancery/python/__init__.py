"""Chancery for notebooks and programs: open, ask, build, join and cut dossiers, read a text."""

from chancery.pipeline.comparing.comparison import Comparison
from chancery.python.answer import Answer
from chancery.python.archives import Archive, open_archive
from chancery.python.asking import Dossier, open_dossier
from chancery.python.building import build
from chancery.python.found import Lineage, Point
from chancery.python.holding import cut, merge
from chancery.python.reading import AnnotatedText, annotate

__all__ = [
    "AnnotatedText",
    "Answer",
    "Archive",
    "Comparison",
    "Dossier",
    "Lineage",
    "Point",
    "annotate",
    "build",
    "cut",
    "merge",
    "open_archive",
    "open_dossier",
]
