"""The dossier on disk: the only SQL."""
