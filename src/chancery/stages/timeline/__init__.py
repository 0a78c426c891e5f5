"""Puts findings on their clocks: when they happened, were published and were captured."""
