"""How chats of WeCom are addressed: a person by the userid, a group by ``group:`` and the chatid.

A person's address is at once the address of the private chat with the person, so that a letter to
somebody finds the chat. No userid contains a colon, so the two never meet.
"""

from __future__ import annotations

_GROUP = "group:"

SINGLE_CHAT = 1
GROUP_CHAT = 2
"""``chat_type`` of ``aibot_send_msg``; 0 would let WeCom guess, groups first."""


def of_group(chatid: str) -> str:
    """The address of a group."""
    return f"{_GROUP}{chatid}"


def is_group(chat: str) -> bool:
    """Whether an address is a group's."""
    return chat.startswith(_GROUP)


def target(chat: str) -> dict[str, str | int]:
    """The fields of ``aibot_send_msg`` that say where to."""
    if is_group(chat):
        return {"chatid": chat.removeprefix(_GROUP), "chat_type": GROUP_CHAT}
    return {"chatid": chat, "chat_type": SINGLE_CHAT}
