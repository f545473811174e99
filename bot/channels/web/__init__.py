"""The web chat: a channel of its own, on aiohttp, with one hand-written page."""

from bot.channels.web.ports import DemoStep, Ports, Room, WebSettings
from bot.channels.web.server import WebChannel

__all__ = ["DemoStep", "Ports", "Room", "WebChannel", "WebSettings"]
