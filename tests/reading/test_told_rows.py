"""What a liaison is told of papers of several rows, and of a row that is not all answered."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.queries import answers
from tests.reading.county import delivered, read_all
from tests.sample_papers import NOTICE, REPORT, document
from tests.stage import Stage, stage


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path) as found:
        await found.send("李敏", route="row/1/1/四.1")
        await found.send("李敏", "4")
        await found.send("李敏", route="proof/1/1/四.1")
        yield found


async def test_of_several_batches_the_newest_stands_first(play: Stage) -> None:
    """With the buttons that go on from it: it is what the person sent a moment ago."""
    await play.send("李敏", files=[("通知.docx", document(*NOTICE))])
    await play.send("李敏", route="proof/1/1/三.4")
    await play.send("李敏", files=[("报道.docx", document(*REPORT))])
    await delivered(play)
    await read_all(play)
    ((_, message),) = [(chat, one) for chat, one in await play.letters() if chat == "李敏"]
    assert message.text.index("【三.4 ") < message.text.index("【四.1 ")
    labels = [button.label for row in message.buttons for button in row]
    assert labels == ["接着填 三.4", "补传 四.1 的材料", "下一项", "看材料"]
    looks = [button.route for row in message.buttons for button in row if button.label == "看材料"]
    assert looks == ["proof/list/1/1/三.4"]


async def test_what_is_not_answered_yet_is_not_said_to_be_all_there(play: Stage) -> None:
    """The reviewer will look for it, too, once it is claimed; it is said once, with the way on."""
    await claim(play, "一.1", 已成立="true")
    await play.send("李敏", route="proof/1/1/一.1")
    await play.send("李敏", files=[("通知.docx", document(*NOTICE))])
    await delivered(play)
    await read_all(play)
    ((_, message),) = [(chat, one) for chat, one in await play.letters() if chat == "李敏"]
    (line,) = [one for one in message.text.split("\n") if "还没填完" in one]
    assert "工作联络员" in line
    assert "打印机" in line
    assert "都看到了" not in message.text
    labels = [button.label for row in message.buttons for button in row]
    assert labels == ["接着填 一.1", "下一项", "看材料"]
    await play.send("李敏", route="proof/1/1/一.1")
    await play.send("李敏", files=[("分工.docx", document(*NOTICE, "打印机一台。"))])
    await delivered(play)
    await read_all(play)
    text = [one.text for chat, one in await play.letters() if chat == "李敏"][-1]
    assert "还没填完" not in text
    assert "补上了：打印机" in text


async def deny(play: Stage, *rows: str) -> None:
    """The unit says of these rows that there is nothing: then they want nothing."""
    scheme = next(one for one in play.world.schemes if "六.2" in {row.id for row in one.rows})
    for row in rows:
        inputs = scheme.row(row).inputs
        said = {one.name: "0" if one.kind == "count" else "false" for one in inputs}
        await claim(play, row, **said)


async def claim(play: Stage, row: str, **said: str) -> None:
    """What the unit says of a row, by input."""
    async with play.database.transaction() as db:
        [form] = await db.execute_fetchall("select id from forms where unit_id = 1")
        for name, value in said.items():
            await answers.claim(db, form["id"], row, name, value, None, play.now)


async def test_of_many_rows_what_is_to_be_done_comes_first_and_the_rest_stands_together(
    play: Stage,
) -> None:
    await play.send("李敏", files=[("通知.docx", document(*NOTICE))])
    await deny(play, "六.2", "五.4", "三.4")
    for row in ("六.2", "五.4", "三.4"):
        await play.send("李敏", route=f"proof/1/1/{row}")
        await play.send("李敏", files=[(f"说明{row}.docx", document(*REPORT, f"另有{row}。"))])
    await delivered(play)
    await read_all(play)
    ((_, message),) = [(chat, one) for chat, one in await play.letters() if chat == "李敏"]
    lines = message.text.split("\n")
    heads = [line for line in lines if line.startswith("【")]
    assert heads[0].startswith("【四.1 ")
    assert any(line.startswith("其余 ") and line.endswith("。") for line in lines), lines
