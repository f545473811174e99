"""Who is named in a 通报, said in a sentence; a question or another matter changes nothing."""

from __future__ import annotations

import pytest

from bot.questions.redraft_circular import naming_of, namings_of

NAMED = """
表扬前三名 = praised 前三名
后三名批评一下 = criticised 后三名
后三名也点一下 = criticised 后三名
通报里表扬一下前三名 = praised 前三名
批评后五名 = criticised 后五名
落后改成全部不合格的 = criticised 全部不合格的
都不批评 = criticised nobody
不表扬了 = praised nobody
别批评教育局 = criticised without 教育局
再表扬财政局 = praised with 财政局
批评教育局和财政局 = criticised with 教育局和财政局
表扬谁 = nothing
批评了哪几家 = nothing
表扬前三名了吗 = nothing
谁被批评 = nothing
教育局被批评过几次 = nothing
"""


@pytest.mark.parametrize(
    ("text", "meant"), [one.partition(" = ")[::2] for one in NAMED.strip().splitlines()]
)
def test_naming(text: str, meant: str) -> None:
    found = naming_of(text)
    if found is None:
        assert meant == "nothing"
        return
    how = "without" if found.out else "with"
    whom = found.whom or (f"{how} {found.units}" if found.units else "nobody")
    assert f"{found.which} {whom}" == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("表扬前三名、批评后五名", [("praised", "前三名"), ("criticised", "后五名")]),
        ("表扬前五名，后三名也点一下", [("praised", "前五名"), ("criticised", "后三名")]),
        ("表扬前三名", [("praised", "前三名")]),
        ("表扬前三名，谁最差", []),
    ],
)
def test_both_lists_in_one_sentence(text: str, meant: list[tuple[str, str]]) -> None:
    """Each clause names one list; one that is none of it leaves nothing to be done."""
    assert [(one.which, one.whom) for one in namings_of(text)] == meant
