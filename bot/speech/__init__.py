"""Reading what people write and saying it back: numbers, days, names, links."""
