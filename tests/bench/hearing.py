"""Sentences of strangers, played in a county with a past and judged by whoever reads the answers.

``python -m tests.bench.hearing SET`` plays a set and prints each sentence, what was wished, and
the beginning of the answer with its buttons. ``--useless 3,8 --wrong 5`` (``--useful`` the other
way round, after a change) keeps judgments in ``SET.judged`` beside the set; what was judged once
counts as long as its answer reads the same, and a later run tells which answers changed. As one of
the benchmarks it plays every set that was judged and prints useful and wrong.

A set has a line ``wish | sentence`` each; ``»`` before a sentence: it follows on. A liaison's
sentence begins with what stands open before it (``tests.bench._heard_liaison``). A line whose wish
is ``+`` only leads up to the next one and is not judged; there ``[发出]`` presses the button that
bears these words, ``[1]`` the first one, and ``@水利局：…`` asks the office as that unit. Useful:
answered right, or the right answer is one tap away, or it truly says that this cannot be known.
Wrong: an answer to another question, presented as the answer. The administrator speaks, or whom the
first line names: ``# speaks: 王芳``.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from bot.corridor.events import Message
from storage.queries import people, roster
from tests.bench import _heard_liaison as liaisons
from tests.bench._heard_county import ADMIN, county
from tests.stage import Stage, render

HEARD: Final = Path(__file__).parent / "heard"
VERDICTS: Final = {"u": "useful", "x": "useless", "w": "wrong", "?": "not judged"}
_SHOWN: Final = 200
_SPEAKS: Final = "# speaks: "
_LEADS_UP: Final = "+"
_BETWEEN: Final = timedelta(minutes=20)
"""So long after the last answer a new matter is begun."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a set."""

    number: int
    wish: str
    text: str
    on: bool
    """Whether it follows on."""
    sign: str = ""
    """What stands open before it, of a liaison's sentence."""

    @property
    def judged(self) -> bool:
        """Whether its answer counts, and it does not only lead up to the next sentence."""
        return self.wish != _LEADS_UP


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence with what was answered."""

    said: Said
    answer: str

    @property
    def mark(self) -> str:
        """What tells whether the answer is another one now."""
        return hashlib.sha256(self.answer.encode()).hexdigest()[:8]


def sentences(path: Path) -> list[Said]:
    """The sentences of a set, in order."""
    found: list[Said] = []
    for line in path.read_text("utf-8").splitlines():
        if "|" not in line or line.startswith("#"):
            continue
        wish, _, text = line.partition("|")
        sign, bare = liaisons.signed(text.strip())
        on = bare.startswith("»")
        said = bare.removeprefix("»").strip()
        found.append(Said(len(found) + 1, wish.strip(), said, on, sign))
    return found


def speaker(path: Path) -> str:
    """Who says the sentences: the administrator, or whom the set's first line names."""
    first = path.read_text("utf-8").partition("\n")[0]
    return f"demo-{first.removeprefix(_SPEAKS)}" if first.startswith(_SPEAKS) else ADMIN


async def played(play: Stage, path: Path) -> list[Heard]:
    """Every sentence of a set and the answer to it."""
    found, who = [], speaker(path)
    for one in sentences(path):
        if not one.on:
            play.now += _BETWEEN
            await play.send(who, "首页")
        letters = await _said(play, who, one)
        own = [letter for letter in letters if letter[0] == who]
        found.append(Heard(one, render(own, who).strip()))
    return found


async def _said(play: Stage, who: str, one: Said) -> list[tuple[str, Message]]:
    """A sentence, or what leads up to one: a press, a unit that asks the office."""
    if one.judged or one.text[:1] not in "[@":
        return await play.send(who, one.text)
    if one.text.startswith("@"):
        unit, _, text = one.text[1:].replace("：", ":").partition(":")
        return await play.send(await _of_unit(play, unit), f"问信用办 {text}")
    label = one.text.strip("[]")
    rows = next(letter.buttons for _, letter in reversed(play.shown[who]) if letter.buttons)
    shown = [button for row in rows for button in row]
    found = [button for button in shown if label in button.label]
    if label.isdigit():
        found = shown[int(label) - 1 :]
    play.now += timedelta(seconds=5)
    return await play.send(who, route=found[0].route) if found else []


async def _of_unit(play: Stage, short: str) -> str:
    """The chat of a unit's liaison."""
    async with play.database.reading() as db:
        unit = next(one for one in await roster.everyone(db) if one.short == short)
        found = next(one for one in await people.of_unit(db, unit.id) if one.role == "liaison")
        identity = await people.reached_at(db, found.person_id)
    assert identity is not None
    return identity.address


def judged(path: Path) -> dict[str, tuple[str, str]]:
    """Sentence → (verdict, mark of the answer that was judged)."""
    kept = path.with_suffix(".judged")
    if not kept.exists():
        return {}
    lines = (line.split("\t") for line in kept.read_text("utf-8").splitlines())
    return {text: (verdict, mark) for verdict, mark, text in lines}


