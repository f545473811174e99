"""Pictures of the quarter: drawn from finished data."""
