"""A disk that is really full, at one await of the corridor after the other: a process of its own.

It lives in a mount namespace of its own, over a small tmpfs: what fills it is a file, and what says
``ENOSPC`` is the kernel. Every coroutine of the process is counted each time it waits; at the n-th
time the disk is filled to its last page, things go on for a moment as they can, the file is taken
away, and what is there in the end is held against a life whose disk was never full.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import logging
import multiprocessing
import os
import secrets
import shutil
import subprocess
import sys
import types
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Generator, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import aiohttp
import structlog

from bot.corridor import intake, outbox
from bot.running import machine
from bot.running.health import Health, Watched
from storage import backup
from storage.database import Database, stamp
from storage.queries import web
from tests.channels.conftest import Phone
from tests.kill.child import Fuse, Life, Sent
from tests.kill.test_kill import broken, query
from tests.patience import LONG
from tests.sample_papers import PAPERS
from tests.stage import MONDAY, Stage, stage
from tests.written_down import write_down

MEGABYTES = 24
PAGE = 4096
LEFT_FULL = 0.12
"""Seconds that the disk stays full."""
PHOTO = ("照片.jpg", PAPERS["活动照片1.jpg"]())
Step = Callable[["Bot"], Awaitable[None]]


class Disk:
    """The tmpfs, and the file that fills it."""

    def __init__(self, root: Path) -> None:
        self._ballast = root / "ballast"

    def fill(self, leave: int = 0) -> bool:
        """Take all there is but ``leave`` bytes; whether it could be done."""
        with self._ballast.open("ab", buffering=0) as file, contextlib.suppress(OSError):
            for size in (1 << 20, PAGE):
                with contextlib.suppress(OSError):
                    while file.write(b"\0" * size) == size:
                        pass
        if leave:
            os.truncate(self._ballast, max(0, self._ballast.stat().st_size - leave))
        return True

    def clear(self) -> None:
        """Somebody has made room."""
        self._ballast.unlink(missing_ok=True)


class ReadOnly(Disk):
    """Where the papers lie is mounted again, for reading only."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self._papers = root / "papers"

    def fill(self, leave: int = 0) -> bool:
        """No more writing; the system does not let it happen while a file is being written."""
        return self._mounted("ro")

    def clear(self) -> None:
        """It is put right."""
        self._mounted("rw")

    def _mounted(self, how: str) -> bool:
        mount = ["mount", "-o", f"remount,{how}", str(self._papers)]
        return subprocess.run(mount, check=False, stderr=subprocess.DEVNULL).returncode == 0


class Rights(ReadOnly):
    """Somebody takes the right to write away."""

    def _mounted(self, how: str) -> bool:
        for folder in (self._papers / "incoming", self._papers):
            folder.chmod(0o500 if how == "ro" else 0o700)
        return True


@dataclass
class Counter:
    """Counts every wait of every coroutine, and does something at one of them."""

    at: int
    then: Callable[[], bool]
    """Says whether it could be done; else it is tried at the next wait."""
    count: int = 0
    done: bool = False
    armed: bool = False

    def waited(self) -> None:
        """One more."""
        if self.armed:
            self.count += 1
            if self.count >= self.at and not self.done:
                self.done = self.then()

    def factory(self, loop: Any, coro: Any, **more: Any) -> asyncio.Task[Any]:
        """Every task of the loop is made here."""
        return asyncio.Task(self._counting(coro), loop=loop, **more)

    async def _counting(self, coro: Coroutine[Any, Any, Any]) -> Any:
        return await _stepped(coro, self.waited)


@types.coroutine
def _stepped(
    coro: Coroutine[Any, Any, Any], waited: Callable[[], None]
) -> Generator[Any, Any, Any]:
    steps = coro.__await__()
    answer, error = None, None
    while True:
        try:
            wants = steps.throw(error) if error else steps.send(answer)
        except StopIteration as end:
            return end.value
        waited()
        answer, error = None, None
        try:
            answer = yield wants
        except BaseException as caught:  # noqa: BLE001 -- handed on as it came
            error = caught


