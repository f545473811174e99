"""The people in front of the bot: what a phone sends, and what it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.wecom_gateway.server import Chat, Gateway, Shown, Values


class Phone:
    """One person's 企业微信; ``group`` lets them write in a group, mentioning the bot."""

    def __init__(self, gateway: Gateway, userid: str, name: str = "") -> None:
        self.gateway = gateway
        self.userid = userid
        self.name = name or userid
        self.chat = gateway.chat(userid)

    # -- sending ---------------------------------------------------------------------------------

    def says(self, text: str, group: Chat | None = None, *, quote: str = "") -> Values:
        """Write; in a group the bot hears only what mentions it, with its name in front."""
        content = f"@{self.gateway.name} {text}" if group else text
        more = {"quote": {"msgtype": "text", "text": {"content": quote}}} if quote else {}
        self._own(group, "text", text)
        return self._message({"msgtype": "text", "text": {"content": content}, **more}, group)

    def sends_photo(self, data: bytes) -> Values:
        """A photo; only in the private chat, as the platform has it."""
        return self._file("image", data, "图片.jpg")

    def sends_file(self, name: str, data: bytes) -> Values:
        """A document; only in the private chat."""
        return self._file("file", data, name)

    def sends_video(self, data: bytes, name: str = "视频.mp4") -> Values:
        """A video; only in the private chat."""
        return self._file("video", data, name)

    def sends_voice(self, transcript: str) -> Values:
        """Speech: only its words reach the bot."""
        self._own(None, "voice", transcript)
        return self._message({"msgtype": "voice", "voice": {"content": transcript}})

    def sends_mixed(
        self, parts: Sequence[tuple[str, str | bytes]], group: Chat | None = None
    ) -> Values:
        """Text and pictures in one message: ``("text", "…")``, ``("image", b"…")``."""
        items: list[Values] = []
        for number, (kind, what) in enumerate(parts):
            if kind == "text":
                mention = f"@{self.gateway.name} " if group and number == 0 else ""
                items.append({"msgtype": "text", "text": {"content": f"{mention}{what}"}})
            else:
                assert isinstance(what, bytes)
                items.append({"msgtype": "image", "image": self._laid_down(what, "图片.jpg")})
        return self._message({"msgtype": "mixed", "mixed": {"msg_item": items}}, group)

    def sends_strange(self, msgtype: str, content: Values) -> Values:
        """A kind of message that no document tells of."""
        return self._message({"msgtype": msgtype, msgtype: content})

    def enters(self) -> Values:
        """Open the chat for the first time of the day."""
        content = {"msgtype": "event", "event": {"eventtype": "enter_chat"}}
        return self.gateway.callback("enter", self.chat, self.userid, content)

    def presses(
        self,
        label: str,
        *,
        chosen: Mapping[str, Sequence[str]] | None = None,
        flat: bool = False,
    ) -> Values:
        """Press the newest button with this text (or key, or one that contains it).

        ``chosen``: what is ticked, by question. ``flat``: the shape that the SDK's README shows.
        """
        card, key = self._button(label)
        items = [
            {"question_key": question, "option_ids": {"option_id": list(ids)}}
            for question, ids in (chosen or {}).items()
        ]
        what: Values = {
            "card_type": card["card_type"],
            "event_key": key,
            "task_id": card.get("task_id", ""),
            "selected_items": {"selected_item": items},
        }
        event: Values = {"eventtype": "template_card_event"}
        event |= what if flat else {"template_card_event": what}
        content = {"msgtype": "event", "event": event}
        return self.gateway.callback(
            "click", self.chat, self.userid, content, str(card.get("task_id", ""))
        )

    def chooses(self, option: str, *, flat: bool = False) -> Values:
        """Tick the option with this text on the newest vote card, and submit."""
        for shown in reversed(self.chat.shown):
            box = shown.card.get("checkbox", {})
            for one in box.get("option_list", []):
                if one["text"] == option or option in one["text"]:
                    return self.presses(
                        shown.card["submit_button"]["key"],
                        chosen={box["question_key"]: [one["id"]]},
                        flat=flat,
                    )
        raise AssertionError(f"no option “{option}” for {self.userid}")

    def event(self, eventtype: str, **more: object) -> Values:
        """Any other event."""
        content = {"msgtype": "event", "event": {"eventtype": eventtype, **more}}
        return self.gateway.callback("event", self.chat, self.userid, content)

    # -- seeing ----------------------------------------------------------------------------------

    def sees(self, group: Chat | None = None) -> list[Shown]:
        """What the bot has shown here, in order; a changed card as it is now."""
        return [shown for shown in (group or self.chat).shown if not shown.mine]

    def _button(self, label: str) -> tuple[Values, str]:
        for exact in (True, False):
            for shown in reversed(self.chat.shown):
                for button in _buttons(shown.card):
                    same = label in (button["text"], button["key"])
                    if same or (not exact and label in button["text"]):
                        return shown.card, button["key"]
        raise AssertionError(f"no button “{label}” for {self.userid}")

    def _message(self, content: Values, group: Chat | None = None) -> Values:
        return self.gateway.callback("message", group or self.chat, self.userid, content)

    def _file(self, kind: str, data: bytes, name: str) -> Values:
        self._own(None, kind, name)
        return self._message({"msgtype": kind, kind: self._laid_down(data, name)})

    def _laid_down(self, data: bytes, name: str) -> Values:
        path, key = self.gateway.media.put(data, name)
        return {"url": f"{self.gateway.root}{path}", "aeskey": key}

    def _own(self, group: Chat | None, kind: str, text: str) -> None:
        (group or self.chat).shown.append(Shown(kind, text, mine=True))


def _buttons(card: Values) -> list[Values]:
    submit = card.get("submit_button")
    menu = card.get("action_menu", {}).get("action_list", [])
    return [*card.get("button_list", []), *([submit] if submit else []), *menu]
