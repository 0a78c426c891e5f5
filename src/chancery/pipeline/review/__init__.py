"""Review: what people decide about the findings of a dossier, and what then holds."""
