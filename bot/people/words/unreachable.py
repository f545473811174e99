"""Sentences about people whom nothing reaches: who they are, and what brings them back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.corridor.buttons import HOME, in_rows, to
from bot.corridor.events import Button, Message
from bot.corridor.paging import Leaf
from bot.speech.calendar import say_moment


def line(number: int) -> str:
    """In the progress of a quarter."""
    return f"{number} 人收不到消息（屏蔽了机器人、停用了账号，或者网页登录到期）。"


def button(number: int) -> Button:
    """To the list."""
    return to(f"收不到消息 {number}", "unreachable")


@dataclass(frozen=True, slots=True)
class LoggedOut:
    """Somebody whose log-in on the web chat is over, or ends soon."""

    name: str
    what: str
    until: datetime | None
    """None: every log-in was ended."""
    back: tuple[int | str, int] | None
    """Unit (or the office) and person, where the reader may give a code to come in again."""


_CODES = 8


def listed(shown: Leaf[tuple[str, str, str]], over: Sequence[LoggedOut], now: datetime) -> Message:
    """Name, what they are, phone; then whose log-in on the web chat is over, or ends soon."""
    if not shown.total and not over:
        return Message(text="绑定的人都收得到消息。", buttons=((HOME,),))
    lines = [
        f"{n}. {name}（{what}）{phone}".rstrip()
        for n, (name, what, phone) in enumerate(shown.items, shown.first)
    ]
    if lines:
        lines.append(
            "他们屏蔽了机器人，或者停用了账号。请打电话联系，请他们打开和机器人的聊天、"
            "解除屏蔽，随便发一句话就恢复了。"
        )
    lines += _logged_out(over, now)
    codes = [
        to(f"给{one.name}一个码"[:40], "logins/back", *one.back)
        for one in over[:_CODES]
        if one.back
    ]
    head = f"收不到消息的 {shown.total} 人{shown.mark}" if shown.total else "网页登录到期"
    return Message(
        title=head,
        text="\n".join(lines),
        buttons=(
            *in_rows(codes, 2),
            *shown.turning(lambda n: f"unreachable/{n}"),
            (to("进度", "progress"), HOME),
        ),
    )


def ending(over: Sequence[LoggedOut], now: datetime) -> Message:
    """To the office's group, before the log-ins end."""
    return Message(
        title="网页登录快到期",
        text="\n".join(_logged_out(over, now)),
        buttons=((to("看名单、给码", "unreachable"),),),
    )


def _logged_out(over: Sequence[LoggedOut], now: datetime) -> list[str]:
    if not over:
        return []
    lines = [f"只用网页、登录已到期或快到期的 {len(over)} 人："]
    lines += [f"· {one.name}（{one.what}）{_when(one.until, now)}" for one in over[:_CODES]]
    if len(over) > _CODES:
        lines.append(f"还有 {len(over) - _CODES} 人，前面的办完再看。")
    lines.append("快到期的，本人打开网页用一次就续上；已到期的，给一个码就能再进来。")
    return lines


def _when(until: datetime | None, now: datetime) -> str:
    if until is None:
        return "没有登录"
    return f"{say_moment(until, now)} {'已到期' if until <= now else '到期'}"
