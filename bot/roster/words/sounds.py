"""Sentences of how the names of units are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.corridor.paging import Leaf, side_by_side

SOUNDS = Button(label="读音", route="units/sounds")
_FOR = "按拼音打的单位名、音同字不同的单位名、按拼音排的名单，都照这里的读音。"


def listed(shown: Leaf[tuple[int, str, str, bool]]) -> Message:
    """Places with a sign that is read in several ways: (number, name, as it is read, settled)."""
    if not shown.total:
        text = "名单里没有多音字的地名。要改一个单位的读音，打开单位，点“改读音”。"
        return Message(title="地名读音", text=text, buttons=((HOME,),))
    buttons = [
        to(f"{name} {read}{'' if settled else ' ？'}"[:40], "units", number, "sound")
        for number, name, read, settled in shown.items
    ]
    return Message(
        title=f"地名读音{shown.mark}",
        text=f"{shown.total} 个地名有多音字，现在这样读；带“？”的还没有定。点开可以改，"
        f"也可以一句话说完：读音 长桥镇 chang qiao。\n{_FOR}",
        buttons=(
            *side_by_side(buttons),
            *shown.turning(lambda page: f"units/sounds/{page}"),
            (Button(label="单位名单", route="units"), HOME),
        ),
    )


def ask(
    unit: int, name: str, read: str, ways: Sequence[tuple[str, Sequence[str]]],
    told: Mapping[str, str],
) -> Message:  # fmt: skip
    """How a name is read, and a button for each other reading."""
    buttons = [
        to(f"{sign}读 {one}", "units", unit, "sound", "set", sign, one)
        for sign, every in ways
        for one in every
        if one != told.get(sign)
    ]
    drop = (to("不用单独定", "units", unit, "sound", "drop"),) if told else ()
    settled = f"（定过：{'，'.join(f'{a}读 {b}' for a, b in told.items())}）" if told else ""
    return Message(
        title=f"{name} 读音",
        text=f"现在读作 {read}{settled}。点一个读音，或者把拼音发过来，例如：{read}。\n{_FOR}",
        placeholder="请输入拼音",
        buttons=(*side_by_side(buttons[:12], 3), (*drop, back(unit, "不改了"))),
    )


def back(unit: int, label: str = "看单位") -> Button:
    """To the unit."""
    return Button(label=label, route=f"units/{unit}")


def would_read(name: str, now: str, then: str) -> tuple[str, str, str]:
    """A typed reading before it holds: title, text and what the button says."""
    return "改读音，还没有改", f"{name}\n现在读：{now}\n改成：{then}", "就这样读"


def kept(unit: int, name: str, read: str, strange: Sequence[str], *, told: bool) -> Message:
    """A reading that was set; ``strange``: signs the dictionary reads otherwise."""
    text = f"{name}读作 {read}。" if told else f"{name}按字典读作 {read}。"
    if strange:
        text += f"字典里{'、'.join(strange)}没有这个读音，照您说的记下了；记错了再改一次。"
    again = to("改读音", "units", unit, "sound")
    return Message(text=text, buttons=((again, back(unit)), (SOUNDS, HOME)))


def does_not_fit(name: str, read: str) -> str:
    """Letters that are no pinyin, or not of so many signs."""
    return f"这几个字母和“{name}”对不上。请一个字一个音节，例如：{read}。没有改。"


def how_to_say() -> str:
    """读音 with something behind it that is no name and pinyin."""
    return "请写单位名和拼音，例如：读音 长桥镇 chang qiao。"


def which(typed: str, near: Sequence[tuple[int, str]]) -> Message:
    """No unit, or several, are called so."""
    rows = tuple((to(name[:40], "units", number, "sound"),) for number, name in near[:6])
    said = "您要改哪一个的读音？" if near else "请写单位全称，或者从名单里选。"
    return Message(text=f"没有找到“{typed[:20]}”。{said}", buttons=(*rows, (SOUNDS, HOME)))


def gone() -> str:
    """A button of a name that has changed since."""
    return "这个单位的名称已经改过了，请重新选。"
