"""The matter of advice: topics, the office asked, what it taught."""
