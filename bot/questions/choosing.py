"""What is asked where a sentence may mean several things: the question, and the buttons' words."""

from __future__ import annotations

from bot.questions.entry import GrammarLine
from bot.questions.meaning import Arguments
from bot.speech.calendar import say_quarter
from bot.speech.periodic import per


def which(entries: list[GrammarLine], named: list[Arguments]) -> str:
    """The question above the buttons, where one sentence may mean several things."""
    if half := named[0].half:
        return f"{named[0].year}年没有{half}半年的得分，{per('只有各季度的')}。您要看哪一个？"
    if len(entries) > 1:
        return "您是想看哪一个？请点选。"
    if len({one.quarter for one in named}) > 1 and entries[0].name == "pack":
        return per("材料包一个季度一个，没有全年合在一起的。您要哪个季度的？")
    if len({one.quarter for one in named}) > 1:
        return f"{named[0].year}年没有全年的得分，{per('只有各季度的。您要看哪个季度？')}"
    if entries[0].name == "compare":
        return "一次比两个单位。您要比哪两个？"
    verb = {"invite": "邀请", "nudge": "催"}.get(entries[0].name, "看")
    return f"您要{verb}哪个单位？"


def label(entry: GrammarLine, named: Arguments) -> str:
    """A button: what it opens, of whom and of when."""
    parts = (
        "和".join((one.short or one.name) for one in (named.unit, named.other) if one),
        say_quarter(named.quarter) if named.quarter else "",
        named.group or "",
        entry.label,
    )
    return " ".join(part for part in parts if part)
