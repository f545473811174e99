"""Evidence of a row: photos, documents, links; filing them where they belong."""
