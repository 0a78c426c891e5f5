"""Takes over documents that were read before, from another dossier or an archive."""
