"""Sentences of 办法: which table counts now, what is drafted, what a file turned out to be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, File, Message, Recipe
from bot.schemes.section_lines import HOW as SECTION
from bot.schemes.words.parting import one_or_several
from bot.speech.periodic import per
from scoring.faults import Fault

SCHEMES = Button(label="考核办法", route="schemes")
SHOWN = 8
_CELLS = 30
"""Faults of a workbook that are listed: they are mended in one go."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How far a draft is: rows, confirmed, several ways to read, not understood."""

    rows: int
    confirmed: int
    unread: int

    @property
    def left(self) -> int:
        """Rows still to be confirmed."""
        return self.rows - self.confirmed


def _named(group: str, title: str) -> str:
    """A table by its title, with whom it is for where that does not say so."""
    return title if group in re.sub(r"[（）()\s]", "", title) else f"{group}：{title}"


def overview(
    now: Sequence[tuple[str, str, str]],
    drafts: Sequence[tuple[int, str, Counted]],
    unused: Sequence[tuple[int, str]] = (),
    scans: Sequence[tuple[int, str, int, int]] = (),
) -> Message:
    """``now``: group, title, where it comes from; ``drafts``: number, title, how far.

    ``unused``: versions that were released and that no quarter was opened with, with their group.
    ``scans``: what is being read by eyes: number, name, pages read, pages.
    """
    lines = [per("下一个季度开期用的考核指标表：")]
    lines += [f"· {_named(group, title)}（{source}）" for group, title, source in now]
    if drafts:
        lines.append("正在写的：")
        lines += [
            f"· {title}：{one.rows} 行，已确认 {one.confirmed} 行" for _, title, one in drafts
        ]
    lines += [
        f"正在识别的：{label}（已读完 {done} 页，共 {all_} 页）" for _, label, done, all_ in scans
    ]
    lines.append(
        per(
            "有新的考核办法，把文件发来就行（Word、Excel、WPS 表格、PDF、OFD、网页都可以），"
            "我读成草案，您逐行核对，两位管理员确认以后从下一个季度起用。"
        )
    )
    rows = tuple((to(title, "schemes/draft", number),) for number, title, _ in drafts)
    rows += tuple((to("读到哪里了", "schemes/scan", number),) for number, *_ in scans)
    if unused:
        lines.append("刚发布、还没有开期的，可以收回。")
    rows += tuple((to(f"收回{group}的新办法", "schemes/back", one),) for one, group in unused)
    ends = (
        (Button(label="发新的办法", route="schemes/file"), to("办法变化", "changes")),
        (Button(label="导出方案", route="schemes/files"), HOME),
    )
    return Message(title="考核办法", text="\n".join(lines), buttons=(*rows, *ends))


def status(
    number: int,
    title: str,
    group: str,
    counted: Counted,
    doubts: Sequence[str],
    faults: Sequence[Fault],
    steps: Sequence[Button] = (),
    *,
    proposed: bool,
) -> Message:
    """How far a draft is, and what comes next; ``steps``: what may be taken back or done again."""
    lines = [f"考核对象：{group or '还没有定'}。"]
    done = f"已确认 {counted.confirmed} 行，还有 {counted.left} 行" if counted.left else "都确认了"
    lines.append(f"{counted.rows} 行，{done}。")
    if counted.unread:
        lines.append(f"{counted.unread} 行没有读懂，要您写怎么算分。")
    lines += [f"⚠ {one}" for one in doubts]
    if faults:
        lines.append(f"⚠ 原表有 {len(faults)} 处对不上，要您定。")
    if counted.left:
        lines.append("在电脑上打开网页聊天，右上角“办法表”可以整张表逐格改、逐行确认。")
    first = one_or_several(number, doubts)
    if not group:
        first.append(to("定考核对象", "schemes/group", number))
    if counted.left:
        label = "接着核对" if counted.confirmed else "逐行核对"
        first.append(to(label, "schemes/next", number))
    if faults:
        first.append(to("对不上的地方", "schemes/faults", number))
    if group and not counted.left and not faults:
        label = "看发布提议" if proposed else "提请发布"
        first.append(to(label, "schemes/release", number))
    rows: list[tuple[Button, ...]] = [(one,) for one in first]
    rows.append((to("试算", "schemes/trial", number), to("抬头", "schemes/head", number)))
    rows.append((to("整张表（xlsx）", "schemes/sheet", number), to("删掉", "schemes/drop", number)))
    rows += [(one,) for one in steps]
    return Message(
        title=title,
        text="\n".join(lines),
        buttons=(*rows, (SCHEMES, HOME)),
    )


def gone() -> str:
    """No such draft any more."""
    return "这份草案已经发布或者删掉了。"


def ask_group(number: int, title: str, groups: Sequence[str]) -> Message:
    """Whom is this table for?"""
    rows = tuple((to(one, "schemes/group", number, place),) for place, one in enumerate(groups, 1))
    return Message(
        text=f"《{title}》考核哪一组单位？点一个；都不是的，直接把名称发来，如“学校”。",
        buttons=(*rows, (to("返回草案", "schemes/draft", number), HOME)),
        placeholder="如：学校",
    )


def group_taken(group: str) -> str:
    """Too long or empty."""
    return f"“{group[:20]}”不像一组单位的名称。请写 2 到 12 个字，如“学校”。"


def ask_drop(number: int, title: str, confirmed: int) -> Message:
    """Really?"""
    return Message(
        text=f"删掉草案《{title}》吗？已经确认的 {confirmed} 行也一起删掉，不影响正在用的办法。",
        buttons=(
            (to("删掉", "schemes/drop", number, "yes"), to("不删", "schemes/draft", number)),
            (HOME,),
        ),
    )


