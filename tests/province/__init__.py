"""Several workers over several counties, as real processes."""
