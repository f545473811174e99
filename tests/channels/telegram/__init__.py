"""The Telegram channel, against a Bot API of our own."""
