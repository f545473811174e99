"""``make kill-long``: thousands of deaths at chance places over every affair, that can be repeated.

Each life is cut short by SIGKILL, once or several times in a row, at a random point of the corridor
or at a random moment; then the next process carries on. What is there in the end is compared, row
for row and word for word, with a life that nobody disturbed.

Each life has its number and a chance of its own made from the seed and that number: the seed makes
the same campaign again (but for the deaths at a moment, which the machine's speed moves), and
``--life`` one life of it. With ``--folder`` every life is written down as it ends, and the same
command carries on where it was broken off.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from multiprocessing.context import ForkServerContext
from pathlib import Path

from storage.queries import web
from tests.kill import test_kill as papers, test_kill_office as office
from tests.kill.channel_scenes import ChannelScene, OnTelegram, OnWecom, PressingOnTelegram
from tests.kill.child import Sent
from tests.stage import MONDAY, stage
from tests.written_down import write_down

LONGEST = 0.6
"""Seconds after which a life is cut short at a moment instead of a point."""
LOOK_EVERY = 25
"""So many comparisons per look at every invariant, bytes read again."""

State = list[list[tuple[object, ...]]]


@dataclass(frozen=True)
class Scene:
    """What is lived: the county before it, what is said, and what is there after it."""

    name: str
    folder: Path
    sent: list[Sent]
    now: datetime
    beats: int
    state: Callable[[Path], State]
    after: State
    known: frozenset[str]
    reached: dict[str, int]
    """The points of the corridor, and how often such a life passes each."""
    points: tuple[tuple[str, int], ...] = ()
    """Where something of its own happens."""
    processes: int = 1
    """So many live at once, over the same data."""


@dataclass(frozen=True)
class Lived:
    """One life: its number, how often it was cut short, and what was found in the end."""

    number: int
    scene: str
    kills: int
    letters: int = 0
    twice: int = 0
    wrong: str = ""
    seconds: float = 0.0


class Campaign:
    """Counts deaths and what they did."""

    def __init__(self, kills: int, seed: int, folder: Path, chosen: str = "") -> None:
        self._wanted, self._seed, self._folder, self._chosen = kills, seed, folder, chosen
        self._processes: ForkServerContext = multiprocessing.get_context("forkserver")
        self._processes.set_forkserver_preload(
            ["__main__", "tests.kill.child", "tests.kill.channel_scenes"]
        )
        self._book = folder / f"lives-{seed}{chosen and '-'}{chosen}.jsonl"
        self.lives = self._lived_before()

    def _lived_before(self) -> list[Lived]:
        if not self._book.is_file():
            return []
        return [Lived(**json.loads(line)) for line in self._book.read_text("utf-8").splitlines()]

    @property
    def kills(self) -> int:
        """So far."""
        return sum(one.kills for one in self.lives)

    def scenes(self) -> list[Scene | ChannelScene]:
        """Every affair of the office, a liaison's papers, and both platforms."""
        for kind in ("before", "whole", "life"):
            shutil.rmtree(self._folder / kind, ignore_errors=True)
        return [*self._on_platforms(), *self._affairs()]

    def _on_platforms(self) -> list[ChannelScene]:
        every: tuple[type[ChannelScene], ...] = (OnTelegram, PressingOnTelegram, OnWecom)
        kinds = [kind for kind in every if self._chosen in kind.name]
        for kind in kinds:
            (self._folder / "before" / kind.name).mkdir(parents=True)
        return [
            kind(self._processes, self._folder / "before" / kind.name / "county") for kind in kinds
        ]

    def _affairs(self) -> list[Scene]:
        made = [self._scene_of_papers()] if self._chosen in "材料" else []
        for affair in office.AFFAIRS:
            if self._chosen not in affair.name:
                continue
            before = self._folder / "before" / affair.name
            sent = office._found(before, affair)
            scene = self._scene(affair.name, before, sent, affair.now, affair.beats, office._state)
            made.append(replace(scene, points=affair.points))
            if affair.beats:
                made.append(replace(made[-1], name=f"{affair.name}（两个进程）", processes=2))
        return made

    def _scene_of_papers(self) -> Scene:
        before = self._folder / "before" / "材料"

        async def found() -> None:
            async with stage(before) as play, play.database.transaction() as db:
                await write_down(db, play.now)
                for person in ("李敏", "王强"):
                    at = "2026-11-23T02:00:00.000000Z"
                    await web.put_room(db, person, person, at, private=True)
                    await web.add_member(db, person, person, at)

        asyncio.run(found())
        return self._scene("材料", before, papers.SENT, MONDAY, 0, papers.state)

    def _scene(
        self,
        name: str,
        before: Path,
        sent: list[Sent],
        now: datetime,
        beats: int,
        state: Callable[[Path], State],
    ) -> Scene:
        whole = self._folder / "whole" / name
        shutil.copytree(before, whole)
        child, line = papers.begin(self._processes, whole, sent, now=now, beats=beats)
        reached = [line.recv() for _ in range(len(sent) + 1)][-1]
        child.join(60)
        line.close()
        assert child.exitcode == 0
        known = frozenset(one.name for one in asyncio.run(papers.broken(before, now)))
        return Scene(name, before, sent, now, beats, state, state(whole), known, reached)

    def go(self) -> None:
        """Until there were as many deaths as wanted."""
        scenes, began, before = self.scenes(), time.monotonic(), self.kills
        while self.kills < self._wanted:
            lived = self.one(scenes, len(self.lives))
            self.lives.append(lived)
            with self._book.open("a", encoding="utf-8") as book:
                book.write(json.dumps(asdict(lived), ensure_ascii=False) + "\n")
            if len(self.lives) % 20 == 0:
                seconds = time.monotonic() - began
                each = seconds / max(1, self.kills - before)
                wrong = sum(bool(one.wrong) for one in self.lives)
                print(
                    f"{self.kills} / {self._wanted}，不一致 {wrong}，{seconds:.0f} 秒，"
                    f"每次 {each:.2f} 秒",
                    flush=True,
                )

    def one(self, scenes: list[Scene | ChannelScene], number: int) -> Lived:
        """The life of this number."""
        chance = random.Random(f"{self._seed}/{number}")
        scene, began = chance.choice(scenes), time.monotonic()
        if isinstance(scene, ChannelScene):
            found = scene.once(chance, self._folder / "life")
            lived = Lived(number, scene.name, found.kills, found.letters, found.twice, found.wrong)
        else:
            lived = self._once(scene, chance, number)
        if lived.wrong:
            kept = self._folder / f"wrong-{number}"
            shutil.rmtree(kept, ignore_errors=True)
            shutil.copytree(self._folder / "life", kept)
        return replace(lived, seconds=round(time.monotonic() - began, 2))

    def _once(self, scene: Scene, chance: random.Random, number: int) -> Lived:
        folder = self._folder / "life"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(scene.folder, folder)
        deaths = [_death(chance, scene) for _ in range(chance.choice((1, 2, 3, 4)))]
        kills = sum(self._lived(scene, folder, *death) for death in deaths)
        ended = papers.run(self._processes, folder, scene.sent, now=scene.now, beats=scene.beats)
        wrong = "" if ended == 0 else f"结束状态 {ended}"
        wrong = wrong or ("" if scene.state(folder) == scene.after else "内容不同")
        if number % LOOK_EVERY == 0 and not wrong:
            found = asyncio.run(papers.broken(folder, scene.now))
            wrong = "；".join(
                one.name for one in found if one.unchecked or one.name not in scene.known
            )
        return Lived(number, scene.name, kills, wrong=wrong and f"{deaths}：{wrong}")

    def _lived(self, scene: Scene, folder: Path, point: str, hit: int, after: float) -> int:
        """How many processes died of it."""
        begun = [
            papers.begin(
                self._processes,
                folder,
                scene.sent,
                point,
                hit + 3 * number,
                now=scene.now,
                beats=scene.beats,
            )
            for number in range(scene.processes)
        ]
        for child, line in begun:
            if after:
                child.join(after)
                child.kill()
            child.join(60)
            line.close()
        return sum(child.exitcode == -signal.SIGKILL for child, _ in begun)


