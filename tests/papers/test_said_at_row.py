"""What is said where papers are awaited: its kind, the piece it names, and what follows."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.papers.said_at_row import kind_of, piece_named, pieces_named
from tests.sample_papers import picture
from tests.stage import stage


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        *((one, "done") for one in ("没了 就这些", "好了", "ok下一个", "不传了 下一个")),
        *((one, "wrong") for one in ("有一张发错了", "最后那张删了吧")),
        *((one, "wrong") for one in ("第一章照片有误，撤下", "撤下第一张", "撤第二张")),
        *((one, "later") for one in ("尚缺一份方案，待补", "还有几张 等下发")),
        *((one, "done") for one in ("完毕", "此项完毕，请继续")),
        *((one, "arrived") for one in ("我发了3张 收到了吗", "到底收到没有 给个话")),
        *((one, "later") for one in ("文件在书记办公室锁着", "照片在同事手机里 明天发行吗")),
        *((one, "needed") for one in ("除了照片还要什么", "还要啥")),
        *((one, "without") for one in ("没有签到表", "没拍照片", "只有通知 没别的")),
        *((one, "move") for one in ("这批图四.1和三.4都用", "放错了 应该放三.3")),
        *((one, "move") for one in ("这几张不是这项的", "发错了，这是别的项的材料")),
        *((one, "report") for one in ("啊这是简报的图 不是这项的", "这是总结里的照片")),
        *((one, "stuck") for one in ("传了五遍传不上去！！",)),
        *(
            (one, None)
            for one in ("撤县设区的通知", "录像中不中", "三.4", "没有反应", "去年的照片还能用不")
        ),
    ],
)
def test_the_kind_of_what_is_said(said: str, kind: str | None) -> None:
    """A question of its own is none of these."""
    assert kind_of(said) == kind


def test_the_piece_that_is_named() -> None:
    """By its place in the list, or as the last one."""
    assert [
        piece_named(one, 3) for one in ("最后那张发错了", "第二张那个", "第五张", "有一张")
    ] == [
        2,
        1,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("said", "places"),
    [
        ("后两张是对接会", [1, 2]),
        ("最后两张放到四.1", [1, 2]),
        ("前两张是典型案例的", [0, 1]),
        ("头2份放三.3", [0, 1]),
        ("第二张放到四.1", [1]),
        ("后五张是对接会", None),
        ("这几张是典型案例的", None),
    ],
)
def test_the_pieces_that_are_named(said: str, places: list[int] | None) -> None:
    """Several by their places; of more than there are none."""
    found = pieces_named(said, 3)
    assert (found if found is None else list(found)) == places


async def test_the_last_piece_is_deleted_by_a_tap_alone(tmp_path: Path) -> None:
    """Words alone delete nothing; while a link waits for its title they are its title."""
    async with stage(tmp_path) as play:
        await play.send("李敏", route="proof/1/1/四.1")
        files = [(f"{one}.jpg", picture((90 * one, 80, 9))) for one in range(2)]
        await play.send("李敏", files=files)
        ((_, asked),) = await play.send("李敏", "最后那张发错了 删了吧")
        assert "1.jpg" in asked.text
        there = "select count(*) as n from evidence where removed_at is null"
        assert (await play.query(there))[0]["n"] == 2
        play.since(20)
        await play.send("李敏", press="确定删除")
        assert (await play.query(there))[0]["n"] == 1


def test_a_slip_of_the_measure_names_the_same_piece() -> None:
    """章 for 张, where it can be nothing else."""
    assert piece_named("第一章照片有误，撤下", 3) == 0
    assert piece_named("第一章程那份", 3) is None
