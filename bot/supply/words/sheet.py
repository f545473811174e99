"""Sentences of the spreadsheet for figures from other bodies: handing out, faults, preview."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.corridor.buttons import HOME, to
from bot.corridor.events import File, Message, Recipe
from bot.forms.words import figures
from bot.roster.headings import RosterFault
from bot.speech.calendar import say_moment
from bot.speech.periodic import per
from bot.supply.plan import Change, Kind, Plan
from bot.supply.reading import Guess
from bot.supply.sheets.book import GUIDE
from bot.supply.words.figure import unusual
from bot.supply.words.gates import overview_button, quarter_name, says
from storage.queries.quarters import Quarter

SHOWN = 6
"""Lines of a kind in a message; the rest are folded."""
LISTED = 12
"""So many new figures are listed unit by unit; of more it is said how many each row has."""
FOLDED = 80
"""Lines in the folded part: nobody reads thousands on a phone, and no channel carries them."""


def hand_out(quarter: Quarter, data: dict[str, Any], carried: int) -> Message:
    """The workbook, and how to give it back."""
    label = f"{quarter_name(quarter)}部门数据.xlsx"
    more = (
        f"\n{per('上季度')}的 {carried} 个累计数已经带进来（灰色斜体），请核对。" if carried else ""
    )
    return Message(
        title=f"{quarter_name(quarter)} 部门数据表",
        text="已有的数都在表里。填好以后把文件直接发给我，什么时候发都行。\n"
        f"发来先给您看要改什么，确认了才写入。{more}",
        files=(File(label=label, recipe=Recipe(name="supply", data=data)),),
        buttons=((overview_button(quarter.id), HOME),),
        placeholder="请发送填好的表格",
    )


def want_file(quarter: int) -> Message:
    """Text came instead of a file."""
    return Message(
        text="正在等您的表格。请把填好的 xlsx、xls 或 csv 文件发过来。",
        detail="\n".join(map(per, GUIDE[1:])),
        detail_label=GUIDE[0],
        buttons=((to("重新要表", "supply", "book", quarter), overview_button(quarter), HOME),),
    )


def one_file(count: int) -> str:
    """Several files at once."""
    return f"一次收到了 {count} 个文件。请一次发一个，免得分不清以哪个为准。"


_REFUSED = {
    "empty": "这个文件是空的，请检查后重新发。",
    "too_large": "文件太大了，请只留要填的那一张表再发。",
    "macro": "这个表格带有宏，请另存为普通的 xlsx 再发。",
    "encrypted": "这个表格加了密码，请去掉密码再发。",
    "archive": "这种压缩包打不开，请解压后把表格发来，或者压成 zip 再发。",
    "parcel_many": "压缩包里的文件太多，请把表格单独发来。",
    "parcel_large": "压缩包解压以后太大，请把表格单独发来。",
    "parcel_empty": "压缩包里没有文件，请检查后重新发。",
    "not_fetched": "文件没有收到，请再发一次。",
    "no_room": "文件没有存下：服务器的磁盘满了，请清理以后再发一次。",
    "damaged": "这个文件打不开，可能损坏了，请重新保存后再发。",
}


def refused(code: str) -> str:
    """The file was not kept."""
    return _REFUSED.get(code, "这个文件不是表格，请发 xlsx、xls 或 csv 文件。")


def other_quarter(stamped: str, here: Quarter) -> str:
    """The file was handed out for another quarter."""
    now = quarter_name(here)
    return f"这是{stamped}的表，现在录入的是{now}，没有读。请用{now}的表。"


def other_scheme(here: Quarter) -> str:
    """The file was handed out under another version of the scheme."""
    return f"这张表的指标和{quarter_name(here)}用的考核指标表不是一个版本，没有读。请重新要表来填。"


def which_quarter(said: str, here: Quarter) -> Message:
    """The title or the file's name speaks of a quarter that is not this one: asked about."""
    return Message(
        text=f"表上写的是“{figures.short(said, 24)}”，现在录入的是{quarter_name(here)}。"
        f"是拿错了表，还是表上的{per('季度')}没有改？",
        buttons=(
            (to(f"就是{quarter_name(here)}的数", "supply", "named", here.id),),
            (overview_button(here.id), HOME),
        ),
        placeholder="拿错了就重新发",
    )


