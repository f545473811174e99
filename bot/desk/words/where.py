"""The sentence that says where the desk is."""

from __future__ import annotations

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message


def where() -> Message:
    """To a reviewer who asks for the desk in the chat."""
    return Message(
        title="审核台",
        text="审核台在电脑上用：用宽 1000 像素以上的屏幕打开信考的网页，点右上角“打开审核台”，"
        "左边是项目，右边是材料，按键就能审。\n"
        "电脑上还没有登录的，发“另一个手机”得到给自己的链接，在电脑上打开。\n"
        "在手机上审，发“审核”，一项一项来。",
        buttons=((Button(label="审核", route="review"),), (HOME,)),
    )
