"""Sentences of rules that come as a scan or as photos."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, File, Message, Recipe
from bot.corridor.routes import base
from bot.schemes.words.drafts import SCHEMES

_SCAN = base("schemes", "scan")
_ROW = base("schemes", "row")


def gathered(scan: int, pages: int, twice: int) -> Message:
    """So many photos are here; more may come."""
    again = f"有 {twice} 张前面发过，没有重复收。" if twice else ""
    if not pages:
        text = f"{again}现在一页也没有。请按页的顺序发照片，一页一张，拍正、拍清楚。"
        return Message(text=text, buttons=((_drop(scan), HOME),))
    upto = "第 1 页" if pages == 1 else f"第 1 到 {pages} 页"
    return Message(
        text=f"{again}收到{upto}。还有就按顺序接着发；发完了请点“发完了，开始读”。",
        buttons=(
            (to("发完了，开始读", _SCAN, scan, "read"),),
            (to("去掉最后一页", _SCAN, scan, "back"), _drop(scan)),
            (HOME,),
        ),
    )


def _drop(scan: int) -> Button:
    return to("不读了", _SCAN, scan, "drop")


def begun(scan: int, label: str, pages: int = 0, *, inside: bool = False) -> Message:
    """It is being read behind the turns; ``inside``: pictures in a file that has no table."""
    many = f"共 {pages} 页，" if pages else ""
    what = "里没有文字的表，有图片，当扫描件读：" if inside else "是扫描件（照片），"
    return Message(
        text=f"“{label}”{what}{many}正在识别文字，一页要十几秒。"
        "不用等，您可以做别的，读好了我告诉您。识别出来的字可能有错，每一行都会标出来请您对照原件。",
        buttons=(_at_work(scan), (SCHEMES, HOME)),
    )


def _at_work(scan: int) -> tuple[Button, ...]:
    return (to("读到哪里了", _SCAN, scan), _drop(scan))


def under_way(scan: int, label: str, done: int, pages: int) -> Message:
    """How far the reading is."""
    return Message(
        text=f"“{label}”正在识别：{progress(done, pages)}。读好了我告诉您。",
        buttons=(_at_work(scan), (SCHEMES, HOME)),
    )


def progress(done: int, pages: int) -> str:
    """已读完 3 页，共 8 页."""
    return f"已读完 {done} 页，共 {pages} 页" if done else "正在读第 1 页"


def dropped(label: str) -> Message:
    """Nobody wants it any more."""
    return Message(text=f"“{label}”不读了，没有留下草案。", buttons=((SCHEMES, HOME),))


def over() -> str:
    """The scan of an old button."""
    return "这份扫描件已经读完，或者不读了。请看“考核办法”里的草案。"


def no_draft(label: str, sentence: str) -> Message:
    """The pages brought no draft."""
    return Message(
        text=f"“{label}”没有读成草案：{sentence}",
        buttons=((to("发新的办法", "schemes", "file"),), (SCHEMES, HOME)),
    )


def original(draft: int, place: int, row: str, parts: Sequence[Mapping[str, object]]) -> Message:
    """A row as it stands in the scan."""
    back = ((to("返回这一行", _ROW, draft, place), HOME),)
    if not parts:
        return Message(text="这一行不是从扫描件读出来的，没有原件的图。", buttons=back)
    files = tuple(
        File(
            label=f"原件{row}-{number}.jpg",
            recipe=Recipe(name="scheme_original", data=dict(one)),
            picture=True,
        )
        for number, one in enumerate(parts, 1)
    )
    return Message(text=f"{row} 在原件上是这样的：", files=files, buttons=back)
