"""Reads from a dossier what each figure shows, in small structs that are also its JSON."""
