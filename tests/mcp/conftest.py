"""The dossier of the example corpus."""

from built import example

__all__ = ["example"]
