"""Tests of pages where a story is not the right tool."""
