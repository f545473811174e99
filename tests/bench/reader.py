"""Papers that are read: what a page costs, whether memory stays flat, what the chat feels of it.

Everything in the reader's own process, as the bot runs it. Photos only where OCR is installed
(``make ocr``). The chat is measured with the bot's whole queue at full work (photos and documents
are read, kept, understood and compared in turn) between two rounds at rest, time after time in one
run; only the ratio counts, and beside it stands what the second rest is to the first: a machine on
which others work shows there what its noise alone makes of the ratio. How long the bot's threads
stood ready and had no processor is the system's own account (``schedstat``), and an answer without
that wait is what the reader costs by caches and by what is kept. The floor is a process of the same
lowest priority that only copies memory: what any second worker of the machine costs an answer.
``BENCH_READER=chat`` leaves out the rest, ``BENCH_ROUNDS`` says how often
(8). ``BENCH_READER=memory`` reads ``BENCH_PAPERS`` (2,000) papers and says what is held meanwhile.
How much is understood of what was read: ``reading``.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path

import docx
from PIL import Image, ImageDraw

from bot.corridor.events import Incoming
from bot.corridor.intake import Intake
from bot.corridor.router import Router
from bot.extraction.reader import Reader, has_eyes
from bot.paper.fonts import serif
from bot.reading.told import tell_what_is_read
from bot.reading.understanding import understand
from bot.running.reading import PROGRAM, Reading
from storage.queries import papers, readings
from storage.queries.papers import Blob
from tests.extraction.making_pdf import Sheet, jpeg, pdf
from tests.stage import Stage, stage

PAGES = 12
MANY = int(os.environ.get("BENCH_PAPERS", "2000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "8"))
TURNS = 240
COPYING = """
import os
os.nice(19)
os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
room = bytearray(64 << 20)
while True:
    room[:] = bytes(64 << 20)
"""
"""A process that wants nothing but what nobody else wants of the processors."""
SAID = "为贯彻落实县社会信用体系建设工作领导小组办公室部署，在全县范围内开展活动。"


async def run() -> list[str]:
    """The lines of the report."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wanted = os.environ.get("BENCH_READER")
        if wanted == "memory":
            return await _memory(folder)
        lines = [] if wanted == "chat" else [*await _costs(folder), *await _memory(folder)]
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
    for kind, made in _papers(folder).items():
        reader = Reader()
        await reader.read(*made[0])  # what is loaded once
        spent = [(await reader.read(*paper))[1] for paper in made]
        lines.append(f"{kind}: {sum(spent) / 1000 / len(made):.3f} s of the processor a page")
        if kind == "photo":
            lines.append(f"the reader with OCR holds {_peak(reader)} MB at most")
        await reader.close()
    return lines if has_eyes() else [*lines, "photos: OCR is not installed (make ocr)"]


