"""Finds who said what to whom."""
