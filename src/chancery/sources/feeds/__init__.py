"""Reads RSS and Atom: files as a source, and addresses that are followed."""
