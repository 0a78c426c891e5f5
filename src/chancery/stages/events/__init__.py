"""Finds deeds by their kind, with who did what to whom, and acts by words from other claims."""
