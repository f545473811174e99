"""Sentences of the search in the papers."""

from __future__ import annotations

from typing import Final

from bot.corridor.buttons import HOME
from bot.corridor.events import Message
from bot.corridor.paging import Leaf
from bot.desk.finding import Found, Place
from bot.forms.words import figures
from bot.speech import quarters as quarter_words

_LONGEST_LINE: Final = 60


def ask_what() -> Message:
    """The word alone."""
    text = "要在材料里找什么？请发要找的字，至少两个字，例如：诚信班会。"
    return Message(text=text, buttons=((HOME,),), placeholder="请输入要找的字")


def too_short() -> str:
    """One letter is on every page."""
    return "请至少写两个字，例如：找 诚信班会"


def not_for_you() -> str:
    """Papers are not for this person."""
    return "佐证材料只给信用办和本单位看，这里不能查找。"


def nothing(text: str, *, own: bool, waiting: int, blind: bool) -> str:
    """The text stands nowhere that this person may look, and what was not looked through.

    ``waiting``: papers of the county that are to be read; ``blind``: photos that nothing reads.
    """
    where = "本单位的材料里" if own else "材料里"
    said = f"{where}没有找到“{text}”。"
    if waiting and own:
        said += "刚交的材料要等读完才找得到。"
    elif waiting:
        said += f"还有 {waiting} 份材料没读完，读完才找得到。"
    return said + ("照片上的字要装了识别才读得出。" if blind else "")


def told(text: str, what: Found, *, waiting: int, blind: bool) -> str:
    """“诚信” 41 处, above the list on the desk, and what was not looked through (``nothing``)."""
    if not what.places:
        return nothing(text, own=False, waiting=waiting, blind=blind)
    where = together(what) if what.apart else f"“{text}”"
    more = f"，还有 {waiting} 份材料没读完，读完才找得到" if waiting else ""
    return f"{where} {len(what.places)} 处{more}"


def too_short_here() -> str:
    """The same as ``too_short``, where the field is before one's eyes."""
    return "请至少写两个字。"


def together(what: Found) -> str:
    """“诚信”和“班会”."""
    return "和".join(f"“{one}”" for one in what.words)


def found(
    text: str, what: Found, shown: Leaf[Place], *, whole: bool, cut: bool, waiting: int
) -> Message:
    """Places of a text: whose paper, which row, which page, and the line; ``waiting`` as above."""
    joined = text.replace(" ", "")
    more = f"，还有 {waiting} 份材料没读完，读完才找得到" if waiting else ""
    lines = [f"共 {shown.total} 处{'以上' if cut else ''}{more}："]
    if what.apart:
        none = f"没有一处连着写“{joined}”。" if " " not in text else ""
        lines[:0] = [f"{none}下面这些，同一页上有{together(what)}。"]
    for number, one in enumerate(shown.items, shown.first):
        lines.append(f"{number}. {where(one)}")
        lines.append(f"　{line(one.said, _first(one.said, what))}")
    if shown.pages > 1 and not whole:
        lines.append("要找的字太长，这里只列出最前面几处；审核员可以在审核台上看全部。")
    return Message(title=f"找“{figures.short(text, 20)}”{shown.mark}", text="\n".join(lines))


def _first(said: str, what: Found) -> str:
    """The word a line is shown for."""
    return next((one for one in what.words if one in said.lower()), what.words[0])


def where(one: Place) -> str:
    """教育局 四.1 主题宣传（2026年四季度）《方案.pdf》第 2 页."""
    row = source(one)
    quarter = quarter_words.name(*one.quarter)
    return f"{one.unit} {row}（{quarter}）{figures.short(one.label, 24)} 第 {one.page} 页"


def source(one: Place) -> str:
    """三.4 信用+应用场景；工作报送；三.4 … 的申诉."""
    if one.source == "report":
        return "工作报送"
    row = f"{one.row} {one.row_name}".strip()
    return f"{row} 的申诉" if one.source == "appeal" else row or "待归类"


def line(said: str, text: str) -> str:
    """A line, cut around the text where it is long."""
    if len(said) <= _LONGEST_LINE:
        return said
    at = max(0, said.lower().find(text) - _LONGEST_LINE // 3)
    cut = said[at : at + _LONGEST_LINE]
    return f"{'…' if at else ''}{cut}{'…' if at + _LONGEST_LINE < len(said) else ''}"


def button(number: int, one: Place) -> str:
    """A paper to be looked at."""
    return f"看 {number}. {figures.short(one.label, 16)}"
