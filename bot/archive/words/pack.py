"""Sentences of the evidence archive (原件) and the evidence pack (图文册)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.corridor.buttons import HOME, in_rows, to
from bot.corridor.events import Button, File, Message
from bot.corridor.paging import ROW, Leaf
from bot.forms.words.figures import size
from bot.speech.calendar import say_moment
from bot.speech.periodic import per
from bot.speech.quarters import name

UNFILED: Final = "待归类"
REPORTS: Final = "工作报送"
APPEALS: Final = "申诉材料"
RECEIPTS: Final = "回执"
"""Folders beside those of the rows."""
PICTURE: Final = "图片"
"""What ``bot.forms.words.figures`` calls a photo's kind."""


def title(year: int, number: int, unit: str) -> str:
    """2026年四季度 教育局 材料包; without a unit, of everybody."""
    return f"{name(year, number)} {f'{unit} ' if unit else '全部单位'}材料包"


def index_note(asked: datetime) -> str:
    """When the papers stood so; the head of the index."""
    return f"按 {asked.year}年{asked.month}月{asked.day}日 {asked:%H:%M} 的材料整理。"


def title_of_kind(title: str, kind: str, table: str) -> str:
    """2026年四季度 乡镇街道 工作总结."""
    return (
        title.replace("材料包", f" {kind}")
        .replace("全部单位", table or "全部单位")
        .replace("  ", " ")
    )


def report_caption(kind: str, heading: str, on_time: bool) -> str:
    """工作简报《…》，按时."""
    return f"{kind}《{heading}》，{'按时' if on_time else '逾期'}"


def appeal_caption(row: str) -> str:
    """What an appeal's paper belongs to."""
    return f"申诉 {row}"


# -- asking ------------------------------------------------------------------------------------


def of_unit(
    quarter_id: int, unit_id: int, heading: str, files: int, links: int, length: int
) -> Message:
    """What there is of a unit, and the two forms in which it can be had."""
    if not files and not links:
        text = "还没有材料。收到材料以后，这里可以打包下载、生成图文册。"
        return Message(title=heading, text=text, buttons=((HOME,),))
    lines = [
        f"{_counted(files, links)}，约 {size(length)}。",
        "· 打包原件：每项一个文件夹，附目录、校验值和回执；",
        "· 图文册：一份 Word，每项数据、得分和照片排在一起，可以直接打印。",
    ]
    return Message(
        title=heading,
        text="\n".join(lines),
        buttons=(
            (
                to("打包原件", "pack/files", quarter_id, unit_id),
                to("图文册", "pack/book", quarter_id, unit_id),
            ),
            (HOME,),
        ),
    )


def of_quarter(
    quarter_id: int,
    heading: str,
    units: int,
    files: int,
    links: int,
    length: int,
    shown: Leaf[tuple[int, str, int]],
) -> Message:
    """What there is of the whole quarter; unit by unit below, with how many pieces each has."""
    if not units:
        text = per("这个季度还没有单位交材料。")
        return Message(title=heading, text=text, buttons=((HOME,),))
    buttons = [
        to(f"{short} {count}", "pack", quarter_id, unit) for unit, short, count in shown.items
    ]
    return Message(
        title=heading + shown.mark,
        text=f"{units} 个单位交了材料，{_counted(files, links)}，约 {size(length)}。\n"
        "全部打成一个包：每个单位、每项一个文件夹，附目录、校验值和回执；也可以点一个单位。",
        buttons=(
            (to("打包全部原件", "pack/files", quarter_id),),
            *in_rows(buttons, 2),
            *shown.turning(lambda page: f"pack/all/{quarter_id}/{page}"),
            (HOME,),
        ),
        replace=shown.page > 1,
    )


def _counted(files: int, links: int) -> str:
    return f"{files} 个文件" + (f"、{links} 个链接" if links else "")


def which_unit(said: str, near: Sequence[tuple[str, int]], quarter_id: int) -> Message:
    """A unit that is not known for certain."""
    if not near:
        return Message(
            text=f"没有认出“{said[:20]}”是哪个单位。可以这样发：材料包 教育局 一{per('季度')}。",
            buttons=((HOME,),),
        )
    buttons = [to(short, "pack", quarter_id, unit) for short, unit in near[:6]]
    return Message(text="要哪个单位的材料？", buttons=(*in_rows(buttons, 2), (HOME,)))


def no_such_quarter(year: int, number: int) -> str:
    """A quarter that was never opened."""
    return f"{name(year, number)}还没有开期，没有材料。"


# -- handing out -------------------------------------------------------------------------------


def download(heading: str, file: File, expires: datetime, starts: int) -> Message:
    """A file that is packed while it is fetched."""
    return Message(
        title=heading,
        text=f"点下面的文件就开始下载，边打包边传。{say_moment(expires)} 以前有效，"
        f"最多下载 {starts} 次；要登录才能下载，转给别人打不开。",
        files=(file,),
        buttons=((HOME,),),
    )


def sent_to_web(heading: str, length: int) -> Message:
    """Too large for this channel; it waits in the person's web chat."""
    return Message(
        title=heading,
        text=f"约 {size(length)}，超过这里能发的大小。"
        "下载已经放到您的网页聊天里，登录后点文件就能下载。",
        buttons=((HOME,),),
    )


def volumes(heading: str, files: Sequence[File]) -> Message:
    """Files that go out with the message itself."""
    many = f"分成 {len(files)} 个包，每个包都可以单独打开、有自己的目录。" if len(files) > 1 else ""
    return Message(
        title=heading,
        text=f"{many}先解压，再打开里面的“00 目录”。",
        files=tuple(files),
        buttons=((HOME,),),
    )


def of_kind(
    heading: str, units: int, files: int, length: int, at: tuple[int, int, int, str]
) -> Message:
    """One kind of papers: how many there are, and the way to them."""
    return Message(
        title=heading,
        text=f"{units} 个单位，{files} 份，约 {size(length)}。",
        buttons=((to("打包下载", "pack/kind", *at, "get"),), (to("材料包", "pack"), HOME)),
    )


def none_of_kind(table: str, kind: str) -> str:
    """Nothing to pack."""
    return f"{table}还没有收到{kind}，没有可以打包的。"


def too_large(heading: str, length: int, count: int, by_unit: Button | None) -> Message:
    """More than can be sent one by one."""
    rows: tuple[ROW, ...] = ((by_unit,),) if by_unit else ()
    how = "可以按单位要；或者" if by_unit else "请"
    return Message(
        title=heading,
        text=f"约 {size(length)}，在这里要分 {count} 个包发，太多了。"
        f"{how}在电脑上打开网页聊天，发同样的话，一次就能下载。",
        buttons=(*rows, (HOME,)),
    )


def nothing(heading: str) -> Message:
    """No papers at all."""
    return Message(title=heading, text="还没有材料可以打包。", buttons=((HOME,),))


def book_sent(heading: str, file: File) -> Message:
    """The evidence pack as a document."""
    return Message(
        title=heading,
        text="A4 排版，可以直接打印；照片已经缩小，原件在“打包原件”里。",
        files=(file,),
        buttons=((HOME,),),
    )
