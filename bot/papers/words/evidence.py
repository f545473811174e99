"""Sentences about evidence: what came in, what did not and what to do about it, what is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.forms.words.carried import says
from bot.forms.words.figures import kind, short, size
from bot.speech.calendar import in_china, say_day, say_moment
from bot.speech.periodic import per
from storage.database import moment
from storage.parcel import MOST_PARTS
from storage.queries.papers import Evidence

ACCEPTED: Final = "照片、PDF、Word、Excel、PPT、WPS、OFD、视频都可以"
SENDING: Final = "发照片、文件，或链接加标题"
"""Hint of the input box."""

_REFUSED: Final = {
    "empty": "是空文件（0 字节），请检查后重新发",
    "too_large": "太大了，单个文件不要超过 {limit}，请压缩或拆开再发",
    "macro": "含有宏，请另存为不带宏的格式（docx、xlsx、pptx）再发",
    "encrypted": "设了打开密码，请取消密码后再发",
    "unknown_type": "这种格式不能收，请转成 PDF、图片或 Office 文档再发",
    "archive": "是 RAR、7z 一类的压缩包，打不开，请解压后把里面的文件发来，或者压成 zip 再发",
    "parcel_inside": "是压缩包里面的压缩包，没有打开，请解压后再发",
    "parcel_many": f"里面的文件太多，一次最多收 {MOST_PARTS} 个，请分几次发",
    "parcel_large": "解压以后太大，请分几次发",
    "parcel_empty": "里面没有文件，请检查后重新发",
    "damaged": "打不开，可能已损坏，请在电脑上打开另存一份再发",
    "not_fetched": "没有传完整，请再发一次",
    "no_room": "没有存下：服务器的磁盘满了，请告诉信用办，清理以后再发一次",
    "quota": "收不下了，本单位本季度的材料已接近 {quota} 上限，请先删掉不需要的，或压缩后再发",
    "row_full": "这一项的材料已满 {count} 份，请先删掉不需要的再发",
}
"""What to do about a file that was not kept, by the code of its refusal."""


OVER: Final = "over:"
"""Of a file that only the channel it came by cannot carry: followed by the channel's most bytes."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may come in, as the sentences name it."""

    file: int
    unit: int
    row: int


def refusal(code: str, limits: Limits) -> str:
    """Why a file was not kept and what to do."""
    if code.startswith(OVER):
        most = _whole(int(code.removeprefix(OVER)))
        return f"太大了，这里最多收 {most} 的文件，请压缩或拆开再发，也可以用网页上传"
    words = per(_REFUSED.get(code, "没有收下来，请换一种格式再发"))
    return words.format(limit=_whole(limits.file), quota=_whole(limits.unit), count=limits.row)


def _whole(number: int) -> str:
    return size(number).replace(".0 ", " ")


def taken(
    *,
    sent: int,
    kept: Sequence[str],
    receipt: str,
    refused: Sequence[tuple[str, str]],
    already: Sequence[tuple[str, str]],
    repeated: Sequence[tuple[str, str]],
) -> str:
    """One answer for everything that came in one message."""
    lines = [_counted(sent, kept, receipt)] if kept else []
    if not kept and sent > 1:
        lines.append(f"这次发来 {sent} 个，没有新存的。")
    return "\n".join([*lines, *rest(refused, already, repeated)])


def refused(label: str, code: str, limits: Limits) -> str:
    """One file that was not kept."""
    return f"没有收：{short(label)} {refusal(code, limits)}。"


def rest(
    refused: Sequence[tuple[str, str]],
    already: Sequence[tuple[str, str]],
    repeated: Sequence[tuple[str, str]],
) -> list[str]:
    """What is to be said beside what was kept, a line each."""
    lines = [f"没有收：{short(label)} {why}。" for label, why in refused]
    lines += [f"{short(label)} {where}。" for label, where in already]
    lines += [f"{short(label)} {where}，已照收，审核时会提示重复。" for label, where in repeated]
    return lines


def _counted(sent: int, kept: Sequence[str], receipt: str) -> str:
    if sent == 1:
        return f"收到，{short(kept[0])} 已存好。\n{receipt}"
    if sent == len(kept):
        return f"收到 {sent} 个，都已存好。\n{receipt}"
    return f"收到 {sent} 个，{len(kept)} 个已存好。\n{receipt}"


def in_this_row() -> str:
    """The same bytes are there already."""
    return "在这一项里已经有了，不用重发"


def in_row(row: str) -> str:
    """The same bytes are filed in another place of this form."""
    return f"在 {row} 里已经有了，不用重发"


def unfiled_here() -> str:
    """The same bytes lie among what is not filed."""
    return "在待归类里已经有了，不用重发"


def report_place(quarter: str, current: bool) -> str:
    """The ledger of work reports as a place."""
    return "工作报送" if current else f"{quarter}工作报送"


def moved_here() -> str:
    """What had come before without a row is filed now."""
    return "之前已收在待归类里，现在归到这一项"


def same_as(places: Sequence[str]) -> str:
    """The same bytes serve elsewhere in the same unit."""
    return f"和{'、'.join(places[:3])}的材料是同一份"


def place_of(quarter: str, row: str | None, current: bool) -> str:
    """Where a paper lies: the row, with its quarter when it is another."""
    where = f" {row} " if row else "待归类"
    return where if current else f"{quarter}{where}"


def not_filed() -> str:
    """How a place without a row is called."""
    return "待归类"


# -- the row's own page -----------------------------------------------------------------------


def row_page_title(row: str) -> str:
    """Head of a row's evidence."""
    return f"佐证材料 {row}"