def not_kept(quarter: int, text: str) -> Message:
    """The file as a whole is not used."""
    return Message(
        text=text,
        buttons=(
            (to(per("要本季度的表"), "supply", "book", quarter), overview_button(quarter), HOME),
        ),
    )


def faults(
    quarter: int, found: Sequence[RosterFault], notes: Sequence[str], *, list_too: bool = False
) -> Message:
    """What has to be mended first; nothing was written. ``list_too``: it may be a list."""
    as_list = to("这是清单，一个单位有几行", "supply", "aslist", quarter)
    lines = [f"{one.cell}：{one.sentence}" if one.cell else one.sentence for one in found]
    more = [f"还有 {len(lines) - SHOWN} 处，见下面。"] if len(lines) > SHOWN else []
    whole = "没有写入任何内容，改好以后整张表再发一次。"
    return Message(
        title=f"表里有 {len(lines)} 处要改",
        text="\n".join([*lines[:SHOWN], *more, whole]),
        detail=_folded([*lines[SHOWN:], *notes]),
        detail_label="其余各处",
        buttons=(
            *(((as_list,),) if list_too else ()),
            (to("重新要表", "supply", "book", quarter), overview_button(quarter), HOME),
        ),
        placeholder="请发送改好的表格",
    )


def dashes(quarter: int, cells: Sequence[str]) -> Message:
    """Dashes stand for nothing, or for nobody knows: asked once for the whole sheet."""
    where = "、".join(cells[:SHOWN]) + ("等" if len(cells) > SHOWN else "")
    return Message(
        title=f"表里有 {len(cells)} 格写的是“—”或“/”",
        text=f"{where}。是没有发生，还是不知道？整张表按一个意思算，选了以后再给您核对。\n"
        "按“没有”算的话，数填 0，是或否填“否”，百分比仍然留空。",
        buttons=(
            (
                to("都是没有", "supply", "dashes", quarter, "nil"),
                to("都是不知道，留空", "supply", "dashes", quarter, "blank"),
            ),
            (overview_button(quarter), HOME),
        ),
        placeholder="要改的话，改好表格再发一次",
    )


def nothing(quarter: int, same: int, notes: Sequence[str], left_out: Sequence[str] = ()) -> Message:
    """The file says what is there already."""
    said = f"表里的 {same} 个数和现在的一样，没有要改的。" if same else "表里没有填新的数。"
    return Message(
        text="\n".join([said, *left_out]),
        detail="\n".join(notes),
        detail_label="说明",
        buttons=((overview_button(quarter), HOME),),
    )


def preview(
    quarter: Quarter,
    plan: Plan,
    guesses: Sequence[Guess],
    notes: Sequence[str],
    now: datetime,
    left_out: Sequence[str] = (),
) -> Message:
    """What would be written, before it is."""
    named = [f"{one.place}“{one.written}”认作{one.unit}。" for one in guesses]
    every = [describe(one, now) for one in plan.changes]
    return Message(
        title=f"{quarter_name(quarter)} 部门数据：请核对，还没有写入",
        text="\n".join([*_gist(plan, now), *named[:SHOWN], *_warnings(plan), *left_out]),
        detail=_folded([*notes, *named[SHOWN:], *every]),
        detail_label="全部改动",
        buttons=(
            (to(f"确认写入 {len(plan.changes)} 个数", "supply", "keep", quarter.id),),
            (to("不写了", "supply", "drop", quarter.id), HOME),
        ),
        placeholder="要改的话，改好表格再发一次",
    )


def dropped(quarter: int) -> Message:
    """The sheet is not wanted."""
    return Message(
        text="没有写入，原来的数都没有动。",
        buttons=((to("用表格录入", "supply", "book", quarter), overview_button(quarter), HOME),),
    )


def _folded(lines: Sequence[str]) -> str:
    """The lines, or the first of them and how many there are."""
    more = [f"……后面还有 {len(lines) - FOLDED} 行。"] if len(lines) > FOLDED else []
    return "\n".join([*lines[:FOLDED], *more])


def _gist(plan: Plan, now: datetime) -> list[str]:
    """The numbers; then what changes or goes, in full; what is new, in full if it is not much."""
    new, notable = plan.of("new"), [*plan.of("changed"), *plan.of("cleared")]
    lines = ["，".join([*_counted(plan), *([f"不变 {plan.same} 个"] if plan.same else [])]) + "。"]
    if len(new) <= LISTED and not notable:
        lines += [f"· {describe(one, now)}" for one in new]
    elif new:
        lines.append(f"新填的：{_by_row(new)}，逐个见全部改动。")
    lines += [f"· {describe(one, now)}" for one in notable[:SHOWN]]
    if len(notable) > SHOWN:
        lines.append(f"  还有 {len(notable) - SHOWN} 处，见全部改动。")
    return lines


