"""Figures of other bodies by a sentence: who has what; a question or a rumour is nothing."""

from __future__ import annotations

import pytest

from bot.speech.names import Named, Roster
from bot.supply.spoken import meant, names_of, spoken
from bot.supply.table import columns_of
from scoring.scheme import load

UNITS = ("县教育局", "县财政局", "县交通运输局", "堂街镇", "安良镇", "冢头镇")
ROSTER = Roster(
    Named(number, name, name.removeprefix("县"), (), "县直单位" if number < 4 else "乡镇街道")
    for number, name in enumerate(UNITS, 1)
)
COLUMNS = tuple(
    column
    for name in ("郏县2022-县直单位", "郏县2022-乡镇街道")
    for column in columns_of(load(name))
)
NAMES = tuple(dict.fromkeys(names_of(COLUMNS)))

SAID = """
财政局有一笔拖欠，记上 = 县财政局 1笔
别的都没有 = 别的 无
拖欠的就这一家，其他都是0 = 别的 无
交通运输局没有拖欠 = 县交通运输局 无
县财政局拖欠账款1笔 = 县财政局 1笔
堂街镇信易贷累计报了12家 = 堂街镇 12家
安良镇信易贷是4家不是3家 = 安良镇 4家
信易贷：堂街镇6家，安良镇4家，冢头镇5家 = 堂街镇 6家 安良镇 4家 冢头镇 5家
失信被执行人各乡镇都没有 = 乡镇 无
教育局迟报4条错报1条 = 县教育局 5条
教育局信用贷款增速12.5% = 县教育局 12.5%
教育局信用贷款增速百分之十 = 县教育局 10%
财政局那笔拖欠记错了，去掉 = 县财政局 清掉
教育局说财政局有拖欠企业款，给记上 = 县财政局 是
教育局来电话说，财政局有一笔拖欠 = 县财政局 1笔
教育局反映交通运输局、财政局有拖欠 = 县交通运输局 是 县财政局 是
财政局说没有拖欠 = 县财政局 无
教育局报来了：财政局信用贷款增速15% = 县财政局 15%
教育局送来数据，财政局有一笔拖欠 = 县财政局 1笔
教育局来数了：交通运输局没有拖欠，财政局没有拖欠 = 县交通运输局 无 县财政局 无
失信被执行人查完了，所有单位都没有，一次录进去 = 别的 无
法院发来的，财政局有一条失信被执行人，帮我登上 = 县财政局 1条
拖欠账款这块教育局核过了，各单位都没有，统一录无 = 别的 无
银行那边给数了，教育局信用贷款增长12% = 县教育局 12%
市里来数了 信易贷 安良镇12家、冢头镇7家 = 安良镇 12家 冢头镇 7家
双公示错报2条记上，财政局的 = 县财政局 2条
财政局双公示错报再加2条 = 县财政局 再加2条
交通运输局欠中小企业钱 其他家都没有 = 县交通运输局 是 别的 无
再加上堂街镇信易贷5家 = 堂街镇 5家
财政局没欠企业钱 = 县财政局 无
所有乡镇都没有拖欠账款，记上 = 乡镇 无
财政局错报再加2条，教育局再加1条 =
财政局双公示再加 =
财政局查完了 =
没报的乡镇 =
没交的单位 =
没有拖欠的乡镇 =
财政局双公示错报几条 =
听说财政局有一笔拖欠 =
财政局有拖欠吗 =
财政局有没有拖欠 =
谁没有拖欠 =
财政局没交 =
财政局好像有一笔拖欠 =
财政局不是有一笔拖欠吗 =
别录财政局拖欠1笔 =
财政局三.4没材料 =
"""


@pytest.mark.parametrize("line", SAID.strip().splitlines())
def test_who_has_what_is_read(line: str) -> None:
    text, _, wanted = line.partition("=")
    found = spoken(text.strip(), ROSTER, NAMES)
    names = dict(enumerate(UNITS, 1))
    said = [
        f"{names.get(one.unit or 0, one.group or '别的')} "
        f"{'再加' if one.more else ''}{one.said or '清掉'}"
        for one in (found.figures if found else ())
    ]
    assert " ".join(said) == wanted.strip()


def test_the_figure_is_found_by_a_part_of_its_name() -> None:
    found = spoken("财政局有一笔拖欠", ROSTER, NAMES)
    assert found is not None
    assert {one.title for one in meant(found, COLUMNS)} == {
        "五.2 违约拖欠中小微企业款项",
        "三.2 违约拖欠中小企业款项",
    }
    rate = spoken("教育局行政处罚公示率95%", ROSTER, NAMES)
    assert rate is not None
    assert {one.row.id for one in meant(rate, COLUMNS)} == {"二.1", "二.2"}
