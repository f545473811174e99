"""Sentences that only Telegram needs: what it cannot take, and how a group becomes the office's."""

from __future__ import annotations

from bot.corridor.events import Message

SHARE_PHONE = "发送本机手机号"
"""The key that sends one's own number in one tap."""

_KINDS = {
    "voice": "语音",
    "audio": "音频",
    "video_note": "视频消息",
    "sticker": "贴纸",
    "location": "位置",
    "venue": "位置",
    "live_location": "位置",
    "poll": "投票",
    "dice": "骰子",
    "story": "动态",
    "game": "游戏",
    "checklist": "清单",
    "paid_media": "付费内容",
    "invoice": "账单",
    "giveaway": "抽奖",
}


def not_taken(kind: str) -> Message:
    """To a message of a kind that nothing can be done with."""
    name = _KINDS.get(kind, "这种消息")
    return Message(text=f"这里看不懂{name}。请发文字，或者直接发照片、视频和文件。")


def not_your_phone() -> Message:
    """To a contact card of somebody else."""
    return Message(text="这是别人的名片。请点“发送本机手机号”，或直接输入您自己的电话号码。")


def anonymous() -> Message:
    """To an administrator of a group who writes as the group."""
    return Message(
        text="您现在是以群的名义匿名发言，认不出是谁。"
        "请在群管理员设置里关掉“匿名”，再发一次，或到私聊里办理。"
    )


def joined() -> Message:
    """To a group that the bot was added to."""
    return Message(
        title="信用考核机器人",
        text="要把本群作为信用办管理群，请管理员在这里发送 /claim；"
        "第一次设置时，请发送 /claim 加设置码。\n各单位填报请私聊我。",
    )


def received() -> str:
    """Said when the keyboard with the key for the phone number is taken away."""
    return "收到。"


def promoted() -> Message:
    """To the office's group, when the bot became an administrator of it."""
    return Message(
        text="我现在是群管理员，群里的消息都收得到，但只回答发给我的："
        "命令、@我的消息，还有对我的消息的回复。"
    )


def group_lost() -> Message:
    """To the admins in private, when the office's group is gone."""
    return Message(
        title="管理群收不到消息了",
        text="机器人被移出了管理群，提醒和结果不再发到群里。\n"
        "要恢复，请把机器人重新拉进群，再在群里发送 /claim。",
    )


def group_silenced() -> Message:
    """To the admins in private, when the bot may no longer write in the office's group."""
    return Message(
        title="管理群收不到消息了",
        text="机器人在管理群里被禁言，提醒和结果发不出去。请群主在群成员里解除对机器人的限制。",
    )


def reply_here() -> str:
    """Below a question of the bot in a group, where only a reply reaches it."""
    return "（请长按这条消息，点“回复”再写。）"


def file_left_out(label: str, limit: int) -> str:
    """Below a letter whose file Telegram would not take."""
    return f"（{label} 超过 {limit // (1024 * 1024)} MB，Telegram 发不了，请在网页上查看。）"
