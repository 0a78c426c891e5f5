"""Which documents rest on one text, and how many independent sources a claim has."""
