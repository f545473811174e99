"""The people in front of the bot: what a phone sends, and what it shows."""

from __future__ import annotations

from typing import Any

from tests.telegram_emulator.markup import plain
from tests.telegram_emulator.server import Chat, Emulator, Values


class Phone:
    """One person's Telegram; ``group`` lets them write in a group instead of the private chat."""

    def __init__(self, emulator: Emulator, number: int, name: str) -> None:
        self.emulator = emulator
        self.number = number
        self.name = name
        emulator.chat(number)

    @property
    def user(self) -> Values:
        """As the Bot API describes a person."""
        return {"id": self.number, "is_bot": False, "first_name": self.name}

    def message(self, group: Chat | None = None, **content: Any) -> Values:
        """A message in a chat, not yet on its way."""
        chat = group or self.emulator.chat(self.number)
        return {
            "message_id": self.emulator.number("message"),
            "from": self.user,
            "chat": {"id": chat.id, "type": chat.type, "title": chat.title},
            "date": self.emulator.clock(),
            **content,
        }

    def says(self, text: str, group: Chat | None = None, **more: Any) -> Values:
        """Write."""
        return self.emulator.push({"message": self.message(group, text=text, **more)})

    def edits(self, old: str, new: str, **more: Any) -> Values:
        """Change one's newest message with this text or caption."""
        message = next(
            one
            for one in reversed(self.emulator.heard)
            if one["from"] == self.user and old == one.get("text", one.get("caption", ""))
        )
        part = "text" if "text" in message else "caption"
        changed = {**message, part: new, "edit_date": self.emulator.clock(), **more}
        if not new:
            del changed[part]
        self.emulator.heard.append(changed)
        return self.emulator.push({"edited_message": changed})

    def sends_photo(self, data: bytes, caption: str = "", **more: Any) -> Values:
        """A photo, in three sizes as Telegram makes them; only the largest is ``data``."""
        small, middle = self.emulator.add_file(b"small"), self.emulator.add_file(b"middle")
        sizes = [
            {**small, "width": 90, "height": 67},
            {**self.emulator.add_file(data), "width": 1280, "height": 960},
            {**middle, "width": 320, "height": 240},
        ]
        content: Values = {"photo": sizes, **more}
        if caption:
            content["caption"] = caption
        return self.emulator.push({"message": self.message(**content)})

    def sends_file(
        self, name: str, data: bytes, caption: str = "", group: Chat | None = None, **more: Any
    ) -> Values:
        """A document."""
        content: Values = {"document": {**self.emulator.add_file(data), "file_name": name}, **more}
        if caption:
            content["caption"] = caption
        return self.emulator.push({"message": self.message(group, **content)})

    def presses(self, label: str, group: Chat | None = None) -> Values:
        """Press the newest button with this label (or one that contains it)."""
        chat = group or self.emulator.chat(self.number)
        newest = next(reversed(chat.messages.values()), {})
        typed = newest.get("reply_markup", {}).get("keyboard", [])
        if any(key["text"] == label for row in typed for key in row):
            return self.says(label, group)  # a key of a reply keyboard types its label
        return self._press(*button(chat, label))

    def presses_data(self, data: str, group: Chat | None = None) -> Values:
        """A press whose data no button has: on the newest message of the chat."""
        chat = group or self.emulator.chat(self.number)
        newest = next(reversed(chat.messages.values()), None)
        return self._press(newest or {**self.message(group), "from": {"id": 0}}, data)

    def _press(self, message: Values, data: str) -> Values:
        query = {
            "id": f"Q{self.emulator.number('update')}",
            "from": self.user,
            "message": message,
            "chat_instance": "1",
            "data": data,
        }
        return self.emulator.push({"callback_query": query})

    def blocks(self, *, blocked: bool = True) -> Values:
        """Block the bot, or let it in again."""
        self.emulator.chat(self.number).blocked = blocked
        states = ("member", "kicked") if blocked else ("kicked", "member")
        return self.emulator.push(self._membership(self.emulator.chat(self.number), *states))

    def adds_bot(self, group: Chat) -> Values:
        """Add the bot to a group."""
        return self.emulator.push(self._membership(group, "left", "member"))

    def removes_bot(self, group: Chat) -> Values:
        """Take the bot out of a group."""
        group.gone = True
        return self.emulator.push(self._membership(group, "member", "kicked"))

    def _membership(self, chat: Chat, was: str, now: str) -> Values:
        bot = {"id": self.emulator.bot, "is_bot": True, "first_name": "信考"}
        return {
            "my_chat_member": {
                "chat": {"id": chat.id, "type": chat.type, "title": chat.title},
                "from": self.user,
                "date": self.emulator.clock(),
                "old_chat_member": {"status": was, "user": bot},
                "new_chat_member": {"status": now, "user": bot},
            }
        }


def button(chat: Chat, label: str) -> tuple[Values, str]:
    """The newest message with a button of this label (or one that contains it), and its data."""
    for message in reversed(chat.messages.values()):
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        keys = [key for row in rows for key in row]
        fitting = [key for key in keys if key["text"] == label]
        fitting += [key for key in keys if label in key["text"]]
        if fitting:
            return message, fitting[0]["callback_data"]
    raise AssertionError(f"no button “{label}” in chat {chat.id}")


def shown(message: Values) -> str:
    """A message of the bot as text."""
    return plain(str(message.get("text", message.get("caption", ""))))
