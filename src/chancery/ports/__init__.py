"""What stages may ask for, as Protocols; nothing here does anything."""

from chancery.ports.holding import HeldReader, Holding, Input
from chancery.ports.plan import Engine, Plan, Progress, Results, Step, Usage
from chancery.ports.reader import Reading, TextReader
from chancery.ports.source import CaptureReader, Extractor, Source
from chancery.ports.stage import BatchStage, CorpusStage, GroupStage, PairStage, Ready, Stage

__all__ = [
    "BatchStage",
    "CaptureReader",
    "CorpusStage",
    "Engine",
    "Extractor",
    "GroupStage",
    "HeldReader",
    "Holding",
    "Input",
    "PairStage",
    "Plan",
    "Progress",
    "Reading",
    "Ready",
    "Results",
    "Source",
    "Stage",
    "Step",
    "TextReader",
    "Usage",
]
