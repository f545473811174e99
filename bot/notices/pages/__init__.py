"""Pages of this matter."""
