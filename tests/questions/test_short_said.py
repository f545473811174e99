"""A short sentence behind a page in the words its readers know; one of its own stays as it is."""

from __future__ import annotations

import pytest

from bot.questions.short_said import of_subject, plainer

_PHONES = "联络员电话给我"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("就要最后仨", "倒数的三个"),
        ("末尾俩是谁", "倒数的两个"),
        ("就留前五", "前五个"),
        ("头三个就行", "前三个"),
        ("占几成", "占多少"),
        ("占多大比例", "占多少"),
        ("占一半没有", "占多少"),
        ("名单发来", "名单列出来"),
        ("差一点点的有没有", "差一点的是哪些"),
        ("审完认了几项", "他们审定了多少"),
        ("财政的也要", "财政的呢"),
        ("都有谁", "名单列出来"),
        ("名单导出来给我", "发表格"),
        ("号码有没", _PHONES),
        ("咋联系", _PHONES),
        ("打给谁问", _PHONES),
        ("谁在管 电话多少", _PHONES),
        ("他们号码发一下", f"他们的{_PHONES}"),
        ("提醒下他们", "都催一下"),
        ("跟他们吱一声", "都催一下"),
        ("催催", "都催一下"),
        ("往回几季", "历次得分"),
        ("前几季都啥样", "历次得分"),
        ("剩下的呢", "其余的是哪些"),
        ("光要局委的", "光要县直的"),
        ("那乡镇那一块儿呢", "那乡镇呢"),
        ("再搁两天给它", "给它再延两天"),
        ("跟他们说再给两天时间", "给它再延两天"),
        ("他们各自填到哪儿了", "他们填了多少"),
        ("最慢的是哪家", "按进度从低到高"),
        ("放一张表里发我", "放一张表里"),
        ("加个 王丽 13803750011", "它联络员换成王丽 13803750011"),
    ],
)
def test_plainer(text: str, said: str) -> None:
    assert plainer(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "谁没报", "三季度乡镇排名", "教育局", "教育局呢", "市场监管局呢", "茨芭镇呢", "催一下",
        "他俩差在哪", "全县占多少", "所有单位的电话", "给教育局再延两天", "总结占几分",
        "乡镇没交总结的有谁", "两个月没登录的", "催一下教育局", "谁在管教育局",
    ],
)  # fmt: skip
def test_a_sentence_of_its_own_stays(text: str) -> None:
    assert plainer(text) == text


@pytest.mark.parametrize("text", ["还没动的呢", "动了没", "没动静的", "谁还没改", "改了没"])
def test_a_verb_is_what_the_list_is_about(text: str) -> None:
    assert of_subject(text, "退回", "") == "退回还没补正的有哪些"
    assert of_subject(text, "", "") == text


def test_also_before_is_of_the_same_reports() -> None:
    assert of_subject("上季度也没交的", "总结", "总结") == "上季度没交总结的"
    assert of_subject("上季度也没交的", "", "") == "上季度也没交的"


def test_the_most_of_a_change() -> None:
    assert of_subject("退最多的仨", "变化", "") == "退步最多的三个"
    assert of_subject("涨得最狠的两个", "变化", "") == "进步最多的两个"
    assert of_subject("退最多的仨", "", "") == "退最多的仨"


def test_when_and_why_are_of_what_the_list_is_about() -> None:
    """都啥时候到期 behind what was put off; behind anything else it is nobody's yet."""
    assert of_subject("都啥时候到期", "延期", "") == "都延到哪天"
    assert of_subject("为啥说它有问题", "疑点", "") == "它的佐证材料"
    assert of_subject("没成的为啥", "申诉", "") == "申诉情况"
    for text in ("都啥时候到期", "为啥说它有问题", "没成的为啥"):
        assert of_subject(text, "变化", "") == text


@pytest.mark.parametrize(
    ("text", "subject", "said"),
    [
        ("三个人手上各有多少", "审核员", "审核进度"),
        ("谁最慢", "审核员", "谁审得最慢"),
        ("催一下他们", "审核员", "催一下审核员"),
        ("还剩几条", "疑点", "有疑点的材料有几份"),
        ("没看的是谁", "通知", "上次的通知谁没看"),
        ("看了的有几个", "通知", "上次的通知谁没看"),
    ],
)
def test_what_is_asked_of_whoever_stands_there(text: str, subject: str, said: str) -> None:
    assert of_subject(text, subject, "") == said
    assert of_subject(text, "申诉", "") == text
