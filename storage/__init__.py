"""SQL in plain sight, files by their hash. Knows neither chat nor rules."""
