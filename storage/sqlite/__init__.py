"""SQLite behind the seam: one file a county, the engine that comes with Python."""
