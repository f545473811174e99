"""Drafting a scheme from a printed document."""
