"""The command menu, and what a command means: the words that a page is opened with.

Telegram's commands are Latin letters only, so each stands for the Chinese words people type
elsewhere. Which page that is and who may open it is decided by the pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """``name`` as typed behind the slash, ``words`` it stands for, ``says`` in the menu."""

    name: str
    words: str
    says: str
    roles: frozenset[str] = frozenset()
    """Whose menu it is in; empty: in nobody's by role."""


_OFFICE = frozenset({"admin", "reviewer", "observer"})
_LIAISON = frozenset({"liaison"})
_ADMIN = frozenset({"admin"})
_ALL = frozenset({*_OFFICE, *_LIAISON, "supplier"})

COMMANDS = (
    Command("start", "首页", "回到首页", _ALL),
    Command("fill", "填报", "开始填报，看填到哪里", _LIAISON),
    Command("resume", "接着填报", "接着上次的填报", _LIAISON),
    Command("owe", "还差什么", "还差什么没填", _LIAISON),
    Command("proof", "佐证材料", "佐证材料", _LIAISON),
    Command("reports", "工作报送", "总结、简报、宣传稿件", _LIAISON),
    Command("check", "核对", "核对和提交", _LIAISON),
    Command("score", "得分", "得分和原因", _LIAISON),
    Command("receipts", "回执", "收到的回执", _LIAISON),
    Command("review", "审核", "审各单位报的", frozenset({"admin", "reviewer"})),
    Command("progress", "进度", "填报进度", _OFFICE),
    Command("waiting", "谁没报", "谁还没报", _OFFICE),
    Command("remind", "催报", "提醒没报的单位", _ADMIN),
    Command("enter", "录入", "录入部门数据", frozenset({"admin", "supplier"})),
    Command("ranking", "排名", "看排名", frozenset({*_OFFICE, *_LIAISON})),
    Command("units", "单位", "单位名单", _ADMIN),
    Command("invite", "邀请", "邀请联络员和同事", _ADMIN),
    Command("roles", "人员", "人员和角色", _ADMIN),
    Command("me", "我的信息", "我的姓名、电话", _ALL),
    Command("ask", "帮助", "直接问，例如 /ask 谁没报"),
    Command("bind", "绑定", "用邀请码绑定"),
    Command("claim", "认领", "认领本群为管理群"),
    Command("help", "帮助", "怎么用", _ALL),
)
_BY_NAME = {command.name: command for command in COMMANDS}

FOR_STRANGERS = tuple(_BY_NAME[name] for name in ("start", "bind", "help"))
"""In private, for whoever is not bound."""
FOR_GROUP = tuple(
    _BY_NAME[name] for name in ("start", "ask", "progress", "waiting", "ranking", "review", "help")
)
"""In the office's group: what its people ask for together."""

_TYPED = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{5,32}))?(?:\s+(.*))?", re.DOTALL)
_TAKES_A_CODE = {"start", "bind"}


def menu(roles: frozenset[str]) -> tuple[Command, ...]:
    """The menu of somebody who holds these roles."""
    return tuple(command for command in COMMANDS if command.roles & roles) or FOR_STRANGERS


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
    elif rest and name == "ask":
        words, rest = rest, ""  # with privacy on, a command is the way to ask in a group
    elif rest and name in _TAKES_A_CODE:
        words = "绑定"
    else:
        words = known.words
    return Typed(f"{words} {rest}".strip(), bot)
