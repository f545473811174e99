"""The reader's process: killed, hanging, eating memory, it harms one paper and nothing else."""

from __future__ import annotations

import asyncio
import io
import os
import signal
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.extraction.drawings import Drawings
from bot.extraction.pages import Unread
from bot.extraction.reader import Bounds, Lost, NotDrawn, Reader
from tests.extraction.making_pdf import Sheet, pdf
from tests.sample_papers import picture

DIGEST = "ab" * 32


@pytest_asyncio.fixture
async def reader() -> AsyncIterator[Reader]:
    one = Reader(ocr=False)
    yield one
    await one.close()


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    file = tmp_path / "paper"
    file.write_bytes(pdf([Sheet().text(72, 700, "关于开展诚信活动的通知"), Sheet()]))
    return file


async def test_a_paper_is_read_elsewhere(reader: Reader, paper: Path) -> None:
    found, cost = await reader.read(paper, "pdf")
    assert [line.text for line in found.lines] == ["关于开展诚信活动的通知"]
    assert found.lines[0].box is not None
    assert found.count == 2
    assert cost > 0
    assert reader.pid not in (None, os.getpid())


async def test_the_reader_takes_only_what_the_bot_leaves(reader: Reader, paper: Path) -> None:
    """Linux weighs sessions before processes: beside a session of its own no priority counts."""
    await reader.read(paper, "pdf")
    assert reader.pid is not None
    assert os.getsid(reader.pid) == os.getsid(0)
    assert os.getpgid(reader.pid) == reader.pid, "its group ends with it, the bot's does not"
    assert os.sched_getscheduler(reader.pid) == os.SCHED_IDLE
    assert os.getpriority(os.PRIO_PROCESS, reader.pid) == 19


async def test_a_killed_reader_costs_one_paper(reader: Reader, paper: Path) -> None:
    await reader.read(paper, "pdf")
    assert reader.pid is not None
    os.kill(reader.pid, signal.SIGSTOP)
    task = asyncio.create_task(reader.read(paper, "pdf"))
    await asyncio.sleep(0.05)
    os.kill(reader.pid, signal.SIGKILL)
    with pytest.raises(Lost):
        await task
    found, _ = await reader.read(paper, "pdf")
    assert found.lines


async def test_who_hangs_is_ended(reader: Reader, paper: Path) -> None:
    await reader.read(paper, "pdf")
    pid = reader.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    reader._bounds = Bounds(seconds=0.5)
    with pytest.raises(Lost) as lost:
        await reader.read(paper, "pdf")
    assert lost.value.why is Unread.TIME
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    reader._bounds = Bounds()
    assert (await reader.read(paper, "pdf"))[0].lines


def zipped(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", "<Relationships/>")
        archive.writestr(name, data)
    return out.getvalue()


async def test_a_bomb_is_refused_before_it_is_unpacked(reader: Reader, tmp_path: Path) -> None:
    file = tmp_path / "bomb"
    file.write_bytes(zipped("word/document.xml", b"<a>" + b" " * 200_000_000 + b"</a>"))
    found, _ = await reader.read(file, "docx")
    assert found.unread is Unread.TOO_LARGE
    file.write_bytes(zipped("word/document.xml", b"<a><b/>" + b"<p/>" * 11_000_000 + b"</a>"))
    assert await _ending(reader, file) in (Unread.TOO_LARGE, Unread.MEMORY)
    ordinary = tmp_path / "paper"
    ordinary.write_bytes(pdf([Sheet().text(72, 700, "还在读")]))
    assert (await reader.read(ordinary, "pdf"))[0].lines


async def _ending(reader: Reader, file: Path) -> Unread:
    try:
        return (await reader.read(file, "docx"))[0].unread
    except Lost as lost:
        return lost.why


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx", "pptx", "ofd", "doc", "ppt", "jpg", "xls"])
async def test_rubbish_of_every_kind_is_damaged(reader: Reader, tmp_path: Path, kind: str) -> None:
    file = tmp_path / "rubbish"
    for data in (b"", b"\x00" * 3000, b"PK\x03\x04" + b"x" * 999, picture((1, 2, 3))[:200]):
        file.write_bytes(data)
        found, _ = await reader.read(file, kind)
        assert found.unread in (Unread.DAMAGED, Unread.OLD_FORMAT, Unread.NO_OCR), data[:8]
        assert not found.lines


async def test_the_reader_rests_when_nobody_asks(paper: Path) -> None:
    reader = Reader(Bounds(idle=0.1), ocr=False)
    await reader.read(paper, "pdf")
    pid = reader.pid
    assert pid is not None
    for _ in range(3000):
        await asyncio.sleep(0.02)
        state = Path(f"/proc/{pid}/stat")
        if not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z":
            break
    else:
        pytest.fail("still there")
    assert (await reader.read(paper, "pdf"))[0].lines
    await reader.close()


async def test_who_asks_while_it_is_let_go_is_answered_by_another(paper: Path) -> None:
    """Its end is not known yet at that moment: a good paper must not be called damaged for it."""
    reader = Reader(ocr=False)
    await reader.read(paper, "pdf")
    first = reader.pid
    reader._rest()  # nothing of the loop runs in between
    assert (await reader.read(paper, "pdf"))[0].lines
    assert reader.pid not in (None, first)
    await reader.close()


async def test_a_page_is_drawn_once(reader: Reader, paper: Path, tmp_path: Path) -> None:
    drawings = Drawings(tmp_path / "pages", reader, "", reserve=0)
    assert drawings.kept(DIGEST, 1) is None
    first = await drawings.page(paper, DIGEST, "pdf", 1)
    assert first.pages == 2
    assert first.path.read_bytes().startswith(b"\xff\xd8\xff")
    paper.unlink()
    assert await drawings.page(paper, DIGEST, "pdf", 1) == first
    assert drawings.kept(DIGEST, 1) == first


async def test_what_cannot_be_drawn_says_so(reader: Reader, paper: Path, tmp_path: Path) -> None:
    drawings = Drawings(tmp_path / "pages", reader, "", reserve=0)
    with pytest.raises(NotDrawn, match="too_large"):
        await drawings.page(paper, DIGEST, "pdf", 3)
    with pytest.raises(NotDrawn):
        await drawings.page(paper, DIGEST, "mp4", 1)
    with pytest.raises(ValueError, match="SHA-256"):
        drawings.kept("../../etc", 1)


async def test_drawn_pages_leave_room(reader: Reader, paper: Path, tmp_path: Path) -> None:
    drawings = Drawings(tmp_path / "pages", reader, "", room=1, reserve=0)
    first = await drawings.page(paper, DIGEST, "pdf", 1)
    await drawings.page(paper, "cd" * 32, "pdf", 1)
    assert not first.path.exists()
    assert drawings.kept("cd" * 32, 1) is not None