@dataclass
class Bot:
    """A life over the small disk, with a phone in front of it and its health beside it."""

    life: Life
    disk: Disk
    phone: Phone
    health: Health
    sentences: set[str] = field(default_factory=set)
    red: set[str] = field(default_factory=set)

    async def say(self, key: str, who: str, text: str, *files: tuple[str, bytes]) -> None:
        """As the web page does: again until it is taken, each file before the message."""
        numbers = []
        for label, data in files:
            made = await self._until_taken(
                lambda label=label, data=data: self.phone.upload(label, data)
            )
            numbers.append(made["id"])
        await self._until_taken(lambda: self.phone.send(key, who, text=text, uploads=numbers))

    async def _until_taken(
        self, ask: Callable[[], Awaitable[aiohttp.ClientResponse]]
    ) -> dict[str, Any]:
        async with asyncio.timeout(LONG):
            while True:
                answer = await ask()
                found: dict[str, Any] = await answer.json()
                if answer.status < 300:
                    return found
                self.sentences.add(found["sentence"])
                await asyncio.sleep(LEFT_FULL / 3)

    async def look(self) -> None:
        """What whoever watches is told now."""
        self.red = {one.code for one in (await self.health.state()).troubles}


@dataclass(frozen=True)
class Scene:
    """What is there before, what is done, and what must be there once after it."""

    name: str
    prepare: Callable[[Stage], Awaitable[None]]
    step: Step
    state: tuple[str, ...]
    disk: type[Disk] = Disk
    trouble: str = "disk"
    """What whoever watches is told meanwhile."""


async def _asked(play: Stage) -> None:
    await play.send("李敏", route="put/1/1/三.4/0")


async def _proving(play: Stage) -> None:
    await play.send("李敏", route="put/1/1/三.4/0/3")
    await play.send("李敏", route="proof/1/1/三.4")


async def _text(bot: Bot) -> None:
    await bot.say("text-000001", "李敏", "3")


async def _upload(bot: Bot) -> None:
    await bot.say("photo-00001", "李敏", "在文化广场", PHOTO)


async def _fetched(bot: Bot) -> None:
    """As from Telegram: the bytes are fetched after the update is kept."""
    bot.life.remote["far-000001"] = PHOTO[1]
    for number in itertools.count(1):
        key = f"far-{number:06d}"
        bot.life.remote[key] = PHOTO[1]
        sent = Sent(key, "李敏", "在文化广场", file=PHOTO, remote=True)
        while True:
            try:
                await bot.life.hear(sent)
                break
            except Exception as fault:  # noqa: BLE001 -- Telegram was told nothing: it comes again
                bot.sentences.add(str(fault))
                await asyncio.sleep(LEFT_FULL / 3)
        await bot.life.settle()
        told = query(
            bot.life.database.path.parent, "select payload from web_log where direction='out'"
        )
        if "磁盘满了" not in str(told[-1][0]):
            return
        bot.disk.clear()  # it says what to do: make room, and send it again


async def _picture(bot: Bot) -> None:
    await bot.say("rank-000001", "赵主任", "排名图")
    await bot.life.settle()
    await bot.say("rank-000002", "赵主任", "县直单位（3 个单位）")


async def _nothing(_: Stage) -> None:
    return


WORDS = "select payload from web_log where direction = 'out' and chat = '{}' order by seq"
INBOX = "select state from inbox order by id"
CLAIMS = 'select "row", input, value, version from claims'
PAPERS_KEPT = 'select "row", digest, label, receipt from evidence where removed_at is null'
UPLOADED = (CLAIMS, PAPERS_KEPT, INBOX, WORDS.format("李敏"))
SCENES = {
    one.name: one
    for one in (
        Scene("text", _asked, _text, (CLAIMS, INBOX, WORDS.format("李敏"))),
        Scene("upload", _proving, _upload, UPLOADED),
        Scene("fetched", _proving, _fetched, (CLAIMS, PAPERS_KEPT)),
        Scene("letters", _nothing, _picture, (INBOX,)),
        Scene("readonly", _proving, _upload, UPLOADED, ReadOnly, "readonly"),
        Scene("rights", _proving, _upload, UPLOADED, Rights, "rights"),
    )
}


