"""Sentences that point back, said whole: each asks what the whole sentence asks, read by itself.

A table of frames and of forms of follow-ups: the right answer is the reading of the sentence with
every name in it, or of a list's units one by one; it is made without the thread.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from bot.forms.roster import roster_of
from bot.front import combined, said_whole
from bot.front.asking import Asking
from bot.front.both import Read, reads
from bot.front.thread import Frame
from bot.questions import Meaning
from bot.questions.combined import Query, compose
from bot.questions.combined.query import Condition
from bot.questions.pointed import Moved, pointed, wholes
from storage.queries import quarters
from tests.bench._heard_county import county

_Q3: Final = (2026, 3)
_ONE: Final[tuple[tuple[str, Frame, str], ...]] = (
    ("教育局得分", Frame(units=(2,)), "教育局"),
    ("教育局三季度得分", Frame(units=(2,), quarters=(_Q3,)), "2026年三季度教育局"),
    ("法院三.4", Frame(units=(36,), row="三.4"), "法院三.4"),
    ("三季度法院三.4", Frame(units=(36,), row="三.4", quarters=(_Q3,)), "2026年三季度法院三.4"),
    ("科技局的申诉", Frame(units=(3,), subject="申诉"), "科技局"),
    ("财政局的疑点", Frame(units=(8,), subject="疑点", quarters=(_Q3,)), "2026年三季度财政局"),
)  # fmt: skip
"""Frames of one unit, and how a sentence begins that says all of them."""
_OF_ONE: Final = (
    ("它得了多少分", "得了多少分"), ("它多少分", "多少分"), ("那它多少分呢", "多少分"),
    ("它的得分", "得分"), ("这家单位得分", "得分"), ("人家得分多少", "得分多少"),
    ("该单位多少分", "多少分"), ("它得分呢", "得分"), ("那它的得分呢", "得分"),
    ("它为什么扣分", "为什么扣分"),
    ("它得分是多少", "得分是多少"), ("这局得分", "得分"), ("还有它的得分", "得分"),
    ("那它扣分原因", "扣分原因"), ("它得几分", "得几分"),
)  # fmt: skip
_SHOWN: Final = (1, 3, 35, 42, 4, 14)
_TESTED: Final = (Condition("grade", "优秀"),)
_MANY: Final[tuple[tuple[str, Frame], ...]] = (
    ("三.3前十", Frame(units=_SHOWN, row="三.3",
                    of=Query(units=_SHOWN, measure="total", row="三.3"))),
    ("二季度优秀的", Frame(units=_SHOWN, of=Query(tests=_TESTED, quarters=((2026, 2),)),
                       quarters=((2026, 2),))),
    ("县直没交的", Frame(units=_SHOWN, of=Query(group="县直单位", tests=(Condition("waiting"),)),
                    group="县直单位")),
    ("三季度县直前五", Frame(units=_SHOWN, of=Query(units=_SHOWN, quarters=(_Q3,), measure="rank"),
                       group="县直单位", quarters=(_Q3,))),
    ("有疑点的", Frame(units=_SHOWN, of=Query(tests=(Condition("doubtful"),)), subject="疑点")),
    ("三.4没填的", Frame(units=_SHOWN, row="三.4",
                   of=Query(tests=(Condition("blank", row="三.4"),), row="三.4"))),
)  # fmt: skip
"""Frames of a list that no sentence names unit by unit."""
_OF_MANY: Final = (
    ("他们一季度得分", "一季度得分"), ("各自一季度得分", "一季度得分"),
    ("这几家一季度得分", "一季度得分"), ("那些单位一季度得分", "一季度得分"),
    ("它们一季度的得分呢", "一季度得分"), ("各自的名次", "名次"), ("他们的名次呢", "名次"),
    ("这六家的名次", "名次"), ("他们的得分", "得分"),
    ("那几家得分呢", "得分"), ("各自得分", "得分"),
    ("他们一季度名次", "一季度名次"), ("分别得分", "得分"), ("每家都得分", "得分"),
    ("这些单位一季度名次呢", "一季度名次"),
)  # fmt: skip


@asynccontextmanager
async def _asking(folder: Path) -> AsyncIterator[Asking]:
    async with county(folder) as play, play.database.reading() as db:
        yield Asking(
            db, await roster_of(db), await quarters.everyone(db), (), "admin", play.now
        )  # fmt: skip


def _same(one: Read | None, other: Read | None) -> bool:
    """Whether both ask the same; a page of a unit's points is what the list of it tells."""
    if isinstance(one, Meaning) and isinstance(other, Query):
        named = one.arguments
        asks = {"score": "total", "ranking": "rank"}.get(one.name)
        quarter = (named.quarter,) if named.quarter else ()
        whom = (named.unit.id,) if named.unit else ()
        return asks == other.measure and whom == other.units and quarter == other.quarters
    return one is not None and one == other


