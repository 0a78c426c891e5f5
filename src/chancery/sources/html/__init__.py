"""Reads web pages: the only door to lxml and trafilatura, which are loaded on first use."""

from chancery.sources.html.page import WebPage

__all__ = ["WebPage"]
