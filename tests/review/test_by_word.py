"""A decision said in a sentence: what may not be decided is refused, and only what was shown is."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from bot.review.words import asks
from bot.speech.calendar import in_china
from storage.database import moment
from storage.session import Session
from tests.review.test_review import decisions, own
from tests.stage import OFFICE, Stage, stage

BEFORE = (
    "colleague 周平 reviewer",
    "claim 县教育局 三.4 取得成效的应用 3",
    "claim 县教育局 三.4 仅有通知或文件的应用 2",
    "claim 县教育局 三.2 已出台实施办法 true",
    "submitted 县教育局",
    "state review",
)
CUT = "教育局三.4取得成效的核成2项，理由有一项没有证明"


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path, before=BEFORE) as set_up:
        yield set_up


async def test_a_row_of_another_reviewers_part_is_refused(play: Stage) -> None:
    """Whoever reviews the first section decides nothing of the third by saying its number."""
    await play.send("赵主任", "审核 周平 第一节", group=True)
    await play.send("赵主任", press="就这样分", group=True)
    part = own(await play.send("赵主任", "审核分工", group=True), OFFICE).text
    assert "周平" in part, part
    assert "周平：全部指标" not in part, part
    said = own(await play.send("周平", CUT), "周平")
    assert "得分从" not in said.text, said.text
    assert await decisions(play) == []


async def test_an_item_on_a_colleagues_desk_is_refused(play: Stage) -> None:
    """Two people never decide one item."""
    quarter = 1
    await play.send("赵主任", route=f"review/see/{quarter}/1/三.4")
    said = own(await play.send("周平", CUT), "周平")
    assert "赵主任" in said.text, said.text
    assert "得分从" not in said.text, said.text
    assert await decisions(play) == []


async def test_what_was_decided_meanwhile_is_shown_again_before_the_tap_counts(play: Stage) -> None:
    """The button decides only on what its page showed."""
    await play.send("周平", CUT)
    held = play.button("周平", "核减")
    await play.send("赵主任", "教育局三.4取得成效的核成1项，理由两项没有证明")
    await play.send("赵主任", press="核减")
    before = await decisions(play)
    said = own(await play.send("周平", route=held), "周平")
    assert await decisions(play) == before
    assert "还没有定" in said.text, said.text


@pytest.mark.parametrize("word", ["核减 教育局 三.4", "核减"])
async def test_the_buttons_own_word_typed_decides_nothing(play: Stage, word: str) -> None:
    """Typed words never decide."""
    await play.send("周平", CUT)
    await play.send("周平", word)
    assert await decisions(play) == []


@pytest.mark.parametrize("word", ["确认", "是的", "好", "就这样定", "对"])
async def test_a_yes_is_no_reason(play: Stage, word: str) -> None:
    """Where a reason is lacking, agreeing gives none."""
    await play.send("周平", "教育局三.4取得成效的核成2项")
    await play.send("周平", word)
    assert await decisions(play) == []
    shown = own(await play.send("周平", "理由：有一项没有证明"), "周平")
    assert "理由：有一项没有证明" in shown.text, shown.text


class _Reads:
    """Whose forms and rows are read, and by how many statements."""

    def __init__(self, line: Any, play: _Seen) -> None:
        self._line, self._seen = line, play

    def __getattr__(self, name: str) -> Any:
        return getattr(self._line, name)

    async def fetched(self, sql: str, values: Any = ()) -> Any:
        return self._seen.add(await self._line.fetched(sql, values))

    async def gathered(self, sql: str, values: Any) -> Any:
        return self._seen.add(await self._line.gathered(sql, values))


class _Seen:
    def __init__(self) -> None:
        self.forms: set[int] = set()
        self.statements = self.rows = 0

    def add(self, rows: Any) -> Any:
        self.statements += 1
        self.rows += len(rows)
        for row in map(dict, rows):
            if "form_id" in row:
                self.forms.add(row["form_id"])
        return rows


@contextlib.contextmanager
def _watched() -> Iterator[_Seen]:
    seen, line = _Seen(), Session.__dict__["_line"]
    with mock.patch.object(Session, "_line", property(lambda it: _Reads(line.fget(it), seen))):
        yield seen


FORM = 3
"""县教育局's."""
EVERYBODY = ("县教育局", "县财政局", "冢头镇")


