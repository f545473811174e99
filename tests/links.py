"""Every route that the code writes, held against the pages that are declared: the second graph.

A route is text, so no import says where it leads. This reads the source: what ``link``, ``to``,
``route=``, ``visit``, ``wait`` and ``place`` are given is taken apart into segments (a literal, one
unknown segment, or any number of them), and each must fit the pattern of a page. What only a
running turn knows is checked there: the stage opens no letter whose button fits no page.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from bot.corridor.pages import PAGES, Declared, open_all

ROOT: Final = Path(__file__).parents[1]
ANY: Final = "\0"
"""One segment, or a part of one, that only a turn knows."""
MANY: Final = "\0\0"
"""Any number of segments."""
_TAKES: Final = {"visit", "wait", "place"}
"""Methods of a turn whose first argument is a route."""

Segments = tuple[str, ...]


@dataclass(frozen=True)
class Link:
    """A route as it stands in the source; ``leads`` are the pages it may open."""

    file: str
    line: int
    segments: Segments
    leads: tuple[Declared, ...]

    @property
    def known(self) -> bool:
        """Whether at least its first segment stands in the source."""
        return bool(self.segments) and ANY not in self.segments[0]

    @property
    def text(self) -> str:
        """The route as a person reads it."""
        return "/".join(self.segments).replace(MANY, "…").replace(ANY, "*")


@cache
def links() -> list[Link]:
    """Every route that is written in ``bot``, in the order of files and lines."""
    open_all()
    found = []
    for path in sorted((ROOT / "bot").rglob("*.py")):
        if "channels" in path.parts:
            continue
        reader = _Reader(ast.parse(path.read_text("utf-8")))
        name = path.relative_to(ROOT).as_posix()
        for line, segments in reader.routes():
            leads = tuple(one for one in PAGES if fits(segments, one.pattern.split("/")))
            found.append(Link(name, line, segments, leads))
    return found


def faults() -> list[str]:
    """A sentence for every written route that opens no page."""
    return [
        f"{one.file}:{one.line}: no page opens {one.text}"
        for one in links()
        if one.known and not one.leads
    ]


def room(module: str) -> str:
    """``bot.review.pages.item`` or ``bot/review/pages/item.py`` → review."""
    parts = module.removesuffix(".py").replace("/", ".").split(".")
    return parts[1] if len(parts) > 1 else ""


def fits(segments: Segments, pattern: list[str]) -> bool:
    """Whether a route may be one of a page with this pattern."""
    if not segments:
        return all(one.endswith("?") for one in pattern)
    head, rest = segments[0], segments[1:]
    if head == MANY:
        return any(fits(rest, pattern[skip:]) for skip in range(len(pattern) + 1))
    if not pattern:
        return False
    if pattern[0].endswith("?") and fits(segments, pattern[1:]):
        return True
    return _takes(pattern[0].removesuffix("?"), head) and fits(rest, pattern[1:])


def _takes(place: str, segment: str) -> bool:
    if ANY in segment:
        return (not place.startswith("{") and _like(place, segment)) or place.startswith("{")
    if place.endswith(":int}"):
        return segment.isdecimal()
    return place.startswith("{") or place == segment


def _like(place: str, segment: str) -> bool:
    """Whether a literal place may be what a segment with an unknown part becomes."""
    first, _, last = segment.partition(ANY)
    return place.startswith(first) and place.endswith(last.rpartition(ANY)[2])


@dataclass
class _Reader:
    """One file taken apart."""

    tree: ast.Module
    constants: dict[str, ast.expr] = field(default_factory=dict)
    tuples: dict[str, list[ast.expr]] = field(default_factory=dict)
    """Tuples with a name of their own in the function that is being read: ``*at`` is one."""

    def __post_init__(self) -> None:
        for node in self.tree.body:
            target = _assigned(node)
            if target is not None:
                self.constants[target[0]] = target[1]

    def routes(self) -> Iterator[tuple[int, Segments]]:
        """Line and segments of every route; one that is handed on to ``link`` counts there."""
        for place in self.tree.body:
            named = [found for node in ast.walk(place) if (found := _assigned(node))]
            names = [name for name, _ in named]
            self.tuples = {
                name: value.elts
                for name, value in named
                if isinstance(value, ast.Tuple) and names.count(name) == 1
            }
            for node in ast.walk(place):
                if isinstance(node, ast.Call):
                    yield from self._of_call(node)

    def _of_call(self, call: ast.Call) -> Iterator[tuple[int, Segments]]:
        name = _called(call)
        if name == "base" and isinstance(call.func, ast.Name):
            yield call.lineno, (*self._joined(call.args), MANY)
        elif name == "link" and isinstance(call.func, ast.Name) and call.args:
            yield call.lineno, self._joined(call.args)
        elif name == "to" and isinstance(call.func, ast.Name) and len(call.args) > 1:
            yield call.lineno, self._joined(call.args[1:])
        elif name in _TAKES and _is_text(call.args[:1]):
            yield call.lineno, self._split(call.args[0])
        for keyword in call.keywords:
            if keyword.arg == "route" and _is_text([keyword.value]):
                yield keyword.value.lineno, self._split(keyword.value)

    def _joined(self, arguments: list[ast.expr]) -> Segments:
        found: list[str] = []
        for one in arguments:
            # What is first and no text may be a whole route that is led on from.
            led_on = not found and not _is_text([one]) and not self._constant(one)
            if isinstance(one, ast.Starred) and isinstance(one.value, ast.Name):
                parts = self.tuples.get(one.value.id)
                found += [seg for part in parts for seg in self._part(part)] if parts else [MANY]
            elif isinstance(one, ast.Starred) or led_on:
                found.append(MANY)
            else:
                found += self._split(one)
        return tuple(found)

    def _part(self, node: ast.expr) -> Segments:
        return (MANY,) if isinstance(node, ast.Starred) else self._split(node)

    def _constant(self, node: ast.expr) -> bool:
        return isinstance(node, ast.Name) and node.id in self.constants

    def _split(self, node: ast.expr) -> Segments:
        """A text as segments; a name is looked up among the constants of the file."""
        if isinstance(node, ast.Name) and node.id in self.constants:
            node = self.constants[node.id]
        if isinstance(node, ast.Constant):
            return tuple(str(node.value).split("/"))
        if isinstance(node, ast.JoinedStr):
            text = "".join(
                str(part.value) if isinstance(part, ast.Constant) else ANY for part in node.values
            )
            return tuple(text.split("/"))
        return (ANY,)


def _assigned(node: ast.AST) -> tuple[str, ast.expr] | None:
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id, node.value
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
        return node.target.id, node.value
    return None


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _is_text(nodes: list[ast.expr]) -> bool:
    return bool(nodes) and isinstance(nodes[0], ast.Constant | ast.JoinedStr)


if __name__ == "__main__":
    wrong = faults()
    print("\n".join(wrong) or f"{len(links())} routes are written, each opens a page")  # noqa: T201 -- what it is for
    raise SystemExit(bool(wrong))
