"""Signs that no phone shows and not every database takes: NUL, and half of a pair of surrogates."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.corridor.events import Attachment, Incoming, Source
from scoring.cells.book import Cell
from scoring.cells.strings import unescape
from tests.stage import MONDAY, stage


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("3\0项", "3项"), ("\0", ""), ("好\ud83d", "好\ufffd"), ("\ud83d\ude00", "😀")],
)
def test_every_text_of_an_update_can_be_written(sent: str, kept: str) -> None:
    """Whatever channel brought it, in whichever of its parts."""
    incoming = Incoming(
        channel="web",
        update=f"u{sent}",
        chat=f"c{sent}",
        sender=f"s{sent}",
        private=True,
        received=MONDAY,
        text=sent,
        route=sent,
        pressed=sent,
        reply=sent,
        quoted=sent,
        attachments=(Attachment(label=sent),),
        sources=(Source(message=sent, caption=sent, file=sent),),
    )
    said = incoming.model_dump(exclude={"channel", "received", "private"}, exclude_defaults=True)
    assert incoming.text == kept
    for part in (said, *said.pop("attachments", ()), *said.pop("sources", ())):
        assert {str(one).lstrip("ucs") for one in part.values()} <= {kept}, part


def test_no_cell_holds_nul() -> None:
    """A workbook can spell one out; it goes to figures, names and drafts from here."""
    assert Cell("县\0教育局").text == "县教育局"
    assert Cell(unescape("县_x0000_教育局")).text == "县教育局"


async def test_where_a_row_is_to_be_named_nothing_readable_names_none(tmp_path: Path) -> None:
    """The list stands there again, and nobody is asked for a number that was perhaps sent."""
    async with stage(tmp_path) as play:
        await play.send("李敏", "全部指标")
        ((_, told),) = await play.send("李敏", "\0")
        assert told.title.startswith("全部指标")
        assert "请把编号" not in told.text


@pytest.mark.postgres
@pytest.mark.slow
async def test_a_turn_on_postgres_takes_them(tmp_path: Path) -> None:
    """PostgreSQL refuses NUL in any text: the answer is the one that SQLite's county gives."""
    async with stage(tmp_path) as play:
        for sent in ("帮\0助", "我的\0分数", "三.4\0 3", "\0", "谁没报\ud83d"):
            letters = await play.send("李敏", sent)
            assert letters, sent
            assert not any("请把编号" in message.text for _, message in letters), letters
        sent_file = await play.send("李敏", "", files=[("照\0片.txt", b"x")])
        assert not any("请把编号" in message.text for _, message in sent_file), sent_file
