"""Files of this matter, made from recipes."""
