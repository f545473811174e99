"""A unit is recognised by every name people use for it, and asked about when two fit."""

from __future__ import annotations

import pytest

from bot.speech import names
from bot.speech.names import Named, Roster
from tests.speech.county import ROSTER, UNITS

_SURE = {
    "县教育局": "县教育局",
    "教育局": "县教育局",
    "教育": "县教育局",
    "郏县教育局": "县教育局",
    "郟县教育局": "县教育局",
    "教 育 局": "县教育局",
    "教体局": "县教育局",
    "“教育局”": "县教育局",
    "发改委": "县发展和改革委员会",
    "发改": "县发展和改革委员会",
    "交通局": "县交通运输局",
    "市场监督管理": "县市场监督管理局",
    "冢头": "冢头镇",
    "冢头镇人民政府": "冢头镇",
    "冢头镇政府": "冢头镇",
    "龙山": "龙山街道",
    "龙山街道办事处": "龙山街道",
    "龙山办事处": "龙山街道",
    "姚庄": "姚庄回族乡",
    "姚庄乡": "姚庄回族乡",
    "宣传部": "县委宣传部",
    "卫健委": "县卫生健康委员会",
    "法院": "县人民法院",
}
_UNSURE = {
    "教肓局": "县教育局",
    "家头镇": "冢头镇",
    "中头镇": "冢头镇",
    "钟头": "冢头镇",
    "民正局": "县民政局",
    "财证局": "县财政局",
    "里口镇": "李口镇",
    "慈芭": "茨芭镇",
    "渣元乡": "渣园乡",
    "东成街道": "东城街道",
    "jiaoyuju": "县教育局",
    "xuedian": "薛店镇",
    "人社厅": "县人力资源和社会保障局",
    "市监局": "县市场监督管理局",
    "广天乡": "广阔天地乡",
    "县教育局人事股": "县教育局",
}


@pytest.mark.parametrize(("text", "name"), _SURE.items())
def test_a_name_in_use_is_taken_without_asking(text: str, name: str) -> None:
    found = ROSTER.find(text)
    assert (found.kind, found.unit and found.unit.name, found.sure) == ("one", name, True)


@pytest.mark.parametrize(("text", "name"), _UNSURE.items())
def test_a_slip_is_recognised_but_to_be_confirmed(text: str, name: str) -> None:
    found = ROSTER.find(text)
    assert (found.kind, found.unit and found.unit.name, found.sure) == ("one", name, False)


@pytest.mark.parametrize(
    ("text", "names"),
    {
        "交通": {"县交通运输局", "县公路事业发展中心"},
        "城管": {"县城市管理局", "县城市综合执法大队"},
        "发展": {"县发展和改革委员会", "县公路事业发展中心"},
    }.items(),
)
def test_two_units_that_fit_are_asked_about(text: str, names: set[str]) -> None:
    found = ROSTER.find(text)
    assert found.kind == "several"
    assert {unit.name for unit in found.candidates} == names


@pytest.mark.parametrize(
    "text", ["你好", "abc", "今天天气", "局", "街道", "人民政府", "教" * 200, ""]
)
def test_what_is_no_unit_is_none_with_at_most_three_neighbours(text: str) -> None:
    found = ROSTER.find(text)
    assert (found.kind, found.unit) == ("none", None)
    assert len(found.candidates) <= 3


def test_every_unit_answers_to_all_its_own_names() -> None:
    for unit in UNITS:
        for name in (
            unit.name,
            unit.short,
            f"郏{unit.name}" if unit.name[0] == "县" else unit.name,
        ):
            assert ROSTER.find(name).unit == unit, name


def test_a_body_named_like_a_bureau_is_itself_where_it_is_on_the_roster() -> None:
    roster = Roster(
        Named(number, name, "", (), "县直单位")
        for number, name in enumerate(
            ["县总工会", "县科学技术协会", "县科学技术局", "县工商业联合会"]
        )
    )
    for said, number in (("县总工会得分", 0), ("科学技术协会得分", 1), ("工商业联合会得分", 3)):
        assert [one.found.unit for one in roster.find_in(said)] == [roster.of(number)], said


def test_two_slips_apart_are_asked_and_not_guessed() -> None:
    roster = Roster(
        [Named(1, "张庄镇", "张庄", (), "乡镇街道"), Named(2, "章庄镇", "章庄", (), "乡镇街道")]
    )
    assert roster.find("张庄").sure
    asked = roster.find("彰庄镇")
    assert asked.kind == "several"
    assert {unit.id for unit in asked.candidates} == {1, 2}


