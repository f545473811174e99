"""What is told among other words: heard right, or not at all; never kept without a tap."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.filling.amended import amended, day_put_right, takes_back
from bot.filling.items_among import dashed, items_among
from bot.filling.of_row import all_of_them
from bot.filling.rows_told import rows_told
from bot.forms.form import Question
from bot.forms.loading import load
from bot.speech.counts_among import count_among
from scoring.scheme import load as load_scheme
from tests.filling.test_walk_thumbs import empty_form
from tests.stage import stage

SIX = ("分管领导", "牵头科室", "工作联络员", "专用电脑", "打印机", "工作制度")
REPORT = "在各村评信用户，张庄评了86户，信用社给了授信"


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("就搞了一回 在广场发的传单", 1),
        ("4次4.12 4.20 5.6 6.14", 4),
        ("十来次吧 就写十次", 10),
        ("不对 还有一次进校园的 一共两次", 2),
        ("六次 其中两次和团委合办", 6),
        ("55 打错 5", 5),
        ("一共4次 有1次没报道 不算它", None),
        ("报了7次 有两次给打回来了", None),
        ("上个月搞了两次", None),
        ("5次未报道", None),
        ("搞三次能得几分", None),
        ("给我再说一次", None),
        ("好像搞了三四次", None),
    ],
)
def test_one_count_among_other_words(said: str, count: int | None) -> None:
    """Where it is asked, doubted, taken away or of another time there is none."""
    assert count_among(said, "次") == count


@pytest.mark.parametrize(
    ("said", "there", "lacking"),
    [
        ("领导科室联络员都有 制度也有 电脑打印机是共用的", (0, 1, 2, 5), ()),
        ("主任分管 党政办牵头 联络员是我", (0, 1, 2), ()),
        ("电脑有一台 打印机坏了", (3,), (4,)),
        ("就差打印机", (0, 1, 2, 3, 5), (4,)),
        ("124", (0, 1, 3), ()),
        ("3去掉", (), (2,)),
        ("牵头科室有 没有工作制度", (1,), (5,)),
        ("1234都有 打印机没有", (0, 1, 2, 3), (4,)),
        ("这些俺都没有", (), (0, 1, 2, 3, 4, 5)),
        ("前三个有 后面的没条件", (0, 1, 2), (3, 4, 5)),
        ("没有打印机，制度", None, ()),
        ("打印机准备买", None, ()),
        ("打印机算不算", None, ()),
        ("电脑打印机都有，制度没上墙", None, ()),  # it is there, and not on the wall
        ("分管领导刚调走 新的还没定", (), (0,)),
        ("分管领导刚调走，新的已经来了", (0,), ()),
        ("联络员退休了", (), (2,)),
        ("工作制度过期了", (), (5,)),
        ("打印机申请了", None, ()),
        ("这季度都没搞", (), (0, 1, 2, 3, 4, 5)),
        ("电脑有一台 别填", None, ()),
        ("电脑有一台 分管领导有点不行", None, ()),
        ("都齐了 就差个打印机", (0, 1, 2, 3, 5), (4,)),
        ("421", None, ()),
        ("领导科室联络员电脑制度都有 打印机跟党政办伙用", (0, 1, 2, 3, 5), ()),
        ("电脑是专门的 打印机和别的科室合用 其余都有", (0, 1, 2, 3, 5), ()),
        ("六样全乎", (0, 1, 2, 3, 4, 5), ()),
        ("这六样我们全置办齐了", (0, 1, 2, 3, 4, 5), ()),
        ("一种都没做", (), (0, 1, 2, 3, 4, 5)),
        ("除工作制度还在起草外其他都具备", (0, 1, 2, 3, 4), (5,)),
        ("除了打印机没配 剩下的全齐活", (0, 1, 2, 3, 5), (4,)),
        ("除了打印机 其他的没有", None, ()),
        ("还有打印机刚才漏说了", (4,), ()),
        ("就打印机没弄上其他五个没问题", (0, 1, 2, 3, 5), (4,)),
        ("分管领导定了专用电脑买了工作制度没有", (0, 3), (5,)),
    ],
)
def test_items_among_other_words(
    said: str, there: tuple[int, ...] | None, lacking: tuple[int, ...]
) -> None:
    """What lacks is told apart from what is there; what is planned or asked is neither."""
    found = items_among(_six(), said)
    if there is None:
        assert found is None
        return
    assert found is not None
    assert found.items == {SIX[one]: one in there for one in sorted((*there, *lacking))}


def test_that_nobody_came_lacks_nothing() -> None:
    """投诉没人投过 says not that complaints are not taken."""
    form = empty_form(load_scheme("郏县2022-县直单位"))
    (asked,) = form.questions(form.scheme.row("五.3"))
    found = items_among(asked, "清单公开了 承诺书也签了也公开了 投诉没人投过")
    assert found is not None
    assert set(found.items) == set(asked.names[:2])
    assert (found.left, found.idle) == ((), ("投诉没人投过",))


def _six() -> Question:
    form = empty_form(load_scheme("郏县2022-县直单位"))
    return form.questions(form.scheme.row("一.1"))[1]


def test_no_item_lacks_for_the_sake_of_its_own_name() -> None:
    """容缺受理 is the name of one."""
    form = empty_form(load_scheme("郏县2022-县直单位"))
    (asked,) = form.questions(form.scheme.row("六.1"))
    found = items_among(asked, "审批替代容缺受理证明替代")
    assert found is not None
    assert found.items == dict.fromkeys(("审批替代型", "容缺受理型", "证明替代型"), True)


@pytest.mark.parametrize(
    ("said", "whole"),
    [
        ("86写反了 是68户", "在各村评信用户，张庄评了68户，信用社给了授信"),
        ("把张庄改成王庄", "在各村评信用户，王庄评了86户，信用社给了授信"),
        ("张庄是4月18日", None),
        ("再加一句 我们还建了工作群", f"{REPORT}\n我们还建了工作群"),
        ("换掉刚才那段，改成：本季度开展对接会3场", "本季度开展对接会3场"),
        ("我们还开展了一次活动", None),
        ("对了 那天还发了二百本小册子", f"{REPORT}\n那天还发了二百本小册子"),
        ("日子写错了 是10月20", None),
        ("95写反了 是59户", None),
    ],
)
def test_a_description_is_put_right_in_part(said: str, whole: str | None) -> None:
    """Only where the old words stand in it once."""
    assert amended(REPORT, said) == whole


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("三.4 3项 四.1 5次", {"三.4": {"取得成效的应用": 3}, "四.1": {"宣传活动": 5}}),
        (
            "三.2有 三.3八项 五.4有文件没通报",
            {
                "三.2": {"已出台实施办法": True},
                "三.3": {"应用项数": 8},
                "五.4": {"制定相关治理文件": True, "有工作通报、治理成效": False},
            },
        ),
        (
            "六.2文件有办法有案例2个",
            {"六.2": {"出台制度文件": True, "出台评价办法": True, "分级分类监管案例": 2}},
        ),
        ("先别交 四.1改6", {"四.1": {"宣传活动": 6}}),
        ("三.3错了是5", {"三.3": {"应用项数": 5}}),
        ("不对，四.1填错了，应该是6次", {"四.1": {"宣传活动": 6}}),
        ("三.3错了", {}),
        ("三.4三项 四.1还没统计", {"三.4": {"取得成效的应用": 3}, "四.1": {}}),
        ("四.1明明有报道 链接都发了", {}),
        ("六.2一个案例几分", {}),
        ("三.4", {}),
    ],
)
def test_rows_are_told_by_their_numbers(said: str, told: dict[str, dict[str, object]]) -> None:
    """Each with its own answers; a question and a complaint tell nothing."""
    found = {
        one.row.id: {name: raw for _, answer in one.answers for name, raw in answer.items()}
        for one in rows_told(empty_form(load_scheme("郏县2022-县直单位")), said)
    }
    assert found == told


async def test_what_is_told_is_kept_by_the_tap_alone(tmp_path: Path) -> None:
    """Old and new are shown; an answer that somebody changed meanwhile is shown again first."""
    async with stage(tmp_path, before=["claim 县教育局 四.1 宣传活动 2"]) as play:
        await play.send("李敏", route="put/1/1/三.2/0")
        play.since(20)
        ((_, told),) = await play.send("李敏", "三.4 3项 四.1 5次")
        assert "四.1 宣传活动：5 次（原来 2 次）" in told.text
        assert [row["value"] for row in await play.query("select value from claims")] == ["2"]
        async with play.database.transaction() as db:
            await db.execute("update claims set value = '4'", ())
        play.since(20)
        ((_, told),) = await play.send("李敏", press="是的，都这样记")
        assert "四.1 宣传活动：5 次（原来 4 次）" in told.text
        play.since(20)
        await play.send("李敏", press="是的，都这样记")
        async with play.database.reading() as db:
            form = await load(db, 1, 1)
        assert form is not None
        assert form.claimed("四.1", "宣传活动") == 5
        assert form.claimed("三.4", "取得成效的应用") == 3


@pytest.mark.parametrize(
    ("table", "here", "said", "told"),
    [
        (
            "乡镇街道",
            "一.1",
            "组织建设都齐，简报6篇总结1篇",
            {"一.1": "是 有分管领导 有牵头科室", "二.1": ""},
        ),
        (
            "乡镇街道",
            "二.3",
            "信用村出了文件还没成效；七有里报道成果没有别的都有",
            {"二.3": "有出台相关文件制度 无取得成效", "二.4": "有有文件 无有报道 无有成果"},
        ),
        (
            "乡镇街道",
            "",
            "示范村有文件没成效，七有都有，失信治理都没有",
            {"二.3": "无取得成效", "二.4": "有有成果", "三.4": "无制定相关文件 无有成效"},
        ),
        ("乡镇街道", "二.4", "服务承诺那项五条都做了", {"三.3": "有接受投诉 有整改"}),
        (
            "县直单位",
            "四.1",
            "宣传活动5次，典型案例2个，媒体报道1次",
            {"四.1": "5", "六.3": "2 “媒体报道1次”"},
        ),
        (
            "县直单位",
            "",
            "实施办法已经出台了，治理文件没弄",
            {"三.2": "是", "五.4": "无制定相关治理文件"},
        ),
        ("县直单位", "四.1", "3次，典型案例2个", {"四.1": "3", "六.3": "2"}),
        ("县直单位", "", "推介会办了3场，行业内没有被推广的", {"三.1b": "3 “行业内没有被推广的”"}),
        ("县直单位", "四.1", "典型案例报2个", {"六.3": "2"}),
        ("县直单位", "四.1", "典型案例报2个还没盖章", {"六.3": ""}),
        ("县直单位", "六.3", "典型案例报2个", {}),
        ("县直单位", "", "典型案例报2个还没盖章", {}),
        ("县直单位", "四.1", "简报2篇", {"四.2": ""}),
        ("县直单位", "四.1", "案例2个", {"六.2": "", "六.3": ""}),
        ("县直单位", "六.3", "案例2个", {}),
        ("县直单位", "六.3", "一个也没有，惭愧", {}),
        ("县直单位", "", "媒体报道1次", {"四.1": "", "七.1": ""}),
        ("县直单位", "", "媒体报道昨天传了1次", {}),
        ("县直单位", "五.3", "一共8次", {}),
        ("乡镇街道", "四.1", "信用示范村的文件发了", {"二.3": "有出台相关文件制度"}),
        ("乡镇街道", "四.1", "信用示范村的文件发给你了", {}),
        ("县直单位", "", "典型案例2个，典型案例文件有", {"六.3": "2 有制定相关文件"}),
        ("县直单位", "", "实施办法已经出台了，大家很高兴", {}),
        ("乡镇街道", "", "七有里头文件阵地都有", {"二.4": "有有文件 有有阵地"}),
        ("县直单位", "六.3", "典型案例报2个还没盖章", {}),
        ("县直单位", "", "宣传活动5次，实施办法可以", {"四.1": "5", "三.2": ""}),
        ("县直单位", "", "宣传活动5次，承诺书快了", {"四.1": "5 “承诺书快了”"}),
        ("县直单位", "四.1", "3次，宣传活动5次，典型案例2个", {"四.1": "5 “3次”", "六.3": "2"}),
        ("县直单位", "一.1", "领导科室都有，制度没有", {}),
        ("县直单位", "", "领导换了，电话没变", {}),
        ("县直单位", "", "照片发了，排名有了", {}),
        ("乡镇街道", "二.5", "文件有，案例没有", {}),
        ("县直单位", "三.4", "办了5次，其中2次没见报", {}),
        ("乡镇街道", "", "七有都齐了，示范村那个啥叫成效", {}),
    ],
)
def test_rows_are_told_by_their_names(
    table: str, here: str, said: str, told: dict[str, str]
) -> None:
    """Every part is answered, or said not to be kept; what names no row of its own tells none."""
    form = empty_form(load_scheme(f"郏县2022-{table}"))
    found = {
        one.row.id: one for one in rows_told(form, said, form.scheme.row(here) if here else None)
    }
    assert set(found) == set(told)
    for row, parts in told.items():
        every = {name: raw for _, answer in found[row].answers for name, raw in answer.items()}
        for part in parts.split():
            if part.startswith("“"):
                assert part.strip("“”") in found[row].left
            elif part[0] in "有无":
                assert every[part[1:]] is (part[0] == "有")
            else:
                assert (True if part == "是" else int(part)) in every.values()


def test_the_day_of_what_a_description_tells_of() -> None:
    """吕沟村是4月18日 mends the one day of that clause; two days are asked about."""
    stands = "吕沟村4月10日宣传，张庄4月12日、4月14日宣传"
    assert amended(stands, "吕沟村是4月18日") == stands.replace("10日", "18日")
    assert amended(stands, "张庄是4月18日") is None
    assert amended(stands, "宣传是4月18日") is None
    assert amended(stands, "吕沟村是4月10日") is None
    assert day_put_right(stands, "是4月20日") is None
    assert day_put_right("9月20号在会上宣传", "是10月20") == "10月20在会上宣传"


@pytest.mark.parametrize("said", ["刚才那段不要了", "刚才写的不要了", "刚写那段删了吧"])
def test_a_description_is_taken_back(said: str) -> None:
    """What was written before, not what is written now."""
    assert takes_back(said)


@pytest.mark.parametrize(
    ("row", "said", "told"),
    [
        ("五.4", "两个都是", [True, True]),
        ("五.4", "两个都没有", [False, False]),
        ("六.2", "两个都有", [True, True]),
        ("六.2", "三个都有", None),
        ("三.2", "一个都有", None),
        ("五.4", "两个都快了", None),
    ],
)
def test_all_questions_of_a_row_are_answered_at_once(
    row: str, said: str, told: list[bool] | None
) -> None:
    """Those of yes or no, where the row has just so many."""
    form = empty_form(load_scheme("郏县2022-县直单位"))
    found = all_of_them(form.questions(form.scheme.row(row)), said)
    assert (None if found is None else [next(iter(a.values())) for _, a in found]) == told


@pytest.mark.parametrize(
    ("said", "row", "now"),
    [
        ("总数9", "五.3", 9),
        ("一共8次", "五.3", 8),
        ("撤了吧还是7", "五.3", 7),
        ("总数9", "六.3", None),
    ],
)
async def test_the_count_given_last_once_its_row_is_left(
    tmp_path: Path, said: str, row: str, now: int | None
) -> None:
    """Shown for one tap where what stands open counts nothing; a count takes it itself."""
    async with stage(tmp_path) as play:
        await play.send("李敏", route="put/1/1/四.1/0")
        play.since(20)
        await play.send("李敏", "5")
        if row == "六.3":
            await play.send("李敏", route="put/1/1/六.3/0")
            play.since(20)
            await play.send("李敏", "是")
        else:
            await play.send("李敏", route=f"put/1/1/{row}/0")
        play.since(20)
        letters = await play.send("李敏", said)
        shown = "\n".join(one.text for _, one in letters)
        assert (f"填成 {now} 次吗" in shown) is (now is not None)
        kept = await play.query("select value from claims where \"row\" = '四.1'")
        assert [one["value"] for one in kept] == ["5"]


@pytest.mark.parametrize(
    ("said", "signed", "public"),
    [
        ("承诺书签了也公示了", True, True),
        ("承诺书签了没公开", True, False),
        ("承诺书没签也没上墙", False, False),
    ],
)
def test_items_of_one_thing_are_told_apart_by_what_was_done(
    said: str, signed: bool, public: bool
) -> None:
    """签 and 公示 stand in no item's own part: 承诺书 is in both."""
    form = empty_form(load_scheme("郏县2022-乡镇街道"))
    (asked,) = form.questions(form.scheme.row("三.3"))
    found = items_among(asked, said)
    assert found is not None
    assert found.items == {
        "签署《诚信服务承诺书》": signed,
        "向社会公开《诚信服务承诺书》": public,
    }


