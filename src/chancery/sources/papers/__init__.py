"""Reads papers: PDF and DOCX files, one article a file."""

from chancery.sources.papers.pdf import PdfPaper
from chancery.sources.papers.word import WordPaper

__all__ = ["PdfPaper", "WordPaper"]
