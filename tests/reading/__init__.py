"""Papers that are made up, and what the bot understands of them."""
