"""Dates what has no date through its thread and process, once; nothing flows back."""
