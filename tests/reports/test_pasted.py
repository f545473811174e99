"""Which texts read like a paper, what they are called, and the file that is made of them."""

from __future__ import annotations

import io

import docx
import pytest

from bot.reports.pasted import is_paper, names_a_report, title_of
from bot.reports.sheets.pasted import paper_of

SUMMARY = (
    "冢头镇2026年四季度社会信用体系建设工作总结\n今年以来，我镇高度重视，成立了领导小组，"
    "印发了工作方案。\n开展诚信宣传五次；发放资料三千余份。\n\n下一步，继续推进信用乡村建设。"
)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (SUMMARY, "冢头镇2026年四季度社会信用体系建设工作总结"),
        (
            (
                "二季度工作简报：我局开展信用修复培训，参训人员六十余人，取得良好效果，现将培训情况简要汇报"
                "如下，一、基本情况，二、主要做法，三、下步打算。"
            ),
            "二季度工作简报",
        ),
        (
            (
                "我乡今年以来认真落实社会信用体系建设各项任务圆满完成全年目标现将四季度工作总结如下，一是组织"
                "到位，二是宣传到位，三是督促到位，四是落实到位。"
            ),
            "我乡今年以来认真落实社会信用体系建设各项任务圆满完成全年目标现将四季度工作总结",
        ),
        (
            (
                "为营造诚实守信的社会氛围，近日，县税务局走进社区开展诚信纳税宣传。活动现场发放宣传册三百份，"
                "解答咨询五十余人次。群众纷纷点赞。"
            ),
            "为营造诚实守信的社会氛围，近日，县税务局走进社区开展诚信纳税宣传",
        ),
    ],
)
def test_a_paper_and_its_title(text: str, title: str) -> None:
    assert is_paper(text)
    assert title_of(text) == title


@pytest.mark.parametrize(
    "text",
    [
        "好的",
        "3次",
        "2026年四季度工作总结",
        "这个怎么写呀，给我一个例子看看",
        (
            "我们单位上季度因为系统故障没有报上去，材料都准备好了，数据也都核对过了，领导也签了字，"
            "请问现在还能不能补报，补报的算不算分？"
        ),
        "本季度开展了两次活动，一次进社区，一次进校园。",
        "乡" * 200,
    ],
)
def test_no_paper(text: str) -> None:
    assert not is_paper(text)


def test_its_head_says_what_it_is() -> None:
    assert names_a_report(SUMMARY)
    assert not names_a_report("本季度在人民广场开展诚信宣传，印发资料三百份，群众反响好。" * 3)


def test_every_sign_is_in_the_file() -> None:
    made = paper_of(SUMMARY)
    assert made == paper_of(SUMMARY)
    paper = docx.Document(io.BytesIO(made))
    lines = [one.text for one in paper.paragraphs]
    assert lines == [one for one in SUMMARY.splitlines() if one]
