"""Sentences of handing a unit over to a colleague."""

from __future__ import annotations

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message

_HOME_ROW = (HOME,)


def which(units: tuple[tuple[int, str], ...]) -> Message:
    """To a liaison of several units."""
    rows = tuple((Button(label=name, route=f"handover/{number}"),) for number, name in units)
    return Message(text="您负责几个单位，要把哪一个交接给别人？", buttons=(*rows, _HOME_ROW))


def explain(unit_id: int, unit: str, others: tuple[str, ...]) -> Message:
    """What a hand-over is, before anything happens; who has colleagues may just leave."""
    again = (Button(label="发交接邀请", route=f"handover/{unit_id}/invite"),)
    stop = (Button(label="先不交接", route="home"),)
    if others:
        leave = (Button(label=f"退出{unit}", route=f"handover/{unit_id}/leave"),)
        return Message(
            title=f"交接 {unit}",
            text=f"现在和您一起负责的有：{'、'.join(others)}。\n"
            "您可以直接退出，也可以再邀请一位同事来接手。",
            buttons=(leave, again, stop),
        )
    return Message(
        title=f"交接 {unit}",
        text="给接手的同事发一个邀请。对方绑定以前您照常负责；"
        "对方绑定以后我会问您是退出，还是两个人一起负责。\n"
        "已经填的内容、佐证材料和记录都留在单位，不会丢。",
        buttons=(again, stop),
    )


def arrived(unit_id: int, unit: str, name: str) -> Message:
    """To the one who hands over, when the successor is bound."""
    return Message(
        title=f"{name}已接手{unit}",
        text="交接已经可以完成。您要退出联络员，还是先和接手的同事一起负责？",
        buttons=(
            (Button(label=f"退出{unit}", route=f"handover/{unit_id}/leave"),),
            (Button(label="先一起负责", route=f"handover/{unit_id}/stay"),),
        ),
    )


def alone(unit_id: int) -> Message:
    """Nobody would be left."""
    return Message(
        text="现在只有您一位联络员，退出以后单位就没有人填报了。请先发交接邀请，等对方绑定以后再退出。",
        buttons=((Button(label="发交接邀请", route=f"handover/{unit_id}/invite"),), _HOME_ROW),
    )


def left(unit: str, others: str) -> Message:
    """To the one who left."""
    return Message(
        title="交接完成",
        text=f"您不再是{unit}的联络员，现在由{others}负责。谢谢您一直以来的工作。",
        buttons=(_HOME_ROW,),
    )


def stayed(unit: str) -> Message:
    """To the one who stays."""
    return Message(
        text=f"好的，您继续和同事一起负责{unit}。以后要退出，随时发送“交接”。", buttons=(_HOME_ROW,)
    )


def others_told(name: str, unit: str) -> Message:
    """To the others of the unit and to the office."""
    return Message(text=f"{name}已完成交接，不再是{unit}的联络员。")
