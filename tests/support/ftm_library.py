"""The library of FollowTheMoney, without the transliterator of names that it cannot do without.

Its package `normality` asks for PyICU, which has to be compiled against ICU and is used only to
compare names, never to load entities.
"""

import importlib
import sys
from types import ModuleType
from typing import Any


class Transliterator:
    """Stands for ICU's; it transliterates nothing."""

    @classmethod
    def createInstance(cls, *rules: Any) -> "Transliterator":  # noqa: N802 - ICU's name
        del rules
        return cls()

    def transliterate(self, text: str) -> str:
        raise NotImplementedError


def ftm_model() -> Any:
    """Return the model that the library checks entities by."""
    if "icu" not in sys.modules:
        icu = ModuleType("icu")
        icu.Transliterator = Transliterator  # type: ignore[attr-defined]
        sys.modules["icu"] = icu
    return importlib.import_module("followthemoney").model
