"""What the command line and the pages say of records, in the same words."""
