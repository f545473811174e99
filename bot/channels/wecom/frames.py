"""Frames: JSON as it goes over the line, read with suspicion.

``{cmd, headers: {req_id}, body}``; an answer has no ``cmd`` but ``errcode`` and ``errmsg``.
"""

from __future__ import annotations

import json
import re
import secrets
from typing import Any

from bot.corridor import clock

Frame = dict[str, Any]

MOST_BYTES = 1024 * 1024
"""Of one incoming frame. Texts are a few thousand bytes, files travel by their address."""

MESSAGE = "aibot_msg_callback"
EVENT = "aibot_event_callback"
SUBSCRIBE = "aibot_subscribe"
PING = "ping"
KICK = "disconnected_event"

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
"""As the official SDK strips them: people paste them, and JSON does not allow them."""
_HALF = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
"""Half of a character written as an escape: alone, no database takes it."""


class FrameFault(ValueError):
    """What came is no frame."""


def read(data: str | bytes) -> Frame:
    """A frame that came.

    Raises:
        FrameFault: it is no JSON object with headers and a req_id.
    """
    try:
        text = _CONTROL.sub("", data.decode() if isinstance(data, bytes) else data)
        frame = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        raise FrameFault("no JSON") from None
    if not isinstance(frame, dict) or not isinstance(frame.get("headers"), dict):
        raise FrameFault("no frame")
    if not isinstance(frame["headers"].get("req_id"), str):
        raise FrameFault("no req_id")
    if _HALF.search(text):
        whole: Frame = _whole(frame)
        return whole
    return frame


def _whole(value: Any) -> Any:
    """The same without half characters, which become question marks."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {_whole(key): _whole(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_whole(inner) for inner in value]
    return value


def write(cmd: str, req_id: str, body: Frame | None) -> str:
    """A frame to send."""
    frame: Frame = {"cmd": cmd, "headers": {"req_id": req_id}}
    if body is not None:
        frame["body"] = body
    text = json.dumps(frame, ensure_ascii=False, separators=(",", ":"))
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def number(cmd: str) -> str:
    """A req_id of our own, as the official SDK makes them."""
    return f"{cmd}_{int(clock.now().timestamp() * 1000)}_{secrets.token_hex(4)}"


def is_callback(frame: Frame) -> bool:
    """Whether this is something that people did."""
    return frame.get("cmd") in (MESSAGE, EVENT) and isinstance(frame.get("body"), dict)


def is_kick(frame: Frame) -> bool:
    """Whether the platform says that another connection took this one's place."""
    if frame.get("cmd") != EVENT or not isinstance(frame.get("body"), dict):
        return False
    event = frame["body"].get("event")
    return isinstance(event, dict) and event.get("eventtype") == KICK


def code_of(answer: Frame) -> int:
    """The error code of an answer; one that says nothing readable counts as busy."""
    code = answer.get("errcode", 0)
    return code if isinstance(code, int) else -1
