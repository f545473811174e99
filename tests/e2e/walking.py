"""Walking a unit's rows to the end by what the page asks, not by an order known beforehand.

The plan is a table of facts, as ``scoring.assess`` takes it; each question is recognised by its
words in the scheme and answered from the plan. Not here: what is done between the rows.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from scoring.scheme import Row, Scheme
from tests.e2e.thumbs import Seen, Thumbs

Plan = Mapping[str, Mapping[str, object]]
"""Row → input → what the unit has to say; a text where the row wants a description."""
Between = Callable[[Seen], Awaitable[Seen]]
_STEPS = 120
_TITLE = re.compile(r"(佐证材料 )?([一二三四五六七]\.\d+[a-z]?) ")


@dataclass
class Walk:
    """One unit's walk: the plan, what to do at a row's evidence, and what was passed."""

    thumbs: Thumbs
    scheme: Scheme
    plan: Plan
    proofs: Mapping[str, Between] = field(default_factory=dict)
    """What to do first where a row asks for its evidence."""
    before: Mapping[str, Between] = field(default_factory=dict)
    """What happens, once, before a row's first question is answered."""
    passed: list[str] = field(default_factory=list)
    """Rows in the order they were asked."""
    proving: bool = False
    """All is answered, and papers are being sent."""

    async def to_the_end(self, seen: Seen) -> Seen:
        """Answer until the page has nothing more to ask; its last message."""
        happened: set[str] = set()
        for _ in range(_STEPS):
            found = _TITLE.match(seen.title)
            if found is None and "开始传佐证材料" in seen.buttons and not self.proving:
                self.proving = True
                seen = await self.thumbs.tap("开始传佐证材料")
                continue
            if found is None:
                return seen
            row = self.scheme.row(found.group(2))
            if found.group(1):
                seen = await self._prove(row, seen)
                continue
            if row.id not in self.passed:
                self.passed.append(row.id)
            if row.id in self.before and row.id not in happened:
                happened.add(row.id)
                seen = await self.before[row.id](seen)
            seen = await self._answer(row, seen)
        raise AssertionError(f"no end in sight: {seen}")

    async def _prove(self, row: Row, seen: Seen) -> Seen:
        if row.id in self.proofs:
            seen = await self.proofs[row.id](seen)
        return await self.thumbs.tap("下一项")

    async def _answer(self, row: Row, seen: Seen) -> Seen:
        name = next(name for name, sentence in row.asks if sentence in seen.text)
        facts = self.plan[row.id]
        items = [one.name for one in row.inputs if one.checklist == name]
        if items:
            return await self._tick(items, facts)
        value = facts[name]
        if isinstance(value, bool):
            return await self.thumbs.tap("是" if value else "否")
        if str(value) in seen.buttons:
            return await self.thumbs.tap(str(value))
        return await self.thumbs.say(str(value))

    async def _tick(self, items: list[str], facts: Mapping[str, object]) -> Seen:
        wanted = [one for one in items if facts[one]]
        if len(wanted) == len(items):
            return await self.thumbs.tap("全选")
        if not wanted:
            return await self.thumbs.tap("都没有")
        for one in wanted:
            seen = await self.thumbs.tap(f"☐ {one}")
            assert f"☑ {one}" in seen.buttons
        done = next(label for label in seen.buttons if label.startswith("好了"))
        return await self.thumbs.tap(done)
