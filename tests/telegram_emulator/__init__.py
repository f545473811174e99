"""A Bot API of our own over 127.0.0.1, as strict as Telegram's where the bot could trip.

``server`` answers the bot, ``phones`` are the people in front of it, ``markup`` reads the HTML.
"""

from tests.telegram_emulator.phones import Phone
from tests.telegram_emulator.server import Emulator, Fault

__all__ = ["Emulator", "Fault", "Phone"]
