"""Trial, announcement, publication, correction, and the circular."""
