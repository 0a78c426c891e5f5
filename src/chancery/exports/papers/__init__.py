"""Writes a paper, a text with numbered sources, in the formats that offices use."""