def dropped(title: str) -> Message:
    """It is gone."""
    return Message(text=f"草案《{title}》已经删掉。", buttons=((SCHEMES, HOME),))


def faults(number: int, title: str, found: Sequence[tuple[Fault, int]]) -> Message:
    """What the table itself contradicts; each with its ways out (place of its row, 0: none)."""
    lines, rows = [], []
    for at, (one, place) in enumerate(found[:SHOWN], 1):
        lines.append(f"{at}. {contradiction(one)}")
        buttons = []
        if "原表如此" in one.sentence:
            buttons.append(to(f"{at} 原表就是这样", "schemes/faults", number, at, _mark(one)))
        if place:
            buttons.append(to(f"{at} 改这一行", "schemes/row", number, place))
        if buttons:
            rows.append(tuple(buttons))
    return Message(
        title=f"{title}：对不上的地方",
        text="\n".join(lines)
        + "\n原表就是这样的，照原表用，公布时写明；印错了的，改那一行的分值。",
        buttons=(*rows, (to("返回草案", "schemes/draft", number), HOME)),
    )


def contradiction(fault: Fault) -> str:
    """Where a table contradicts itself, and how."""
    where = fault.row.strip('[]"').replace('section."', "第").replace('"', "")
    where = {"scheme": "全表"}.get(where, where + ("节" if "section" in fault.row else ""))
    return f"{where}：{fault.sentence.split('；原表如此')[0]}。"


def _mark(fault: Fault) -> str:
    return str(sum(map(ord, fault.row + fault.key)) % 9973)


def mark_of(fault: Fault) -> str:
    """Signs of a contradiction, so that a stale button declares no other one."""
    return _mark(fault)


def head(number: int, lines: Sequence[str], unsaid: Sequence[str]) -> Message:
    """The header as it stands, and how to change a line of it."""
    return Message(
        title="抬头",
        text="\n".join(lines)
        + per(
            "\n要改的，把那一行照样子发来，如“等次：优秀 90、良好 75、合格 60、不合格 0”"
            "或“满分：100”“周期：每月”“全年：各季度平均”（也可以写“各季度相加”"
            "“按权重 20、20、20、40”“不合成”）。"
        )
        + f"\n每一节这样写：{SECTION}。"
        + (_may_say(unsaid) if unsaid else ""),
        buttons=((to("返回草案", "schemes/draft", number), HOME),),
        placeholder="如：满分：100",
    )


def _may_say(unsaid: Sequence[str]) -> str:
    first = unsaid[0]
    value = "优秀 90、合格 60、不合格 0" if "等次" in first else "8"
    return f"\n还可以加一行：{'、'.join(unsaid)}，如“{first}：{value}”；不要了的发“{first}：没有”。"


def head_not_read(line: str) -> str:
    """A line of the header that was not understood."""
    return (
        f"没有看懂“{line[:40]}”。可以改的有：标题、办法、文号、印发日期、满分、等次、周期、全年、"
        "各节（第一节、第二节……）、附加分最多、附加分门槛、总分最高、总分最低、全年等次。"
        "照样子写一行。"
    )


def files(names: Sequence[tuple[str, str]]) -> Message:
    """Every table that counts next, as the file it is."""
    found = tuple(
        File(label=f"{name}.toml", recipe=Recipe(name="text", data={"text": text}))
        for name, text in names
    )
    return Message(
        title="导出方案",
        text=per(
            "这是下一个季度要用的方案文件，可以留存、交给技术人员，也可以改好再发回来当草案。"
        ),
        files=found,
        buttons=((SCHEMES, HOME),),
    )


def back_to(draft: int) -> Button:
    """Back to the draft."""
    return to("返回草案", "schemes/draft", draft)


def sheet_said() -> str:
    """The whole table, to be edited on a desk and sent back."""
    return (
        "整张表在这里，白格子都可以改：\n"
        "· “怎么算分”用一句话写。\n"
        "· “逐项”里改冒号后面的（每次几分、最多几分、怎么计）；"
        "别的（前提、加倍、等次、和别的单位比……）"
        "照“写法”那一页另起一行写，不要的删掉那一行。\n"
        "· 满分、等次、周期、各节在“抬头”那一页改。\n"
        "· 核对无误的在“确认”一列写“对”，有几种读法的写“读法 1”。\n"
        "改好把表发回来，有看不懂的，会按格子说明，一处也不写入；"
        "别人在您之后改过的行，也会说明，不会盖掉。\ntoml 是方案文件，供技术人员用。"
    )


def sheet_taken(draft: int, changed: int, confirmed: int, *, head: bool) -> Message:
    """The workbook came back."""
    above = "抬头改了，" if head else ""
    return Message(
        text=f"收到了：{above}改了 {changed} 行，确认了 {confirmed} 行。",
        buttons=((back_to(draft), HOME),),
    )


def want_sheet() -> str:
    """Something else came than one file."""
    return "正在等改好的整张表，请只发那一个表格文件（xlsx）。"


def not_our_sheet(draft: int, sentence: str) -> Message:
    """Another file came than the table that went out."""
    return Message(
        title="这不是整张表，什么都没有写入",
        text=f"{sentence}\n请把改好的整张表发来；要发另一份考核办法的，先发“办法”，再发文件。",
        buttons=((back_to(draft), HOME),),
    )


def sheet_faults(draft: int, found: Sequence[str]) -> Message:
    """What has to be mended first; nothing was written."""
    more = f"\n还有 {len(found) - _CELLS} 处。" if len(found) > _CELLS else ""
    return Message(
        title=f"表里有 {len(found)} 处要改，什么都没有写入",
        text="\n".join(found[:_CELLS]) + more + "\n改好以后把整张表再发一次。",
        buttons=((back_to(draft), HOME),),
    )
