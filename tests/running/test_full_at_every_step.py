"""Whichever write of the start finds the disk full, the start ends, says so, and holds no port."""

from __future__ import annotations

import multiprocessing
import shutil
import time
from pathlib import Path

import pytest

from tests.patience import LONG
from tests.running.commands import command
from tests.running.filling_disk import start


@pytest.mark.slow
def test_a_disk_that_fills_at_any_step_of_the_start_ends_it(tmp_path: Path) -> None:
    """From the first write of the start to its last, the first beat of the clockwork included."""
    made = tmp_path / "made"
    made.mkdir()
    assert command(made, "setup").status == 0
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", "tests.running.filling_disk"])
    ended = 0
    for writes in range(200):
        folder = tmp_path / f"start-{writes}"
        shutil.copytree(made, folder)
        said = folder / "said"
        child = context.Process(target=start, args=(folder, writes, said), daemon=True)
        began = time.monotonic()
        child.start()
        while child.is_alive() and time.monotonic() - began < LONG:
            child.join(0.05)
            if said.exists() and "按 Ctrl+C" in said.read_text("utf-8"):
                break
        alive = child.is_alive()
        child.kill()
        child.join()
        text = said.read_text("utf-8")
        if "已启动" in text:
            break
        assert not alive, f"after {writes} writes it neither works nor ends: {text}"
        assert child.exitcode == 1, text
        assert "磁盘满了" in text
        assert "Traceback" not in text
        ended += 1
    assert ended > 8, "a start writes more often than that"
    assert "已启动" in text
