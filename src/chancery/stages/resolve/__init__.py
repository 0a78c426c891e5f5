"""Says who is who: the phrases of a document that mean one person, organisation or place."""
