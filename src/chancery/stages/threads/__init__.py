"""Puts the documents of one episode together."""
