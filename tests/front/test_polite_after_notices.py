"""A kind word after a notice belongs to the notice: it changes nothing and asks nothing anew."""

from __future__ import annotations

from pathlib import Path

from tests.stage import Stage, stage

KIND = ("好的", "收到", "嗯", "可以", "对", "没问题", "👌")
ANSWERED = ("claim 县教育局 六.2 出台制度文件 false",)


async def _is_polite_after(play: Stage, word: str) -> None:
    play.since(30)
    before = await play.query("select * from claims order by id")
    ((_, told),) = await play.send("李敏", word)
    assert told.text == "好的。要接着办，点首页。", word
    assert await play.query("select * from claims order by id") == before
    play.since(30)
    ((_, told),) = await play.send("李敏", "是")
    assert "先没有存" in told.text, word  # the question is no longer the last thing that was said
    assert await play.query("select * from claims order by id") == before


async def test_after_a_broadcast(tmp_path: Path) -> None:
    """While a question of yes or no, answered with no, stands open."""
    async with stage(tmp_path, before=ANSWERED) as play:
        for word in KIND:
            await play.send("李敏", route="ask/1/1/六.2/0")
            await play.send("赵主任", "给全体联络员发个通知：周五下午三点开会")
            play.since(30)
            letters = await play.send("赵主任", press="发出")
            assert "李敏" in [chat for chat, _ in letters]
            await _is_polite_after(play, word)


async def test_after_a_row_was_sent_back(tmp_path: Path) -> None:
    """While another row that was sent back stands open."""
    before = (
        "role 赵主任 reviewer",
        *ANSWERED,
        "claim 县教育局 三.4 取得成效的应用 3",
        "claim 县教育局 三.4 仅有通知或文件的应用 0",
        "submitted 县教育局",
        "return 县教育局 六.2 缺材料",
        "state review",
    )
    async with stage(tmp_path, before=before) as play:
        await play.send("李敏", route="ask/1/1/六.2/0")
        await play.send("赵主任", route="review/see/1/1/三.4")
        play.since(30)
        await play.send("赵主任", press="退回补正")
        play.since(30)
        letters = await play.send("赵主任", press="材料看不清")
        assert "李敏" in [chat for chat, _ in letters]
        await _is_polite_after(play, "可以")


async def test_before_a_figure_a_word_that_agrees_is_no_courtesy(tmp_path: Path) -> None:
    """Nothing came between: whoever says 对 to how many is told what is asked, not thanked."""
    async with stage(tmp_path) as play:
        for word in ("对", "是", "可以"):
            await play.send("李敏", "填报 四.1")
            ((_, told),) = await play.send("李敏", word)
            assert f"没有看懂“{word}”。请只回复数字" in told.text
        assert await play.query("select * from claims") == []
