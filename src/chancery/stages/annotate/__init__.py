"""Has each document read by the model, and keeps what it found with exact offsets."""
