"""From a capture to a document with its full visible text."""
