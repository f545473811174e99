"""Doubts are raised where a person would have them, and nowhere else."""

from pathlib import Path

import pytest

from bot.reading.cities import county_city
from bot.reading.doubts import KINDS
from bot.reading.facts import facts
from tests.reading.doubtful import Bundle, Paper, bundles, document
from tests.reading.doubtful_files import FILES, as_lines, batches
from tests.reading.doubtful_fresh import fresh, picture
from tests.reading.doubtful_papers import ordinary, wronged
from tests.reading.judging import judge


async def test_every_kind_of_doubt_is_right_and_found(tmp_path: Path) -> None:
    judged = await judge(tmp_path, list(bundles(3, 1)))
    for kind in KINDS:
        assert judged.right[kind], kind
        assert judged.precision(kind) >= 0.9, (kind, judged.said)
        assert judged.recall(kind) >= 0.85, (kind, judged.said)


@pytest.mark.parametrize(
    "names",
    [
        ("bundles_fresh.txt",),
        ("bundles_second.txt", "bundles_third.txt"),
        ("bundles_thirteenth.txt",),
    ],
)
async def test_bundles_written_without_the_rules_are_doubted_as_a_person_would(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    made = [one for name in names for one in fresh(name)]
    judged = await judge(tmp_path, made)
    assert judged.said == []
    told = frozenset(kind for one in made for kind in one.doubts)
    assert all(judged.right[kind] for kind in told)


@pytest.mark.parametrize("name", FILES)
async def test_bundles_that_are_sent_as_files_are_doubted_as_a_person_would(
    tmp_path: Path, name: str
) -> None:
    """As a perfect reader brings them; as files of every program: `bench doubts`."""
    assert (await judge(tmp_path, list(as_lines(batches(name))))).said == []


async def test_a_name_behind_the_signs_of_its_stamp_is_no_other_county_s(tmp_path: Path) -> None:
    """Eyes put what a stamp says before the name that it was pressed on."""

    def signed(unit: str, line: str, doubts: str) -> Bundle:
        lines = [
            "关于诊所失信治理情况的通报",
            "各诊所：",
            "共检查诊所21家，投诉减少三成，治理成效明显。",
        ]
        paper = Paper("通报.jpg", picture([*lines, line, "2026年12月8日"]))
        claims = {"制定相关治理文件": False, "有工作通报、治理成效": True}
        return Bundle(unit, unit, (paper,), "五.4", claims, frozenset(filter(None, [doubts])))

    made = [
        signed("县口腔院", "某县某 用县口腔院", ""),
        signed("县眼科院", "叶县眼科院", "other_unit"),
        signed("县骨科院", "平顶山市叶县骨科院", "other_unit"),
        signed("县肛肠院", "河南省平顶山市郏县肛肠院", ""),
    ]
    assert (await judge(tmp_path, made)).said == []


@pytest.mark.parametrize(
    ("unit", "sort", "title", "issuer", "text", "doubted"),
    [
        ("县煤气办", "plan", "关于开展诚信宣传的通知", "县渔政站", "", True),
        ("县煤气办", "plan", "关于开展诚信宣传的通知", "县渔政站", "请县煤气办协助。", False),
        ("县煤气办", "plan", "关于开展诚信宣传的通知", "县委宣传部", "", False),
        ("县煤气办", "plan", "关于开展诚信宣传的通知", "平顶山市燃气办公室", "", False),
        ("县煤气办", "pledge", "诚信经营承诺书", "宏远贸易有限公司", "", False),
        ("县农业农村局", "plan", "关于开展诚信宣传的通知", "县种子站", "", False),
        ("县林业局", "plan", "关于开展诚信宣传的通知", "市第一中学", "", False),
        ("县卫健委", "plan", "关于开展诚信宣传的通知", "县第二人民医院", "", False),
        ("县林业局", "plan", "关于开展诚信宣传的通知", "县第二人民医院", "", True),
        ("县林业局", "plan", "关于开展诚信宣传的通知", "县第三初级中学", "", True),
        ("南坡镇人民政府", "plan", "关于开展诚信宣传的通知", "南坡镇中心学校", "", False),
        ("南坡镇人民政府", "plan", "关于开展诚信宣传的通知", "北岭乡人民政府", "", True),
        ("县煤气办", "letter", "感谢信", "县第二人民医院", "", False),
    ],
)
async def test_a_paper_of_a_body_on_no_roster(
    tmp_path: Path, unit: str, sort: str, title: str, issuer: str, text: str, doubted: bool
) -> None:
    body = "参加人员郑重承诺守信。" if sort == "pledge" else "请认真组织，讲解信用知识。"
    lines = (title, "各有关单位：", body + text, issuer, "2026年11月3日")
    claims = {"制定相关治理文件": False, "有工作通报、治理成效": False}
    doubts = frozenset({"other_unit"} if doubted else ())
    made = Bundle("stranger", unit, (Paper("一份.docx", document(*lines)),), "五.4", claims, doubts)
    assert (await judge(tmp_path, [made])).said == []


@pytest.mark.parametrize(
    ("title", "body", "day", "said"),
    [
        ("县蜡染办关于2026年一季度治理情况的通报", "共受理18件。", "2026年4月8日", True),
        ("县蜡染办关于治理情况的通报", "二季度共受理18件。", "", True),
        ("县蜡染办关于5至6月治理情况的通报", "共受理18件。", "2026年7月8日", True),
        ("县蜡染办关于第三季度治理情况的通报", "共受理18件。", "2026年10月12日", False),
        ("县蜡染办关于上半年治理情况的通报", "共受理18件。", "2026年10月12日", True),
        ("县蜡染办关于表彰2025年度守信户的决定", "共表彰18户。", "2026年10月12日", False),
        ("县蜡染办关于10月至11月治理情况的通报", "比三季度少9件。", "2026年12月2日", False),
        ("县蜡染办关于前三季度及四季度治理情况的通报", "共受理18件。", "2026年12月2日", False),
    ],
)
async def test_the_time_a_paper_says_it_is_about(
    tmp_path: Path, title: str, body: str, day: str, said: bool
) -> None:
    paper = Paper(
        "通报.docx", document(title, "各工坊：", body, "县蜡染办", *([day] if day else []))
    )
    claims = {"制定相关治理文件": False, "有工作通报、治理成效": True}
    doubts = frozenset({"outside"} if said else ())
    made = Bundle("time", "县蜡染办", (paper,), "五.4", claims, doubts)
    assert (await judge(tmp_path, [made])).said == []


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("ＸＸ镇诚信宣传活动方案", True),
        ("□□局诚信宣传活动方案", True),
        ("〇〇乡诚信宣传活动方案", True),
        ("某县某局关于开展诚信宣传的通知", True),
        ("＿＿＿镇诚信宣传活动方案", True),
        ("请{单位名称}派员参加", True),
        ("参加人员一〇〇人", False),
        ("□单位 □个人", False),
        ("二〇〇八年的活动方案", False),
    ],
)
def test_what_stands_for_a_name_is_left_blank(line: str, left: bool) -> None:
    lines = (line, "各村：", "请认真组织，讲解信用知识。", "县教育局", "2026年10月16日")
    assert any(one.kind == "blank" for one in facts(document(*lines))) is left


