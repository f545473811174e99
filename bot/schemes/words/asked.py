"""What was asked of a draft by message is answered: which one, what is left, from when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.schemes.words.drafts import SCHEMES
from bot.speech.periodic import per

_MOST = 8
Row = tuple[int, str, str]
"""Place, number and name."""


def none_open() -> Message:
    """Nothing is drafted."""
    return Message(
        text="现在没有在起草的考核办法。把新办法的文件发来，我读成草案，再逐行核对。",
        buttons=((to("发新的办法", "schemes/file"), SCHEMES), (HOME,)),
    )


def which(drafts: Sequence[tuple[str, str]]) -> Message:
    """Several tables are drafted: title and route of each."""
    rows = tuple((Button(label=title[:30], route=route),) for title, route in drafts)
    return Message(text="有几张表都在起草，要看哪一张？", buttons=(*rows, (HOME,)))


def no_such_row(draft: int, title: str, said: str, rows: Sequence[Row]) -> Message:
    """The draft has no row of this number."""
    numbers = "、".join(one[1] for one in rows[:_MOST]) + ("等" if len(rows) > _MOST else "")
    return Message(
        text=f"《{title}》里没有{said}。一共 {len(rows)} 行：{numbers}。",
        buttons=((to("逐行核对", "schemes/next", draft), _back(draft)), (HOME,)),
    )


def which_row(draft: int, title: str) -> Message:
    """No row was named, and none is shown."""
    return Message(
        text=f"要看《{title}》的哪一行？请带上编号，如“一.2”或“第 5 行”。",
        buttons=((to("逐行核对", "schemes/next", draft), _back(draft)), (HOME,)),
    )


def left(draft: int, title: str, unread: Sequence[Row], open_: Sequence[Row]) -> Message:
    """The rows nobody has confirmed, those first that nobody understands yet."""
    if not (unread or open_):
        return Message(
            text=f"《{title}》每一行都确认过了。",
            buttons=((to("试算", "schemes/trial", draft), to("发布", "schemes/release", draft)),
                     (_back(draft), HOME)),
        )  # fmt: skip
    lines = [f"《{title}》还有 {len(unread) + len(open_)} 行没有确认。"]
    if unread:
        lines.append(f"没有读懂、要您写的 {len(unread)} 行：{_named(unread)}。")
    if open_:
        lines.append(f"读好了、等您点“对”的 {len(open_)} 行：{_named(open_)}。")
    rows = tuple(
        (to(f"{number} {name}"[:20], "schemes/row", draft, place),)
        for place, number, name in [*unread, *open_][:_MOST]
    )
    return Message(text="\n".join(lines), buttons=(*rows, (_back(draft), HOME)))


def _named(rows: Sequence[Row]) -> str:
    said = "、".join(f"{number} {name}" for _, number, name in rows[:_MOST])
    return said + (f"等 {len(rows)} 行" if len(rows) > _MOST else "")


def holds(draft: int, title: str, what: str, rows: Sequence[Row]) -> Message:
    """Which rows of a draft say something: 一票否决."""
    if not rows:
        said = f"《{title}》的条文里没有写到“{what}”。"
    else:
        said = f"《{title}》有 {len(rows)} 行写到“{what}”：{_named(rows)}。"
    taps = tuple(
        (to(f"{number} {name}"[:20], "schemes/row", draft, place),)
        for place, number, name in rows[:_MOST]
    )
    return Message(
        text=said, buttons=(*taps, (to("逐行核对", "schemes/next", draft), _back(draft)), (HOME,))
    )


def since(draft: int, title: str, day: date, ready: str) -> Message:
    """From when a draft would count."""
    start = f"{day.year}年{day.month}月{day.day}日"
    said = per(f"发布以后，从 {start}起开期的季度使用，已经开期的季度不变。")
    return Message(
        text=f"《{title}》还是草案，{ready}。{said}",
        buttons=((to("看发布", "schemes/release", draft), _back(draft)), (HOME,)),
    )


def ready(left_: int, *, proposed: bool) -> str:
    """What a draft still waits for."""
    if left_:
        return f"还有 {left_} 行没有确认"
    return "等另一位管理员确认发布" if proposed else "每一行都确认了，还没有提请发布"


def another_row(draft: int, title: str) -> Message:
    """How a row is added to a table."""
    return Message(
        text=f"《{title}》里不能单独加一行：请在原来的文件里加上这一行，"
        "重新发来（没有变的行，照已经核对的沿用）；不要的行在那一行点“改”，再点“不用这一行”。",
        buttons=((to("发新的办法", "schemes/file"), _back(draft)), (HOME,)),
    )


def _back(draft: int) -> Button:
    return to("返回草案", "schemes/draft", draft)
