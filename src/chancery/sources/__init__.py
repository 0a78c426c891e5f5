"""The only code that reads files and the network."""
