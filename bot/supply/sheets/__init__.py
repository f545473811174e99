"""Pictures and files of this matter, made from recipes."""
