"""The dossier for assistants, by the Model Context Protocol: tools that cite, and only read."""
