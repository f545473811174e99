"""Sentences of importing the list of units: the form, the faults, the preview, the result."""

from __future__ import annotations

from collections.abc import Sequence

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, File, Message, Recipe
from bot.people.words.roles import masked
from bot.roster.pinyin import aloud
from bot.roster.plan import Change, Clash, Plan
from bot.roster.reading import RosterFault
from bot.roster.words.units import CLASS_MOVES
from bot.speech.periodic import per

LIST = Button(label="单位名单", route="units")
SHOWN = 8
"""Lines of a kind in a message; the rest are counted."""


def ask() -> Message:
    """Hand out the form and wait for it."""
    recipe = Recipe(name="roster template", data={})
    return Message(
        title="导入单位名单",
        text="这是模板，填好以后直接发给我（xlsx 或 csv）。\n"
        "用您自己的表也行，表头有“单位名称”就认得。\n"
        "发来以后先给您看要加什么、改什么，确认了才写入。",
        files=(File(label="单位名单模板.xlsx", recipe=recipe),),
        buttons=((Button(label="不导入了", route="units"), HOME),),
        placeholder="请发送表格文件",
    )


def want_file() -> Message:
    """Text came instead of a file."""
    return Message(
        text="正在等您的表格。请把 xlsx 或 csv 文件发过来；只加一个单位可以点“加一个单位”。",
        buttons=(
            (
                Button(label="加一个单位", route="units/add"),
                Button(label="不导入了", route="units"),
            ),
        ),
    )


def one_file(count: int) -> str:
    """Several files at once."""
    return f"一次收到了 {count} 个文件。请一次只发一个名单，免得分不清以哪个为准。"


