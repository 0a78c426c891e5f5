"""Says of each toponym of a document which places it may mean, and why."""
