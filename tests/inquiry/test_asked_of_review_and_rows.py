"""What a reviewer decided on which days, rows by how many units, two quarters beside each other."""

from __future__ import annotations

from pathlib import Path

from tests.stage import Stage, stage

ADMIN = "赵主任"
_BEFORE = (
    'past 2026 2 县教育局 三.4 {"取得成效的应用":2,"仅有通知或文件的应用":1}',
    'past 2026 2 县财政局 三.4 {"取得成效的应用":5,"仅有通知或文件的应用":0}',
    'past 2026 2 县交通运输局 三.4 {"取得成效的应用":0,"仅有通知或文件的应用":0}',
    "released 2026 2 published",
    'past 2026 3 县教育局 三.4 {"取得成效的应用":1,"仅有通知或文件的应用":1}',
    'past 2026 3 县财政局 三.4 {"取得成效的应用":3,"仅有通知或文件的应用":0}',
    'past 2026 3 县交通运输局 三.4 {"取得成效的应用":0,"仅有通知或文件的应用":0}',
    "released 2026 3 published",
)


async def _said(play: Stage, text: str) -> str:
    (letter,) = [message for who, message in await play.send(ADMIN, text) if who == ADMIN]
    return f"{letter.title or ''}\n{letter.text}"


async def test_why_a_quarter_was_lower_names_the_table_and_the_row(tmp_path: Path) -> None:
    async with stage(tmp_path, before=_BEFORE) as play:
        said = await _said(play, "县直三季度为什么比二季度低")
        assert "2026年三季度和2026年二季度比" in said
        assert "升 0 个、降 2 个" in said
        assert "三.4 信用+应用场景　平均" in said
        assert "乡镇" not in said


async def test_the_row_on_which_most_have_nothing_comes_first(tmp_path: Path) -> None:
    async with stage(tmp_path, before=_BEFORE) as play:
        said = await _said(play, "三季度县直哪一项得零分的单位最多")
        counts = [
            int(line.split("　")[1].removesuffix(" 个单位"))
            for line in said.splitlines()
            if line.endswith("个单位") and "　" in line
        ]
        assert counts == sorted(counts, reverse=True)
        assert 0 not in counts


async def test_rows_behind_the_first_add_up_to_the_distance(tmp_path: Path) -> None:
    async with stage(tmp_path, before=_BEFORE) as play:
        said = await _said(play, "教育局三季度离第一名差在哪几项")
        assert "最高是财政局" in said
        assert "三.4 信用+应用场景　" in said
        assert "，差 " in said.split("三.4", 1)[1]


async def test_another_person_behind_what_one_reviewed(tmp_path: Path) -> None:
    """»天气呢 is nobody's name, and who is no reviewer is said to be none."""
    async with stage(tmp_path, before=("submitted 县教育局",)) as play:
        assert f"{ADMIN}　11月23日还没有审过。" in await _said(play, f"{ADMIN}今天审了多少条")
        assert "审核员里没有叫“陈立”的。" in await _said(play, "陈立呢")


async def test_the_first_three_of_a_list_keep_its_condition_and_say_their_order(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as play:
        await play.send(ADMIN, "没报的单位")
        said = await _said(play, "前两个就行")
        assert "还没提交，按单位名单的先后，前 2 个" in said
        assert "2 个单位" in said


async def test_an_average_that_is_not_settled_says_who_is_counted_in_it(tmp_path: Path) -> None:
    """Beside a released quarter: who has said nothing yet pulls it down, and that is told."""
    before = (
        *_BEFORE,
        "claim 县教育局 三.4 取得成效的应用 3",
        "submitted 县教育局",
        "state review",
    )
    async with stage(tmp_path, before=before) as play:
        now = await _said(play, "县直平均分比上季度高了没")
        assert "2 个单位还没有报，按现有的分算在里面" in now
        settled = await _said(play, "县直三季度平均分比二季度高了没")
        assert "算在里面" not in settled
        assert "暂定" not in settled
