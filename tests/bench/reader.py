"""Papers that are read: what a page costs, whether memory stays flat, what the chat feels of it.

Everything in the reader's own process, as the bot runs it. Photos only where OCR is installed
(``make ocr``). The chat is measured with the reader at full work and at rest, round by round in
one run; only the ratio counts. How much is understood of what was read: ``reading``.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import docx
from PIL import Image, ImageDraw

from bot.corridor.events import Incoming
from bot.corridor.intake import Intake
from bot.corridor.router import Router
from bot.extraction.reader import Reader, has_eyes
from bot.paper.fonts import serif
from tests.extraction.making_pdf import Sheet, jpeg, pdf
from tests.stage import Stage, stage

PAGES = 12
MANY = 2000
ROUNDS = 8
TURNS = 60
SAID = "为贯彻落实县社会信用体系建设工作领导小组办公室部署，在全县范围内开展活动。"


async def run() -> list[str]:
    """The lines of the report."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = [*await _costs(folder), *await _memory(folder)]
        async with stage(folder / "county") as play:
            lines += await _chat(play, folder)
        return lines


def _papers(folder: Path) -> dict[str, list[tuple[Path, str]]]:
    found: dict[str, list[tuple[Path, str]]] = {"PDF with text": [], "Word": []}
    for number in range(PAGES):
        sheet = Sheet()
        document = docx.Document()
        for row in range(30):
            sheet.text(60, 780 - row * 24, f"{number}.{row} {SAID}", 12)
            document.add_paragraph(f"{number}.{row} {SAID}")
        found["PDF with text"].append((_put(folder, f"{number}.pdf", pdf([sheet])), "pdf"))
        out = io.BytesIO()
        document.save(out)
        found["Word"].append((_put(folder, f"{number}.docx", out.getvalue()), "docx"))
    if has_eyes():
        found["photo"] = [
            (_put(folder, f"{number}.jpg", jpeg(_photo(number))), "jpg") for number in range(PAGES)
        ]
    return found


def _photo(number: int) -> Image.Image:
    image = Image.new("RGB", (1240, 1754), "white")
    pen = ImageDraw.Draw(image)
    for row in range(22):
        pen.text((90, 90 + row * 72), f"{number}.{row} {SAID[:26]}", "black", serif(32))
    return image.rotate(2, expand=True, fillcolor=(110, 100, 90))


def _put(folder: Path, name: str, data: bytes) -> Path:
    file = folder / name
    file.write_bytes(data)
    return file


async def _costs(folder: Path) -> list[str]:
    lines = []
    for kind, papers in _papers(folder).items():
        reader = Reader()
        await reader.read(*papers[0])  # what is loaded once
        spent = [(await reader.read(*paper))[1] for paper in papers]
        lines.append(f"{kind}: {sum(spent) / 1000 / len(papers):.3f} s of the processor a page")
        if kind == "photo":
            lines.append(f"the reader with OCR holds {_peak(reader)} MB at most")
        await reader.close()
    return lines if has_eyes() else [*lines, "photos: OCR is not installed (make ocr)"]


async def _memory(folder: Path) -> list[str]:
    """Many papers in one process: what it holds after the first hundred and at the end."""
    papers = _papers(folder)
    text = cycle([*papers["PDF with text"], *papers["Word"]])
    reader = Reader(ocr=False)
    held = []
    for number, paper in enumerate(islice(text, MANY)):
        await reader.read(*paper)
        if number in (100, MANY - 1):
            held.append(_held(reader))
    await reader.close()
    return [f"after 100 papers {held[0]} MB, after {MANY} papers {held[1]} MB (text)"]


async def _chat(play: Stage, folder: Path) -> list[str]:
    """Answers of a liaison while the reader works and while it rests, in turns."""
    router = Router(play.database, play.world, lambda: play.now, lambda: "E")
    intake = Intake(play.database, play.store, router.turn, lambda: play.now)
    papers = cycle(_papers(folder).get("photo") or _papers(folder)["PDF with text"])
    await _answers(play, intake, "warm")
    found: dict[bool, list[float]] = {True: [], False: []}
    spent = {True: 0.0, False: 0.0}
    reader = Reader()
    await reader.read(*next(papers))
    for number in range(ROUNDS):
        for busy in (True, False) if number % 2 else (False, True):
            work = asyncio.create_task(_work(reader, papers)) if busy else None
            began = time.process_time()
            found[busy] += await _answers(play, intake, f"{number}{busy}")
            spent[busy] += time.process_time() - began
            if work is not None:
                work.cancel()
                await asyncio.gather(work, return_exceptions=True)
                await reader.read(*next(papers))
    await reader.close()
    busy, rest = _late(found[True]), _late(found[False])
    times = f"{busy * 1000:.1f} ms with the reader at work, {busy / rest:.2f} times"
    cost = {busy: used / len(found[busy]) * 1000 for busy, used in spent.items()}
    own = f"{cost[False]:.2f} ms at rest, {cost[True]:.2f} ms with the reader at work"
    return [
        f"p99 of an answer: {rest * 1000:.1f} ms at rest, {times}",
        f"the bot's own processor an answer: {own}, {cost[True] / cost[False]:.2f} times",
    ]


async def _work(reader: Reader, papers: Iterator[tuple[Path, str]]) -> None:
    while True:
        await reader.read(*next(papers))


async def _answers(play: Stage, intake: Intake, name: str) -> list[float]:
    unit = (await play.query("select id from units where name = '县教育局'"))[0][0]
    taken = []
    for number in range(TURNS):
        began = time.perf_counter()
        await intake.receive(
            Incoming(
                channel="web",
                update=f"{name}-{number}",
                chat="李敏",
                sender="李敏",
                private=True,
                received=play.now,
                route=f"put/1/{unit}/三.1b/0/{number % 5}",
            )
        )
        await intake.idle()
        taken.append(time.perf_counter() - began)
        await asyncio.sleep(0.01)
    return taken


def _late(taken: list[float]) -> float:
    return sorted(taken)[int(len(taken) * 0.99)]


def told(reader: Reader, name: str) -> int:
    """What the system says of the reader's process, in MB."""
    with contextlib.suppress(OSError, IndexError):
        status = Path(f"/proc/{reader.pid}/status").read_text()
        return int(status.split(f"{name}:")[1].split()[0]) >> 10
    return 0


def _peak(reader: Reader) -> int:
    return told(reader, "VmHWM")


def _held(reader: Reader) -> int:
    return told(reader, "VmRSS")