async def _found(folder: Path, scene: Scene) -> None:
    async with stage(folder) as play:
        await scene.prepare(play)
        async with play.database.transaction() as db:
            await write_down(db, play.now)
            await db.execute("update outbox set state = 'sent', external = 'x'")
            for person in ("李敏", "赵主任"):
                await web.put_room(db, person, person, stamp(MONDAY), private=True)
                await web.add_member(db, person, person, stamp(MONDAY))


@contextlib.asynccontextmanager
async def _bot(folder: Path, disk: Disk, who: str) -> AsyncIterator[Bot]:
    life = Life(await Database.open(folder / "xinkao.db"), folder, Fuse("", 1))
    life.web._ports = _with_chance(life.web._ports)
    opened = await life.web._sessions.open(address=who, name=who)
    await life.start()
    health = Health(
        life.database,
        folder,
        0,
        Watched(lambda: life.intake.standing_since, lambda: None, dict),
        lambda: life.now,
        itertools.count(0, 100).__next__,
        lambda fault: machine.words(fault, folder),
    )
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
        base = f"http://127.0.0.1:{life.web.port}"
        cookie = f"xinkao={opened.secret}"
        yield Bot(life, disk, Phone(session, base, opened.path, cookie), health)
    await life.stop()


def _with_chance(ports: Any) -> Any:
    return replace(ports, random_token=lambda: secrets.token_urlsafe(18))


async def _lived(scene: Scene, folder: Path, disk: Disk, counter: Counter) -> dict[str, Any]:
    """One life; the disk is filled where the counter says."""
    async with _bot(folder, disk, "赵主任" if scene.name == "letters" else "李敏") as bot:
        asyncio.get_running_loop().set_task_factory(counter.factory)
        counter.armed = True
        saying = asyncio.ensure_future(scene.step(bot))
        emptied = asyncio.ensure_future(_emptied(bot, counter))
        async with asyncio.timeout(LONG):
            await saying
            await bot.life.settle()
        counter.armed = False
        # Nothing more of the life is to come: the disk was filled behind it, or never.
        if not counter.done:
            emptied.cancel()
        await asyncio.gather(emptied, return_exceptions=True)
        async with asyncio.timeout(LONG):
            await bot.life.outbox.pay()
            bot.life.outbox.posted()
            await bot.life.settle()
        red, bot.red = bot.red, set()
        await bot.look()
    return {"sentences": sorted(bot.sentences), "red": sorted(red), "after": sorted(bot.red)}


async def _emptied(bot: Bot, counter: Counter) -> None:
    while not counter.done:
        await asyncio.sleep(0.005)
    await asyncio.sleep(LEFT_FULL / 2)
    await bot.look()
    await asyncio.sleep(LEFT_FULL / 2)
    bot.disk.clear()


def _state(folder: Path, scene: Scene) -> list[Any]:
    found: list[Any] = [query(folder, sql) for sql in scene.state]
    if scene.name == "letters":
        said = [json.loads(str(row[0])) for row in query(folder, WORDS.format("赵主任"))]
        files = [file["digest"] for one in said for file in one["files"]]
        texts = [one["message"]["text"].split("\n（“")[0] for one in said]
        found += [[one for one in texts if not one.startswith("补发")], files]
    return found


async def corridor(root: Path, scene: Scene) -> dict[str, Any]:
    """The disk is filled at every await in turn, until there is none left."""
    disk, before = scene.disk(root), root / "before"
    await _found(before, scene)
    known = {one.name for one in await broken(before)}
    told: dict[str, Any] = {"awaits": 0, "met": 0, "wrong": [], "sentences": [], "red": []}
    wanted: list[Any] | None = None
    for at in itertools.chain((sys.maxsize,), itertools.count(1)):
        folder = root / "life"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(before, folder)
        if isinstance(disk, ReadOnly):
            _apart(folder, root / "papers")
        counter = Counter(at, disk.fill)
        try:
            how = await _lived(scene, folder, disk, counter)
        except TimeoutError:
            told["wrong"].append(f"{at}: never settled")
            disk.clear()
            continue
        finally:
            asyncio.get_running_loop().set_task_factory(None)
        if wanted is None:
            wanted = _state(folder, scene)
            told["undisturbed"] = [len(rows) for rows in wanted]
            continue
        if counter.count < at:
            return told
        if not counter.done:
            continue  # a file was being written to the end
        _judge(told, at, how, _state(folder, scene), wanted, scene.trouble)
        if at % 10 == 0 and {one.name for one in await broken(folder)} - known:
            told["wrong"].append(f"{at}: {await broken(folder)}")
    raise AssertionError("unreachable")


