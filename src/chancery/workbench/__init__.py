"""The pages: a dossier read, questioned and corrected in the browser, on this machine alone."""