def wanted(proof: str, have: int, is_open: bool, first: bool = True) -> str:
    """What proves the row, and how to send it; what may be sent is told at the ``first`` paper."""
    lines = [f"要交：{proof}"] if proof else []
    if not have and not is_open:
        lines.append("没有材料。")
    elif not have and not first:
        lines.append("还没有材料，请直接发到这里。")
    elif not have:
        lines.append(f"还没有材料。请直接发到这里：{ACCEPTED}，可以一次多选；报道发链接加标题。")
    return "\n".join(lines)


def have(lines: Sequence[str], total: int) -> str:
    """What is there, shortened."""
    if not lines:
        return f"现在有 {total} 份材料。"
    more = [f"……共 {total} 份，点“看材料”看全部。"] if total > len(lines) else []
    return "\n".join([f"现在有 {total} 份：", *lines, *more])


def item(number: int, one: Evidence, now: datetime) -> str:
    """One piece of evidence in one line."""
    what = size(one.size) if one.size else kind(one.kind)
    day = say_day(in_china(moment(one.at)).date(), in_china(now).date())
    return f"{number}. {short(one.label, 20)}（{what}，{says(one.carried) or day}）"


def fewer_than_claimed(claimed: int, unit: str, have: int) -> str:
    """Three times claimed, one paper shown: pointed out, not refused."""
    return (
        f"您填了 {claimed} {unit}，现在有 {have} 份材料。"
        "一份材料能说明几次就不用再补，不能的话请接着发。"
    )


def more_to_send(done: str) -> str:
    """Below a list that may still grow; ``done`` is the button for afterwards."""
    return f"还有就接着发，没有了点“{done}”。"


def closed() -> str:
    """A row that takes no papers now."""
    return "现在不能再传，只能查看。"


def not_material(text: str) -> str:
    """Text without a link while papers are awaited."""
    return (
        f"“{short(text, 16)}”不是材料，没有存。\n"
        "这里收照片、文件和链接；链接要带 http:// 或 https://，前后可以写标题。"
    )


def link_title_asked(url: str) -> str:
    """A link came without a title."""
    return (
        f"收到链接：{short(url, 60)}\n"
        "请发一个标题，例如“开展诚信宣传进校园活动”。有了标题才算存好。"
    )


def link_left(url: str) -> str:
    """Another page was asked for while a link waited for its title."""
    return f"链接 {short(url, 40)} 还没有标题，没有存；要存请再发一次，前面写上标题。"


def bad_title() -> str:
    """A title that cannot be one."""
    return "标题请写 2 到 100 个字，文字说明就行。"


def link_too_long() -> str:
    """A link beyond what anybody types."""
    return "这个链接太长了（超过 1000 个字符），请换成网页的短地址再发。"


def links_taken(count: int, receipt: str) -> str:
    """Links are kept."""
    return f"收到 {count} 个链接，已存好。\n{receipt}" if count > 1 else f"链接已存好。\n{receipt}"


def link_there(title: str) -> str:
    """The same link is in this row."""
    return f"这个链接在这一项里已经有了（{short(title)}），不用重发。"


# -- one piece --------------------------------------------------------------------------------


def list_title(row: str, mark: str) -> str:
    """Head of the list of a row's evidence."""
    return f"{row} 材料{mark}"


def nothing_there() -> str:
    """A row without evidence."""
    return "这一项还没有材料。"


def piece(
    *,
    code: str,
    length: int,
    caption: str,
    url: str | None,
    where: str,
    at: datetime,
    by: str,
    receipt: str,
    carried: str = "",
) -> str:
    """Everything about one piece."""
    lines = [f"{where}，{kind(code)}{f'，{size(length)}' if length else ''}"]
    if url:
        lines.append(url)
    if caption:
        lines.append(f"说明：{caption}")
    lines.append(f"{say_moment(at)} {by}{says(carried) or '上传'}")
    lines.append(f"回执 {receipt}")
    return "\n".join(lines)


def gone() -> str:
    """A piece that was removed, or is none of this form."""
    return "这份材料已经不在了，可能刚刚被删除。"


def really_drop(label: str) -> str:
    """Before a deletion."""
    return f"确定删除“{short(label)}”吗？删除后审核员看不到它，需要时可以重新发。"


def dropped(label: str) -> str:
    """After a deletion."""
    return f"已删除“{short(label)}”。"


def caption_asked(label: str) -> str:
    """Asking for a caption."""
    return f"请写一句说明：“{short(label)}”是什么时间、在哪里、做什么？（200 字以内）"


def caption_too_long() -> str:
    """A caption beyond its length."""
    return "说明太长了，请写在 200 个字以内。"


def captioned() -> str:
    """A caption is kept."""
    return "说明已记下。"


def moved(label: str, row: str) -> str:
    """A piece is filed under another row."""
    return f"“{short(label)}”已归到 {row}。"


def move_to(label: str) -> str:
    """Asking for the row."""
    return f"“{short(label)}”要归到哪一项？"


# -- all rows ---------------------------------------------------------------------------------


def overview_title(unit: str, quarter: str) -> str:
    """Head of the overview."""
    return f"{unit} {quarter} 佐证材料"


def overview(total: int, lacking: int, unfiled: int) -> str:
    """How it stands."""
    lines = [f"一共 {total} 份材料。"]
    if lacking:
        lines.append(f"有 {lacking} 项填了数还没有材料，点下面的按钮去传。")
    elif total:
        lines.append("已填数的项目都有材料。")
    if unfiled:
        lines.append(f"有 {unfiled} 份还没有归类。")
    return "\n".join(lines)


def link_named() -> str:
    """A link that was typed, inside a sentence."""
    return "把这条链接作为佐证材料"


def title_named(title: str) -> str:
    """The title that a link waited for, inside a sentence."""
    return f"把链接的标题写成“{title[:30]}”"