def _apart(folder: Path, papers: Path) -> None:
    """The papers lie on a file system of their own."""
    if not papers.exists():
        papers.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=700", "none", str(papers)], check=True)
    for path in papers.iterdir():
        shutil.rmtree(path)
    shutil.copytree(folder / "evidence", papers, dirs_exist_ok=True)
    shutil.rmtree(folder / "evidence")
    (folder / "evidence").symlink_to(papers)


def _judge(
    told: dict[str, Any], at: int, how: dict[str, Any], found: Any, wanted: Any, trouble: str
) -> None:
    told["awaits"] = at
    told["met"] += bool(how["red"])
    told["sentences"] = sorted({*told["sentences"], *how["sentences"]})
    told["red"] = sorted({*told["red"], *how["red"]})
    if found != wanted:
        told["wrong"].append(f"{at}: {found} instead of {wanted}")
    if how["after"]:
        told["wrong"].append(f"{at}: still red, {how['after']}")
    if trouble not in how["red"]:
        told["wrong"].append(f"{at}: not red meanwhile, {how['red']}")


def backups(root: Path) -> dict[str, Any]:
    """A backup with room for one page, for two, and so on, until there is room for all of it."""
    disk, folder = Disk(root), root / "before"
    asyncio.run(_found(folder, SCENES["upload"]))
    told: dict[str, Any] = {"awaits": 0, "met": 0, "wrong": [], "sentences": [], "red": []}
    target = root / "copies" / "one.tar"
    target.parent.mkdir()
    for pages in itertools.count(0):
        before = query(folder, "select count(*) from audit")
        disk.fill(pages * PAGE)
        try:
            asyncio.run(
                backup.backup(folder / "xinkao.db", folder / "evidence", target, now=MONDAY)
            )
        except backup.BackupFault as fault:
            told["sentences"] = sorted({*told["sentences"], str(fault)})
            told["met"] += 1
            if list(target.parent.iterdir()):
                told["wrong"].append(f"{pages}: left {list(target.parent.iterdir())}")
        else:
            break
        finally:
            disk.clear()
        if query(folder, "select count(*) from audit") != before:
            told["wrong"].append(f"{pages}: changed what it read")
        told["awaits"] = pages
    backup.verify_backup(target)
    return told


def _scene(root: Path, name: str) -> dict[str, Any]:
    """Mount, fill, tell."""
    root.mkdir()
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m,mode=700", "none", str(root)], check=True
    )
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    intake.FIRST_PAUSE = intake.LONGEST_PAUSE = 0.01  # this process is there to be impatient
    outbox._UNSETTLED_SECONDS = outbox._FAILED_SECONDS = 0.01
    return backups(root) if name == "backup" else asyncio.run(corridor(root, SCENES[name]))


def _tell(line: Connection, root: Path, name: str) -> None:
    line.send(_scene(root, name))


def _heard(line: Connection) -> dict[str, Any]:
    try:
        return dict(line.recv())
    except EOFError:
        return {"wrong": ["it ended before it told anything"]}


def main(names: Sequence[str]) -> int:
    """Each scene on a disk and in a process of its own, beside each other: most of it is waiting.

    What all of them import is imported once, before they are forked.
    """
    base = Path("/mnt")
    subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=700", "none", str(base)], check=True)
    fork = multiprocessing.get_context("fork")
    lines = {}
    for name in names:
        lines[name], theirs = fork.Pipe(duplex=False)
        fork.Process(target=_tell, args=(theirs, base / name, name)).start()
        theirs.close()
    told = {name: _heard(line) for name, line in lines.items()}
    sys.stdout.write(json.dumps(told, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
