"""A gateway of our own over 127.0.0.1 that speaks the documented frames of 智能机器人, strictly.

``server`` answers the bot, ``phones`` are the people in front of it, ``shapes`` and ``cards`` say
what a bot may send, ``media`` holds files both ways. ``python -m tests.wecom_gateway`` runs it by
itself, to try a bot by hand.
"""

from tests.wecom_gateway.phones import Phone
from tests.wecom_gateway.server import Chat, Fault, Gateway, Sent, Shown

__all__ = ["Chat", "Fault", "Gateway", "Phone", "Sent", "Shown"]
