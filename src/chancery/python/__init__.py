"""Chancery for notebooks and programs: open a dossier and ask it, read a text, build."""

from chancery.python.answer import Answer
from chancery.python.asking import Dossier, open_dossier
from chancery.python.building import build
from chancery.python.found import Lineage, Point
from chancery.python.reading import AnnotatedText, annotate

__all__ = [
    "AnnotatedText",
    "Answer",
    "Dossier",
    "Lineage",
    "Point",
    "annotate",
    "build",
    "open_dossier",
]
