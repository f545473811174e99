"""What each row of both tables wants of its papers, beside the words of the document it rests on.

Compared word by word with 考核内容, 评分标准 and 考核依据. What the cells join with 和 or 、 stands
by itself, what another kind of paper shows as well is joined with 或. 会议签到表 (四.1) is wanted
of nobody: only meetings have one, and the row's list of what an activity has does not name it.
"""

from itertools import chain
from typing import Final

import pytest

from scoring.scheme import Row, load

LEADERS: Final = "分管社会信用体系建设工作单位领导、牵头科室、工作联络员"
ACTIVITY: Final = "活动含实施方案（通知）、承办单位、活动时间、活动内容、活动照片等"
SIX: Final = (
    "已成立：文件资料", "分管领导：分管社会信用体系建设工作单位领导", "牵头科室：牵头科室",
    "工作联络员：工作联络员", "专用电脑：专用电脑", "打印机：打印机", "工作制度：工作制度",
)  # fmt: skip
FIVE: Final = ("实施方案或通知", "承办单位", "活动时间", "活动内容", "活动照片", "媒体报道")
SENT: Final = ("工作总结或先进做法或最新动态或工作简报或宣传稿件",)
SEVEN: Final = ("文件", "阵地", "载体", "评比", "奖惩", "报道", "成果")
SIX_TYPES: Final = (
    "审批替代型", "容缺受理型", "证明替代型", "信易修复型", "行业自律型", "主动公示型",
)  # fmt: skip
PINNED: Final[dict[str, dict[str, tuple[str, tuple[str, ...]]]]] = {
    "县直单位": {
        "一.1": (LEADERS, SIX),
        "二.1": ("信用办平台 统计资料", ("统计资料",)),
        "二.2": ("信用办平台 统计资料", ("统计资料",)),
        "三.1a": (
            "1、信贷规模、白名单数量、宣传推广等“信易贷”工作落实情况",
            ("信贷规模", "白名单数量", "宣传推广"),
        ),
        "三.1b": (
            "举办推介会、对接会等宣传活动，每次得1分",
            ("推介会或对接会或宣传活动", "媒体报道或行业认定"),
        ),
        "三.1c": ("由市信用办提供数据", ("市信用办提供数据",)),
        "三.2": ("使用信用承诺、信用信息和信用报告等信用产品的实施办法", ("实施办法",)),
        "三.3": (
            "编制行政许可事项信用承诺书者得0.5分，每应用一项得0.5分",
            ("已编制承诺书：行政许可事项信用承诺书", "应用项数：信用承诺或信用核查或信用报告"),
        ),
        "三.4": (
            "仅提供相关通知或文件，未提供成效证明的每项得1分",
            ("取得成效的应用：通知或文件", "取得成效的应用：成效证明或新闻报道",
             "仅有通知或文件的应用：通知或文件"),
        ),
        "四.1": (ACTIVITY, FIVE),
        "四.2": ("总结、先进做法、最新动态及日常信用工作简报报送情况", SENT),
        "五.1": ("中国执行信息公开网、有关信用网站", ("中国执行信息公开网或有关信用网站",)),
        "五.2": ("根据统计数据直接评价", ("统计数据",)),
        "五.3": (
            "公开服务承诺事项清单、签署向社会公布《诚信服务承诺书》、接受投诉及整改等情况",
            ("公开服务承诺事项清单：公开服务承诺事项清单",
             "签署并向社会公布《诚信服务承诺书》：《诚信服务承诺书》",
             "接受投诉及整改：接受投诉及整改"),
        ),
        "五.4": (
            "制定相关治理文件的得1分，有工作通报、治理成效的得2分",
            ("制定相关治理文件：治理文件", "有工作通报、治理成效：工作通报",
             "有工作通报、治理成效：治理成效"),
        ),
        "六.1": (
            "制定信用承诺文本，并将签订的信用承诺书上传至市级信用平台",
            ("承诺类型：信用承诺文本", "承诺类型：上传至市级信用平台",
             *(f"{one}：{one}" for one in SIX_TYPES)),
        ),
        "六.2": (
            "出台制度文件的得2分；出台评价办法的得2分；实施信用分级分类监管，每提供1个具体案例的得4分",
            ("出台制度文件：制度文件", "出台评价办法：评价办法",
             "分级分类监管案例：具体案例或新闻报道"),
        ),
        "六.3": (
            "相关文件和统计资料",
            ("制定相关文件：相关文件", "典型案例：典型案例或统计资料"),
        ),
        "七.1": (
            "得到省、市有关部门推广或在市级以上媒体被宣传报道",
            ("省、市有关部门推广或市级以上媒体被宣传报道",),
        ),
    },
    "乡镇街道": {
        "一.1": (LEADERS, SIX),
        "二.1": ("总结、先进做法、最新动态及日常工作简报报送情况", SENT),
        "二.2": (
            "白名单数量、宣传推广等“信易贷”工作落实情况",
            ("白名单数量", "宣传推广", "市信用办提供数据"),
        ),
        "二.3": (
            "通过银行对农户评级授信和信用村创建",
            ("出台相关文件制度：相关文件制度", "取得成效：农户评级授信", "取得成效：信用村创建"),
        ),
        "二.4": (
            "有文件、有阵地、有载体、有评比、有奖惩、有报道、有成果",
            tuple(f"有{one}：有{one}" for one in SEVEN),
        ),
        "二.5": (
            "制定相关文件的得2分、有成效、典型案例的得3分",
            ("制定相关文件：相关文件", "有成效、典型案例：有成效或报道",
             "有成效、典型案例：典型案例"),
        ),
        "三.1": ("中国执行 信息网", ("中国执行信息网",)),
        "三.2": ("根据统计数据直接评价", ("统计数据",)),
        "三.3": (
            "在乡镇服务中心公开服务承诺事项清单、签署向社会公开《诚信服务承诺书》、接受投诉及整改等情况",
            ("在乡镇服务中心公开服务承诺事项清单：在乡镇服务中心公开服务承诺事项清单",
             "签署《诚信服务承诺书》：《诚信服务承诺书》",
             "向社会公开《诚信服务承诺书》：《诚信服务承诺书》",
             "接受投诉：接受投诉", "整改：整改"),
        ),
        "三.4": (
            "制定相关文件的得1分，有成效的得3分",
            ("制定相关文件：相关文件", "有成效：有成效"),
        ),
        "四.1": (ACTIVITY, FIVE),
        "四.2": ("相关报道、照片", ("相关报道", "照片")),
        "五.1": ("全面总结经验做法", ("经验做法", "佐证资料")),
    },
}  # fmt: skip
"""By row: the words of a cell that decide, and what is wanted, behind the input it belongs to."""


def _cells(row: Row) -> tuple[str, ...]:
    """The row's cells as they are read, and as they are printed where that differs."""
    return (row.content, row.text, row.basis, row.method, *(said for _, said in row.printed_cells))


@pytest.mark.parametrize("table", PINNED)
def test_every_row_wants_what_its_cells_say(table: str) -> None:
    scheme = load(table)
    assert [one.id for one in scheme.rows] == list(PINNED[table])
    for row in scheme.rows:
        clause, wanted = PINNED[table][row.id]
        assert any(clause in one for one in _cells(row)), (row.id, clause)
        assert [f"{w.of}：{w.text}" if w.of else w.text for w in row.wants] == list(wanted), row.id


@pytest.mark.parametrize("table", PINNED)
def test_no_input_that_wants_papers_is_left_out(table: str) -> None:
    """Where wants stand by input, each of them has its own, or its list has."""
    for row in load(table).rows:
        named = {one.of for one in row.wants if one.of}
        own = [one.name for one in row.inputs]
        lists = {one.name: one.checklist for one in row.inputs}
        if named:
            assert all(one in named or lists[one] in named for one in own), row.id
        assert named <= set(chain(own, lists.values())), row.id
