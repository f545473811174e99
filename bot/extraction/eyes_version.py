"""Which eyes read pictures here; another version has what was read read again."""

PICTURES = "o4"
