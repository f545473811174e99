"""The audit chain, shown."""
