"""Who is told what and when, and why others were not."""
