"""Chancery keeps the record behind the coverage of a diplomatic process.

For notebooks and programs: `open_dossier`, `open_archive`, `annotate`, `build`, `merge` and `cut`,
loaded when first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = ["annotate", "build", "cut", "merge", "open_archive", "open_dossier"]

if TYPE_CHECKING:
    from chancery.python import annotate, build, cut, merge, open_archive, open_dossier
else:

    def __getattr__(name: str) -> object:
        """Return a public function; what it needs is loaded only now, which takes a second."""
        if name not in __all__:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        return getattr(import_module("chancery.python"), name)

    def __dir__() -> list[str]:
        """Return the names of the module, those not yet loaded too."""
        return sorted({*globals(), *__all__})
