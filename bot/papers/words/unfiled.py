"""Sentences for papers that came without a row: which unit, which row, what still lies there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.forms.words.figures import short
from bot.speech.periodic import per


def nobody_liaison(files: bool, *, admin: bool = False) -> str:
    """To a person who is liaison of no unit."""
    head = "收到文件了，但没有存：" if files else ""
    rules = "是新的考核办法的，先发“办法”，再发文件；" if files and admin else ""
    return (
        f"{head}您现在不是任何单位的联络员。材料由各单位的联络员来交；{rules}要查看可以发“帮助”。"
    )


def which_unit(count: int) -> str:
    """Several units, and nobody knows which one is meant."""
    if not count:
        return "您负责几个单位，要看哪个单位的佐证材料？"
    return f"收到 {count} 个文件，已安全保管。您负责几个单位，这是哪个单位的？选好才登记、出回执。"


def dropped(count: int) -> str:
    """Files that were not wanted."""
    return f"{count} 个文件不要了，没有登记。" if count else "没有等着选单位的文件。"


def which_quarter(count: int, quarters: int) -> str:
    """Papers came while several quarters take papers."""
    many = "两" if quarters == 2 else str(quarters)
    return f"收到 {count} 份材料。现在有{many}{per('个季度')}在填报，这是{per('哪个季度')}的？"


def still_which_quarter(count: int) -> str:
    """Earlier ones still wait for their quarter."""
    return f"前面还有 {count} 份材料，是{per('哪个季度')}的？"


def put_aside(quarter: str) -> str:
    """What said its quarter was kept there, while others still wait for theirs."""
    return f"这是{quarter}的，放在{per('那个季度')}的待归类里了。"


def put_to(quarter: str) -> str:
    """Which of two quarters it was kept for."""
    return f"存在{quarter}里。"


def is_of(quarter: str) -> str:
    """The button that moves it to another quarter."""
    return f"是{quarter}的"


def only_report(count: int) -> str:
    """Once the form is handed in nothing can be filed under a row any more."""
    what = "它" if count == 1 else "它们"
    return (
        f"填报已经交上去了，{what}不能再归到指标里。是总结、简报、稿件的，按“作为工作报送”；"
        "放在待归类里不计分，不要的可以在那里删除。"
    )


def which_row(count: int) -> str:
    """Asking for the row."""
    return (
        "它证明哪一项？也可以作为工作报送。"
        if count == 1
        else "它们证明哪一项？也可以作为工作报送。"
    )


_REPORTS: Final = re.compile(r"总结|小结|简报|稿件|宣传稿|工作信息|工作动态")


def sounds_like_report(said: str) -> bool:
    """Whether a caption or a file's name speaks of a work report rather than of a proof."""
    return _REPORTS.search(said) is not None


def not_a_row(text: str) -> str:
    """A text that names no row."""
    return f"没有找到“{short(text, 16)}”这一项，请点按钮，或者发编号，例如 三.4。"


def filed(count: int, row: str, left: int = 0) -> str:
    """Filed under a row; ``left``: so many others lie nowhere yet."""
    more = f"还有 {left} 份没有归类。" if left else ""
    return f"{count} 份已归到 {row}。{more}"


def nothing_left() -> str:
    """Nothing waits to be filed."""
    return "没有待归类的材料。照片、文件直接发来就行，会问您属于哪一项。"


def list_title(unit: str, mark: str) -> str:
    """Head of what is not filed."""
    return f"{unit} 待归类{mark}"


def bundle(number: int, labels: Sequence[str]) -> str:
    """What came in one message."""
    more = f" 等 {len(labels)} 份" if len(labels) > 1 else ""
    return f"{number}. {short(labels[0], 22)}{more}"


def list_ends() -> str:
    """Below the list."""
    return "点“归类”选它属于哪一项；没有归类的材料审核时不算数。"


def gone() -> str:
    """What was to be filed is filed already, or deleted."""
    return "这些材料已经归好类，或者已被删除。"


def which_kind(count: int, label: str) -> str:
    """Which kind of work report."""
    return f"{short(label)} 登记为哪一类？" if count == 1 else f"{count} 份都登记为哪一类？"


def filed_under(row: str) -> str:
    """Where papers are to go, inside a sentence."""
    return f"把刚发的材料归到 {row} "
