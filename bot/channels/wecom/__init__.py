"""企业微信: the 智能机器人 in API mode, over the WebSocket that the bot itself opens.

``link`` keeps the line up and matches answers to questions; ``media`` fetches and decrypts what
people send, ``upload`` takes files the other way; ``faults`` says what an error code means. Nothing
of these knows a page, a letter or the database.
"""
