"""The shape of the house in a few figures, and the drawing that ``bot/README.md`` shows.

``python -m tests.house`` prints them; the drawing is made from the import contract, so that what is
drawn, what is checked and what stands on disk are the same words.
"""

from __future__ import annotations

import ast
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.links import ROOT, links, room

CORE: Final = {"corridor", "speech", "paper", "forms", "questions"}
"""What every matter stands on: imports of it are no sign that matters are mixed up."""
BESIDE: Final = {"channels", "running", "demo", "province", "invariants", "__main__", "README"}
"""What stands beside the matters: roads in and out, the process, the checks."""


def layers() -> list[list[str]]:
    """The levels of the import contract, from the top."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    for contract in told["tool"]["importlinter"]["contracts"]:
        if contract.get("exhaustive"):
            return [[name.strip() for name in level.split("|")] for level in contract["layers"]]
    raise LookupError("no exhaustive contract")


def matters() -> set[str]:
    """The rooms that are a matter of the office."""
    return {name for level in layers() for name in level} - CORE - BESIDE


def drawing() -> str:
    """The levels as ``bot/README.md`` draws them: above sees below, beside sees nobody."""
    rows = layers()
    widest = max(len(" · ".join(row)) for row in rows)
    lines = [f"│ {' · '.join(row).center(widest)} │" for row in rows]
    rule = "─" * (widest + 2)
    return "\n".join([f"┌{rule}┐", f"\n├{rule}┤\n".join(lines), f"└{rule}┘"])


def imports() -> Iterator[tuple[str, str]]:
    """(importing module, imported module) for all of ``bot``."""
    for path in sorted((ROOT / "bot").rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("bot"):
                for one in node.names:
                    yield name, _module(f"{node.module}.{one.name}") or str(node.module)


def _module(name: str) -> str | None:
    path = ROOT / Path(*name.split("."))
    return name if path.with_suffix(".py").exists() or path.is_dir() else None


def at_home() -> tuple[int, int]:
    """(imports that stay in one matter's folder, imports between modules of matters)."""
    inside = matters()
    pairs = [(room(a), room(b)) for a, b in imports()]
    counted = [(a, b) for a, b in pairs if a in inside and b in inside]
    return sum(a == b for a, b in counted), len(counted)


def leading_out() -> Counter[tuple[str, str]]:
    """Links from one matter into another, counted."""
    inside = matters()
    found: Counter[tuple[str, str]] = Counter()
    for one in links():
        rooms = {room(page.page.__module__) for page in one.leads} & inside
        here = room(one.file)
        if here in inside and rooms and here not in rooms:
            found[here, min(rooms)] += 1
    return found


def largest() -> tuple[tuple[int, str], tuple[int, str]]:
    """(lines, file) and (lines, function) of the largest."""
    files, functions = [], []
    for folder in ("bot", "scoring", "storage"):
        for path in (ROOT / folder).rglob("*.py"):
            if "migrations" in path.parts:
                continue
            text = path.read_text("utf-8")
            name = path.relative_to(ROOT).as_posix()
            files.append((text.count("\n"), name))
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    lines = (node.end_lineno or node.lineno) - node.lineno + 1
                    functions.append((lines, f"{name}:{node.lineno} {node.name}"))
    return max(files), max(functions)


def main() -> None:
    """Print the figures."""
    home, every = at_home()
    out = leading_out()
    file, function = largest()
    print(drawing())  # noqa: T201 -- what it is for
    print(f"imports between modules of matters: {home} of {every} stay in one folder")  # noqa: T201
    print(f"that is {100 * home / every:.0f} %")  # noqa: T201
    print(f"links from one matter into another: {out.total()} of {len(links())}")  # noqa: T201
    print(f"most: {', '.join(f'{a} → {b} {n}' for (a, b), n in out.most_common(5))}")  # noqa: T201
    print(f"largest file: {file[1]} ({file[0]} lines)")  # noqa: T201
    print(f"largest function: {function[1]} ({function[0]} lines)")  # noqa: T201


if __name__ == "__main__":
    main()
