"""The reader stands still while somebody is answered, and never for long."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from bot.extraction.courtesy import Courtesy
from bot.extraction.reader import Reader
from tests.patience import LONG


class Worker:
    def __init__(self) -> None:
        self.said: list[str] = []

    def halt(self) -> None:
        self.said.append("halt")

    def go_on(self) -> None:
        self.said.append("go on")


async def test_it_stands_from_the_first_answer_to_the_end_of_the_last() -> None:
    worker = Worker()
    answering = Courtesy(worker).answering
    for answers in (1, 2, 1):
        answering(answers)
        assert worker.said == ["halt"]
    answering(0)
    assert worker.said == ["halt", "go on"]


async def test_it_works_as_long_as_it_stood() -> None:
    worker, loop = Worker(), asyncio.get_running_loop()
    now = [100.0]
    loop.time = lambda: now[0]  # type: ignore[method-assign] # a clock that is set by hand
    try:
        answering = Courtesy(worker).answering
        answering(1)
        now[0] = 100.02
        answering(0)
        answering(1)
        now[0] = 100.039
        answering(0)
        answering(1)
        assert worker.said == ["halt", "go on"]
        answering(0)
        now[0] = 100.041
        answering(1)
        assert worker.said == ["halt", "go on", "halt"]
    finally:
        del loop.time


async def test_no_answer_however_long_keeps_it_standing() -> None:
    worker = Worker()
    Courtesy(worker).answering(1)
    await until(lambda: worker.said == ["halt", "go on"])


async def test_the_process_itself_stands(tmp_path: Path) -> None:
    file = tmp_path / "paper.txt"
    file.write_text("诚信")
    reader = Reader(ocr=False)
    await reader.read(file, "txt")
    try:
        reader.halt()
        await until(lambda: state(reader) == "T")
        reader.go_on()
        await until(lambda: state(reader) != "T")
        reader.halt()
    finally:
        await asyncio.wait_for(reader.close(), LONG)
    reader.halt()


async def until(what: Callable[[], bool]) -> None:
    async with asyncio.timeout(LONG):
        while not what():
            await asyncio.sleep(0.01)


def state(reader: Reader) -> str:
    return Path(f"/proc/{reader.pid}/stat").read_text().rpartition(")")[2].split()[0]
