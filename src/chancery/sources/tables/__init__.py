"""Reads tables, CSV, TSV and Parquet: each row is one article."""
