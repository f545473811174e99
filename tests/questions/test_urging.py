"""催审核员: all with something left, the slowest, by name; never by a denial, question, report."""

from __future__ import annotations

import pytest

from bot.questions.urging import urged

URGED = """
催一下审核员 = all
催催审核员 = all
提醒审核员抓紧审 = all
让审核员们赶紧审完 = all
审核员都催一下 = all
没审完的审核员催一下 = all
没审完的催一下 = all
手上还有没审的催一下 = all
催一下审得最慢的 = slow
审得最慢的那个催一下 = slow
让王芳赶紧审 = named 王芳
叫王芳李强快点，周五前审完 = named 王芳 李强 by 周五
催一下审核员让周五以前弄完 = all by 周五
让审核员周四下午四点前都审完，发个消息 = all by 周四
让审核员12月20日之前审完 = all by 12月20日
给那几个审核的同志说一声，抓紧审 = all
跟审核员打个招呼 = all
别催审核员周五以前审完 = nobody
审核员周五以前审完了吗 = nobody
催一下王芳、陈立 = maybe 王芳 陈立
催一下王芳 = maybe 王芳
别催审核员 = nobody
先不要催审核员 = nobody
审核员催了吗 = nobody
催过审核员没有 = nobody
催了审核员 = nobody
谁催的审核员 = nobody
审核员有几个 = nobody
审核员名单 = nobody
让王芳审教育局 = nobody
催一下没报的 = nobody
催一下没交总结的单位 = nobody
"""


@pytest.mark.parametrize(
    ("text", "meant"), [one.partition(" = ")[::2] for one in URGED.strip().splitlines()]
)
def test_urged(text: str, meant: str) -> None:
    found = urged(text)
    if found is None:
        assert meant == "nobody"
        return
    who = found.who if found.sure else "maybe"
    by = ["by", found.by] if found.by else []
    assert " ".join([who, *found.names, *by]) == meant