def refused(code: str) -> str:
    """The file was not kept."""
    known = {
        "empty": "这个文件是空的，请检查后重新发。",
        "too_large": "文件太大了，单位名单一般不到 1 MB，请只留名单那一张表再发。",
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
    return known.get(code, "这个文件不是表格，请发 xlsx 或 csv 文件。")


def faults(found: Sequence[RosterFault], clashes: Sequence[Clash], good: int) -> Message:
    """What has to be mended first; nothing was written."""
    lines = [f"{one.cell}：{one.sentence}" if one.cell else one.sentence for one in found]
    lines += [_clash(one) for one in clashes]
    shown = "\n".join(lines[:SHOWN])
    more = f"\n还有 {len(lines) - SHOWN} 处，改了再看。" if len(lines) > SHOWN else ""
    fine = f"其余 {good} 行没有问题。" if good else ""
    return Message(
        title=f"表里有 {len(lines)} 处要改",
        text=f"{shown}{more}\n{fine}还没有写入任何内容，改好以后整张表再发一次。",
        detail="\n".join(lines[SHOWN:]),
        detail_label="其余各处",
        buttons=((Button(label="重新要模板", route="units/import"), LIST, HOME),),
        placeholder="请发送改好的表格",
    )


def _clash(one: Clash) -> str:
    if not one.word:
        return f"第 {one.row} 行“{one.name}”：看不出用哪一张考核表，请填“考核表”一列。"
    return f"第 {one.row} 行“{one.name}”：“{one.word}”已经是{one.owner}的名称，请换一个。"


def nothing(same: int) -> Message:
    """The list says what is there already."""
    return Message(
        text=f"表里的 {same} 个单位和现在的名单一样，没有要改的。", buttons=((LIST, HOME),)
    )


def preview(plan: Plan, notes: Sequence[str], doubts: Sequence[str] = ()) -> Message:
    """What would be written; ``doubts`` are names that are nearly alike."""
    new = [one for one in plan.changes if one.before is None]
    old = [one for one in plan.changes if one.before is not None]
    lines = []
    if new:
        lines.append(f"新增 {len(new)} 个：{_names(new)}")
    if old:
        lines.append(f"修改 {len(old)} 个：")
        lines += [f"· {describe(one)}" for one in old[:SHOWN]]
        if len(old) > SHOWN:
            lines.append(f"  还有 {len(old) - SHOWN} 个，见全部改动。")
    lines += [f"不变 {plan.same} 个。"] if plan.same else []
    lines += [f"表里没写的 {plan.untouched} 个单位保持原样。"] if plan.untouched else []
    lines += _from_when(old)
    lines += [f"请留意：{one}" for one in doubts[:SHOWN]]
    return Message(
        title="请核对，还没有写入",
        text="\n".join(lines),
        detail="\n".join([*map(describe, plan.changes), *notes, *doubts[SHOWN:]]),
        detail_label="全部改动",
        buttons=(
            (Button(label=f"确认写入 {len(plan.changes)} 个单位", route="units/import/yes"),),
            (Button(label="不导入了", route="units"), HOME),
        ),
        placeholder="要改的话，改好表格再发一次",
    )


def _from_when(changed: Sequence[Change]) -> list[str]:
    """What a change means for quarters that are open: its table stays, its class does not."""
    both = [(one.before, one.after) for one in changed if one.before is not None]
    lines = []
    if any(old.group != new.group or old.assessed > new.assessed for old, new in both):
        lines.append(
            per("换考核表、停用的：已经开期的季度照原来的表考核，以后开期的季度才按新的。")
        )
    if any(old.classification != new.classification for old, new in both):
        lines.append(per(f"改类别的：{CLASS_MOVES}。"))
    return lines


def _names(changes: Sequence[Change]) -> str:
    names = "、".join(one.after.short for one in changes[:SHOWN])
    return names + (f"等 {len(changes)} 个" if len(changes) > SHOWN else "")


def describe(change: Change) -> str:
    """What happens to one unit, in a line."""
    before, after = change.before, change.after
    if before is None:
        extra = "" if after.assessed else "，先不考核"
        who = " ".join(filter(None, (after.contact, masked(after.phone))))
        liaison = f"，联络员 {who}" if who else ""
        read = f"，读作 {aloud(after.name, dict(after.sounds))}" if after.sounds else ""
        return f"新增 {after.name}（简称{after.short}，{after.group}{extra}{liaison}{read}）"
    parts = []
    for label, old, new in (
        ("简称", before.short, after.short),
        ("考核表", before.group, after.group),
        ("类别", before.classification, after.classification),
        ("别名", "、".join(before.aliases), "、".join(after.aliases)),
        ("联络员", before.contact, after.contact),
    ):
        if old != new:
            parts.append(f"{label} {old or '无'} → {new or '无'}")
    if before.phone != after.phone:
        parts.append(f"电话 {masked(before.phone) or '无'} → {masked(after.phone) or '无'}")
    if before.sounds != after.sounds:
        was, is_ = (aloud(after.name, dict(one.sounds)) for one in (before, after))
        parts.append(f"读音 {was} → {is_}" if was != is_ else f"读作 {is_}")
    if before.assessed != after.assessed:
        parts.append("恢复考核" if after.assessed else "停用")
    return f"{after.name}：{'；'.join(parts)}"


def stale() -> Message:
    """The preview that the button belonged to is gone."""
    return Message(
        text="这份预览已经过期，什么都没有写入。请把表格再发一次。",
        buttons=((Button(label="导入名单", route="units/import"), LIST, HOME),),
    )


def moved_on() -> str:
    """The roster changed between preview and confirmation."""
    return "刚才名单有别的改动，请按现在的情况再核对一次。"


def written(added: int, changed: int, joined: tuple[str, ...], waiting: int = 0) -> Message:
    """After the import; ``waiting``: liaisons that the list names and nobody has invited yet."""
    parts = [f"新增 {added} 个" if added else "", f"修改 {changed} 个" if changed else ""]
    more = f"\n新单位已加入{'、'.join(joined)}的填报。" if joined else ""
    if waiting:
        more += f"\n名单上有 {waiting} 位联络员还没有绑定，可以生成一张邀请表，照着表发给他们。"
    first = (
        Button(label=f"给 {waiting} 位联络员生成邀请", route="invite/all")
        if waiting
        else Button(label="邀请联络员", route="invite/unbound/1")
    )
    return Message(
        title="名单已写入",
        text=f"{'，'.join(filter(None, parts))}。{more}",
        buttons=(
            (first,),
            (LIST, Button(label="开期", route="open"), HOME),
        ),
    )
