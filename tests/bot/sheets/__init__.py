"""What the sheets room makes and reads."""
