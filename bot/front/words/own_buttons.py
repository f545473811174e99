"""Sentences about the page shown last, whose buttons a short sentence means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.questions.to_the_page import Way

_WAITING: Final = (
    (re.compile(r"notice/\d+/send"), "刚才那份通知还没有发"),
    (re.compile(r"found/\d+/nudge/yes|remind/all/\d+/\d+/yes"), "刚才那份催报还没有发"),
    (re.compile(r"extend/back/\d+/\d+/yes"), "刚才说的延期还没有收回"),
    (re.compile(r"extend/\d+/(?:\d+|all)/\d+"), "刚才说的延期还没有延"),
    (re.compile(r"rhythm/set/"), "刚才说的提醒日子还没有改"),
    (re.compile(r"units/add/\d+"), "刚才说的单位还没有加"),
    (re.compile(r"roles/(?:swap|end)/\d+/yes"), "刚才说的换人还没有办"),
    (re.compile(r"supply/put/"), "刚才那个数还没有记"),
    (re.compile(r"review/by-word/(?:yes|which)"), "刚才那个审核意见还没有记"),
    (re.compile(r"supply/by-word/yes"), "刚才那几个数还没有录"),
    (re.compile(r"planned/new/"), "刚才说的提醒还没有定"),
    (re.compile(r"correct/(?:propose/)?\d+/\d+/"), "刚才说的更正还没有提"),
    (re.compile(r"appeals/(?:change|keep|yes)/"), "刚才那个申诉还没有答复"),
    (re.compile(r"circular/yes/"), "刚才那份通报还没有生成"),
    (re.compile(r"remits/by-word/yes"), "刚才说的分工还没有改"),
    (re.compile(r"review/cover/\d+/\d+/yes"), "刚才说的代审还没有定"),
    (re.compile(r"review/urge(?:/[^/]+)?/yes"), "刚才那份催办还没有发"),
    (re.compile(r"units/by-word/yes"), "刚才说的单位资料还没有改"),
    (re.compile(r"roles/swap/\d+$"), "刚才说的换人还没有办"),
    (re.compile(r"release/\d+/announced/(?:propose|yes|alone)/"), "刚才说的公示还没有办"),
    (re.compile(r"release/\d+/published/(?:propose|yes|alone)/"), "刚才说的公布还没有办"),
    (re.compile(r"pack/files/\d+$"), "刚才说的归档还没有打包"),
    (re.compile(r"invite/all/yes"), "刚才那批邀请还没有生成"),
    (re.compile(r"open/\d+/\d+/[\d-]+/(?:yes|changes)"), "刚才说的季度还没有开"),
)
"""What stands behind a route and is not done before its tap."""


def waits(route: str) -> str:
    """What has not been done yet, behind a button; empty: it is not known to be an act."""
    return next((said for pattern, said in _WAITING if pattern.match(route)), "")


def belongs(route: str, way: Way) -> str:
    """What the offered buttons belong to."""
    said = waits(route) if way in ("agree", "refuse") else ""
    return f"{said}，点一下才办：" if said else "您说的是刚才那一页吧？要的话点一下："


def offered() -> str:
    """Agreed to what was only offered: none of it has been chosen."""
    return "上面那几样还没有点，一样也没有办。要办哪一样，点一下："


def not_done(route: str) -> str:
    """Refused: nothing has been done, and nothing will be without a tap."""
    return f"{waits(route)}，不点就不会办。改主意了再点："


def given_up(route: str) -> str:
    """先搁着吧: what was shown has not been done."""
    return f"好，先不办。{waits(route)}，不点就不会办。改主意了先看一遍再办。"


SEE_AGAIN: Final = "先看一遍"


def was_given_up(route: str, *, again: bool) -> str:
    """The button of a letter above, after 算了不发了: it has not been done."""
    said = waits(route) or "这件事还没有办"
    how = "改主意了，先看一遍，看过再点：" if again else "改主意了，再点一下才办："
    return f"您后来说了先不办，所以点上面那个旧按钮没有办。{said}。{how}"


def nothing_begun() -> str:
    """算了不催了, behind a menu: nothing was chosen, so nothing was done."""
    return "好，不办了。上面那几样还没有点，一样也没有办。"


def which_unit(count: int) -> str:
    """那家, behind a list."""
    return "您说的是这家吧？点开看：" if count == 1 else "您说的是哪一家？点开看："


def as_a_sheet(text: str) -> str:
    """存成word, behind a list."""
    word = "名单我只会做成 Excel 表格，Word 里要用，从表格复制过去。" if _WORD.search(text) else ""
    return f"{word}刚才那张名单，点一下就做成表格："


_WORD: Final = re.compile(r"word|文档", re.IGNORECASE)


def of_the_page(text: str, buttons: Sequence[tuple[str, str]]) -> Message:
    """A sentence about the page, with buttons of it."""
    rows = tuple((Button(label=label, route=route),) for label, route in buttons)
    return Message(text=text, buttons=(*rows, (HOME,)))