def key(said: Said) -> str:
    """How a sentence is called among the judgments."""
    return f"{said.number} {said.text}"


def verdicts(heard: list[Heard], before: dict[str, tuple[str, str]]) -> dict[str, str]:
    """What counts now: the judgment of the same answer, or none yet."""
    found = {}
    for one in heard:
        if not one.said.judged:
            continue
        verdict, mark = before.get(key(one.said), ("?", ""))
        found[key(one.said)] = verdict if mark == one.mark else "?"
    return found


def figures(name: str, counted: dict[str, str]) -> str:
    """The line of a set: how many are useful, how many wrong, how many nobody judged."""
    whole = len(counted)
    of = {sign: sum(one == sign for one in counted.values()) for sign in VERDICTS}
    known = whole - of["?"]
    if not known:
        return f"{name}: {whole} sentences, none judged"
    said = f"{of['u'] / known:.1%} useful, {of['w'] / known:.1%} wrong of {known} judged"
    return f"{name}: {said}" + (
        f"; {of['?']} of {whole} have another answer now" if of["?"] else ""
    )


async def run() -> list[str]:
    """The lines of the report: every set that was judged."""
    lines = []
    for path in sorted(HEARD.glob("*.txt")):
        if before := judged(path):
            heard = await _in_a_county(path)
            lines.append(figures(path.stem, verdicts(heard, before)))
    return lines


async def _by_a_liaison(path: Path) -> list[Heard]:
    """Every sentence at the question it was thought for; each that follows nothing begins anew."""
    unit = liaisons.speaker(path)
    found: list[Heard] = []
    async with AsyncExitStack() as county_:
        for one in sentences(path):
            if not one.on:
                await county_.aclose()
                liaison = await county_.enter_async_context(liaisons.before(one.sign, unit))
            found.append(Heard(one, await liaison.says(one.text)))
    return found


async def _in_a_county(path: Path) -> list[Heard]:
    if any(one.sign for one in sentences(path)):
        return await _by_a_liaison(path)
    with tempfile.TemporaryDirectory() as folder:
        async with county(Path(folder)) as play:
            return await played(play, path)


def told(heard: list[Heard], counted: dict[str, str], *, whole: bool) -> Iterator[str]:
    """Sentence, wish, answer; of those that were judged already nothing, unless all are wanted."""
    for one in heard:
        verdict = counted.get(key(one.said), "+")
        if whole or verdict != "u":
            flat = re.sub(r"\s*\n\s*", " / ", one.answer)
            buttons = " ".join(re.findall(r"\[[^\]]*\]", one.answer))
            shown = flat if len(flat) <= _SHOWN else f"{flat[:_SHOWN]}… {buttons[:_SHOWN]}"
            sign = "»" if one.said.on else ""
            yield f"{one.said.number:3} {verdict} {sign}{one.said.text}\n      [{one.said.wish}]"
            yield f"      {shown}"


def keep(path: Path, heard: list[Heard], counted: dict[str, str]) -> None:
    """Write the judgments beside the set."""
    each = ((key(one.said), one.mark) for one in heard if one.said.judged)
    lines = [f"{counted[name]}\t{mark}\t{name}" for name, mark in each]
    path.with_suffix(".judged").write_text("\n".join(lines) + "\n", "utf-8")


async def main() -> None:
    """Play a set, print it, keep what was judged."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("set", type=Path)
    parser.add_argument("--all", action="store_true", help="print what is useful, too")
    parser.add_argument("--rest", default="", help="u, x or w: for every answer not judged yet")
    for sign, name in (("u", "useful"), ("x", "useless"), ("w", "wrong")):
        parser.add_argument(f"--{name}", default="", dest=sign, help="numbers, apart by commas")
    given = parser.parse_args()
    heard = await _in_a_county(given.set)
    before = judged(given.set)
    counted = verdicts(heard, before)
    if given.rest:
        counted = {one: given.rest if it == "?" else it for one, it in counted.items()}
    numbers = {one.said.number: key(one.said) for one in heard}
    for sign in "uxw":
        for number in filter(None, getattr(given, sign).split(",")):
            counted[numbers[int(number)]] = sign
    if given.rest or given.u or given.x or given.w:
        keep(given.set, heard, counted)
    for line in told(heard, counted, whole=given.all or not before):
        sys.stdout.write(f"{line}\n")
    for name, was in ((one, before[one][0]) for one in counted if one in before):
        if counted[name] == "?":
            sys.stdout.write(f"changed, was {VERDICTS[was]}: {name}\n")
    sys.stdout.write(f"{figures(given.set.stem, counted)}\n")


if __name__ == "__main__":
    asyncio.run(main())
