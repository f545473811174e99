"""Sentences of a document that is sent in: what it turned out to be, what to send instead.

Not here: what is said of a draft once it is kept (`drafts`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.schemes.reading import INSTEAD, UNPACK, Read
from bot.schemes.words.drafts import SCHEMES, Counted
from bot.schemes.words.parting import one_or_several


@dataclass(frozen=True, slots=True)
class Far:
    """A draft of before, and how far it is."""

    number: int
    title: str
    group: str
    counted: Counted
    proposed: bool

    @property
    def said(self) -> str:
        """《…》，20 行，已确认 3 行."""
        rows = f"{self.counted.rows} 行，已确认 {self.counted.confirmed} 行"
        waits = "，已提请发布，等另一位管理员确认" if self.proposed else ""
        return f"《{self.title}》（{rows}{waits}）"


def ask_file() -> Message:
    """Wait for the document."""
    return Message(
        title="发新的考核办法",
        text="请把考核办法发来：Word（docx）、Excel 或 WPS 表格（xlsx、xls、et）、"
        "PDF 和 OFD、网页都可以，扫描件和照片也行（一页一张，识别出来要对照原件），"
        "里面要有带“考核指标、分值、评分标准”的表。以前导出的方案（toml）也可以直接发来。\n"
        "发来以后只是草案，逐行核对、两位管理员确认以后才用。",
        buttons=((Button(label="先不发了", route="schemes"), HOME),),
        placeholder="请发送文件",
    )


def want_file() -> Message:
    """Text came instead."""
    return Message(
        text="正在等考核办法的文件，请发 Word 或表格文件。",
        buttons=((Button(label="先不发了", route="schemes"), HOME),),
    )


def one_file(count: int) -> str:
    """Several files at once."""
    return (
        f"一次收到了 {count} 个文件。请一次只发一份办法，免得分不清是哪一份；"
        "拍成照片的可以几张一起发。"
    )


def refused(code: str) -> str:
    """The file was not kept."""
    known = {
        "empty": "这个文件是空的，里面什么也没有。请打开看看，重新保存后再发。",
        "archive": UNPACK,
        "unknown_type": f"这种文件读不了。{INSTEAD}",
        "too_large": "文件太大了。请只留考核指标表，去掉图片再发。",
        "macro": "这个文件带有宏，请另存为普通的 docx 或 xlsx 再发。",
        "encrypted": "文件加了打开密码。请去掉密码再发。",
        "not_fetched": "文件没有收到，请再发一次。",
        "no_room": "文件没有存下：服务器的磁盘满了，请清理以后再发一次。",
        "damaged": "这个文件打不开，可能没有传完或者损坏了。请重新保存后再发。",
    }
    return known.get(code, f"这个文件读不了。{INSTEAD}")


def unusable(sentence: str, drafts: Sequence[Far]) -> Message:
    """The file brings nothing; what was drafted before is still there."""
    kept = f"\n以前的草案还在，没有变：{'、'.join(one.said for one in drafts)}。" if drafts else ""
    return Message(
        text=f"{sentence}{kept}",
        buttons=(
            *((_on(one),) for one in drafts),
            (Button(label="先不发了", route="schemes"), HOME),
        ),
    )


def _on(draft: Far) -> Button:
    return to(f"接着核对：{draft.title}", "schemes/draft", draft.number)


def again(drafts: Sequence[Far]) -> Message:
    """The very file was sent before and is a draft already."""
    return Message(
        text=f"这份办法已经是草案了，没有再读一遍：{'、'.join(one.said for one in drafts)}。"
        "接着核对就行；要从头再读，请先删掉这份草案，再发一次。",
        buttons=(*((_on(one),) for one in drafts), (SCHEMES, HOME)),
    )


def taken(found: Sequence[tuple[int, Read, Counted]], beside: Sequence[Far] = ()) -> Message:
    """What the file turned out to hold; ``beside``: drafts for the same units, or of the file."""
    lines = [f"读到 {len(found)} 张表，都是草案，还没有起作用：" if len(found) > 1 else "读好了："]
    lines += [f"· {read.head.title}：{'，'.join(_counted(read, one))}。" for _, read, one in found]
    alarms = dict.fromkeys(one for _, read, _ in found for one in read.alarms)
    lines += [f"⚠ {one}" for one in alarms]
    if beside:
        lines.append(
            f"以前的草案还在，没有变：{'、'.join(one.said for one in beside)}。"
            "考核同一组单位的，最后只能发布一份，不要的请打开以后删掉。"
        )
    lines.append("请逐行核对：看原文、看我读成什么意思、看例子，对就点“对”。")
    rows = tuple((to(f"核对：{read.head.title}", "schemes/draft", n),) for n, read, _ in found)
    asked = [(n, one) for n, read, _ in found if (one := one_or_several(n, read.alarms))]
    rows += tuple((one,) for one in (asked[0][1] if asked else ()))
    rows += tuple((to(f"以前的：{one.title}", "schemes/draft", one.number),) for one in beside)
    return Message(title="考核办法草案", text="\n".join(lines), buttons=(*rows, (SCHEMES, HOME)))


def _counted(read: Read, one: Counted) -> list[str]:
    asked = sum("种读法" in row.doubts for row in read.rows)
    looked = sum("看一看" in row.doubts for row in read.rows)
    same = sum("一字不差" in row.doubts for row in read.rows)
    other = sum("只有分数不同" in row.doubts for row in read.rows)
    said = [f"{one.rows} 行指标"]
    said += [f"{same} 行和现在的办法一样，沿用现在的规则"] if same else []
    said += [f"{other} 行只改了分数，沿用现在的规则、换成新的分数"] if other else []
    said += [f"{asked} 行有几种读法"] if asked else []
    said += [f"{looked} 行请看一看再确认"] if looked else []
    return said + ([f"{one.unread} 行没有读懂，要您写"] if one.unread else [])
