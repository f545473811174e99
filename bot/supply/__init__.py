"""Figures from other bodies: by page, by typed line, by spreadsheet."""
