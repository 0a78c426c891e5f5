"""The reading model at work: word pieces, windows, ONNX Runtime, and what the heads found."""

from chancery.inference.reader import Reader, open_reader

__all__ = ["Reader", "open_reader"]
