"""The reader of tables, format by format."""
