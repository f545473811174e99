"""``make kill-long``: thousands of deaths at chance places over every affair, that can be repeated.

Each life is cut short by SIGKILL, once or several times in a row, at a random point of the corridor
or at a random moment; then the next process carries on. What is there in the end is compared, row
for row and word for word, with a life that nobody disturbed. The seed makes the same campaign again
(but for the deaths at a moment, which the machine's speed moves).
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from multiprocessing.context import ForkServerContext
from pathlib import Path

from storage.queries import web
from tests.kill import test_kill as papers, test_kill_office as office
from tests.kill.channel_scenes import ChannelScene, OnTelegram, OnWecom
from tests.kill.child import Sent
from tests.stage import MONDAY, stage
from tests.written_down import write_down

POINTS = (
    "half a file",
    "bytes",
    "logged",
    "kept",
    "turn",
    "recorded",
    "entered",
    "copied",
    "half a copy",
    "released",
    "synced",
    "committed",
    "delivered",
)
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
    points: tuple[tuple[str, int], ...] = ()
    """Where something of its own happens."""
    processes: int = 1
    """So many live at once, over the same data."""


class Campaign:
    """Counts deaths and what they did."""

    def __init__(self, kills: int, seed: int, folder: Path) -> None:
        self._wanted = kills
        self._chance = random.Random(seed)
        self._folder = folder
        self._processes: ForkServerContext = multiprocessing.get_context("forkserver")
        self._processes.set_forkserver_preload(
            ["__main__", "tests.kill.child", "tests.kill.channel_scenes"]
        )
        self.kills: Counter[str] = Counter()
        self.lives: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.letters: Counter[str] = Counter()
        self.twice: Counter[str] = Counter()

    def scenes(self) -> list[Scene | ChannelScene]:
        """Every affair of the office, a liaison's papers, and both platforms."""
        return [*self._on_platforms(), *self._affairs()]

    def _on_platforms(self) -> list[ChannelScene]:
        kinds: tuple[type[ChannelScene], ...] = (OnTelegram, OnWecom)
        for kind in kinds:
            (self._folder / "before" / kind.name).mkdir(parents=True)
        return [
            kind(self._processes, self._folder / "before" / kind.name / "county") for kind in kinds
        ]

    def _affairs(self) -> list[Scene]:
        made = [self._scene_of_papers()]
        for affair in office.AFFAIRS:
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
        assert papers.run(self._processes, whole, sent, now=now, beats=beats) == 0
        known = frozenset(one.name for one in asyncio.run(papers.broken(before, now)))
        return Scene(name, before, sent, now, beats, state, state(whole), known)

    def go(self) -> None:
        """Until there were as many deaths as wanted."""
        scenes = self.scenes()
        began, compared = time.monotonic(), 0
        while sum(self.kills.values()) < self._wanted:
            scene = self._chance.choice(scenes)
            if isinstance(scene, ChannelScene):
                self._on_platform(scene)
            else:
                self._once(scene, deep=compared % LOOK_EVERY == 0)
            compared += 1
            if compared % 20 == 0:
                done = sum(self.kills.values())
                print(f"{done} / {self._wanted}，{time.monotonic() - began:.0f} 秒", flush=True)

    def _on_platform(self, scene: ChannelScene) -> None:
        folder = self._folder / "life"
        found = scene.once(self._chance, folder)
        self.kills[scene.name] += found.kills
        self.lives[scene.name] += 1
        self.letters[scene.name] += found.letters
        self.twice[scene.name] += found.twice
        if found.wrong:
            self.wrong.append(f"{scene.name}：{found.wrong}")
            shutil.copytree(folder, self._folder / f"wrong-{len(self.wrong)}")

    def _once(self, scene: Scene, *, deep: bool) -> None:
        folder = self._folder / "life"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(scene.folder, folder)
        deaths = [self._death(scene) for _ in range(self._chance.choice((1, 1, 1, 2, 3)))]
        for point, hit, after in deaths:
            self.kills[scene.name] += self._lived(scene, folder, point, hit, after)
        ended = papers.run(self._processes, folder, scene.sent, now=scene.now, beats=scene.beats)
        self.lives[scene.name] += 1
        wrong = "" if ended == 0 else f"结束状态 {ended}"
        wrong = wrong or ("" if scene.state(folder) == scene.after else "内容不同")
        if deep and not wrong:
            found = asyncio.run(papers.broken(folder, scene.now))
            wrong = "；".join(
                one.name for one in found if one.unchecked or one.name not in scene.known
            )
        if wrong:
            self.wrong.append(f"{scene.name} {deaths}：{wrong}")
            shutil.copytree(folder, self._folder / f"wrong-{len(self.wrong)}")

    def _death(self, scene: Scene) -> tuple[str, int, float]:
        """A point and how often it is passed before, or a moment (then the point is empty)."""
        kind = self._chance.random()
        if kind < 0.25:
            return "", 1, self._chance.random() * LONGEST
        if kind < 0.6 and scene.points:
            return *self._chance.choice(scene.points), 0.0
        return self._chance.choice(POINTS), self._chance.randint(1, 12), 0.0

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


def main(arguments: list[str]) -> int:
    """Run a campaign; 0 when nothing was lost, doubled or half done."""
    parser = argparse.ArgumentParser(prog="python -m tests.kill.campaign")
    parser.add_argument("--kills", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=20261128)
    parser.add_argument("--folder", type=Path, help="留着每一次不对的数据")
    chosen = parser.parse_args(arguments)
    folder = chosen.folder or Path(tempfile.mkdtemp(prefix="xinkao-kill-"))
    folder.mkdir(parents=True, exist_ok=True)
    campaign = Campaign(chosen.kills, chosen.seed, folder)
    campaign.go()
    for name, kills in sorted(campaign.kills.items()):
        print(f"{name}：断电 {kills} 次，比对 {campaign.lives[name]} 次")
    for name, letters in sorted(campaign.letters.items()):
        twice = campaign.twice[name]
        share = f"{twice / letters:.2%}"
        print(f"{name}：断电前后的信 {letters} 封，送了两次 {twice} 封（{share}）")
    total = sum(campaign.kills.values())
    print(f"合计断电 {total} 次（种子 {chosen.seed}）：不一致 {len(campaign.wrong)} 次")
    print("\n".join(campaign.wrong))
    if not campaign.wrong and chosen.folder is None:
        shutil.rmtree(folder)
    return int(bool(campaign.wrong))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
