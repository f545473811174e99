"""Characters as people read them: look-alikes of a font are put back, blanks taken out.

Many programs write radicals (⼯, ⻅) where a person reads 工 and 见. NFKC mends the Kangxi half of
them and turns 户 into 戶; the other half it leaves. Here: the table, and the form in which texts
are searched and compared. Where letters stand is ``layout``'s.
"""

from __future__ import annotations

import re
import unicodedata

_SUPPLEMENT = (
    "⺁厂 ⺂乛 ⺃乚 ⺄乙 ⺅亻 ⺆冂 ⺉刂 ⺊卜 ⺌小 ⺍小 ⺎兀 ⺏尣 ⺐尢 ⺒巳 ⺓幺 ⺔彑 ⺕彐 ⺖忄 "
    "⺘扌 ⺙攵 ⺛旡 ⺜日 ⺝月 ⺞歺 ⺟母 ⺠民 ⺡氵 ⺢氺 ⺣灬 ⺤爫 ⺥爫 ⺦丬 ⺧牛 ⺨犭 ⺩王 ⺪疋 "
    "⺫目 ⺬示 ⺭礻 ⺮竹 ⺯糹 ⺰纟 ⺱罓 ⺲罒 ⺶羊 ⺷羊 ⺹耂 ⺺肀 ⺻聿 ⺼肉 ⺽臼 ⺾艹 ⺿艹 ⻀艹 "
    "⻁虎 ⻂衤 ⻃覀 ⻄西 ⻅见 ⻆角 ⻇角 ⻈讠 ⻉贝 ⻊足 ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻏阝 ⻐钅 ⻑長 ⻒镸 "
    "⻓长 ⻔门 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻟飠 ⻠饣 ⻡首 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 "
    "⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻱龜 ⻲亀 ⻳龟"
)
"""Of the block CJK Radicals Supplement those that are a whole character to the reader."""
_HERE = "⼾户 ⾭青 ⿈黄"
"""Kangxi radicals that NFKC turns into a form nobody writes here."""


def _table() -> dict[int, str]:
    found = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    for code in (*range(0xF900, 0xFA6E), *range(0xFA70, 0xFADA)):
        found[code] = unicodedata.normalize("NFKC", chr(code))
    found |= {ord(pair[0]): pair[1] for pair in f"{_SUPPLEMENT} {_HERE}".split()}
    found |= dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF), "")
    found |= dict.fromkeys((0xA0, 0x2002, 0x2003, 0x2007, 0x2009, 0x202F), " ")
    return found | dict.fromkeys([*range(9), 0x0E, 0x0F, *range(0x10, 0x20), 0x7F], "")


_LOOKS = _table()
_IN_DATES = re.compile(r"(?<=\d)[ \u3000]+(?=[年月日号时分])|(?<=[年月第])[ \u3000]+(?=\d)")
_RUNS = re.compile(r"[ \f\v\r]+")
_BLANKS = re.compile(r"\s+")


def mended(text: str) -> str:
    """A line as a person reads it: real characters, no blanks within a date, single blanks."""
    return _IN_DATES.sub("", _RUNS.sub(" ", text.translate(_LOOKS))).strip()


def searchable(text: str) -> str:
    """A line as it is searched and compared: one form of every character, no blanks, small."""
    plain = unicodedata.normalize("NFKC", text.translate(_LOOKS))
    return _BLANKS.sub("", plain).lower()
