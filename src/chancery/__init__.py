"""Chancery keeps the record behind the coverage of a diplomatic process."""

__version__ = "0.1.0"
