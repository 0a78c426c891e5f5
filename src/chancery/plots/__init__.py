"""Figures of a dossier: what they show as small structs, and each drawn as one accessible SVG."""
