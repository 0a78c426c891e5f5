"""Says of every span of a document what it is, and whether it speaks."""
