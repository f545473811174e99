"""The rules of understanding and their version move together; so do the readers' and theirs."""

import ast
from hashlib import sha256
from pathlib import Path

import pytest

from bot.extraction.eyes_version import PICTURES
from bot.extraction.reading import TEXT
from bot.reading import rules

BOT = Path(rules.__file__).parents[1]
WRITTEN = {
    "extraction/reading": (TEXT, "t9", "00536207c2c4"),
    "extraction/eyes": (PICTURES, "o4", "3034afb3651c"),
}
"""How files and pictures are read, by version. Reading anew takes hours of a county's machine, so
that a version is raised by hand: where what is read changes raise it, and write both down here;
where only words of the code do, write the new print down."""


def imports(name: str) -> set[str]:
    """The modules of understanding and extraction that a module takes something from."""
    found: set[str] = set()
    for node in ast.walk(ast.parse((BOT / f"{name}.py").read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ImportFrom) or not node.module:
            continue
        parts = node.module.split(".")
        if parts[0] != "bot" or parts[1:2] not in (["reading"], ["extraction"]):
            continue
        under = "/".join(parts[1:])
        found |= {under} if len(parts) > 2 else {f"{under}/{one.name}" for one in node.names}
    return {one for one in found if (BOT / f"{one}.py").is_file()}


def reached(name: str) -> set[str]:
    """A module with all that it takes something from."""
    found: set[str] = set()
    left = {name}
    while left:
        one = left.pop()
        found.add(one)
        left |= imports(one) - found
    return found


def test_every_module_that_understands_is_in_the_version() -> None:
    wanted = reached("reading/meaning") | reached("reading/doubts") | {"reading/understanding"}
    wanted |= imports("reading/understanding") - {"reading/told"}
    assert wanted - {"extraction/pages"} == set(rules.MODULES)


def test_a_rule_that_changes_changes_the_version(tmp_path: Path) -> None:
    for name in rules.MODULES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.py").write_bytes((BOT / f"{name}.py").read_bytes())
    assert rules.version(tmp_path) == rules.RULES
    for name in rules.MODULES:
        file = tmp_path / f"{name}.py"
        kept = file.read_bytes()
        file.write_bytes(kept + b"\n_MORE = 1\n")
        assert rules.version(tmp_path) != rules.RULES, name
        file.write_bytes(kept)


@pytest.mark.parametrize("name", WRITTEN)
def test_the_version_of_a_reader_is_raised_with_how_it_reads(name: str) -> None:
    version, known, print_of = WRITTEN[name]
    digest = sha256()
    others = reached("extraction/reading") if name != "extraction/reading" else set()
    for one in sorted(reached(name) - others | {name}):
        digest.update((BOT / f"{one}.py").read_bytes())
    assert (version, digest.hexdigest()[:12]) == (known, print_of)
