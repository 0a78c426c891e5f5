"""Facts as data files, each with its source and licence."""

from chancery.knowledge.tables import forms_of, load, table_names

__all__ = ["forms_of", "load", "table_names"]
