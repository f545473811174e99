"""Killing the process with -9 at every point of the corridor: nothing lost, nothing doubled."""
