"""Answers of other documents: those that deny what they are called by, and short words."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest

from bot.questions.answers import Answer, AskedRow, Printed, read
from bot.speech.names import Named, Roster


def _row(id_: str, name: str, text: str, *answers: tuple[str, str]) -> AskedRow:
    """A row of counts (with their measure) and of yes or no (without one)."""
    asked = tuple(Answer(one, "count" if of else "flag", of, f"“{one}”？") for one, of in answers)
    return AskedRow("乡镇", id_, name, "", text, asked)


_PRINTED: Final = Printed(
    [
        _row("一.1", "组织领导", "未成立食安委及办公室的扣2分，未召开专题会议的扣1分。",
             ("未成立食安委及办公室", ""), ("未召开专题会议", "次")),
        _row("一.2", "隐患排查", "未建立隐患清单扣1分。",
             ("风险隐患排查", "次"), ("未建立隐患清单", "")),
        _row("一.3", "聚餐管理", "发现一起未报备的扣2分。", ("未报备", "起")),
        _row("一.4", "突发事件信息", "迟报、漏报、瞒报的，每次扣1分。",
             ("迟报", "次"), ("漏报", "次"), ("瞒报", "次")),
        _row("一.5", "管护", "专项经费不挪用，保洁常态化",
             ("保洁常态化", ""), ("专项经费不挪用", "")),
        _row("一.6", "栏目内容", "缺一项扣2分，内容更新不及时的一项扣1分",
             ("更新不及时", "项"), ("空白栏目", "项")),
        _row("一.7", "台账", "排污口台账、保洁台账", ("台账与公示牌", "")),
        _row("一.8", "排污口", "监管排污口，建立清单和名册", ("监管排污口", ""), ("建立名册", "")),
    ]
)  # fmt: skip
_ROSTER: Final = Roster([Named(1, "高田镇", "高田镇", (), "乡镇")])


def _told(text: str) -> str:
    query = read(text, _PRINTED, _ROSTER, date(2026, 12, 16), ((2026, 4),))
    if query is None:
        return ""
    return " ".join(
        f"{'没有' if one.not_ else ''}{one.value or one.kind}{one.sign}"
        f"{one.amount if one.sign else ''}"
        for one in query.tests
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # the answer itself is a no: who did not do it said yes to that
        ("没成立食安委的乡镇", "未成立食安委及办公室"),
        ("成立了食安委的乡镇", "没有未成立食安委及办公室"),
        ("隐患清单没建的", "未建立隐患清单"),
        ("专项经费挪用的", "没有专项经费不挪用"),
        ("聚餐未报备的", "未报备>0"),
        ("聚餐都报备了的", "未报备=0"),
        ("聚餐未报备2起以上的", "未报备>=2"),
        # the no stands in the words themselves, or denies nothing of them
        ("更新不及时的", "更新不及时>0"),
        ("保洁没常态化的镇", "没有保洁常态化"),
        ("瞒报最多的", "瞒报>0"),
    ],
)
def test_an_answer_that_denies_is_asked_about_the_other_way_round(text: str, told: str) -> None:
    assert _told(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "内容没更新的",  # 更新不及时 says nothing of whether it was done
        "没有清单的",  # two signs that several rows are printed with
        "没保洁2次以上的",  # a number of what was not done, which nobody counts
    ],
)
def test_what_such_a_document_does_not_ask_is_not_guessed(text: str) -> None:
    assert _told(text) == ""