async def test_what_points_back_asks_what_the_whole_sentence_asks(tmp_path: Path) -> None:
    """Twelve frames, fifteen forms each: what is carried is all of the frame, and nothing else."""
    wrong: list[str] = []
    async with _asking(tmp_path) as asking:
        for name, frame, begun in _ONE:
            for text, asked in _OF_ONE:
                expected = await reads(asking, f"{begun}{asked}")
                found = await said_whole.of_frame(asking, frame, text)
                if expected is not None and not _same(found, expected):
                    wrong.append(f"{name} » {text}: {found} and not {expected}")
        known = await combined.known(asking)
        for name, frame in _MANY:
            for text, asked in _OF_MANY:
                found = await said_whole.of_frame(asking, frame, text)
                query = compose(asked, known)
                assert query is not None
                expected = replace(query, units=_SHOWN, quarters=query.quarters or frame.quarters)
                of_row = replace(expected, row=frame.row) if frame.row else expected
                if found not in (expected, of_row):
                    wrong.append(f"{name} » {text}: {found} and not {expected}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("text", "rest", "needs"),
    [
        ("它报几项核几项", "报几项核几项", {"who"}),
        ("他们三季度这项呢", "三季度", {"who", "row"}),
        ("里面满分的几个", "满分的几个", {"who"}),
        ("当时优秀的有几个", "优秀的有几个", {"when"}),
        ("垫底那五个县直", "垫底那五个县直", set()),
        ("上季度申诉改判那家最后加了几分", "上季度申诉改判那家最后加了几分", set()),
        ("教育局多少分", "教育局多少分", set()),
    ],
)
def test_what_a_sentence_points_at(text: str, rest: str, needs: set[str]) -> None:
    """Only what points is cut out, and 那五个 within a sentence of its own points at nothing."""
    found = pointed(text)
    assert (found.rest, set(found.needs)) == (rest, needs)


def test_what_is_pointed_at_is_left_out_of_no_whole_sentence() -> None:
    """The fullest first; none without the row that is pointed at, none where it is not known."""
    of = pointed("它这项多少分")
    said = [one for one, _ in wholes(of, {"when": "三季度", "who": "法院", "row": "三.4"})]
    assert said[0] == "三季度法院三.4多少分"
    assert all("法院" in one and "三.4" in one for one in said)
    assert not list(wholes(of, {"who": "法院"}))


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("各自比三季度升了降了几名", Moved("三季度", "rank")),
        ("比三季度多了几分", Moved("三季度", "total")),
        ("比上个季度是进步了还是退步了", Moved("上个季度", "total")),
        ("和上季度比是进步还是退步", Moved("上季度", "total")),
        ("比三季度还没交", None),
        ("和三季度的都没有", None),
    ],
)
def test_what_is_held_against_another_quarter(text: str, moved: Moved | None) -> None:
    """By places where places are said, else by points."""
    assert pointed(text).moved == moved