def test_one_item_of_two_deeds_lacks_one_of_them() -> None:
    """承诺书签了没公布, where one item wants both."""
    form = empty_form(load_scheme("郏县2022-县直单位"))
    (asked,) = form.questions(form.scheme.row("五.3"))
    found = items_among(asked, "承诺书签了没公布")
    assert found is not None
    assert found.items == {"签署并向社会公布《诚信服务承诺书》": False}


def test_who_dictates_says_no_comma() -> None:
    """Each item with what is said of it, and what no item is named in is told as left."""
    form = empty_form(load_scheme("郏县2022-乡镇街道"))
    (asked,) = form.questions(form.scheme.row("三.3"))
    found = items_among(asked, "清单贴出来了承诺书签了网上也挂了投诉电话有整改没有")
    assert found is not None
    assert found.left == ("网上也挂了",)
    assert found.items == {
        "在乡镇服务中心公开服务承诺事项清单": True,
        "签署《诚信服务承诺书》": True,
        "接受投诉": True,
        "整改": False,
    }


@pytest.mark.parametrize(
    ("said", "dash"),
    [("打印机-", True), ("-打印机", True), ("打印机", False), ("打印机-坏了", False), ("-", False)],
)
def test_items_and_a_dash_are_asked_about(said: str, dash: bool) -> None:
    """打印机-: there, or not there? With more words they say it."""
    assert dashed(_six(), said) is dash


