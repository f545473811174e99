"""Why a paper, or a part of it, could not be read: a true sentence for each reason."""

from __future__ import annotations

from bot.extraction.pages import Unread

WHY = {
    Unread.PASSWORD: "文件设了打开密码，机器打不开",
    Unread.DAMAGED: "文件不完整或已损坏，机器读不出来",
    Unread.TOO_LARGE: "文件太长，机器只读了前面的部分",
    Unread.OLD_FORMAT: "这种旧格式或专用格式机器读不了",
    Unread.NOT_TEXT: "视频和压缩包，机器不读",
    Unread.NO_OCR: "照片和扫描件，还没有装识别文字的部件",
    Unread.GLYPHS: "文件里的字是画出来的，没有存文字",
    Unread.HIDDEN: "表格里有隐藏的行、列或工作表，隐藏的内容没有读",
    Unread.TIME: "读的时间超过了上限",
    Unread.MEMORY: "读的时候内存超过了上限",
}


def why(code: str) -> str:
    """The sentence for a code that was kept; empty where all was read."""
    try:
        return WHY.get(Unread(code), "")
    except ValueError:
        return ""