async def _memory(folder: Path) -> list[str]:
    """Many papers in one process: what it holds after the first hundred and at the end."""
    made = _papers(folder)
    text = cycle([*made["PDF with text"], *made["Word"]])
    reader = Reader(ocr=False)
    held: list[str] = []
    for number, paper in enumerate(islice(text, MANY)):
        await reader.read(*paper)
        if number + 1 in {100, *range(MANY // 6, MANY, MANY // 6), MANY}:
            held.append(f"after {number + 1} papers {_held(reader)} MB")
    await reader.close()
    return [f"{', '.join(held)} (text)"]


@dataclass
class _Round:
    """Answers in one state of the machine: how long each took, and waited for a processor (s)."""

    taken: list[float] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    spent: float = 0.0

    def add(self, other: _Round) -> None:
        self.taken += other.taken
        self.waited += other.waited
        self.spent += other.spent

    def of(self, what: str) -> list[float]:
        """What each answer took, waited, or took had a processor always been given at once."""
        if what == "waiting for a processor":
            return self.waited
        if what == "an answer":
            return self.taken
        return [one - late for one, late in zip(self.taken, self.waited, strict=True)]


async def _chat(play: Stage, folder: Path) -> list[str]:
    """Answers of a liaison: at rest, while the reader works, at rest again, time after time."""
    router = Router(play.database, play.world, lambda: play.now, lambda: "E")
    intake = Intake(play.database, play.store, router.turn, lambda: play.now)
    await _answers(play, intake, "warm")
    before, busy, after, copied = (_Round() for _ in range(4))
    done = list[float]()
    reader = Reader(program=PROGRAM)
    queue = Reading(
        play.database, play.store, reader, lambda: play.now, lambda: None, after=[understand],
        tell=tell_what_is_read, give_way=intake.give_way,
    )  # fmt: skip
    await _file(play, folder)
    await queue.one()
    for number in range(ROUNDS):
        before.add(await _answers(play, intake, f"{number}before"))
        enough = asyncio.Event()
        work = asyncio.create_task(_work(play, queue, done, enough))
        busy.add(await _answers(play, intake, f"{number}busy"))
        enough.set()
        await work
        after.add(await _answers(play, intake, f"{number}after"))
        copied.add(await _beside_copying(play, intake, f"{number}copying"))
    await reader.close()
    return _compared(before, busy, after, copied, len(done))


def _compared(
    before: _Round, busy: _Round, after: _Round, copied: _Round, papers_read: int
) -> list[str]:
    rest = _Round()
    rest.add(before)
    rest.add(after)
    load = Path("/proc/loadavg").read_text().split()[0]
    lines = [f"{len(busy.taken)} answers beside the reader, {len(rest.taken)} at rest, load {load}"]
    for what in ("an answer", "of it without waiting", "waiting for a processor"):
        for name, share in {"p50": 0.5, "p90": 0.9, "p99": 0.99}.items():
            still, late, first, second, least = (
                max(_late(one.of(what), share) * 1000, 1e-3)
                for one in (rest, busy, before, after, copied)
            )
            lines.append(
                f"{name}, {what}: {still:.2f} ms at rest, {late:.2f} ms with the reader at work,"
                f" {late / still:.2f} times (the second rest to the first {second / first:.2f};"
                f" the floor {least / still:.2f})"
            )
    mean = [sum(one.waited) / len(one.waited) * 1000 for one in (before, busy, after, copied)]
    lines.append(
        "an answer waits for a processor, on the average: {:.2f} ms at rest, {:.2f} with the reader"
        " at work, {:.2f} at rest again, {:.2f} beside the floor".format(*mean)
    )
    cost = [one.spent / len(one.taken) * 1000 for one in (rest, busy)]
    lines.append(
        f"the bot's processor an answer, with what it keeps of {papers_read} papers:"
        f" {cost[0]:.2f} ms at rest, {cost[1]:.2f} ms with the reader at work"
    )
    return lines


async def _beside_copying(play: Stage, intake: Intake, name: str) -> _Round:
    """Answers while a process of the lowest priority copies memory."""
    process = subprocess.Popen([sys.executable, "-c", COPYING])
    try:
        return await _answers(play, intake, name)
    finally:
        process.kill()
        process.wait()


async def _file(play: Stage, folder: Path) -> None:
    """Papers of every kind lie under a unit's row and wait."""
    every = [one for some in zip(*_papers(folder).values(), strict=True) for one in some]
    async with play.database.transaction() as db:
        form = (await db.execute_fetchall("select min(id) as id from forms"))[0]["id"]
        for path, kind in every:
            kept = await play.store.put_bytes(path.read_bytes())
            await papers.keep_blob(db, Blob(kept.digest, kept.size, kind, None), play.now)
            await papers.add_evidence(
                db, form, "四.1", digest=kept.digest, url=None, label=path.name, caption="",
                receipt="", person_id=None, now=play.now,
            )  # fmt: skip
            await readings.ask(db, kept.digest, play.now)


async def _again(play: Stage) -> None:
    """All of them wait once more."""
    async with play.database.transaction() as db:
        await db.execute("update readings set state = 'waiting', read_at = null")


async def _work(play: Stage, queue: Reading, done: list[float], enough: asyncio.Event) -> None:
    """Read on, and end with a paper that is whole: a reader that is begun anew reads nothing."""
    while not enough.is_set():
        if await queue.one():
            done.append(time.perf_counter())
        else:
            await _again(play)


async def _answers(play: Stage, intake: Intake, name: str) -> _Round:
    unit = (await play.query("select id from units where name = '县教育局'"))[0][0]
    found = _Round()
    began_all = time.process_time()
    for number in range(TURNS):
        before, began = _waited(), time.perf_counter()
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
        found.taken.append(time.perf_counter() - began)
        found.waited.append(_waited() - before)
        await asyncio.sleep(0.01)
    found.spent = time.process_time() - began_all
    return found


def _waited() -> float:
    """Seconds that the threads of this process stood ready without a processor; 0 where unsaid."""
    whole = 0
    for task in Path("/proc/self/task").glob("*/schedstat"):
        with contextlib.suppress(OSError):
            whole += int(task.read_text().split()[1])
    return whole / 1e9


def _late(taken: list[float], share: float) -> float:
    return sorted(taken)[int(len(taken) * share)]


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
