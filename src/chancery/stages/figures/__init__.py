"""Finds how many of what, or how much, a document speaks of."""
