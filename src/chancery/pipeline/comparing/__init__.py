"""Sets what a dossier says beside what others have coded: what each has, and where they differ."""
