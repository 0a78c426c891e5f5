"""Says when what a document speaks of was, and between what days it was published."""
