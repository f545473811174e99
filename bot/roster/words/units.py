"""Sentences of the list of units and of one unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, File, Message, Recipe
from bot.corridor.paging import Leaf, side_by_side
from bot.speech.periodic import per

LIST = Button(label="单位名单", route="units")
LONGEST_NAME = 40
LONGEST_SHORT = 20
LONGEST_CLASS = 10
CLASS_MOVES = "还没有公示的季度跟着变：各类分开排名，按类别算的分、在同类里比的分重新算"
NO_CLASS = frozenset({"无", "没有", "不分类"})


@dataclass(frozen=True, slots=True)
class Card:
    """What the office sees of a unit."""

    id: int
    name: str
    short: str
    group: str
    classification: str
    active: bool
    aliases: tuple[str, ...]
    liaisons: tuple[tuple[str, str], ...]
    """Name and phone; the phone is empty for those who may not see it."""
    form: str
    """How far the current quarter's form is."""
    form_route: str | None
    contact: str = ""
    """Whom the list names while nobody is bound."""


def menu(groups: Sequence[tuple[str, int]], stopped: int, admin: bool) -> Message:
    """How many units each table has."""
    if not groups:
        text = "名单里还没有单位。先下载模板，填好后发给我，就能一次导入。"
    else:
        text = "，".join(f"{name} {count} 个" for name, count in groups) + "。"
        text += f"\n另有 {stopped} 个已停用。" if stopped else ""
        text += "\n点分组看名单，或者直接发单位名，例如：教育局。" if admin else ""
    rows: list[tuple[Button, ...]] = [
        tuple(
            Button(label=f"{name} {count}", route=f"units/list/{place}/1")
            for place, (name, count) in enumerate(groups, 1)
        )
    ]
    if admin:
        rows += [
            (
                Button(label="导入名单", route="units/import"),
                Button(label="加一个单位", route="units/add"),
            ),
        ]
        if groups:
            rows.append((Button(label="地名读音", route="units/sounds"),))
            rows.append((Button(label="导出名单", route="units/export"), HOME))
            return Message(title="考核单位", text=text, buttons=tuple(rows))
    return Message(title="考核单位", text=text, buttons=(*filter(None, rows), (HOME,)))


def listed(
    group: str, place: int, leaf: Leaf[tuple[int, str, bool, bool]], *, by_sound: bool
) -> Message:
    """Units of a table: (number, short name, active, has a liaison)."""
    end = "/sound" if by_sound else ""
    other = ("按名单排", "") if by_sound else ("按拼音排", "/sound")
    buttons = [
        Button(
            label=f"{short}{'' if active else '（停用）'}{'' if bound else ' ○'}"[:40],
            route=f"units/{number}",
        )
        for number, short, active, bound in leaf.items
    ]
    return Message(
        title=f"{group}{leaf.mark}",
        text=f"共 {leaf.total} 个。带 ○ 的还没有联络员。",
        buttons=(
            *side_by_side(buttons),
            *leaf.turning(lambda page: f"units/list/{place}/{page}{end}"),
            (Button(label=other[0], route=f"units/list/{place}/1{other[1]}"),),
            (LIST, HOME),
        ),
        replace=True,
    )


def card(unit: Card, admin: bool) -> Message:
    """One unit."""
    people = "、".join(f"{name} {phone}".strip() for name, phone in unit.liaisons) or "还没有"
    people += f"（名单上是{unit.contact}）" if unit.contact else ""
    lines = [
        f"简称：{unit.short}" + (f"；别名：{'、'.join(unit.aliases)}" if unit.aliases else ""),
        f"考核表：{unit.group}" + (f"（{unit.classification}）" if unit.classification else ""),
        f"联络员：{people}",
        unit.form,
    ]
    if not unit.active:
        lines.append("已停用，以后开期不参加考核。")
    rows: list[tuple[Button, ...]] = []
    if unit.form_route:
        rows.append((Button(label="看得分", route=unit.form_route),))
    if admin:
        if unit.active:
            rows.append((Button(label="邀请联络员", route=f"invite/{unit.id}"),))
        if unit.liaisons:
            rows.append((Button(label="换人", route=f"roles/unit/{unit.id}"),))
        rows.append(
            (
                Button(label="改简称", route=f"units/{unit.id}/short"),
                Button(label="改别名", route=f"units/{unit.id}/aliases"),
                Button(label="改全称", route=f"units/{unit.id}/name"),
                Button(label="改类别", route=f"units/{unit.id}/class"),
                Button(label="改读音", route=f"units/{unit.id}/sound"),
            )
        )
        stop = ("停用", "stop") if unit.active else ("恢复考核", "start")
        rows.append((Button(label=stop[0], route=f"units/{unit.id}/{stop[1]}"),))
    rows.append((LIST, HOME))
    return Message(title=unit.name, text="\n".join(lines), buttons=tuple(rows))


def form_line(quarter: str | None, state: str, done: int, owed: int) -> str:
    """How far the form of the current quarter is."""
    if quarter is None:
        return per("本季度：没有填报任务")
    words = {"submitted": "已提交", "returned": "退回补正中"}
    return f"{quarter}：{words.get(state, f'已填 {done} 项，共 {owed} 项')}"


