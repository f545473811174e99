"""Odd papers, each in the shape it comes in: every field read right, or said not to be sure."""

from pathlib import Path

import pytest

from bot.extraction.pages import Extract, Line, Page
from bot.reading.facts import facts
from tests.reading import odd
from tests.reading.measuring import first_of, judged

FIELDS = ("title", "number", "issuer", "date", "sort")


@pytest.mark.parametrize("name", odd.SETS)
def test_heads_in_boxes_and_headers_are_read(tmp_path: Path, name: str) -> None:
    """And workbooks, OFD and what WPS writes."""
    said = [
        (made.name, field, judged(made.truth.get(field), first_of(facts(extract)).get(field)))
        for made, extract in odd.papers(tmp_path, name, None, bare=True)
        for field in FIELDS
    ]
    assert len(said) >= 60
    assert [one for one in said if one[2] == "wrong"] == []
    assert sum(one[2] == "right" for one in said) >= 0.97 * len(said)


@pytest.mark.parametrize("behind", ["", "　办理结果：A", "　签发人：王强", "  是否公开：是"])
def test_what_stands_behind_a_number_is_no_part_of_it(behind: str) -> None:
    lines = (f"郏发改建〔2026〕12号{behind}", "对第47号建议的答复", "张建英代表：", "现答复如下。")
    extract = Extract((Page(1, lines=tuple(Line(one) for one in lines)),), "docx")
    assert first_of(facts(extract))["number"].value == "郏发改建〔2026〕12号"


def test_a_sentence_that_names_a_number_is_no_head() -> None:
    lines = ("关于贯彻郏发改建〔2026〕12号文件的意见", "各科室：", "现提出如下意见。")
    extract = Extract((Page(1, lines=tuple(Line(one) for one in lines)),), "docx")
    assert "number" not in first_of(facts(extract))
