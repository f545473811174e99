"""Marks on paper (canvas, fonts, documents, file names), and cells read from tables."""
