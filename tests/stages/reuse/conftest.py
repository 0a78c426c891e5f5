"""Gives the fixtures that print documents and run the reuse stages over them."""

from printed import five, press

__all__ = ["five", "press"]
