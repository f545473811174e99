"""Names in an archive: whatever a phone called a file, Windows can unpack it."""

from __future__ import annotations

import pytest

from bot.paper.file_names import FILE, FOLDER, numbered, step, steps

HOSTILE = (
    "../../etc/passwd",
    "C:\\Windows\\system32\\a.dll",
    'a<b>c:"d|e?f*g.jpg',
    "CON",
    "nul.txt",
    "COM1.照片",
    "结尾有点...",
    "  ",
    "",
    "..",
    "a\x00b\x1fc",
    "顺序‮gpj.exe",
    "长" * 300 + ".jpg",
    "🌾" * 200 + ".jpg",
    "第一行\n第二行.pdf",
    "\ud800半个",
)


@pytest.mark.parametrize("label", HOSTILE)
def test_a_step_is_one_harmless_name(label: str) -> None:
    """No separator, no device, no unseen sign, no trailing dot or blank, not too long."""
    for name in (step(label), numbered(7, label, "jpg")):
        assert name
        assert not set(name) & set('<>:"/\\|?*')
        assert name == name.strip(" .")
        assert all(sign.isprintable() for sign in name)
        assert name.partition(".")[0].upper() not in {"CON", "NUL", "COM1"}
        assert len(name.encode("utf-16-le")) // 2 <= FILE
        assert len(name.encode()) <= 255


def test_the_ending_is_that_of_the_bytes() -> None:
    """A program called a picture, and a picture called a program, get their own ending."""
    assert numbered(1, "现场.JPG", "jpg") == "01 现场.jpg"
    assert numbered(2, "现场.jpeg", "jpg") == "02 现场.jpeg"
    assert numbered(3, "发票.exe", "pdf") == "03 发票.exe.pdf"
    assert numbered(4, "没有后缀", "docx") == "04 没有后缀.docx"


def test_equal_names_are_told_apart_by_their_number() -> None:
    """Twice IMG_001.jpg is two files."""
    assert len({numbered(n, "IMG_001.jpg", "jpg") for n in range(1, 101)}) == 100


def test_names_that_become_alike_are_told_apart() -> None:
    """Tables of the rules have no number before them."""
    labels = [
        "甲/乙",
        "甲_乙",
        "A表",
        "a表",
        "长" * 40 + "一",
        "长" * 40 + "二",
        "甲/乙",
        "CON",
        "_con",
    ]
    found = steps(labels)
    assert set(found) == set(labels)
    names = list(found.values())
    assert len({name.casefold() for name in names}) == len(set(labels))
    for name in names:
        assert step(name) == name
        assert len(name) <= FOLDER
