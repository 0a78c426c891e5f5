"""Finds who met whom, where, when and about what, and who stayed away."""
