"""Which tests live on the machine's clock: found in what they say, so that none can be forgotten.

A module reads the clock when it asks the machine for the time, starts the program in a process of
its own, makes certificates (TLS asks the machine), or imports a module of the tests that does. Its
tests carry the mark ``clock`` and are what ``make test-days`` runs under other dates.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
ASKS = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "time": {"time", "time_ns", "localtime", "gmtime", "ctime", "asctime"},
}
"""By what is asked: the questions that the machine's clock answers."""
PROGRAM = "-m bot"
_WORTH_A_LOOK = re.compile(
    r"\.\s*(?:now|utcnow|today|time|time_ns|localtime|gmtime|ctime|asctime)\b|from\s+time\b|-m\b"
)
"""A module without any of it does not ask: it need not be parsed."""
_IMPORTS = re.compile(
    r"^[ \t]*(?:from[ \t]+(?P<module>tests(?:\.\w+)*)[ \t]+import[ \t]+(?P<names>\([^)]*\)|.*)"
    r"|import[ \t]+(?P<whole>tests(?:\.\w+)*))",
    re.MULTILINE,
)
"""Read without parsing: a third of the modules' parsing was for these alone."""


def asked(tree: ast.AST) -> list[str]:
    """Where a module asks the machine for the time."""
    return [found for node in ast.walk(tree) for found in _asked(node)]


def _asked(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Attribute):
        of = node.value.attr if isinstance(node.value, ast.Attribute) else None
        of = node.value.id if isinstance(node.value, ast.Name) else of
        if node.attr in ASKS.get(of or "", ()):
            yield f"{node.lineno}: {of}.{node.attr}"
    elif isinstance(node, ast.ImportFrom) and node.module == "time":
        names = [one.name for one in node.names if one.name in ASKS["time"]]
        yield from (f"{node.lineno}: time.{name}" for name in names)


def _starts_the_program(tree: ast.AST) -> bool:
    """Whether ``-m bot`` stands in a command of the module, or among what is called with."""
    for node in ast.walk(tree):
        if isinstance(node, ast.List | ast.Tuple | ast.Call):
            words = node.args if isinstance(node, ast.Call) else node.elts
            said = [one.value for one in words if isinstance(one, ast.Constant)]
            if PROGRAM in " ".join(map(str, said)):
                return True
    return False


def _imported(text: str) -> Iterator[Path]:
    """The files of the tests that a module imports, by whatever form."""
    for match in _IMPORTS.finditer(text):
        module = match["module"] or match["whole"]
        names = re.findall(r"\w+", match["names"] or "")
        for name in (module, *(f"{module}.{one}" for one in names)):
            path = ROOT / name.replace(".", "/")
            found = (path.with_suffix(".py"), path / "__init__.py")
            yield from (one for one in found if one.is_file())


@cache
def reads(path: Path) -> bool:
    """Whether a module of the tests reads the machine's clock, itself or by what it imports."""
    seen, waiting = {ROOT / "tests" / "steady.py"}, [path]  # that one knows how not to
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            own, imported = _look(one)
            if own:
                return True
            waiting += imported
    return False


def may_read(path: Path) -> bool:
    """Whether any test of a module may live on the clock: by the module, or by a ``conftest.py``
    above it, whose fixtures it may take.
    """
    above = (one / "conftest.py" for one in path.parents if one.is_relative_to(ROOT / "tests"))
    return any(reads(one) for one in (path, *above) if one.exists())


@cache
def _look(path: Path) -> tuple[bool, tuple[Path, ...]]:
    text = path.read_text("utf-8")
    imported = tuple(_imported(text))
    if not _WORTH_A_LOOK.search(text):
        return False, imported
    tree = ast.parse(text)
    return bool(asked(tree)) or _starts_the_program(tree), imported
