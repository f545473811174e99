"""The whole quarter, from the first day to the archive, and what goes through all of it."""
