"""Sentences that only WeCom needs: cards, numbers to type, what it does not take, alarms."""

from __future__ import annotations

from collections.abc import Sequence

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message

CHOOSE = "请选择"
"""Title of a card that stands below a long text."""
SUBMIT = "确定"
RECEIVED = "已收到"
CHOSEN_MARK = "✓"

_HOME = ((HOME,),)

_KINDS = {
    "location": "位置",
    "link": "链接卡片",
    "emotion": "表情",
    "sticker": "表情",
    "weapp": "小程序",
    "chatrecord": "聊天记录",
    "card": "名片",
}


def not_taken(kind: str) -> Message:
    """To a message of a kind that nothing can be done with."""
    name = _KINDS.get(kind, "这种消息")
    return Message(text=f"这里看不懂{name}。请发文字、语音，或者直接发照片、视频和文件。")


def nothing_chosen() -> Message:
    """确定 was pressed with nothing chosen."""
    return Message(text=f"还没有选。请先点一项，再点“{SUBMIT}”。")


def received(label: str) -> str:
    """In a card whose button was pressed."""
    return f"{RECEIVED}：{label}"


def piece(number: int) -> str:
    """In answer to a further file of many that come one by one."""
    return f"第 {number} 份收到了。"


def in_group_type(number: int) -> str:
    """Below numbered choices in a group, where only what names the bot reaches it."""
    return f"要选哪一项，请 @我 发编号，例如 #{number}。"


def or_type(labels: Sequence[str]) -> str:
    """Above a question's answers: what else can be done there, by typing it."""
    return f"也可以直接发：{'、'.join(labels)}。"


def type_number() -> str:
    """Below numbered choices in a private chat."""
    return "要选哪一项，请发编号，例如 #1。"


def file_left_out(label: str, limit: int) -> str:
    """In the place of a file that WeCom does not take."""
    return f"（{label} 超过 {limit // (1024 * 1024)} MB，企业微信发不了，请在网页上查看。）"


def file_refused(label: str) -> str:
    """In the place of a file that WeCom refused."""
    return f"（{label} 企业微信没有接收，请在网页上查看。）"


def file_unsure(label: str) -> str:
    """In the place of a file of which nobody knows whether it went out."""
    return f"（发送 {label} 时网络断了。如果上面没有看到，请再要一次。）"


def text_unsure() -> str:
    """Above a text that may have gone out before."""
    return "（刚才网络断了，下面这条您可能已经看到过。）"


def by_webhook(buttons: bool) -> str:
    """Below a letter that the 群机器人 brought."""
    text = "机器人暂时断线，这条由群机器人代发"
    return f"（{text}；要办理，等它恢复以后 @我。）" if buttons else f"（{text}。）"


def welcome(name: str | None) -> Message:
    """When somebody opens the chat for the first time that day."""
    if name is None:
        return Message(
            title="信用考核机器人",
            text="您好！请把信用办发给您的邀请码发给我，例如：绑定 ABCD-EFGH。\n"
            "还没有邀请码，请联系县信用办。",
        )
    return Message(
        title=f"{name}，您好",
        text="填报、看进度、查得分，点下面的按钮，或者直接打字问我。",
        buttons=((*_HOME[0], Button(label="帮助", route="help")),),
    )


def group_lost() -> Message:
    """To the admins in private, when the office's group is gone."""
    return Message(
        title="管理群收不到消息了",
        text="机器人被移出了企业微信的管理群，提醒和结果不再发到群里。\n"
        "要恢复，请把机器人重新拉进群，再在群里 @它 发送：认领。",
    )


# -- the health of the line, to admins on other channels -------------------------------------------


def kicked(again: str) -> Message:
    """Another program connected with the same bot."""
    return Message(
        title="企业微信断开了",
        text="另一个程序用同一个机器人连上了企业微信，这里被挤了下来，没有去抢。\n"
        f"请停掉多余的那一个。本程序会在 {again} 再试一次；不想等，可以重新启动本程序。",
    )


def refused(again: str) -> Message:
    """WeCom does not accept the bot's id or secret."""
    return Message(
        title="企业微信不让连接",
        text="机器人 ID 或 Secret 不对，或者 API 模式没有选“长连接”。\n"
        "请管理机器的同事运行 .venv/bin/python -m bot check wecom，按提示改好。"
        f"本程序会在 {again} 再试一次。",
    )


def cut_off(minutes: int) -> Message:
    """No connection for a long while."""
    return Message(
        title="企业微信连不上",
        text=f"已经 {minutes} 分钟连不上企业微信，正在不断重试。这段时间企业微信里收发不了消息，"
        "网页不受影响。\n请管理机器的同事看一下网络，或者运行 "
        ".venv/bin/python -m bot check wecom。",
    )


def back_again(minutes: int) -> Message:
    """The line works again, after an alarm."""
    return Message(
        title="企业微信恢复了",
        text=f"断了大约 {minutes} 分钟，现在收发正常。没有发出去的通知正在补发；"
        "断开时别人发来的消息可能没有收到，必要时请对方再发一次。",
    )
