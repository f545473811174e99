"""``make bench``: what a turn costs, beside what the database alone costs, in one run."""