async def _by_sentence(folder: Path, *more: str) -> list[tuple[set[int], int, int]]:
    """What each step of a decision reads: said, its reason typed, tapped."""
    rows = (f"claim {unit} 三.2 已出台实施办法 true" for unit in EVERYBODY[:2])
    before = ("colleague 周平 reviewer", *rows, *more, "submitted 县教育局", "state review")
    steps: tuple[dict[str, str], ...] = (
        {"text": "教育局三.2给0分"},
        {"text": "理由：文件没有盖章"},
        {"press": "核减 教育局 三.2"},
    )
    async with stage(folder, before=before) as play:
        found = []
        for step in steps:
            with _watched() as seen:
                said = await play.send("周平", **step)
            assert said
            found.append((seen.forms, seen.statements, seen.rows))
        assert len(await decisions(play)) == 1
        return found


async def test_a_decision_said_in_a_sentence_reads_the_unit_it_names_alone(tmp_path: Path) -> None:
    """At each of its steps, and as many rows whatever the others have reported."""
    alone = await _by_sentence(tmp_path / "few")
    others = [
        line
        for unit in EVERYBODY[1:]
        for line in (f'claim {unit} 四.1 说明 "进校园"', f"submitted {unit}")
    ]
    assert await _by_sentence(tmp_path / "many", *others) == alone
    assert all(forms <= {FORM} for forms, _, _ in alone)


RETURN = "教育局三.4退回去，承诺书没盖章"


async def test_the_day_of_a_return_is_changed_before_the_tap(play: Stage) -> None:
    """让他20号之前补, behind the preview: that day is shown, the reason stays."""
    first = own(await play.send("周平", RETURN), "周平").text
    day = in_china(play.now).date() + timedelta(days=9)
    said = own(await play.send("周平", f"让他{day.month}月{day.day}日之前补"), "周平").text
    assert f"{day.month}月{day.day}日 18:00" in said, said
    assert said != first
    assert "理由：承诺书没盖章" in said, said
    await play.send("周平", press="退回补正")
    (kept,) = await play.query("select due_at, reason from reviews where decision = 'return'")
    assert kept["reason"] == "承诺书没盖章"
    assert in_china(moment(kept["due_at"])).date() == day


async def test_a_day_that_is_over_changes_nothing(play: Stage) -> None:
    """昨天 cannot be kept: it is said, and the day that was shown stays."""
    first = own(await play.send("周平", RETURN), "周平").text
    day = in_china(play.now).date() - timedelta(days=3)
    said = own(await play.send("周平", f"让他{day.month}月{day.day}日之前补"), "周平").text
    assert asks.due_passed() in said, said
    assert said.endswith(first[-20:]), said


async def test_a_cut_has_no_day(play: Stage) -> None:
    """What is cut is not supplemented: the words are no reason of it either."""
    await play.send("周平", CUT)
    said = own(await play.send("周平", "让他20号之前补"), "周平").text
    assert "补正期限" not in said, said


async def test_the_day_said_with_a_reason_is_the_day_and_no_part_of_it(play: Stage) -> None:
    """The unit is sent one date, in its place."""
    said = own(await play.send("赵主任", "教育局三.4退回，缺使用数据，三天内补齐"), "赵主任")
    assert "理由：缺使用数据" in said.text, said.text
    assert "三天内" not in said.text, said.text
    due = in_china(play.now).date() + timedelta(days=3)
    assert f"{due.month}月{due.day}日" in said.text, said.text
    assert await decisions(play) == []


async def test_a_day_that_has_passed_is_no_day_to_be_kept(play: Stage) -> None:
    """It is said, and the usual time stands."""
    said = own(await play.send("赵主任", "教育局三.4退回，缺使用数据，11月1日之前补"), "赵主任")
    assert asks.due_passed() in said.text, said.text
    assert "11月1日" not in said.text.replace(asks.due_passed(), ""), said.text
