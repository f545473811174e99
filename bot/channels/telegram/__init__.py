"""Telegram as a channel: updates in by polling or webhook, letters out, at Telegram's pace.

python-telegram-bot is the transport only: requests, their errors, uploads. What an update means is
read in ``parse``, kept in ``inlet``; what a letter looks like is ``render``, sent in ``delivery``.
"""
