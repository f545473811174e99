"""What leans on what was just shown: read as such, and never where it asks, denies or tells."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies as st

from bot.questions.composed import composed
from bot.questions.gives_up import drops
from bot.questions.leans import (
    LONGEST,
    asked_of,
    denied_of,
    moved,
    of_all_put_off,
    resends,
    says_again,
    takes_back,
    takes_back_question,
)
from bot.questions.leans_whom import applied, others, whom_said
from bot.questions.redraft import redraft
from bot.questions.verdict import verdict
from bot.speech.names import Named, Roster

TODAY = date(2026, 12, 16)
_BUREAUS = ("教育局", "财政局", "水利局", "林业局", "审计局", "医保局")
_TOWNS = ("白庙乡", "黄道镇", "薛店镇")
ROSTER = Roster(
    [
        *(Named(n, f"县{name}", name, (), "县直单位") for n, name in enumerate(_BUREAUS, 1)),
        *(Named(n, name, name, (), "乡镇街道") for n, name in enumerate(_TOWNS, 11)),
    ]
)
_ID = {one.short: one.id for one in ROSTER.units}


@pytest.mark.parametrize(
    ("text", "way", "names"),
    [
        ("再加上林业局", "also", "林业局"),
        ("也给财政局来一份", "also", "财政局"),
        ("审计局也发一份", "also", "审计局"),
        ("同样的给黄道镇发一个", "also", "黄道镇"),
        ("审计局也带上", "also", "审计局"),
        ("水利局也给延", "also", "水利局"),
        ("把水利局和林业局也加上", "also", "水利局 林业局"),
        ("除了水利局", "without", "水利局"),
        ("林业局不算", "without", "林业局"),
        ("黄道镇先别催", "without", "黄道镇"),
        ("林业局就不发了", "without", "林业局"),
        ("别催白庙乡", "without", "白庙乡"),
        ("只发给乡镇", "only", "乡镇街道"),
        ("光发给教育局", "only", "教育局"),
    ],
)
def test_others(text: str, way: str, names: str) -> None:
    """Which units come to those of before, leave them, or take their place."""
    found = others(text, ROSTER)
    assert found is not None
    assert found.way == way
    assert (
        found.group == names
        if found.group
        else found.units == tuple(_ID[one] for one in names.split())
    )


@pytest.mark.parametrize(
    ("text", "days", "day", "hour"),
    [
        ("改成三天", 3, None, -1),
        ("一个星期吧", 7, None, -1),
        ("不对 两天就行", 2, None, -1),
        ("不，五天", 5, None, -1),
        ("说错了，四天", 4, None, -1),
        ("拖到20号吧", 0, date(2026, 12, 20), -1),
        ("还是到周五吧", 0, date(2026, 12, 18), -1),
        ("不对，是21号", 0, date(2026, 12, 21), -1),
        ("推到下周一得了", 0, date(2026, 12, 21), -1),
        ("改成下午三点", 0, None, 15),
        ("改十点", 0, None, 10),
        ("改到后天下午四点半", 0, date(2026, 12, 18), 16),
    ],
)
def test_moved(text: str, days: int, day: date | None, hour: int) -> None:
    """So many days more, another day, another hour."""
    found = moved(text, TODAY)
    assert found is not None
    assert (found.days, found.day, found.hour) == (days, day, hour)


@pytest.mark.parametrize(
    "text",
    [
        "改成一百天",
        "改成0天",
        "改成1.5天",
        "改到开会三点",
        "改成30点",
        "改成9点75",
        "改到周五晚上十二点",
        "改到周五？",
        "先别改到周五",
        "就" * LONGEST + "改成三天",
    ],
)
def test_what_is_no_time_moves_nothing(text: str) -> None:
    """Too many days, none, half of one; what stands before the hour is no day; no such hour."""
    assert moved(text, TODAY) is None


def test_a_name_with_something_left_over_or_like_another_adds_nobody() -> None:
    """再加上林业局的车 is about a car; a unit that may be another one is not added unasked."""
    for text in ("再加上林业局的车", "除了林业局那笔钱", "再" * LONGEST + "加上林业局"):
        assert others(text, ROSTER) is None, text


def test_only_a_table_is_of_those_before() -> None:
    """只发给乡镇: those of it that it was for; 只发给林业局: that one, whoever it was for."""
    towns, one = others("只发给乡镇", ROSTER), others("只发给林业局", ROSTER)
    assert towns is not None
    assert one is not None
    assert applied(towns, [1, 11], ROSTER) == (11,)
    assert applied(towns, [], ROSTER) == (11, 12, 13)
    assert applied(one, [1, 11], ROSTER) == (_ID["林业局"],)


def test_a_long_text_is_about_something_else() -> None:
    """What is longer than anybody says such a thing is read as none of it."""
    assert not takes_back("撤了" + "吧" * LONGEST)
    assert not drops("不延了" + "吧" * LONGEST)
    assert asked_of("改成三天" + "吗" * LONGEST) == ""
    assert denied_of("没说" + "改" * LONGEST) == ""
    assert not takes_back_question("算了" * LONGEST + "刚才的问题撤回")


@pytest.mark.parametrize(
    "text", ["", "撤了没", "谁撤了", "撤过了", "听说撤了", "已经撤了", "撤不撤"]
)
def test_nothing_asked_or_told_takes_back(text: str) -> None:
    """Every word of what takes back or drops is known: what asks or tells has another."""
    assert not takes_back(text)
    assert not drops(text.replace("撤", "不延"))


def test_back_and_dropped() -> None:
    """Done things are taken back, shown things dropped."""
    for text in ("撤了", "撤回刚才那个", "刚延的收回来", "刚才那个提醒取消", "那个延期不算"):
        assert takes_back(text), text
    for text in ("算了不延了", "先不催了", "不用延了", "别发了"):
        assert drops(text), text


def test_not_that_is_no_other() -> None:
    """不是五天 says what it is not; 教育局说错了，四天 tells of somebody."""
    for text in ("不是五天", "教育局说错了，四天", "别拖到20号", "拖到20号行吗"):
        assert moved(text, TODAY) is None, text


def test_what_is_put_aside_and_what_goes_out_once_more() -> None:
    """先搁着吧 不发 drops; 没看的再发一遍 sends again, and no question does."""
    for text in ("先搁着吧 不发", "算了 不挪了", "算了不弄了"):
        assert drops(text), text
    for text in ("给他们再发一回", "再发一遍", "再给他们发一次", "重新发一遍吧"):
        assert says_again(text), text
    for text in ("给他们再发一回了吗", "再发一份名单", "给他们发一份材料", "别再发一遍"):
        assert not says_again(text), text
    for text in ("没看的再发一遍", "没点开的再推送一次", "再发一遍给没看的", "没看的几家再发一遍"):
        assert resends(text), text
    for text in (
        "没看的再发一遍了吗",
        "没看的再发一遍?",
        "谁说没看的再发一遍",
        "没看的再发一遍是不是好",
        "要不要没看的再发一遍",
        "谁没看",
        "没看的有几家",
    ):
        assert not resends(text), text


def test_whom_a_sentence_describes() -> None:
    """光发给没交总结的就行: the words that say whom, for the grammar of lists to read."""
    assert ("only", "没交总结") in whom_said("光发给没交总结的就行")
    assert ("without", "没报的") in whom_said("除了没报的")
    assert whom_said("光发给没交总结的行吗") == ()
    assert whom_said("王芳说光发给没交总结的") == ()


def test_every_one_of_a_list() -> None:
    """都延两天, and who only is told something."""
    for text, days in (("都延两天", 2), ("全给宽三天", 3), ("给他们都延一周", 7)):
        found = of_all_put_off(text, TODAY)
        assert found is not None, text
        assert found.days == days
    assert of_all_put_off("都改成三天", TODAY) is None
    assert of_all_put_off("都延到下午三点", TODAY) is None
    assert of_all_put_off("他们说都延两天", TODAY) is None


@pytest.mark.parametrize(
    ("text", "allows", "unit", "reason"),
    [
        ("那个不准", False, "", ""),
        ("这个别准，期限早就通知了", False, "", "期限早就通知了"),
        ("林业局那个不准，理由是已经宽过一回", False, "林业局", "已经宽过一回"),
        ("水利局那个驳了，时间是上季度的", False, "水利局", "时间是上季度的"),
        ("审计局那个准了，给三天", True, "审计局", ""),
        ("准他两天", True, "", ""),
    ],
)
def test_verdicts(text: str, allows: bool, unit: str, reason: str) -> None:
    """Leave and refusal, of whom, and why."""
    found = verdict(text, ROSTER, TODAY)
    assert found is not None
    assert found.allows is allows
    assert found.units == ((_ID[unit],) if unit else ())
    assert found.reason == reason


@pytest.mark.parametrize(
    "text",
    [
        "那个不准，" + "理" * 120,
        "那个没准",
        "别驳回那个",
        "那个准了，先这样",
        "那个准不准",
        "那个不准，这样行吗",
        "那个不准，理由写全了？",
        "昨天那个不准",
        "已经准了",
        "那个已经不准了",
    ],
)
def test_what_asks_denies_or_tells_of_a_verdict_is_none(text: str) -> None:
    """Nor is a text that is longer than any reason, or leave for a time that is none."""
    assert verdict(text, ROSTER, TODAY) is None


def test_a_unit_in_the_reason_is_not_whose_it_is() -> None:
    found = verdict("那个不准，理由是水利局的数没对上", ROSTER, TODAY)
    assert found is not None
    assert (found.units, found.reason) == ((), "水利局的数没对上")


def test_drafts_that_are_asked_for() -> None:
    """What a notice is about, and whom it is for; never where it is asked, denied or told."""
    for text, about in (
        ("拟一个催报通知", "owing"),
        ("起草一份通知，催没交的赶紧交", "owing"),
        ("帮我写个通知，让退回的单位抓紧补", "returned"),
        ("起草一份催报的红头通知，发各乡镇的", "owing"),
    ):
        found = composed(text, ROSTER)
        assert found is not None, text
        assert found.about == about
    assert composed("起草一份催报的红头通知，发各乡镇的", ROSTER).group == "乡镇街道"  # type: ignore[union-attr]  # it is one
    for text in ("催报通知拟了没有", "谁写的催报通知", "别拟催报通知", "写过催报通知了"):
        assert composed(text, ROSTER) is None, text


def test_changes_of_a_draft() -> None:
    """附上名单, 落款, 截止时间; a question and a report are none."""
    for text, way in (
        ("后头附上名单", "list"),
        ("把没交的名单附在后面", "list"),
        ("落款写信用办", "sign"),
        ("落款写明天", "sign"),
        ("把截止时间写上", "until"),
        ("写清楚几号截止", "until"),
    ):
        found = redraft(text)
        assert found is not None, text
        assert found.way == way
    for text in ("落款写了没有", "附上名单了吗", "教育局说改成周五了", "水利局说落款不用写"):
        assert redraft(text) is None, text


def test_asked_and_denied() -> None:
    """What is only asked about or denied is told apart from what is meant by it."""
    assert asked_of("改成三天行吗") == "改成三天"
    assert asked_of("能改成五天不") == "改成五天"
    assert denied_of("没说改成三天") == "改成三天"
    assert denied_of("别改成五天") == "改成五天"
    assert asked_of("改成三天") == denied_of("改成三天") == ""
    assert denied_of("没说谁改成三天") == ""


_MEANT = st.sampled_from(
    [
        "改成三天",
        "改到周五",
        "再加上林业局",
        "除了水利局",
        "也给财政局来一份",
        "撤了",
        "都延两天",
        "那个不准",
    ]
)
_NOT_MEANT = st.sampled_from(
    [
        "{}吗",
        "{}了吗？",
        "是不是{}",
        "谁说{}",
        "教育局说{}",
        "听说{}",
        "要是{}呢",
        "能不能{}",
        "{}行吗",
        "没说{}",
    ]
)


@given(_MEANT, _NOT_MEANT)
def test_what_asks_denies_or_tells_is_no_order(said: str, way: str) -> None:
    """No reading takes a question, a denial or a report for the thing itself."""
    text = way.format(said)
    assert others(text, ROSTER) is None
    assert moved(text, TODAY) is None
    assert not takes_back(text)
    assert not drops(text)
    assert of_all_put_off(text, TODAY) is None
    assert verdict(text, ROSTER, TODAY) is None


@given(
    st.lists(st.sampled_from([one.id for one in ROSTER.units]), unique=True),
    st.sampled_from(list(_ID)),
)
def test_more_and_fewer_are_each_others_way_back(before: list[int], name: str) -> None:
    """也给…, then 除了…: it is for those of before without that one."""
    more, less = others(f"再加上{name}", ROSTER), others(f"除了{name}", ROSTER)
    assert more is not None
    assert less is not None
    more_of = applied(more, before, ROSTER)
    assert _ID[name] in more_of
    assert applied(less, more_of, ROSTER) == tuple(x for x in before if x != _ID[name])
