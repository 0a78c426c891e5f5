"""Reads events that others have coded: ACLED, GDELT, ICEWS and POLECAT, each row a record."""
