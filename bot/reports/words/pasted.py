"""Sentences about a report's text that was pasted into the chat."""

from __future__ import annotations

from collections.abc import Sequence

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.corridor.paging import side_by_side
from bot.forms.form import UnitForm
from bot.forms.words.figures import short
from bot.reports.words.ledger import KINDS, likely_kind
from bot.speech.quarters import name as quarter_name

NOT_THIS = Button(label="不是报送，问信用办", route="consult")


def offered(form: UnitForm, others: Sequence[UnitForm], text: str, head: str, said: str) -> Message:
    """A long text: as which kind of report shall it be entered? Nothing is entered yet.

    ``said``: the quarter its title names, where it is another one.
    """
    at = (form.quarter.id, form.unit.id)
    first = likely_kind(head)
    order = sorted(range(len(KINDS)), key=lambda kind: kind != first)
    kinds = [to(KINDS[kind], "reports/pasted", *at, kind) for kind in order]
    moved = [
        to(f"是{_quarter(one)}的", "reports/pasted/for", one.unit.id, one.quarter.id)
        for one in others
    ]
    whose = f"{form.unit.short} {_quarter(form)}"
    return Message(
        title=f"收到一段文字（{len(text)} 字）",
        text=f"“{short(text.strip(), 40)}”\n"
        f"像是报送材料的正文。是的话点一个类别，就存成 Word 文件，登记到{whose}的工作报送；"
        "还没有登记。字数不对、有图有表的，请直接发文件。" + _mind(form, others, said),
        buttons=(*side_by_side(kinds, 3), *((one,) for one in moved), (NOT_THIS, HOME)),
    )


def _mind(form: UnitForm, others: Sequence[UnitForm], said: str) -> str:
    """The title names a quarter that the text would not be entered in."""
    if not said:
        return ""
    if any(_quarter(one) == said for one in others):
        return f"\n注意：题目写的是{said}，是的话先点“是{said}的”。"
    return (
        f"\n注意：题目写的是{said}，那时的现在不收了。"
        f"确实是{_quarter(form)}的再点类别；要补报以前的，请问信用办。"
    )


def which_unit(text: str, units: Sequence[tuple[int, str]]) -> Message:
    """Several units, and none spoken of yet."""
    buttons = [to(name, "reports/pasted/for", number) for number, name in units]
    return Message(
        title=f"收到一段文字（{len(text)} 字）",
        text="像是报送材料的正文。是哪个单位的？选好单位再选类别，还没有登记。",
        buttons=(*side_by_side(buttons, 2), (NOT_THIS, HOME)),
    )


def gone() -> str:
    """The text waits no longer: something else was begun meanwhile."""
    return "中间办过别的事，那段文字没有再留着，没有登记。请再发一次，或者直接发文件。"


def not_kept() -> str:
    """The disk would not take it."""
    return "文字没有存下，没有登记。请过一会儿再点一次，或者直接发文件。"


def _quarter(form: UnitForm) -> str:
    return quarter_name(form.quarter.year, form.quarter.number)
