"""Finds what became of commitments, and what is still open."""
