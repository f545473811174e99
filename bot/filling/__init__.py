"""A liaison's way through the indicators: question by question, checking, handing in."""
