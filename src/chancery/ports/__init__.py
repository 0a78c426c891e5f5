"""What stages may ask for, as Protocols; nothing here does anything."""

from chancery.ports.source import CaptureReader, Extractor, Source
from chancery.ports.stage import BatchStage, CorpusStage, GroupStage, Stage

__all__ = [
    "BatchStage",
    "CaptureReader",
    "CorpusStage",
    "Extractor",
    "GroupStage",
    "Source",
    "Stage",
]
