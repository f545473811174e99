"""The scoring room knows neither chat nor database, and reads no clock."""

import ast
from pathlib import Path

import pytest

import scoring

FILES = sorted(Path(scoring.__file__).parent.rglob("*.py"))
ALLOWED = {"rich", "xlrd", "msoffcrypto", "olefile", "scoring"}


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").split(".")[0])
    return found


@pytest.mark.slow
def test_scoring_imports_nothing_of_the_other_rooms() -> None:
    import sys

    for path in FILES:
        outside = imported(path) - set(sys.stdlib_module_names)
        assert outside <= ALLOWED, path.name


@pytest.mark.slow
def test_scoring_has_no_time_and_no_chance() -> None:
    for path in FILES:
        assert not imported(path) & {"time", "random", "uuid", "secrets"}, path.name
        assert "now()" not in path.read_text("utf-8"), path.name
