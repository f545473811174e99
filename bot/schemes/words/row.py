"""Sentences of one row of a draft: the clause, what it is read as, examples, and other readings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.corridor.routes import base
from bot.schemes.draft import mark_of, without_taps
from bot.speech.calendar import in_china
from scoring.drafting import Sample
from scoring.exact import plain
from scoring.model import Row
from scoring.sentence import rule
from storage.queries.schemes import KeptDraft, KeptRow

_LONGEST = 400
MOST_WAYS = 4
"""So many readings stand beside one another; more are looked at by 改."""
_ROW = base("schemes", "row")


def _clause(text: str) -> str:
    """A clause as far as a phone shows it."""
    said = text or "（原表这一格是空的）"
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}……（共 {len(said)} 字）"


def _examples(found: Sequence[Sample]) -> list[str]:
    return [f"例：{one.said} → 得 {plain(one.points)} 分" for one in found]


def show(
    draft: KeptDraft,
    kept: KeptRow,
    row: Row | None,
    found: Sequence[Sample],
    total: int,
    points: str,
    name: str,
    undo: Button | None = None,
) -> Message:
    """A row to be confirmed: the clause, its meaning in words, figures, 对 or 改."""
    lines = [f"原文：{_clause(kept.clause)}"]
    if kept.own:
        lines.append(f"您写的：{kept.own}")
    if row is None:
        lines.append("我没有读懂怎么算分，要您来写。")
    else:
        lines.append(f"这一行的意思是：{rule(row)}")
        if row.proof:
            lines.append(f"用什么证明：{row.proof}")
        lines += _examples(found)
    lines += [one if one.startswith("和现在") else f"⚠ {one}" for one in kept.doubtful]
    if kept.confirmed_by is not None:
        lines.append("✓ 已确认。")
    return Message(
        title=f"{kept.row} {name}（{points}，第 {kept.place} 行，共 {total} 行）",
        text="\n".join(lines),
        buttons=_with(undo, draft.id, kept, _ways(draft.id, kept, total, right=row is not None)),
        replace=True,
    )


def with_original(shown: Message, draft: int, place: int) -> Message:
    """A row that was read from a scan, with the button to what stands there."""
    first, *rest = shown.buttons
    see = to("看原件", _ROW, draft, place, "original")
    return shown.model_copy(update={"buttons": ((*first, see), *rest)})


def choose(
    draft: KeptDraft,
    kept: KeptRow,
    ways: Sequence[tuple[str, Sequence[Sample]]],
    total: int,
    points: str,
    name: str,
) -> Message:
    """A row that may be read in several ways: which is right is said, not taken for granted."""
    lines = [f"原文：{_clause(kept.clause)}"]
    lines.append(f"这一行有 {len(ways)} 种读法，请选一种：")
    buttons = []
    for number, (said, examples) in enumerate(ways, 1):
        lines.append(f"{number}. {said}")
        lines += [f"　{one}" for one in _examples(examples)]
        buttons.append(
            to(f"读法 {number}", _ROW, draft.id, kept.place, "settle", number, mark_of(kept))
        )
    looked = [one for one in kept.doubtful if "种读法" not in one]
    lines += [f"⚠ {without_taps(one)}" for one in looked]
    at = (draft.id, kept.place)
    more = (
        to("都不对，自己写", _ROW, *at, "write"),
        to("审核员评定", _ROW, *at, "award", mark_of(kept)),
    )
    return Message(
        title=f"{kept.row} {name}（{points}，第 {kept.place} 行，共 {total} 行）",
        text="\n".join(lines),
        buttons=(tuple(buttons), more, *_ways(draft.id, kept, total, right=True)[1:]),
        replace=True,
    )


def _with(
    undo: Button | None, draft: int, kept: KeptRow, ways: tuple[tuple[Button, ...], ...]
) -> tuple[tuple[Button, ...], ...]:
    """Behind a change: taken back, or the next field of the form."""
    if undo is None:
        return ways
    if not kept.body or kept.confirmed_by is not None:
        return (ways[0], (undo,), *ways[1:])
    return (ways[0], (undo, to("接着逐项改", _ROW, draft, kept.place, "fields")), *ways[1:])


def _ways(draft: int, kept: KeptRow, total: int, *, right: bool) -> tuple[tuple[Button, ...], ...]:
    at = (draft, kept.place)
    write = to("自己写", _ROW, *at, "write")
    if not right:
        first: tuple[Button, ...] = (write, to("审核员评定", _ROW, *at, "award", mark_of(kept)))
    else:
        first = (to("对", _ROW, *at, "yes", mark_of(kept)), to("改", _ROW, *at, "change"))
    turning = []
    if kept.place > 1:
        turning.append(to("上一行", _ROW, draft, kept.place - 1))
    if kept.place < total:
        turning.append(to("下一行", _ROW, draft, kept.place + 1))
    back = to("返回草案", "schemes/draft", draft)
    return (first, (*turning,), (back, HOME)) if turning else (first, (back, HOME))


def readings(draft: int, kept: KeptRow, found: Sequence[tuple[str, Sequence[Sample]]]) -> Message:
    """The ways to read a clause, each with what it would give."""
    lines = [f"原文：{_clause(kept.own or kept.clause)}"]
    buttons = []
    for number, (said, examples) in enumerate(found, 1):
        lines.append(f"{number}. {said}")
        lines += [f"　{one}" for one in _examples(examples)]
        buttons.append(to(f"读法 {number}", _ROW, draft, kept.place, "take", number, mark_of(kept)))
    rows = tuple(tuple(buttons[at : at + 3]) for at in range(0, len(buttons), 3))
    more = (
        to("逐项改", _ROW, draft, kept.place, "fields"),
        to("都不对，自己写", _ROW, draft, kept.place, "write"),
        to("审核员评定", _ROW, draft, kept.place, "award", mark_of(kept)),
    )
    ends = (
        to("不用这一行", _ROW, draft, kept.place, "drop"),
        to("返回", _ROW, draft, kept.place),
        HOME,
    )
    return Message(
        title=f"{kept.row} 的几种读法",
        text="\n".join(lines),
        buttons=(*rows, more, ends),
    )


def ask_own(draft: int, kept: KeptRow, points: str) -> Message:
    """The form: the rule in plain words."""
    return Message(
        title=f"{kept.row}：用自己的话写怎么算分",
        text=f"原文：{_clause(kept.clause)}\n现在的分值：{points}。\n"
        "请写一句话，我读给您看再确认。可以这样写：\n"
        "· 每办一次活动得 1 分，最高 5 分\n"
        "· 成立的得 5 分，缺一项扣 1 分，未成立的不得分\n"
        "· 办结率 95% 以上得 10 分，80%-95% 得 6 分，80% 以下不得分\n"
        "· 得分=办结数/应办结数×10\n"
        "另起一行还可以写：分值 6；由县工信局提供；由县信用办审核；佐证：照片和报道；名称：……",
        buttons=(
            (
                to("审核员评定", _ROW, draft, kept.place, "award", mark_of(kept)),
                to("不用这一行", _ROW, draft, kept.place, "drop"),
            ),
            *(((to("逐项改", _ROW, draft, kept.place, "fields"),),) if kept.body else ()),
            (to("返回这一行", _ROW, draft, kept.place), HOME),
        ),
        placeholder="如：每次得 1 分，最高 5 分",
    )


def not_read(unread: Sequence[str]) -> str:
    """What was written was not understood; nothing was changed."""
    pieces = "、".join(f"“{one}”" for one in unread) or "这句话"
    return (
        f"还是没有读懂{pieces}，没有改动。请换个写法：一句话里写清楚每什么得（扣）几分、最高几分；"
        "说不清的可以点“审核员评定”。"
    )


def ask_drop(draft: int, kept: KeptRow) -> Message:
    """Leave the row out?"""
    return Message(
        text=f"{kept.row} 这一行不放进方案吗？各行分值合计会少这一行的分。",
        buttons=(
            (
                to("不放进去", _ROW, draft, kept.place, "drop", "yes"),
                to("还是要", _ROW, draft, kept.place),
            ),
            (HOME,),
        ),
    )


def changed_since(row: str, name: str, at: datetime | None, *, confirmed: bool) -> str:
    """Somebody else was quicker, at another phone or at the whole table."""
    when = f"在 {in_china(at):%H:%M} " if at is not None else ""
    did = "确认了" if confirmed else "改了"
    return f"{name or '别人'}{when}{did} {row} 这一行，您刚才的没有写入。请看现在的，再定。"


def no_such_row() -> str:
    """The row is not in the draft."""
    return "草案里没有这一行，可能已经删掉了。"
