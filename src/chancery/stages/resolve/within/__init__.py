"""Who is who within one document, taken alone."""