@pytest.mark.parametrize(
    ("sentence", "named"),
    {
        "教育局为什么扣分": ["教育局"],
        "比较教育局和财政局": ["教育局", "财政局"],
        "郏县教育局的得分": ["郏县教育局"],
        "龙山街道办事处怎么样": ["龙山街道办事处"],
        "冢头镇政府得分": ["冢头镇政府"],
        "县直前三": [],
        "信用+应用场景为什么扣分": [],
        "再添一个 吴财政 15937501234": [],
        "联络员换成吴财政": [],
        "吴财政局": ["财政局"],
        "和财政比": ["财政"],
        "财政资金哪里来": [],
        "财政局的财政资金": ["财政局"],
        "教育培训": [],
        "工商联 2": [],
        "中级法院交了吗": [],
        "财政学会得分": [],
        "科学技术协会得分": [],
        "": [],
    }.items(),
)
def test_units_are_found_inside_a_sentence_at_their_places(sentence: str, named: list[str]) -> None:
    assert [sentence[m.start : m.end] for m in ROSTER.find_in(sentence)] == named


def test_an_ambiguous_name_in_a_sentence_keeps_its_candidates() -> None:
    (mention,) = ROSTER.find_in("交通得了多少分")
    assert mention.found.kind == "several"
    assert len(mention.found.candidates) == 2


def test_an_empty_roster_names_nothing() -> None:
    empty = Roster([])
    assert empty.find("教育局").kind == "none"
    assert empty.find_in("教育局得分") == ()


BUREAUS = Roster(
    Named(number, name, short, (), group)
    for number, (name, short, group) in enumerate(
        (
            ("县教育局", "教育局", "县直单位"),
            ("县医疗保障局", "医保局", "县直单位"),
            ("县财政局", "财政局", "县直单位"),
            ("长桥镇", "长桥", "乡镇街道"),
            ("冢头镇", "冢头", "乡镇街道"),
        )
    )
)


def test_a_town_is_no_misspelt_bureau() -> None:
    """城关镇 sounds as 城管局 does, and is another kind of unit."""
    roster = Roster(
        [
            Named(1, "县城市管理局", "城管局", (), "县直单位"),
            Named(2, "冢头镇", "冢头", (), "乡镇街道"),
        ]
    )
    found = roster.find("城关镇")
    assert found.unit is None
    assert roster.find("城关局").unit is not None


@pytest.mark.parametrize("name", ["环保局", "县环保局", "林业局", "粮食局", "水利局", "司法局"])
def test_a_bureau_that_is_not_on_the_roster_is_nobodys_misspelling(name: str) -> None:
    """Another bureau that every county has: unknown, with the nearest only as a question."""
    found = BUREAUS.find(name)
    assert found.kind == "none"
    assert not any(one.group == "乡镇街道" for one in found.candidates)


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("教体局", "县教育局"),
        ("教育和体育局", "县教育局"),
        ("医保局", "县医疗保障局"),
    ],
)
def test_a_bureau_is_known_by_its_names_before_and_after_a_reform(written: str, unit: str) -> None:
    """教体局 is the 教育局 of the roster."""
    found = BUREAUS.find(written)
    assert found.unit is not None
    assert (found.unit.name, found.sure) == (unit, True)


@pytest.mark.parametrize(
    ("written", "unit", "alike"),
    [
        ("财正局", "县财政局", True),
        ("教肓局", "县教育局", True),
        ("昌桥镇", "长桥镇", True),
        ("涨桥镇", "长桥镇", True),
        ("家头镇", "冢头镇", False),
        ("张桥镇", "长桥镇", False),
        ("章桥镇", "长桥镇", False),
        ("常桥镇", "长桥镇", False),
        ("财征局", "县财政局", True),
    ],
)
def test_a_guess_says_whether_it_can_mean_another(written: str, unit: str, alike: bool) -> None:
    """The same sound in any reading of a sign, or a slip in a bureau's name."""
    found = BUREAUS.find(written)
    assert found.unit is not None
    assert (found.unit.name, found.sure, found.alike) == (unit, False, alike)


OFFICES = Roster(
    Named(number, name, name.removeprefix("县"), (), "县直单位")
    for number, name in enumerate(
        (
            "县文旅局", "县林业局", "县住建局", "县水务局", "县国土局", "县人民法院", "县教育局",
            "县第一人民医院", "县农业银行", "县自然资源局", "县交通运输局", "县农业农村局",
            "县卫生健康委员会", "县委办公室", "县民政局",
        )
    )
)  # fmt: skip


