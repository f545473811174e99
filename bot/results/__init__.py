"""Results asked for: ranking, grades, reasons, history, losses, years."""
