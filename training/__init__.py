"""How the reading model was trained: corpora, heads, training, tuning, export."""
