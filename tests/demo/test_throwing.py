"""The old sample county goes at one stroke, whoever still writes into it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.demo.throwing import throw_away


def _county(tmp_path: Path) -> Path:
    folder = tmp_path / "demo-data"
    (folder / "pictures").mkdir(parents=True)
    (folder / "pictures" / "1.pdf").write_bytes(b"x")
    return folder


def _written_late(monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture comes into a folder that was just emptied, once."""
    remove: Callable[..., None] = os.rmdir
    late = ["2.part"]

    def after_one_more(path: str, *, dir_fd: int | None = None) -> None:
        if Path(path).name == "pictures" and late:
            inside = os.open(path, os.O_RDONLY, dir_fd=dir_fd)
            os.close(os.open(late.pop(), os.O_CREAT | os.O_WRONLY, dir_fd=inside))
            os.close(inside)
        remove(path, dir_fd=dir_fd)

    monkeypatch.setattr(os, "rmdir", after_one_more)


def test_a_picture_that_comes_late_keeps_no_new_county_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that outlived a killed bot: 系统错误 39 (not empty) was said, the mark was gone."""
    folder = _county(tmp_path)
    _written_late(monkeypatch)
    throw_away(folder)
    assert not folder.exists()
    folder = _county(tmp_path)
    throw_away(folder)
    assert list(tmp_path.iterdir()) == []  # what was left goes the next time


def test_a_link_to_the_folder_is_followed(tmp_path: Path) -> None:
    folder = _county(tmp_path / "there")
    link = tmp_path / "here"
    link.symlink_to(folder)
    throw_away(link)
    assert list((tmp_path / "there").iterdir()) == []
