"""What a build would take, told beforehand from a sample."""