def no_group() -> str:
    """A table that is not there."""
    return "没有这一组单位，名单可能改过了。"


def ask(unit_id: int, what: str, now: str) -> Message:
    """Ask for a new short name, full name, or the aliases."""
    texts = {
        "short": (f"现在的简称是“{now}”。请发新的简称。", "请输入简称"),
        "name": (f"现在的全称是“{now}”。请发新的全称，历史填报都跟着单位走。", "请输入全称"),
        "aliases": (
            f"现在的别名：{now or '没有'}。请把全部别名发过来，用顿号隔开；不要别名就发“无”。",
            "请输入别名",
        ),
    }
    text, placeholder = texts[what]
    back = (Button(label="不改了", route=f"units/{unit_id}"),)
    return Message(text=text, placeholder=placeholder, buttons=(back,))


def ask_class(unit_id: int, now: str, classes: Sequence[str], by_scheme: str = "") -> Message:
    """Which class a unit belongs to; ``by_scheme``: the class in which its table lists it."""
    buttons = [
        Button(label=one[:40], route=f"units/{unit_id}/class/put/{one}")
        for one in (*classes[:6], "不分类")
        if one != (now or by_scheme or "不分类")
    ]
    return Message(
        text=f"现在的类别：{_class_now(now, by_scheme)}。点一个，或者把新的类别发过来，"
        "例如：一类。\n同一张考核表里分了类，就各类分开排名。",
        placeholder="请输入类别",
        buttons=(*side_by_side(buttons), (Button(label="不改了", route=f"units/{unit_id}"),)),
    )


def _class_now(now: str, by_scheme: str) -> str:
    if now or not by_scheme:
        return now or "不分类"
    return f"{by_scheme}（考核方案里列的）"


def no_such_class(typed: str, known: Sequence[str]) -> str:
    """A class that the scheme does not have."""
    return f"考核方案里没有“{typed}”这一类，只有：{'、'.join(known)}。"


def ask_new() -> Message:
    """加一个单位."""
    return Message(
        text="请发新单位的全称，例如：县数据局。",
        placeholder="请输入单位全称",
        buttons=((Button(label="不加了", route="units"),),),
    )


def ask_group(
    name: str,
    groups: Sequence[str],
    meant: str = "",
    short: str = "",
    klass: str = "",
    aliases: Sequence[str] = (),
) -> Message:
    """Which table a new unit belongs to; ``meant``: the one that was named comes first.

    ``short``, ``klass``, ``aliases``: what was said of it besides, and will be kept with it.
    """
    every = (("简称", short), ("类别", klass), ("别名", "、".join(aliases)))
    besides = [f"{what}：{said}" for what, said in every if said]
    called = f"{'；'.join(besides)}。" if besides else ""
    left = "、".join(what for what, said in every[1::-1] if not said)
    later = f"{left}加好以后能改。" if left else ""
    places = sorted(enumerate(groups, 1), key=lambda one: one[1] != meant)
    rows = tuple(
        (
            Button(
                label=f"加上，用{group}表" if group == meant else group, route=f"units/add/{place}"
            ),
        )
        for place, group in places
    )
    stop = (Button(label="不加了", route="units"),)
    if meant in groups:
        return Message(
            title=f"要加：{name}，还没有加",
            text=f"{called}用{meant}的考核表，正在填报的季度也会加进去。{later}点一下才加。",
            buttons=(*rows, stop),
        )
    return Message(text=f"{called}“{name}”用哪一张考核表？", buttons=(*rows, stop))


def bad_name(least: int, most: int) -> str:
    """A name that is too short, too long or no name."""
    return f"请写 {least} 到 {most} 个字的名称，不要带标点和换行。"


def taken(word: str, owner: str) -> str:
    """Another unit has this name."""
    if word == owner:
        return f"名单里已经有{owner}了，请换一个名称。"
    return f"“{word}”已经是{owner}的名称，两个单位同名就分不清了，请换一个。"


def means_another(name: str, other: str) -> str:
    """A new unit by the name that another had when a quarter's scheme was written."""
    return per(
        f"已经开期的考核方案里，“{name}”指的是改名以后的{other}，"
        f"两个单位会分不清。请换一个全称，或者等这个季度截止以后再加。"
    )


def begin_again() -> Message:
    """A button of something long over."""
    return Message(text="这一步已经过去了，请重新开始。", buttons=((LIST, HOME),))


def done(unit_id: int, text: str) -> Message:
    """A change that was made."""
    see = Button(label="看单位", route=f"units/{unit_id}")
    return Message(text=text, buttons=((see, LIST), (HOME,)))


def added(unit_id: int, name: str, joined: tuple[str, ...], *, classes: bool = False) -> Message:
    """A new unit; ``classes``: units of its table are of classes, and it has none yet."""
    first = ((Button(label="定类别", route=f"units/{unit_id}/class"),),) if classes else ()
    more = f"，并加入了{'、'.join(joined)}的填报" if joined else ""
    return Message(
        text=f"已加入名单：{name}{more}。",
        buttons=(
            *first,
            (Button(label="邀请联络员", route=f"invite/{unit_id}"),),
            (Button(label="看单位", route=f"units/{unit_id}"), LIST, HOME),
        ),
    )


