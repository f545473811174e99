"""Words of the field that a voice or a thumb wrote otherwise, and what stays as it was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.speech.colloquial import plainly
from bot.speech.misheard import put_right

_ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("上个月已经音发了", "上个月已经印发了"),
        ("上月印法了", "上月印发了"),
        ("要交什么左证？", "要交什么佐证？"),
        ("照片还用盖张吗", "照片还用盖章吗"),
        ("连络员要换人", "联络员要换人"),
        ("总节写了，检报三篇", "总结写了，简报三篇"),
        ("双公式按哪边", "双公示按哪边"),
        ("左证材料", "佐证材料"),
        ("打因机没有", "打印机没有"),
        ("宣穿搞了三次", "宣传搞了三次"),
    ],
)
def test_a_misheard_word_is_read_as_the_one_that_is_meant(said: str, meant: str) -> None:
    assert put_right(said) == meant
    assert plainly(said) == plainly(meant)


@pytest.mark.parametrize(
    "text",
    [
        *("引发", "请他作证", "见报了", "报到", "做了个问卷", "按理说"),  # words of their own
        *("没提这事", "请单独发", "我们正改着"),  # small words
        *("抖音发的算吗", "语音发给你", "稿件报了哪", "告知承诺属于哪种"),  # a word cut through
        *("换成张文见", "联络员换成小张", "记得份数", "李文见负责", "文见镇", "左证街道"),  # names
        *("总结果", "三篇", "3次", "信用办", "教育局"),
    ],
)
def test_nothing_else_is_touched(text: str) -> None:
    assert put_right(text) == text


def test_what_the_program_itself_says_is_read_as_it_is_written() -> None:
    """A table of the county, a clause, a label: no word of them becomes another one."""
    files = [
        *_ROOT.glob("bot/**/words/*.py"),
        *_ROOT.glob("bot/**/*.toml"),
        *_ROOT.glob("bot/**/*.txt"),
        *_ROOT.glob("scoring/**/*.toml"),
    ]
    assert files
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            assert put_right(line) == line