@pytest.mark.parametrize(
    "written",
    [
        "文物局", "渔业局", "盐业局", "林草局", "水文局", "国资局", "教师局", "县人民医院",
        "县第二人民医院", "农商银行", "县府办", "政府办", "县政府办公室", "民宗局", "政协办公室",
    ],
)  # fmt: skip
def test_one_everyday_sign_for_another_makes_another_office(written: str) -> None:
    """Asked about name by name, or unknown: never taken in one go with the slips."""
    found = OFFICES.find(written)
    assert not found.sure
    assert not found.alike


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("教肓局", "县教育局"),
        ("往建局", "县住建局"),
        ("水物局", "县水务局"),
        ("民正局", "县民政局"),
        ("自然资原局", "县自然资源局"),
        ("交通运翰局", "县交通运输局"),
        ("农业农材局", "县农业农村局"),
        ("卫生健廉委员会", "县卫生健康委员会"),
    ],
)
def test_the_same_sound_or_nearly_the_same_strokes_is_a_slip(written: str, unit: str) -> None:
    """As people type it, and as a scanner reads it."""
    found = OFFICES.find(written)
    assert found.unit is not None
    assert (found.unit.name, found.alike) == (unit, True)


def test_what_was_looked_for_lately_is_found_without_looking(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A sentence is understood in several ways, each of which asks for the same stretches."""
    roster, looked = Roster(UNITS), list[str]()
    find = Roster._find

    def counted(self: Roster, text: str) -> names.Found:
        looked.append(text)
        return find(self, text)

    monkeypatch.setattr(Roster, "_find", counted)
    for text in ("教育局", "家头镇", "没有的局", "教育局", "家头镇", "没有的局"):
        assert roster.find(text) == find(roster, text)
    assert looked == ["教育局", "家头镇", "没有的局"]


def test_what_was_looked_for_is_remembered_within_limits_and_said_right_after_them() -> None:
    """A roster lives as long as nobody changes a unit: what people write does not add up in it."""
    roster = Roster(UNITS)
    for number in range(3 * names._REMEMBERED):
        assert roster.find(f"{number}号").kind == Roster(()).find(f"{number}号").kind
        assert len(roster._found) <= names._REMEMBERED
    assert roster.find("教育局").unit == ROSTER.find("教育局").unit
    long = "教育局" * 100
    assert roster.find(long) == roster._find(long)
    assert long not in roster._found


def test_a_changed_unit_is_looked_for_anew() -> None:
    """What is remembered is of one roster: the next one knows nothing of it."""
    assert Roster(UNITS).find("教育局").kind == "one"
    assert Roster([one for one in UNITS if one.name != "县教育局"]).find("教育局").unit is None


@pytest.mark.parametrize("above", ["平顶山市", "河南省", "河南省平顶山市", "市", "省", "叶县"])
def test_a_bureau_of_another_level_or_county_is_never_taken_without_asking(above: str) -> None:
    """平顶山市教育局 went into a figures sheet as 县教育局, without a word."""
    every = [
        (name, ROSTER.find(above + name))
        for unit in UNITS
        for name in (unit.name.removeprefix("县"), unit.short)
        if name.endswith(("局", "委", "委员会")) and not name.startswith(("县", "国家", "市"))
    ]
    assert len(every) > 10
    assert [name for name, found in every if found.sure or found.alike] == []


@pytest.mark.parametrize("above", ["平顶山市郏县", "河南省平顶山市郏县", "河南省郏县", "郏县"])
def test_the_own_county_may_be_named_with_all_that_is_above_it(above: str) -> None:
    for name in ("教育局", "冢头镇"):
        found = ROSTER.find(above + name)
        assert found.sure
        assert found.unit is not None
        assert found.unit.name.endswith(name)


def test_a_citys_body_that_is_on_the_roster_may_leave_its_city_out() -> None:
    fund = Named(900, "平顶山市住房公积金中心", "", (), UNITS[0].group)
    found = Roster([*UNITS, fund]).find("住房公积金中心")
    assert (found.sure, found.unit) == (True, fund)


def test_a_bank_is_no_bureau_of_its_trade() -> None:
    farming = Named(901, "县农业农村局", "农业农村局", ("农业局",), UNITS[0].group)
    roster = Roster([farming])
    assert [one.found.unit for one in roster.find_in("农业为什么扣分")] == [farming]
    assert roster.find_in("农业银行得了多少分") == ()