def changed(what: str, before: str, after: str, *, listed: bool = False) -> str:
    """One field was changed; ``listed``: schemes of quarters still name it as it was called."""
    names = {"short": "简称", "name": "全称", "aliases": "别名", "class": "类别"}
    kept = "" if what == "aliases" or before == after else "原来的叫法也还认得。"
    if what == "class":
        kept = per(f"{CLASS_MOVES}；已经公示、公布的结果不变。")
    kept += f"已经开期的考核方案里写的“{before}”，还是指这个单位。" if listed else ""
    none = "不分类" if what == "class" else "无"
    return f"{names[what]}已从“{before or none}”改为“{after or none}”。{kept}"


def proposed(unit_id: int, name: str, what: str, before: str, after: str) -> Message:
    """Before a field is changed that was said in one sentence."""
    called = {"short": "简称", "name": "全称", "aliases": "别名", "class": "类别"}[what]
    if what == "aliases":
        text = f"给{name}再加一个别名“{after}”？现在的别名：{before or '没有'}。"
    else:
        text = f"把{name}的{called}从“{before or '无'}”改成“{after}”？"
    rest = {
        "short": "原来的简称还认得。",
        "name": "原来的叫法还认得，历史填报都跟着单位走。",
        "aliases": "以后发这个叫法，就认得是它。",
        "class": f"{per(CLASS_MOVES)}。",
    }[what]
    yes = Button(label="就这样改", route="units/by-word/yes")
    see = Button(label="看单位", route=f"units/{unit_id}")
    return Message(title="还没有改", text=f"{text}\n{rest}", buttons=((yes,), (see, HOME)))


def already_called(name: str, what: str, now: str) -> str:
    """It is called so already."""
    called = {"short": "简称", "name": "全称", "aliases": "别名", "class": "类别"}[what]
    return f"{name}的{called}本来就是“{now}”，不用改。"


def sure_to_start(unit_id: int, name: str) -> Message:
    """Before 恢复."""
    yes = Button(label="恢复考核", route=f"units/{unit_id}/start")
    return Message(
        text=f"恢复{name}的考核？恢复以后从下一次开期起参加，正在填报的也会加进去。",
        buttons=((yes,), (Button(label="看单位", route=f"units/{unit_id}"), HOME)),
    )


def active_already(unit_id: int, name: str) -> Message:
    """Nothing to take up again."""
    see = Button(label="看单位", route=f"units/{unit_id}")
    return Message(text=f"{name}现在就在考核名单里，没有停用。", buttons=((see, LIST), (HOME,)))


def one_after_another(names: Sequence[str]) -> str:
    """Several new units in one sentence."""
    rest = "、".join(names[1:])
    return f"单位一个一个加：先加这一个，加好了再说 {rest}。多的话可以用表格导入（发“导入单位”）。"


def all_there(units: Sequence[int], names: Sequence[str]) -> Message:
    """Units that were to be added and are on the list."""
    each = [
        (Button(label=name, route=f"units/{unit}"),)
        for unit, name in zip(units, names, strict=True)
    ]
    return Message(
        text=f"{'、'.join(names)}已经在名单里了，不用再加。", buttons=(*each[:8], (LIST, HOME))
    )


def over() -> str:
    """Pressed when nothing waits any more."""
    return "刚才说的已经改了，或者换了别的事，没有再改。"


def sure_to_stop(unit_id: int, name: str) -> Message:
    """Before 停用."""
    return Message(
        text=f"停用以后，{name}不参加以后开期的考核；已经开期的{per('季度')}照常，历史数据都保留。确定停用吗？",
        buttons=(
            (Button(label="确定停用", route=f"units/{unit_id}/stop/yes"),),
            (Button(label="不停用", route=f"units/{unit_id}"), HOME),
        ),
    )


def stopped(name: str) -> str:
    """After 停用."""
    return f"{name}已停用，以后开期不参加考核。"


def started(name: str, joined: tuple[str, ...]) -> str:
    """After 恢复考核."""
    more = f"，并加入了{'、'.join(joined)}的填报" if joined else ""
    return f"{name}已恢复考核{more}。"


def export(lines: list[dict[str, object]]) -> Message:
    """The list as a spreadsheet."""
    recipe = Recipe(name="roster", data={"lines": lines})
    return Message(
        text=f"单位名单，共 {len(lines)} 个。改好以后发回来就能导入。",
        files=(File(label="考核单位名单.xlsx", recipe=recipe),),
        buttons=((Button(label="导入名单", route="units/import"), LIST, HOME),),
    )


def not_a_name(name: str) -> str:
    """Typed while a new unit waits for its table, and neither a table nor another name."""
    return f"这句话没看懂，没有改。要加的还是“{name}”，还没有加：用哪一张考核表？"
