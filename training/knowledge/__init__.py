"""Compiles the facts that the package knows from the sources that may be shipped."""
