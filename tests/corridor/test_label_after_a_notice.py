"""A typed word that is a button's label answers only while its page is the last thing said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stage import stage

ADMIN, LIAISON = "赵主任", "李敏"


@pytest.mark.parametrize(
    ("question", "word", "before", "after"),
    [
        ("ask/1/1/六.3/0", "是", "否", "true"),
        ("ask/1/1/六.3/0", "否", "是", "false"),
        ("ask/1/1/三.1b/0", "3", "2", "3"),
        ("ask/1/1/三.4/0", "0", "1", "0"),
        ("ask/1/1/五.3/0", "都没有", "全选", "false"),
        ("ask/1/1/五.3/0", "全选", "都没有", "true"),
    ],
)
async def test_a_label_typed_after_a_notice(
    tmp_path: Path, question: str, word: str, before: str, after: str
) -> None:
    async with stage(tmp_path) as play:
        row = question.split("/")[3]

        async def value() -> str:
            rows = await play.query(
                'select value from claims where "row" = ? order by id desc limit 1', row
            )
            return str(rows[0]["value"]) if rows else ""

        await play.send(LIAISON, route=question)
        await play.send(LIAISON, before)
        stood = await value()
        await play.send(LIAISON, route=question)
        await play.send(ADMIN, "催报 教育局", group=True)
        await play.send(ADMIN, press="催 教育局", group=True)
        sent = await play.send(LIAISON, word)
        assert "中间说过别的话，怕弄错，先没有存" in sent[-1][1].text
        assert await value() == stood
        play.since(5)
        await play.send(LIAISON, press="是的，就这样")
        assert await value() != stood
        assert await value() == after


async def test_right_below_its_question_the_word_is_the_answer(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await play.send(LIAISON, route="ask/1/1/六.3/0")
        sent = await play.send(LIAISON, "是")
        assert "选“是”" in sent[-1][1].text


async def test_a_word_that_only_leads_on_needs_no_tap(tmp_path: Path) -> None:
    """跳过 and 首页 after a notice do what they say."""
    async with stage(tmp_path) as play:
        await play.send(LIAISON, route="ask/1/1/六.3/0")
        await play.send(ADMIN, "催报 教育局", group=True)
        await play.send(ADMIN, press="催 教育局", group=True)
        sent = await play.send(LIAISON, "跳过")
        assert "七.1" in sent[-1][1].title
        await play.send(ADMIN, "催报 教育局", group=True)
        await play.send(ADMIN, press="催 教育局", group=True)
        sent = await play.send(LIAISON, "首页")
        assert sent[-1][1].title.startswith("县教育局")