@pytest.mark.parametrize(
    "said",
    [
        "四.1 3次里头有1次没报道 不算它",
        "宣传活动3次里头有1次没报道 不算它",
        "宣传活动搞了4次有1次没报道不算",
    ],
)
def test_a_count_of_which_some_do_not_count_is_not_read_in_part(said: str) -> None:
    """Neither the 3 nor the 0 of its pieces."""
    form = empty_form(load_scheme("郏县2022-县直单位"))
    assert not any(one.answers for one in rows_told(form, said))


def test_one_sentence_may_be_added() -> None:
    """加上一句, without 再: it goes on with the description; 加上 alone adds to a list."""
    assert (
        amended("10月20号集市宣传", "加上一句 县融媒体来拍了") == "10月20号集市宣传\n县融媒体来拍了"
    )
    assert amended("10月20号集市宣传", "加上打印机和电脑") is None


@pytest.mark.parametrize(
    ("said", "there", "left"),
    [
        ("打因机没有", {"打印机": False}, ()),
        ("只度有", {"工作制度": True}, ()),
        ("只读光盘有", None, ()),  # sounds so, and something else stands beside it
        ("领导、科室、联络员、制度，四样", dict.fromkeys((*SIX[:3], SIX[5]), True), ()),
        ("领导、科室、联络员、制度，三样", dict.fromkeys((*SIX[:3], SIX[5]), True), ("三样",)),
        ("领导有，惭愧", {"分管领导": True}, ()),
    ],
)
def test_slips_and_how_many_they_are(
    said: str, there: dict[str, bool] | None, left: tuple[str, ...]
) -> None:
    """An item that sounds so is that item; their number says nothing new where it agrees."""
    form = empty_form(load_scheme("郏县2022-县直单位"))
    told = items_among(form.questions(form.scheme.row("一.1"))[1], said)
    assert (told and told.items, told.left if told else ()) == (there, left)