def _counted(plan: Plan) -> list[str]:
    """新填 7 个, 修改 2 个, 清掉 1 个: what there is of each."""
    kinds: tuple[tuple[Kind, str], ...] = (
        ("new", "新填"),
        ("changed", "修改"),
        ("cleared", "清掉"),
    )
    return [f"{word} {len(plan.of(kind))} 个" for kind, word in kinds if plan.of(kind)]


def _by_row(changes: Sequence[Change]) -> str:
    """二.1 3 个、三.1a 1 个."""
    count = Counter(one.column.row.id for one in changes)
    return "、".join(f"{row} {number} 个" for row, number in count.items())


def _warnings(plan: Plan) -> list[str]:
    falls = [one for one in plan.changes if one.lower is not None]
    later = [one for one in plan.changes if one.later]
    decided = [one for one in plan.changes if one.decided]
    lines = [
        f"请留意：{one.member.short} {one.column.row.id} 的累计数比{per('上季度')}"
        f"（{says(one.column, one.lower)}）少。"
        for one in falls[:3]
        if one.lower is not None
    ]
    if len(falls) > 3:
        lines.append(f"请留意：一共 {len(falls)} 个累计数比{per('上季度')}少。")
    odd = [one for one in plan.changes if one.odd is not None and one.after is not None]
    lines += [
        f"请留意：{one.member.short} {one.column.row.id} 是 {says(one.column, one.after)}，"
        f"{f'以往最多 {says(one.column, one.odd)}' if one.odd else '以往没有这么多'}，请核对。"
        for one in odd[:3]
        if one.after is not None
    ]
    if len(odd) > 3:
        lines.append(f"请留意：一共 {len(odd)} 个数比以往多得多。")
    far = [one for one in plan.changes if one.unusual is not None and one.after is not None]
    lines += [
        f"请留意：{one.member.short} {one.column.row.id} 是 "
        f"{unusual(one.column, one.after, one.unusual)}，请核对。"
        for one in far[:5]
        if one.after is not None and one.unusual is not None
    ]
    if len(far) > 5:
        lines.append(f"请留意：一共 {len(far)} 个数和以往差得多。")
    if later:
        lines.append(f"请留意：{len(later)} 个数在这张表发出以后有人改过，写入会盖掉。")
    if decided:
        lines.append(f"其中 {len(decided)} 个所在的指标已经核定，得分仍按核定的数算。")
    return lines


def describe(one: Change, now: datetime) -> str:
    """What happens to one figure, in a line."""
    what = f"{one.member.short} {one.column.row.id} {figures.short(one.column.input.name, 16)}"
    if one.before is None:
        return f"{what}：{says(one.column, one.after) if one.after is not None else ''}"
    old = says(one.column, one.before.value)
    new = "清掉" if one.after is None else says(one.column, one.after)
    who = f"（{one.before.who} {say_moment(one.before.at, now)} 录的）" if one.before.who else ""
    return f"{what}：{old} → {new}{who}"


def stale(quarter: int) -> Message:
    """The preview that the button belonged to is gone."""
    return Message(
        text="这份预览已经过期，什么都没有写入。请把表格再发一次。",
        buttons=((to("用表格录入", "supply", "book", quarter), overview_button(quarter), HOME),),
    )


def moved_on() -> str:
    """Figures changed between preview and confirmation."""
    return "刚才有人改过这些数，什么都没有写入。请按现在的情况再核对一次。"


def written(quarter: Quarter, plan: Plan, label: str) -> Message:
    """After the import."""
    return Message(
        title=f"{quarter_name(quarter)} 部门数据已写入",
        text=f"{'，'.join(_counted(plan))}。\n原表“{figures.short(label)}”已存档，每个数都能查到来源。",
        buttons=((overview_button(quarter.id), HOME),),
    )


def told(quarter: Quarter, who: str, bodies: Sequence[str], count: int) -> Message:
    """To the office: a body has supplied."""
    return Message(
        text=f"{who}录入了{quarter_name(quarter)}的部门数据 {count} 个（{'、'.join(bodies)}）。",
        buttons=((overview_button(quarter.id),),),
    )
