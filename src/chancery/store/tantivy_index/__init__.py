"""Search by tantivy, of the extra `search`: an index in a folder beside a large dossier."""
