"""Says who is who: what one document means by its phrases, and who is one across documents."""
