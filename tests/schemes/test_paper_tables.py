"""A paper whose rows nobody can tell apart is answered with a sentence, and never drafted."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from bot.extraction.fields import Field, Row
from bot.schemes import papers
from bot.schemes.reading import Unusable, read

HEAD = ("序号", "考核指标", "分值", "评分标准")
ROWS = tuple((str(at), f"指标第{at}", "10", "每次得1分，最高得10分。") for at in range(1, 5))


def rows(*lines: tuple[str, ...], unsure: bool = False) -> list[Row]:
    return [tuple(Field(one, unsure=unsure) for one in line) for line in lines]


def taken(monkeypatch: pytest.MonkeyPatch, found: list[Row]) -> int:
    """How many rows a PDF of these cells brings."""
    monkeypatch.setattr(papers, "cells_of", lambda _data, _kind: found)
    drafts = read(b"%PDF-1.4", "办法.pdf", "郏县", [], date(2027, 1, 1))
    return sum(len(one.rows) for one in drafts)


def test_sure_rows_are_drafted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert taken(monkeypatch, rows(HEAD, *ROWS)) == 4


def test_unsure_rows_of_the_table_of_rules_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = rows(HEAD, *ROWS[:3]) + rows(ROWS[3], unsure=True)
    with pytest.raises(Unusable, match=r"没有画全框线.*请发 Word"):
        taken(monkeypatch, found)


def test_rows_whose_heading_was_lost_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = rows(("序考核指分号标值评分标准",), *ROWS, HEAD, ("5", "宣传", "10", "每次得1分。"))
    with pytest.raises(Unusable, match="没有画全框线"):
        taken(monkeypatch, found)


def test_unsure_rows_before_the_table_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    other = rows(("张三", "李四", "王五"), unsure=True)
    assert taken(monkeypatch, other + rows(("考核指标表",), HEAD, *ROWS)) == 4


def test_archive_is_answered_with_what_to_send_instead() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("2027年考核办法.docx", b"PK")
    with pytest.raises(Unusable, match="这是压缩包。请解压以后把里面的考核办法"):
        read(packed.getvalue(), "办法.zip", "郏县", [], date(2027, 1, 1))


def test_note_on_the_line_of_the_title_is_no_part_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    line = rows(("某县2027年考核评价细则（乡镇）考核对象：各乡镇。按年度考核。",))
    monkeypatch.setattr(papers, "cells_of", lambda _data, _kind: line + rows(HEAD, *ROWS))
    (found,) = read(b"%PDF-1.4", "办法.pdf", "某县", [], date(2027, 1, 1))
    assert found.head.title == "某县2027年考核评价细则（乡镇）"


def test_words_of_clauses_make_no_table_of_results(monkeypatch: pytest.MonkeyPatch) -> None:
    garbled = rows(("目标值95%得分办", "8每下降1%扣分，排名前三得分科", "总分"))
    with pytest.raises(Unusable, match="没有找到考核指标表"):
        taken(monkeypatch, garbled)
