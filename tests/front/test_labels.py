"""The words on our buttons, typed: every button of the source is known to ``front.labels``."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot
from bot.corridor import pages
from bot.corridor.pages import page_at
from bot.front.labels import OTHERS, PLACES
from bot.questions.typed import TYPED

_ROOT = Path(bot.__file__).parent
_HOME = _ROOT / "front" / "labels.py"
_BLOCK = re.compile(r"_OTHERS: Final = \(\n.*?\n\)\n", re.S)
_WIDTH = 46
_NO_BUTTON_OF_OURS = ("demo", "province")


def _labels() -> Iterator[str]:
    """What stands on a button whatever it is about: not a name, not a figure."""
    for path in _ROOT.rglob("*.py"):
        if path.relative_to(_ROOT).parts[0] in _NO_BUTTON_OF_OURS:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _called(node) in ("Button", "to"):
                yield from _words(node)


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _words(node: ast.Call) -> Iterator[str]:
    named = next((one.value for one in node.keywords if one.arg == "label"), None)
    first = named or (node.args[0] if node.args else None)
    for one in (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,):
        if isinstance(one, ast.Constant) and isinstance(one.value, str):
            yield one.value


def test_every_button_is_known_and_nothing_else(request: pytest.FixtureRequest) -> None:
    """A label that no button has any more is a word somebody may rightly write.

    ``--update`` writes the list anew; whether one leads to a place of its own is for a person.
    """
    typed = {word for line in TYPED.values() for word in line.split()}
    there = {
        one
        for one in _labels()
        if len(one) > 1 and one not in typed and not any(sign.isdigit() for sign in one)
    }
    assert set(PLACES) - there == set(), "no button has these any more"
    if request.config.getoption("--update"):
        text = _HOME.read_text("utf-8")
        _HOME.write_text(_BLOCK.sub(_written(there - set(PLACES)), text), "utf-8")
        return
    assert there - set(PLACES) == OTHERS, "pytest tests/front/test_labels.py --update"


def _written(labels: set[str]) -> str:
    lines, line = [], ""
    for label in sorted(labels):
        if line and len(line) + len(label) > _WIDTH:
            lines.append(line)
            line = ""
        line += f"{label}|"
    lines.append(line.removesuffix("|"))
    return "_OTHERS: Final = (\n" + "".join(f'    "{one}"\n' for one in lines) + ")\n"


def test_every_place_is_a_page_that_waits_for_nothing_first() -> None:
    """And none that acts: what it does is shown or asked before."""
    pages.open_all()
    for label, route in PLACES.items():
        found = page_at(route)
        assert found is not None, label
        assert found[0].reads or found[0].words or route.startswith("schemes/"), label
