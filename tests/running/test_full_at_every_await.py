"""The disk is full at one await of the corridor after the other: nothing lost, true, green again.

The kernel says so, of a small file system that is filled to its last page (``full_disk``).
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from tests.program import environment

pytestmark = pytest.mark.slow
_APART = ("unshare", "--user", "--map-root-user", "--mount")
"""Root in a user namespace of its own, so that a file system may be mounted there."""
FULL = "服务器的磁盘满了，刚才的还没有收下。请稍后再试，或联系信用办。"


_HELD = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all")
"""Root that is held to rights like anybody else."""
SCENES = ("text", "upload", "fetched", "letters", "readonly", "rights", "backup")
Lived = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="module")
def lived() -> Lived:
    """What a scene told: all of them are lived at once."""
    if shutil.which("unshare") is None or subprocess.run([*_APART, "true"], check=False).returncode:
        pytest.skip("no namespace of one's own on this machine: no file system to fill")
    told = subprocess.run(
        [*_APART, *_HELD, sys.executable, "-m", "tests.running.full_disk", *SCENES],
        env=environment(),
        stdout=subprocess.PIPE,
        check=True,
        timeout=1200,
    )
    every: dict[str, dict[str, Any]] = json.loads(told.stdout)

    def of(name: str) -> dict[str, Any]:
        assert every[name]["wrong"] == []
        return every[name]

    return of


@pytest.mark.parametrize(
    ("name", "awaits", "sentences"),
    [
        ("text", 20, {FULL}),
        ("upload", 30, {FULL, "服务器的磁盘满了，文件没有存下。请稍后再试，或联系信用办。"}),
        ("fetched", 25, {"database or disk is full"}),
        ("letters", 40, {FULL}),
    ],
)
def test_a_disk_that_is_full_at_an_await_loses_nothing(
    name: str, awaits: int, sentences: set[str], lived: Lived
) -> None:
    """A text, an upload, a file fetched from a channel, a letter with a picture: in the end as if
    there had always been room; told that the disk is full, red meanwhile and green by itself.
    """
    found = lived(name)
    assert found["awaits"] >= awaits, "it waits more often than that"
    assert set(found["sentences"]) <= sentences
    assert found["sentences"], "the phone was never told"
    assert set(found["red"]) == {"disk", "database"}


@pytest.mark.parametrize("name", ["readonly", "rights"])
def test_papers_that_cannot_be_written_any_more_are_told_and_come_after_all(
    name: str, lived: Lived
) -> None:
    """Mounted for reading only, or the rights taken away, at one await of an upload after the
    other: the phone is told that the server does not keep it, and sends it again by itself.
    """
    found = lived(name)
    assert found["awaits"] >= 30
    assert found["sentences"] == ["服务器暂时存不下文件，请稍后再试，或联系信用办。"]
    assert found["red"] == [name]


@pytest.mark.parametrize("name", ["backup"])
def test_a_backup_without_room_leaves_nothing_and_says_why(name: str, lived: Lived) -> None:
    """With room for no page, for one, for two, until there is room for all of it."""
    found = lived(name)
    assert found["met"] > 100
    assert found["sentences"] == ["磁盘满了，没有做成。请清理出空间，或换到别的磁盘后重试。"]
