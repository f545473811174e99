"""PostgreSQL behind the seam: a schema a county, for whoever hosts many."""
