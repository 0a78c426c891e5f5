"""Dossiers made of dossiers: joined, or cut, with what people decided of them."""
