"""Facts as data files, each with its source and licence.

What reads users' files (`users`) and explains names (`explain`) is imported by its own module,
so that a stage that wants a table loads no more.
"""

from chancery.knowledge.folding import fold
from chancery.knowledge.holding import Answer, Holding, holders
from chancery.knowledge.index import Candidate, Knowledge, ListedFacts, open_knowledge
from chancery.knowledge.tables import forms_of, load, table_names

__all__ = [
    "Answer",
    "Candidate",
    "Holding",
    "Knowledge",
    "ListedFacts",
    "fold",
    "forms_of",
    "holders",
    "load",
    "open_knowledge",
    "table_names",
]
