"""信考: the corridor from a chat to storage and scoring, and the pages along it."""
