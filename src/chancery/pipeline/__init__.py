"""The plan, its settings, and the composition root."""
