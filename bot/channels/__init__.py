"""The chats people really use; each knows intake, outbox and events, and no page."""
