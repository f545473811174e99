"""Sentences of 更正: a published figure that turned out wrong, put right as a new edition."""

from __future__ import annotations

from collections.abc import Sequence

from bot.corridor.buttons import HOME, in_rows, to
from bot.corridor.events import Message
from bot.editions.edition import Change, Edition
from bot.forms.form import UnitForm
from bot.forms.words import figures
from bot.release.words.release import compared, heading
from bot.review.words.anew import alone
from scoring.scheme import Row


def ask_unit() -> str:
    """更正 alone."""
    return "更正哪个单位的哪一项？请这样发：更正 教育局 三.4"


def not_published(quarter: str) -> str:
    """Before publication a decision is reopened instead."""
    return f"{quarter}还没有公布，不用更正：可以在“审核”里重新审这一项。"


def choose_row(form: UnitForm) -> Message:
    """Which row of the unit."""
    at = (form.quarter.id, form.unit.id)
    buttons = [to(row.id, "correct", *at, row.id) for row in form.rows]
    return Message(
        title=f"更正 {form.unit.short}",
        text="更正哪一项？",
        buttons=(*in_rows(buttons, 4), (HOME,)),
    )


def lines(
    form: UnitForm, row: Row, before: str, after: str, reason: str, changes: Sequence[Change]
) -> list[str]:
    """What a correction changes."""
    return [
        f"{form.unit.short} {figures.row_title(row)}：{before} → {after}{alone(form, row)}",
        f"原因：{reason}",
        *(compared(changes) if changes else ["名次和总分都不变。"]),
    ]


def would_move(changes: Sequence[Change]) -> list[str]:
    """What the figures chosen so far would move, before a reason is given."""
    return [*(compared(changes) if changes else ["照这样改，名次和总分都不变。"]), "还没有提议。"]


def preview(edition: Edition, text: Sequence[str], mark: str, base: str) -> Message:
    """Before it is proposed."""
    yes = to("提议更正", base.replace("correct/", "correct/propose/", 1), mark)
    return Message(
        title=f"更正{heading(edition)}：先看会变什么",
        text="\n".join([*text, "更正要两位管理员：一位提议，另一位确认。"]),
        buttons=((yes,), (to("再改", *base.split("/"), "menu"), HOME)),
    )


def proposed(
    edition: Edition,
    quarter_id: int,
    by: str,
    text: Sequence[str],
    mark: str,
    *,
    own: bool = False,
    alone: bool = False,
) -> Message:
    """A proposal with what it changes: to whom it waits for, and to who made it (``own``)."""
    yes, no = to("确认更正", "correct/yes", quarter_id, mark), "不同意"
    tail = "请另一位管理员核对后确认；确认以前什么都不会变。"
    if own:
        tail, no = "等另一位管理员确认；确认以前什么都不会变。", "撤回提议"
    if alone:
        yes = to("由我再次确认更正", "correct/alone", quarter_id, mark)
        tail = "现在只有您一位管理员，请再核对一遍，然后由您再次确认。"
    ways = (*(() if own and not alone else (yes,)), to(no, "release/no", quarter_id))
    return Message(
        title=f"{by}提议更正{heading(edition)}（将成为第 {edition.version} 版）",
        text="\n".join([*text, tail]),
        buttons=(ways,),
    )


def proposal_told(quarter_id: int, mark: str, *, alone: bool) -> Message:
    """To who proposed."""
    if alone:
        return Message(
            text="提议记下了。现在只有您一位管理员，没有第二个人可以确认。\n"
            "请再核对一遍，然后由您再次确认；会照实记下是同一人确认。",
            buttons=(
                (to("由我再次确认更正", "correct/alone", quarter_id, mark),),
                (to("撤回提议", "release/no", quarter_id), HOME),
            ),
        )
    return Message(
        text="提议已发到管理群，等另一位管理员确认。确认以前什么都不会变。",
        buttons=(
            (to("看提议", "correct/see", quarter_id, mark),),
            (to("撤回提议", "release/no", quarter_id), HOME),
        ),
    )


def waits(by: str) -> str:
    """One proposal at a time."""
    return f"{by}的提议还没有确认，先处理它，再提新的更正。"


def done(edition: Edition, quarter_id: int) -> Message:
    """To who confirmed elsewhere than in the group."""
    return Message(
        text=f"已更正，公布第 {edition.version} 版替代第 {edition.version - 1} 版，旧版仍保留。",
        buttons=(
            (to("版本", "editions", quarter_id), to("出通报", "circular", quarter_id)),
            (HOME,),
        ),
    )
