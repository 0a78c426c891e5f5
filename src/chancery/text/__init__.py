"""Pure tools over text: offsets, lines, words, dates; no file, no network, no record."""
