"""What people write is understood: numbers, names, days and questions."""
