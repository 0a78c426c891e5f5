"""The dossier over HTTP, for programs on the same machine: it reads and changes nothing."""
