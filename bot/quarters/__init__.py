"""A quarter's life: opening, dates, progress, rules that change between quarters."""