def _death(chance: random.Random, scene: Scene) -> tuple[str, int, float]:
    """A point and how often it is passed before, or a moment (then the point is empty)."""
    kind = chance.random()
    if kind < 0.25:
        return "", 1, chance.random() * LONGEST
    if kind < 0.6 and scene.points:
        return *chance.choice(scene.points), 0.0
    point = chance.choice(sorted(scene.reached))
    return point, chance.randint(1, min(12, scene.reached[point])), 0.0


def told(lives: list[Lived], seed: int) -> list[str]:
    """What there is to say in the end."""
    lines = []
    for name in sorted({one.scene for one in lives}):
        here = [one for one in lives if one.scene == name]
        line = f"{name}：断电 {sum(one.kills for one in here)} 次，比对 {len(here)} 次"
        if letters := sum(one.letters for one in here):
            twice = sum(one.twice for one in here)
            line += f"；断电前后的信 {letters} 封，送了两次 {twice} 封（{twice / letters:.2%}）"
        lines.append(line)
    wrong = [one for one in lives if one.wrong]
    kills = sum(one.kills for one in lives)
    lines.append(f"合计断电 {kills} 次（种子 {seed}）：不一致 {len(wrong)} 次")
    return lines + [f"第 {one.number} 次 {one.scene}：{one.wrong}" for one in wrong]


def main(arguments: list[str]) -> int:
    """Run a campaign; 0 when nothing was lost, doubled or half done."""
    parser = argparse.ArgumentParser(prog="python -m tests.kill.campaign")
    parser.add_argument("--kills", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=20261128)
    parser.add_argument("--folder", type=Path, help="留着每一次不对的数据，断了可以接着跑")
    parser.add_argument("--scene", default="", help="只跑名字里有这几个字的")
    parser.add_argument("--life", type=int, help="只把这一次重来一遍")
    chosen = parser.parse_args(arguments)
    folder = chosen.folder or Path(tempfile.mkdtemp(prefix="xinkao-kill-"))
    folder.mkdir(parents=True, exist_ok=True)
    campaign = Campaign(chosen.kills, chosen.seed, folder, chosen.scene)
    if chosen.life is not None:
        lives = [campaign.one(campaign.scenes(), chosen.life)]
    else:
        campaign.go()
        lives = campaign.lives
    print("\n".join(told(lives, chosen.seed)))
    wrong = any(one.wrong for one in lives)
    if not wrong and chosen.folder is None:
        shutil.rmtree(folder)
    return int(wrong)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
