"""A telling's page: what stands above its lines is none of them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.inquiry.told import MOST, Telling


@pytest.mark.parametrize("count", [0, 1, MOST, MOST + 1, 40])
def test_lines_are_counted_without_what_stands_above_them(count: int) -> None:
    """Twelve under four lines of head are twelve, and all are seen; the sheet has everything."""
    of = cast("Any", SimpleNamespace(unit=None, at=SimpleNamespace(key=(2026, 4)), lines=[]))
    head = ["甲审了 3 次", "乙审了 2 次"] if count else []
    lines = [f"{n}. 第{n}条" for n in range(1, count + 1)]
    shown = Telling.said(of, "核减和退回", lines, "没有。", head=head)
    assert of.lines == [*head, *lines]
    seen = shown.text.splitlines()
    assert seen[: len(head)] == head
    assert sum("条" in one and one[0].isdigit() for one in seen) == min(count, MOST)
    assert (f"……共 {count} 条" in shown.text) is (count > MOST)
    assert (shown.text == "没有。") is (count == 0)
