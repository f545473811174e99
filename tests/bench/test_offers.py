"""A button and its page: what the one names the other names, too."""

from __future__ import annotations

import pytest

from tests.bench.offers import strays

UNITS = {"住建局": "县住房和城乡建设局", "教育局": "县教育局", "生态环境分局": "生态环境分局"}


@pytest.mark.parametrize(
    ("label", "page", "lost"),
    [
        ("住建局名次", "住建局 第 4 名", ""),
        ("住建局名次", "县住房和城乡建设局 第 4 名", ""),
        ("住建局名次", "教育局 第 4 名", "住建局"),
        ("三.4得分从高到低", "全部单位，三.4得分", ""),
        ("三.4得分从高到低", "全部单位，三.3得分", "三.4"),
        ("2026年第三季度排名", "2026年三季度 排名", ""),
        ("2026年三季度排名", "2026年四季度 排名", "三"),
        ("排名", " ", "空"),
    ],
)
def test_what_a_button_names_and_its_page_does_not(label: str, page: str, lost: str) -> None:
    assert strays(label, page, UNITS) == lost
