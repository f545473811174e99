"""The list of units: reading, changing, exporting it."""
