"""Liaisons' sentences, each at the question it was thought for, in a small county of its own.

A line ``wish | [数] sentence``: the sign says what stands open before the sentence: a count, a
question of yes or no (是否), a checklist (清单), a description (文字), the papers of a row (材料)
nothing (无), the office's reminder (催报), the published results (公布) or those that may still be
appealed (公示). ``[清单 二.4]`` names the row, ``[是否 六.2 1]`` its second question, too; the ones
before it are answered by then. ``[数] 3 ⇒ 不对，是4``: what stands before ``⇒`` was said already.
``# as 冢头镇``: which unit speaks, where its form asks that at all. With each answer comes what it
changed in the figures, descriptions and papers that are kept. Not here: who judges.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from tests.sample_papers import picture
from tests.stage import UNITS, Stage, render, stage

_SPEAKS: Final = {"县教育局": "李敏", "冢头镇": "王强"}
_OPEN: Final = {
    "县教育局": {"数": ("四.1", 0), "是否": ("三.2", 0), "清单": ("一.1", 1), "材料": ("四.1", 0)},
    "冢头镇": {"是否": ("二.3", 0), "清单": ("二.4", 0), "文字": ("四.1", 0), "材料": ("四.1", 0)},
}
"""Unit → sign → the row and the question that stand open, where the sign names none."""
_ALONE: Final = ("无", "催报", "公示", "公布")
"""Signs of which no question stands open."""
_BEFORE: Final = (
    "supply 县教育局 五.2 违约拖欠中小微企业款项 false 县工信局",
    "last 县教育局 四.1 宣传活动 5",
    "last 冢头镇 一.1 已成立 true",
)
_ASSESSED: Final = (
    "claim 县教育局 四.1 宣传活动 4",
    'cut 县教育局 四.1 {"宣传活动":2} 两次没有照片',
    "submitted 县教育局",
    "finished",
    "state review",
)
_OVER: Final = {
    "公示": (*_ASSESSED, "released 2026 4 announced"),
    "公布": (*_ASSESSED, "released 2026 4 published"),
}
"""Sign → what is there before, where the quarter is no longer filled in."""
_SIGN: Final = re.compile(
    r"\[(数|是否|清单|文字|材料|无|催报|公示|公布)(?: ([^ \]]+))?(?: (\d))?\]\s*"
)
_DESCRIBED: Final = "9月15日在文化广场开展诚信宣传，发放传单300份，县电视台作了报道。"
_OFFICE: Final = "联系方式 0375-5150000 工作日8:00-18:00 王科长"


def signed(text: str) -> tuple[str, str]:
    """The sign before a sentence, and the sentence; no sign: it is not a liaison's."""
    found = _SIGN.match(text)
    return ("", text) if found is None else (found[0].strip(), text[found.end() :])


def speaker(path: Path) -> str:
    """The unit that speaks in a set."""
    named = re.search(r"^# as (\S+)", path.read_text("utf-8"), re.MULTILINE)
    return named[1] if named else "县教育局"


class Liaison:
    """One who sits before a question, and what is kept of the unit."""

    def __init__(self, play: Stage, unit: str, name: str) -> None:
        self.play, self.unit, self.name = play, unit, name

    async def says(self, text: str) -> str:
        """The last of what is said after another, its answer, and what it changed."""
        *before, last = text.split("⇒")
        for one in before:
            await self.play.send(self.name, one.strip())
        then = await self._kept()
        self.play.since(20)
        letters = await self.play.send(self.name, last.strip())
        now = await self._kept()
        told = render([one for one in letters if one[0] == self.name], self.name).strip()
        changed = [
            f"⇢ {key}: {then.get(key, '—')} → {now.get(key, '—')}"
            for key in sorted({*then, *now})
            if then.get(key) != now.get(key)
        ]
        return "\n".join([*changed, told])

    async def _kept(self) -> dict[str, str]:
        claims = await self.play.query(
            'select "row", input, value from claims where form_id <= ?', len(UNITS)
        )
        found = {f"{one['row']} {one['input']}": one["value"] for one in claims}
        (papers,) = await self.play.query(
            "select count(*) as n from evidence where removed_at is null"
        )
        (reports,) = await self.play.query("select count(*) as n from work_reports")
        return {**found, "材料": str(papers["n"]), "报送": str(reports["n"])}


@asynccontextmanager
async def before(sign: str, unit: str) -> AsyncIterator[Liaison]:
    """A fresh county in which what the sign says stands open."""
    unit = whose(sign, unit)
    with tempfile.TemporaryDirectory() as folder:
        over = _OVER.get(_parts(sign)[0], ())
        async with stage(Path(folder), before=(*_BEFORE, *over)) as play:
            liaison = Liaison(play, unit, _SPEAKS[unit])
            await play.send("赵主任", _OFFICE)
            await play.send("赵主任", press="就这样改")
            await play.send(liaison.name, "首页")
            await opened(liaison, sign)
            yield liaison


def whose(sign: str, unit: str) -> str:
    """The unit that stands before such a question: another one where this one is not asked it."""
    kind, row, _ = _parts(sign)
    if row is None and kind not in _OPEN[unit] and kind not in _ALONE:
        return next(one for one, signs in _OPEN.items() if kind in signs)
    return unit


async def opened(liaison: Liaison, sign: str) -> None:
    """What the sign says is opened."""
    kind, row, number = _parts(sign)
    if kind == "催报":
        await _reminded(liaison)
    elif kind not in _ALONE:
        usual, first = _OPEN[liaison.unit].get(kind, ("", 0))
        await _open(liaison, kind, row or usual, int(number or (0 if row else first)))


def _parts(sign: str) -> tuple[str, str | None, str | None]:
    found = _SIGN.match(sign)
    assert found is not None, sign
    kind, row, number = found.groups()
    return kind, row, number


async def _reminded(liaison: Liaison) -> None:
    """The office reminds this unit, and its letter is the last thing that was said."""
    await liaison.play.send("赵主任", f"催一下{liaison.unit}")
    await liaison.play.send("赵主任", press="催 ")
    liaison.play.since(60)


async def _open(liaison: Liaison, kind: str, row: str, number: int) -> None:
    number_of = {"县教育局": 1, "冢头镇": 4}[liaison.unit]
    send, name = liaison.play.send, liaison.name
    for question in range(number):
        await send(name, route=f"put/1/{number_of}/{row}/{question}")
        liaison.play.since(20)
        await send(name, "是")
    if kind != "材料":
        await send(name, route=f"put/1/{number_of}/{row}/{number}")
        return
    await send(name, route=f"put/1/{number_of}/{row}/0")
    liaison.play.since(20)
    await send(name, _DESCRIBED if liaison.unit == "冢头镇" else "3")
    await send(name, route=f"proof/1/{number_of}/{row}")
    await send(
        name, files=[(f"IMG_{one}.jpg", picture((90 * one, 80, 40 * one))) for one in range(3)]
    )
