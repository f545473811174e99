"""Lines written beside the database: kept open, never into a file that is gone by then."""

from __future__ import annotations

from pathlib import Path

from bot.corridor.jotted import Jotted


def test_lines_stand_in_their_order_and_others_write_between(tmp_path: Path) -> None:
    file = tmp_path / "lines"
    one, other = Jotted(file), Jotted(file)
    assert one.jot("甲") == len("甲\n".encode())
    other.jot("乙")
    one.jot("丙")
    assert file.read_text("utf-8") == "甲\n乙\n丙\n"
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_file_that_was_taken_away_or_replaced_is_opened_anew(tmp_path: Path) -> None:
    file, new = tmp_path / "lines", tmp_path / "lines.new"
    notes = Jotted(file)
    notes.jot("一")
    file.unlink()
    notes.jot("二")
    assert file.read_text("utf-8") == "二\n"
    new.write_text("零\n", "utf-8")
    new.replace(file)
    notes.jot("三")
    assert file.read_text("utf-8") == "零\n三\n"
    notes.let_go()
    notes.jot("四")
    assert file.read_text("utf-8") == "零\n三\n四\n"
