"""The command line: thin, it calls the pipeline and the store and prints."""
