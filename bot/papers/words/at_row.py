"""What is answered where a row's papers are awaited and something else is said.

Not here: which kind it is (``bot.papers.said_at_row``), the page itself (``evidence``).
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.forms.words.figures import short
from bot.papers.said_at_row import Kind


def answer(kind: Kind, pieces: int, proof: str, until: str) -> str:
    """The sentence above the list of what is there."""
    if kind in ("wrong", "which"):
        return (
            "点“看材料”，选中发错的那一件，就能删除，或者移到别的项。"
            if pieces
            else "这一项现在没有材料，没有可删的。"
        )
    if kind == "move":
        return (
            "要放到别的项：点“看材料”，选中那一件，按“换一项”。"
            "同一份材料两项都要用的，请打开另一项再传一次，审核员会看到是同一份。"
        )
    if kind == "report":
        return (
            "总结、简报、稿件和里面的图放在“工作报送”里，不在这一项：请到“工作报送”再发一次。"
            "传到这里的，点“看材料”，选中那一件，可以删除或者换到别的项。"
        )
    if kind == "arrived":
        return (
            "都收到了，列在下面；没有列出来的就是没有收到，请再发一次。"
            if pieces
            else "这一项还没有收到材料，请再发一次。"
        )
    if kind == "clear":
        return (
            "照片清不清楚，请点“看材料”打开看一眼，不清楚的重发一张就行；"
            "审核员看不清的会退回来请您补。"
        )
    if kind == "later":
        return f"不急，{until}以前随时可以补传；“还差什么”里会一直列着。现在可以先点下一项。"
    wanted = f"这一项要交：{proof}" if proof else "这一项要交什么，办法没有细列，能说明您填的就行。"
    if kind == "without":
        return (
            f"{wanted}\n确实没有的那一样可以不传，办法没有另外规定；"
            "手头有的先传，够不够由审核员看材料定。"
        )
    return wanted


def shift(labels: Sequence[str], named: bool, row: str) -> str:
    """Papers are said to belong to another row: shown before it is done.

    ``named``: the pieces were told by their places, and not only as those that just came.
    """
    each = "".join(f"“{short(one)}”" for one in labels)
    said = each if named or len(labels) == 1 else f"刚发的 {len(labels)} 份材料"
    return f"把{said}移到 {row}，对吗？还没有移，请点一下。"


def remark(told: Sequence[tuple[str, str]]) -> str:
    """Notes for photos that were just sent, before they are written."""
    lines = [f"· {short(label)}：{said}" for label, said in told]
    return "\n".join(["把这句写成材料的说明，对吗？还没有写，请点一下。", *lines])


def remarked(count: int) -> str:
    """The notes are there."""
    return f"{count} 份材料的说明写好了，审核员看得到。还有就接着发，没有了点“下一项”。"


def shifted(count: int, row: str) -> str:
    """They are there now."""
    return f"{count} 份已移到 {row}。"
