"""Pages of this matter: what a person opens."""
