"""Sentences about doubts that a reviewer says are none, and how right the machine's doubts are."""

from __future__ import annotations

from collections.abc import Sequence

from bot.corridor.events import Button, Message
from bot.corridor.paging import side_by_side
from bot.reading.words.kinds import DOUBTS
from bot.speech.periodic import per
from storage.queries.understood import Precision, Waiver

BACK = Button(label="审核首页", route="review")


def ask(unit: str, row: str, kinds: Sequence[str]) -> str:
    """Which of an item's doubts is none, and how far."""
    named = "、".join(per(DOUBTS[one]) for one in kinds)
    return (
        f"{unit} {row} 有这些疑点：{named}。\n"
        f"哪一类不是疑点？可以只算这一项，也可以这一类{per('本季度')}都不再提。"
    )


def one_label(kind: str) -> str:
    """For this row alone."""
    return f"{per(DOUBTS[kind])}：这一项不是"


def all_label(kind: str) -> str:
    """For the whole quarter."""
    return f"{per(DOUBTS[kind])}：{per('本季度')}都不是"


def one_done(unit: str, row: str, kind: str) -> str:
    """Done for this row."""
    return f"✓ {unit} {row} 的“{per(DOUBTS[kind])}”不再算疑点。"


def all_done(kind: str, count: int) -> str:
    """Done for the quarter; how many rows had it."""
    more = f"，{count} 项的这一类都收起了" if count else ""
    return f"✓ {per('本季度')}不再提“{per(DOUBTS[kind])}”{more}。管理员可以在“疑点准不准”里恢复。"


def one_back(unit: str, row: str, kind: str) -> str:
    """What was said to be none for this row is a doubt once more."""
    return f"✓ {unit} {row} 的“{per(DOUBTS[kind])}”又算疑点了。"


def nothing_back() -> str:
    """It was taken back already."""
    return "这一类已经照常提疑点，没有要撤回的。"


def not_yours(name: str) -> str:
    """Somebody else said so for the whole quarter."""
    return f"这一类不再提是{name}定的，由{name}撤回，或者请管理员在“疑点准不准”里恢复。"


def none_here() -> str:
    """The item has no such doubt any more."""
    return "这一项现在没有这样的疑点了。"


def which_doubt(count: int) -> Message:
    """这个不算疑点, and no item with a doubt lies before the reviewer."""
    waiting = f"现在有 {count} 项带着疑点等审。" if count else "现在没有带着疑点等审的项目。"
    return Message(
        text=f"说的是哪一项的疑点？请带上单位和编号，例如：财政局三.3的疑点作废。{waiting}",
        buttons=((Button(label="有疑点的材料", route="asked/said/有疑点的材料"), BACK),),
    )


def several_doubted(each: Sequence[Button], count: int) -> Message:
    """The items that are meant, each to be opened; deciding is asked there."""
    if not each:
        return Message(
            text="没有这样的疑点在等审。已经审定的项目，疑点随审定一起结了，不用再撤。",
            buttons=((BACK,),),
        )
    more = f"，先列 {len(each)} 项" if count > len(each) else ""
    return Message(
        text=f"有疑点、还没审的有 {count} 项{more}。点一项，再定是哪一类不是疑点：",
        buttons=(*side_by_side(each), (BACK,)),
    )


def no_such_quarter() -> str:
    """Nothing is or was reviewed."""
    return per("还没有可以审核的季度。")


def restored(kind: str) -> str:
    """The kind counts again."""
    return f"✓ {per('本季度')}又会提“{per(DOUBTS[kind])}”。"


def precision(
    quarter_id: int, quarter: str, found: Sequence[Precision], waivers: Sequence[Waiver]
) -> Message:
    """By kind: how many, of those decided how many were right."""
    lines = [_line(one) for one in found] or ["机器还没有提过疑点。"]
    if found:
        lines.append("属实：这一项后来核减或者退回；没采纳：照报的通过了。")
    lines += [
        f"“{_named(one.kind)}”{per('本季度')}不再提（{one.by_name}定的）。" for one in waivers
    ]
    buttons = [(_restore(quarter_id, one.kind),) for one in waivers if one.kind in DOUBTS]
    return Message(
        title=f"{quarter}：疑点准不准", text="\n".join(lines), buttons=(*buttons, (BACK,))
    )


def _named(kind: str) -> str:
    return per(DOUBTS.get(kind, kind))


def _restore(quarter_id: int, kind: str) -> Button:
    return Button(label=f"恢复提“{per(DOUBTS[kind])}”", route=f"review/restore/{quarter_id}/{kind}")


def _line(one: Precision) -> str:
    decided = one.upheld + one.passed + one.waived
    share = f"，准 {round(100 * one.upheld / decided)}%" if decided else ""
    parts = [f"属实 {one.upheld}", f"没采纳 {one.passed}"]
    parts += [f"说不是疑点 {one.waived}"] if one.waived else []
    left = one.found - decided
    parts += [f"还没审 {left}"] if left else []
    return f"{_named(one.kind)} {one.found} 处：{'，'.join(parts)}{share}。"
