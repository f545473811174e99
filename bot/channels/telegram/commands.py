"""The command menu, and what a command means: the words that a page is opened with.

Telegram's commands are Latin letters only, so each stands for the Chinese words people type
elsewhere. Which page that is and who may open it is decided by the pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Command:
    """``name`` as typed behind the slash, ``words`` it stands for, ``says`` in the menu."""

    name: str
    words: str
    says: str
    private: bool = True
    group: bool = False


COMMANDS = (
    Command("start", "首页", "首页", group=True),
    Command("fill", "填报", "填报本季度"),
    Command("resume", "继续填报", "接着上次的填报"),
    Command("owe", "还差什么", "还差什么没填"),
    Command("proof", "佐证", "佐证材料"),
    Command("reports", "工作报送", "总结、简报、宣传稿件"),
    Command("check", "核对", "提交前核对"),
    Command("score", "得分", "看得分和原因"),
    Command("progress", "进度", "填报进度", group=True),
    Command("waiting", "谁没报", "谁还没报", private=False, group=True),
    Command("ranking", "排名", "排名", group=True),
    Command("receipts", "回执", "回执"),
    Command("bind", "绑定", "用邀请码绑定"),
    Command("claim", "认领", "认领本群为管理群", private=False, group=True),
    Command("help", "帮助", "怎么用", group=True),
)

_TYPED = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{5,32}))?(?:\s+(.*))?", re.DOTALL)
_BY_NAME = {command.name: command for command in COMMANDS}
_TAKES_A_CODE = {"start", "bind"}


def menu(*, private: bool) -> list[dict[str, Any]]:
    """The menu of private chats, or of groups, as ``setMyCommands`` takes it."""
    return [
        {"command": command.name, "description": command.says}
        for command in COMMANDS
        if (command.private if private else command.group)
    ]


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed command: the words it stands for, and whose bot it names (lower case, or empty)."""

    words: str
    bot: str


def read(text: str) -> Typed | None:
    """The command a message begins with; None when it is none."""
    match = _TYPED.fullmatch(text.strip())
    if match is None:
        return None
    name, bot, rest = match[1].lower(), (match[2] or "").lower(), (match[3] or "").strip()
    known = _BY_NAME.get(name)
    if known is None:
        words = f"/{name}"
    elif rest and name in _TAKES_A_CODE:
        words = "绑定"
    else:
        words = known.words
    return Typed(f"{words} {rest}".strip(), bot)
