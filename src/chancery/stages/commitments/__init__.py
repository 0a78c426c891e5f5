"""Finds who binds himself, or another, to what."""
