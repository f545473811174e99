"""Words of this matter."""