@pytest.mark.parametrize(
    "line", ["平顶山晚报 2026年10月20日 第4版", "河南商报　2026年12月4日　A07版"]
)
def test_a_cutting_is_a_report(line: str) -> None:
    found = facts(document("重阳话诚信", line, "重阳节当天，十二个村的好儿媳受到表彰。"))
    said = {one.kind: one.value for one in found}
    assert said["sort"] == "news"
    assert said["medium"] == line.split()[0]


@pytest.mark.parametrize(
    ("name", "city"),
    [
        ("汝州市盐业管理局", "汝州市"),
        ("河南省平顶山市汝州市第一高级中学", "汝州市"),
        ("济源市市场监督管理局", "济源市"),
        ("永城市教育局", "永城市"),
        ("平顶山市市场监督管理局", ""),
        ("上海市信用中心", ""),
        ("郏县城市管理局", ""),
        ("市城市管理局", ""),
        ("荆州市沙市区教育局", ""),
        ("万家福超市", ""),
    ],
)
def test_a_city_that_is_a_county(name: str, city: str) -> None:
    assert county_city(name) == city


async def test_the_signs_of_a_stamp_before_a_name_are_no_part_of_it(tmp_path: Path) -> None:
    """Also where another unit of the roster signs: 某 柳河镇人民政府."""
    lines = ["诚信宣传活动总结", "共发放资料五百份，内容为讲解信用知识，群众踊跃签名。"]
    paper = Paper("总结.jpg", picture([*lines, "某 柳河镇人民政府", "2026年11月9日"]))
    claims = {"制定相关治理文件": False, "有工作通报、治理成效": False}
    made = Bundle("stamp", "县蚕种场", (paper,), "五.4", claims, frozenset({"other_unit"}))
    own = Paper("总结.jpg", picture([*lines, "用 县电子厂", "2026年11月9日"]))
    mine = Bundle("own stamp", "县电子厂", (own,), "五.4", claims)
    assert (await judge(tmp_path, [made, mine])).said == []


async def test_ordinary_papers_are_not_doubted(tmp_path: Path) -> None:
    judged = await judge(tmp_path, list(ordinary(5))[::11])
    assert judged.said == []


async def test_papers_with_one_thing_wrong_are_doubted_for_it(tmp_path: Path) -> None:
    judged = await judge(tmp_path, list(wronged(5))[:50])
    for kind in ("text", "other_unit", "outside", "blank"):
        assert judged.right[kind], kind
    for kind in KINDS:
        found = judged.right[kind] + judged.wrong[kind]
        assert not found or judged.precision(kind) >= 0.9, (kind, judged.said)
    assert sum(judged.missed.values()) <= 0.15 * sum(judged.right.values()), judged.said
