"""Binds entities to claims, and merges claims that make the same point into findings."""
