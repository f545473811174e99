"""Clauses printed in parts, and terms that are bounded together: what a row then comes to."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.drafting.clause import Understood, understand
from scoring.drafting.composed import parts_of
from scoring.row_reading import read_row
from scoring.rowwise import score_row
from scoring.table import Faults, Table
from scoring.values import values_of


def read(clause: str, points: int, name: str = "某项") -> Understood:
    return understand(clause, Decimal(points), name)


def worth(found: Understood, at: int = 0, **given: object) -> Decimal:
    """What a reading comes to; figures that are not named are none."""
    faults = Faults("")
    keys = {"name": "某项", **found.readings[at].keys}
    row = read_row(Table(faults, '["一.1"]', keys), "一.1")
    assert not faults.found
    full = {"rate": Decimal(1), "flag": False}
    raw = {one.name: given.get(one.name, full.get(one.kind, 0)) for one in row.inputs}
    return score_row(row, values_of(row, raw)).points


ACTIVITIES = (
    "每月至少开展一次志愿服务活动，每次参加人数不少于10人，每开展一次得1分，人数不足的每次得0.5分，"
    "最高6分；活动有方案、有图片、有总结的得2分，缺一项扣1分，扣完为止。"
)


def test_each_part_keeps_within_its_own_points() -> None:
    found = read(ACTIVITIES, 8)
    assert found.sure
    flags = {"活动有方案": True, "图片": True, "总结": True}
    assert worth(found, 开展志愿服务活动=5, 人数不足=1, **flags) == Decimal("7.5")
    assert worth(found, 开展志愿服务活动=9, 人数不足=9, **flags) == 8
    assert worth(found, 开展志愿服务活动=9) == 6  # nothing there: the list loses its 2, and no more


def test_a_heading_in_brackets_says_what_its_part_is_worth() -> None:
    found = read(
        "机构健全（3分）：有专门机构、有专职人员、有办公场所，缺一项扣1分；"
        "制度完善（3分）：制度不健全扣1分，未上墙扣0.5分；"
        "经费保障（4分）：未列入预算扣4分，未足额到位扣2分。",
        10,
    )
    assert found.readings[0].overlooked == ("这一项叫“未上墙”，名称完整吗？",)
    have = {"专门机构": True, "专职人员": True, "办公场所": True}
    assert worth(found, **have) == 10
    assert worth(found, **have, 未列入预算=True, 未足额到位=True) == 6  # of its 4, and not 6
    assert worth(found, 未上墙=True) == Decimal("6.5")


def test_a_share_and_a_mark_that_falls_short_are_two_parts() -> None:
    found = read(
        "接处警及时率95%以上得4分，90%以上得2分，90%以下不得分；群众满意度90分以上得6分，每低1分扣0.2分。",
        10,
    )
    assert found.sure
    assert worth(found, 接处警及时率=Decimal("0.92"), 群众满意度=85) == 7
    assert worth(found, 接处警及时率=Decimal("0.5"), 群众满意度=20) == 0


def test_what_loses_a_part_loses_that_part_alone() -> None:
    found = read(
        "完成年度造林任务得6分，每少10亩扣1分；造林成活率85%以上得4分，每低5个百分点扣1分，低于60%不得分。",
        10,
        "造林",
    )
    assert ["grouped" in one.keys for one in found.readings] == [True] * 3 + [False] * 3
    few = {"造林少的亩数": 20}
    assert worth(found, **few, 造林成活率=Decimal("0.8")) == 7
    assert worth(found, **few, 造林成活率=Decimal("0.59")) == 4
    assert worth(found, **few, 造林成活率=Decimal("0.6")) == 4  # five steps, of four points
    assert worth(found, 造林少的亩数=90, 造林成活率=Decimal("0.9")) == 4


def test_what_prints_no_points_has_what_is_left_and_is_asked() -> None:
    found = read(
        "一周内至少更新1次，两周未更新的每次扣1分，关停不备案的扣2分；"
        "每月原创信息占比达到30%以上得2分，20%-30%得1分。",
        7,
    )
    assert not found.sure
    assert found.readings[0].keys["start"] == 5
    assert any(one.endswith("没有写分值") for one in found.readings[0].overlooked)
    assert any(one.keys["start"] == 7 for one in found.readings)  # the whole row is offered too


@pytest.mark.parametrize(
    ("clause", "points"),
    [
        ("完成率100%得5分；80%以上得3分；60%以上得1分。", 5),
        ("每次得1分，最高3分；每篇得0.5分，最高3分。", 10),
        ("迟报扣1分；漏报扣2分。", 5),
        ("甲得2分，乙得2分；丙得2分，丁得2分。", 6),  # 2 and 4, or 4 and 2
        ("制定方案得2分；有总结得3分；弄虚作假的，本项不得分。", 5),
        ("有1项未完成扣1分；提前完成的加0.5分。", 3),
    ],
)
def test_what_is_no_sum_of_parts_is_read_as_a_whole(clause: str, points: int) -> None:
    assert parts_of(clause, Decimal(points)) == ()


def test_a_part_that_is_not_understood_leaves_the_whole_as_it_was() -> None:
    found = read("按规定核算得3分，其余按系数折算；资料齐全得2分，缺一项扣1分。", 5)
    assert found.unread


REPORTS = (
    "每半年报送创建信息不少于6篇，完成任务得3分，每少一篇扣0.5分；"
    "被市级采用一篇加0.5分，被省级及以上采用一篇加1分，本项最高5分。"
)


def test_what_falls_short_of_its_own_points_takes_of_them_alone() -> None:
    found = read(REPORTS, 5, "信息报送")
    assert found.sure
    assert worth(found) == 3
    assert worth(found, 报送创建信息缺少的篇数=9, 被市级采用=2) == 1
    assert worth(found, 报送创建信息缺少的篇数=1, 被省级及以上采用=4) == 5


def test_more_than_the_line_is_of_the_figure_that_has_the_line() -> None:
    found = read(
        "信息报送不少于4篇得2分，每少1篇扣0.5分，多报1篇加0.2分，最多加1分；"
        "被省级以上媒体采用的，每篇加1分，最多加3分；迟报、漏报安全信息的每次扣1分。",
        6,
    )
    assert worth(found, 信息报送=4) == 2
    assert worth(found, 信息报送=3) == Decimal("1.5")
    assert worth(found, 信息报送=20, 被省级以上媒体采用=1) == 4
    assert not found.sure  # how far 迟报 takes is not said


def test_a_most_said_of_all_that_is_added_bounds_them_together() -> None:
    found = read(
        "未按时推荐的每次扣1分；入选省级的每人加1分，入选国家级的每人加2分，累计加分不超过3分。", 8
    )
    bound = [one.keys["grouped"] for one in found.readings if "grouped" in one.keys]
    assert [{"of": ["入选省级", "入选国家级"], "most": Decimal(3)}] in bound


def test_a_most_without_such_a_word_is_asked_and_never_below_what_one_brings() -> None:
    found = read("开展活动每次得1分，参加培训每次得2分，最高4分；有总结得2分，有台账得3分。", 9)
    assert found.sure  # 4 + 5: parts
    less = read("得分=完成面积÷任务面积×5，超额完成的每超10%加0.5分，最多加1分。", 5)
    assert not any("grouped" in one.keys for one in less.readings)


@pytest.mark.parametrize(
    ("clause", "best", "less"),
    [
        ("每季度举办道德讲堂1期得4分，半年内仅举办1期的得2分，未举办的不得分。", 4, 2),
        ("每季度组织1次以上应急演练得4分，仅开展桌面推演的得2分，未组织的不得分。", 4, 2),
    ],
)
def test_only_so_much_is_less_of_the_same(clause: str, best: int, less: int) -> None:
    found = read(clause, 4)
    keys = found.readings[0].keys
    assert [one["points"] for one in keys["add"]] == [best, less]  # type: ignore[union-attr,index]
    assert keys["highest"]
    assert all("if" in one for one in keys["add"])  # type: ignore[union-attr]


def test_several_shares_fall_each_by_its_own_points() -> None:
    found = read(
        "12345热线涉及本单位的诉求按期办结率、满意率均达到100%的得5分，"
        "每降低1个百分点分别扣0.1分、0.2分。",
        5,
    )
    assert found.sure
    name = "12345热线涉及本单位的诉求按期办结率"
    assert worth(found, **{name: Decimal("0.9"), "满意率": Decimal("0.95")}) == 3


def test_any_of_several_cases_is_each_of_them() -> None:
    found = understand(
        "有下列情形之一的，直接评定为不达标等次：（1）班子成员被追究刑事责任；（2）发生重大事故。",
        Decimal(0),
        "否决事项",
    )
    assert found.sure
    assert [one["when"] for one in found.readings[0].keys["effects"]] == [  # type: ignore[union-attr,index]
        "班子成员被追究刑事责任",
        "发生重大事故",
    ]


@pytest.mark.parametrize(
    ("clause", "points", "names"),
    [
        ("C、D级危房未采取管控措施的，每栋扣1分。", 7, ["C、D级危房未采取管控措施"]),
        ("网格员每周巡查少于1次的，发现一人扣0.5分。", 6, ["网格员每周巡查少于1次"]),
        ("服务态度差被投诉，经查属实的，一次扣1分。", 4, ["服务态度差被投诉，经查属实"]),
        ("火灾起数同比上升的，每上升10%扣1分。", 4, ["火灾起数同比上升的百分点数"]),
        ("公益广告不少于5处，每处1分。", 5, ["公益广告"]),
        ("采用视频、H5等形式的，每件得0.5分。", 4, ["采用视频、H5等形式"]),
        (
            "微信公众号每月更新不少于4条得2分，每少1条扣0.2分；宣传活动每次得1分。",
            6,
            ["宣传活动", "微信公众号更新缺少的条数"],
        ),
        (
            "信访答复率、群众满意率均达100%得2分，有一项达不到扣1分。",
            2,
            ["信访答复率、群众满意率达不到"],
        ),
    ],
)
def test_what_is_counted_is_called_what_it_is(clause: str, points: int, names: list[str]) -> None:
    keys = read(clause, points).readings[0].keys
    terms = [*keys.get("add", []), *keys.get("deduct", [])]  # type: ignore[misc]
    assert [str(one.get("each", one.get("amount"))) for one in terms] == names


def test_several_that_may_fall_short_are_never_one_of_them_alone() -> None:
    found = read(
        "县级河长每月巡河1次、乡级河长每旬1次、村级河长每周1次，每少一次扣0.2分。", 4, "巡河"
    )
    assert not found.sure
    assert "乡级河长" in str(found.readings[0].keys)


def test_that_one_brings_nothing_and_the_row_is_not_lost() -> None:
    found = read("抽查10间宿舍，每间得0.5分，不合格的该间不得分。", 5)
    assert not found.sure
    assert "zero_if" not in found.readings[0].keys


def test_levels_said_before_are_levels_and_what_comes_behind_is_another_thing() -> None:
    found = understand(
        "受到国家、省、市级表彰的，分别加3分、2分、1分；同一事项不重复加分。\n"
        "在现场会上作典型发言的，每次加0.5分。",
        None,
        "加分",
    )
    add = found.readings[0].keys["add"]
    assert [next(iter(one)) for one in add] == ["named", "each"]  # type: ignore[union-attr]


def test_what_is_half_done_is_marked_for_each_or_once_and_asked() -> None:
    found = read("未完成一项扣2分，部分完成的酌情扣0.5-1分。", 8)
    events = [[one.get("events") for one in way.keys["deduct"]] for way in found.readings]  # type: ignore[union-attr,attr-defined]
    assert events == [[None, "项"], [None, None]]
