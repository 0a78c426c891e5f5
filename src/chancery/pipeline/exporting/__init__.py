"""Takes a dossier elsewhere: what is written, in which format, and what goes beside it."""
