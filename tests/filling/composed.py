"""Answers composed of forms × values, with what each truly says: thousands nobody wrote.

Each says what must come of it: ``Right`` values, of which any may be kept or shown for a tap, or
nothing at all, where the sentence decides nothing. ``judged`` reads a sentence as the walk does;
``python -m tests.bench composed`` counts, ``test_composed`` holds what would be kept wrongly at
nought. Pure: no page, no database.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from typing import Final, Literal

from bot.filling.accounted import account
from bot.filling.described import describes, of_another_unit
from bot.forms.form import Question, UnitForm
from bot.speech.numbers import NumberFault
from bot.speech.ratios import rate
from scoring.facts import NIL
from scoring.scheme import Row, load
from tests.filling.test_walk_thumbs import empty_form

OFFICES: Final = "郏县2022-县直单位"
TOWNS: Final = "郏县2022-乡镇街道"
Verdict = Literal["at once", "by a tap", "not understood", "wrong at once", "wrong by a tap"]
Answer = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence at a question, and what it says there."""

    scheme: str
    row: str
    number: int
    text: str
    right: tuple[Answer, ...]
    """Answers that it may come to; none: it decides nothing."""
    kind: str


_LEADS: Final = frozenset({"下一个", "下一题"})
_FORMS: Final[dict[str, UnitForm]] = {one: empty_form(load(one)) for one in (OFFICES, TOWNS)}


def at(scheme: str, row: str, number: int) -> tuple[Row, Question]:
    """The question a sentence is said at."""
    found = _FORMS[scheme].scheme.row(row)
    return found, _FORMS[scheme].questions(found)[number]


def judged(said: Said) -> Verdict:
    """What would come of it: kept at once, shown for a tap, or asked about; and whether rightly."""
    row, question = at(said.scheme, said.row, said.number)
    told = account(row, question, said.text, _LEADS.__contains__)
    whole, answer = told.whole, told.answer
    if question.kind == "note" and answer is not None and answer.get(question.names[0]) != NIL:
        own = describes(said.text) and not of_another_unit(said.text, "冢头镇")
        whole, answer = own, {question.names[0]: True}
        if not whole:
            return "not understood" if said.right else "by a tap"  # asked about, whatever it is
    if answer is None or whole is None:
        return "not understood"
    fits = any(_agrees(answer, one) for one in said.right)
    if whole and not said.text.endswith(("?", "？")):
        return "at once" if fits else "wrong at once"
    return "by a tap" if fits else "wrong by a tap"


def _agrees(answer: Answer, right: Answer) -> bool:
    """Whether nothing is set otherwise than it was said, and nothing that was not spoken of."""
    return all(name in right and right[name] == value for name, value in answer.items())


# -- counts --------------------------------------------------------------------------------------

_COUNTS: Final = (
    (OFFICES, "四.1", 0, "次"),
    (OFFICES, "三.3", 0, "项"),
    (OFFICES, "三.4", 0, "项"),
    (OFFICES, "六.3", 1, "个"),
    (OFFICES, "三.1b", 0, "次"),
)
_NUMERALS: Final = "零一二三四五六七八九十"
_BEFORE: Final = (
    "", "一共", "共计", "本季度", "我们", "嗯", "就", "报", "请填", "麻烦记", "总共", "合计",
    "有", "共",
    "填", "好的，", "不好意思，", "您好，", "截至目前共", "俺们",
)  # fmt: skip
_BEHIND: Final = (
    "", "吧", "。", "，谢谢", "（见附件）", "，照片后补", "啊", " 下一个", "，材料晚点传",
    "，就这些",
    "，核对过了", "，没错", "，辛苦了", "，麻烦了", "，请查收", "！", "，没别的了", "哈",
)  # fmt: skip
_NOT_OURS: Final = (
    "计划{n}{u}", "{n}{u}还没办", "上季度{n}{u}", "财政局搞了{n}{u}", "{n}{u}取消了",
    "大概{a}{b}{u}", "{n}{u}吗",
    "{n}{u}行不行", "至少{n}{u}", "不到{n}{u}", "{n}{u}左右", "准备搞{n}{u}", "如果{n}{u}呢",
    "下季度{n}{u}",
    "{n}/{m}{u}", "{n}{u}或{m}{u}", "{n}张照片", "共{n}页", "{n}月", "{n}号", "第{n}{u}",
    "去年{n}{u}",
    "{n}{u}能得几分", "听说{n}{u}", "{n}到{m}{u}", "{n}-{m}{u}", "要是{n}{u}就满分了",
    "还差{n}{u}", "目标{n}{u}",
    "最多{n}{u}算不算", "不止{n}{u}", "快{n}{u}了", "别填{n}{u}", "{n}{u}是别的单位的",
    "{n}点半", "{n}个人", "{n}天",
    "{n}分", "{n}元", "满{n}{u}给几分", "往年都是{n}{u}", "{n}{u}还在走程序", "拟报{n}{u}",
    "听他们说有{n}{u}",
    # what strangers said: not broadcast yet, under way, two days, conditions
    "{n}{u}在谈", "{n}{u}正在审批", "{n}{u}还没播", "县台拍了{n}{u}还没播", "{n}{u}拍了但是没播",
    "{n}{u}采访了没登出来", "{n}{u}还没见报", "一{u}分两天办，算一{u}还是两{u}",
    "两天的一{u}算几{u}",
    "一{u}办了{n}天算几{u}", "要是播了就是{n}{u}", "播了就{n}{u}", "等播出来就{n}{u}了",
    "如果算上没播的是{n}{u}", "没播的那{n}{u}算不算", "{n}{u}没上报纸只发了公众号行不行",
    "还没报道的{n}{u}能填吗", "{n}{u}，审核不认咋办", "{n}{u}还在筹备", "{n}{u}待办",
    "快办完{n}{u}了",
    "过两天还有{n}{u}", "只要播了就{n}{u}", "{n}{u}没办完", "{n}{u}没拍照能算吗",
    "{n}{u}都没播", "拟播{n}{u}", "有{n}{u}但没报道能报几{u}", "要不先填{n}{u}等播了再改",
)  # fmt: skip


def _cn(number: int) -> str:
    return _NUMERALS[number] if number <= 10 else f"十{_NUMERALS[number - 10]}"


def counts() -> Iterator[Said]:  # noqa: C901 -- one form after another
    """How many, plainly, put right, added up, in part; and what is no count of ours."""
    for scheme, row, number, unit in _COUNTS:
        name = at(scheme, row, number)[1].names[0]

        def said(text: str, *right: int, kind: str = "count") -> Said:
            there = tuple({name: one} for one in right)  # noqa: B023 -- used at once
            return Said(scheme, row, number, text, there, kind)  # noqa: B023

        for n in (0, 1, 3, 12):
            figures = (f"{n}", f"{n}{unit}", f"{_cn(n)}{unit}", f"{n} {unit}")
            for figure, before, behind in product(figures, _BEFORE, _BEHIND):
                yield said(f"{before}{figure}{behind}", n)
        for n in (2, 3, 5):
            m = n + 1
            values = {"n": n, "m": m, "a": _cn(n), "b": _cn(m), "u": unit}
            for form in _NOT_OURS:
                yield said(form.format(**values), kind="count, none of ours")
            for form in (
                "{m}{u}不对，{n}{u}", "不是{m}{u}是{n}{u}", "写错了，{n}{u}",
                "{m}，哦不对{n}{u}", "更正：{n}{u}",
                "改成{n}", "应该是{n}{u}", "说错了是{n}{u}", "请改为{n}{u}", "按错了，{n}{u}",
            ):  # fmt: skip
                yield said(form.format(**values), n, kind="count, put right")
            for form in (
                "{m}{u}，线上1{u}线下{n}{u}", "一共{m}{u}，1{u}进校园，{n}{u}进社区",
                "线上1{u}，线下{n}{u}",
                "1{u}线上{n}{u}线下", "进校园1{u}进社区{n}{u}",
            ):  # fmt: skip
                yield said(form.format(**values), m, kind="count, added up")
            for form in (
                "{m}{u}（含线上1{u}）",
                "{m}{u}，其中{n}{u}在社区",
                "{m}{u}，其中和团委合办的1{u}",
            ):
                yield said(form.format(**values), m, kind="count, with a part")
        for text in (
            f"一{unit}都没搞", "没有", "没搞过", "暂无", "未开展", "零", "本季度未曾开展",
            f"一{unit}也没有",
            "没开展过", "这季度没搞", "尚无", "都没有", "无", "没有呢", "没有啊", "确实没有",
        ):  # fmt: skip
            yield said(text, 0, kind="count, none")


# -- yes or no -----------------------------------------------------------------------------------

_FLAGS: Final = (
    (OFFICES, "三.2", 0),
    (OFFICES, "六.2", 1),
    (TOWNS, "二.3", 0),
    (TOWNS, "二.5", 0),
    (OFFICES, "五.4", 0),
)
_YES: Final = (
    "是", "有", "有的", "已印发", "印发了", "早就印发了", "出台了", "已经出台", "有文件",
    "文件有", "有，教办3号",
    "有，上个月印的", "去年印发的，现在还有效", "印了", "有了", "已出台并印发", "是的，有",
    "对，有", "有，请看附件",
    "有的，照片后补", "办法有了", "发过文了", "三月份印发的", "有红头文件", "有的，谢谢", "嗯有",
    "嗯，有的",
)  # fmt: skip
_NO: Final = (
    "否", "没有", "没", "无", "暂无", "尚无", "还没有", "没印发", "未印发", "没出台", "尚未出台",
    "没有呢", "真没有",
    "没有，正在起草", "还在起草", "还没印发", "暂时没有", "没弄过", "没有文件", "阙如", "未制定",
    "没搞", "确实没有",
    "没有，谢谢", "目前没有", "我们没有", "没有的", "还没出", "没呢", "尚付阙如", "没得", "冇",
    "下个月才印发", "只有草稿", "印发了但是作废了",
)  # fmt: skip
_NEITHER: Final = (
    "有吗", "有没有都行", "算有吗", "应该有吧，我问问", "有点乱", "没意见", "没问题", "财政局有",
    "别的局有", "有什么要求",
    "有 章没盖", "有是有，没盖章", "有是有，就是没有文号", "不清楚", "不知道有没有",
    "什么样的算有", "没看懂", "没照片怎么办",
    "有的村有", "一部分有", "好的", "嗯", "可以", "收到", "有事先走了", "没空", "不归我们管",
    "有的有有的没有", "要不要盖章",
    "有了以后怎么填", "没有会扣分吗", "有效期怎么算", "没有怎么办", "要是没有呢", "如果有呢",
    "有就选是吗", "无所谓",
    "有，但是是前年的，不知道废没废", "文件写好了，还没盖章", "如果年底前发能算有吗",
    "要是下周印发就有", "有的话怎么填", "有一半没一半", "一个有一个没有", "激励的有，惩戒的没有",
    "有通报，没成效", "有联合惩戒的，没写激励", "等发了再说有没有",
    "有两个章", "有困难", "没时间", "有人问", "没信号", "没电了", "有空再弄", "是不是都要填",
    "是谁填", "否决了吗",
)  # fmt: skip
_SMALL: Final = ("", "。", "啊", "吧", "，谢谢", "，麻烦了", "哈")
_FIRST: Final = ("", "嗯，", "您好，", "那个，", "我们", "咱")


def flags() -> Iterator[Said]:
    """Yes, no, and what has a 有 or a 没 in it and is neither."""
    for scheme, row, number in _FLAGS:
        name = at(scheme, row, number)[1].names[0]
        for texts, right, kind in ((_YES, True, "yes"), (_NO, False, "no")):
            for first, text, last in product(_FIRST, texts, _SMALL):
                if first in ("我们", "咱") and text in ("是", "否", "无", "冇", "阙如", "对，有"):
                    continue
                yield Said(scheme, row, number, f"{first}{text}{last}", ({name: right},), kind)
        for first, text in product(("", "嗯，", "您好，", "我们"), _NEITHER):
            yield Said(scheme, row, number, f"{first}{text}", (), "neither yes nor no")


# -- checklists ----------------------------------------------------------------------------------

_LISTS: Final = (
    (OFFICES, "一.1", 1, ("领导", "科室", "联络员", "电脑", "打印机", "制度")),
    (TOWNS, "二.4", 0, ("文件", "阵地", "载体", "评比", "奖惩", "报道", "成果")),
    (OFFICES, "五.3", 0, ("清单", "承诺书", "投诉")),
)


def lists() -> Iterator[Said]:
    """Which of several there are: named, all but, by places, in written style and dictated."""
    for scheme, row, number, called in _LISTS:
        names = at(scheme, row, number)[1].names
        whole = dict(zip(called, names, strict=True))

        def said(text: str, there: tuple[str, ...], no: tuple[str, ...] = ()) -> Said:
            right = {whole[one]: True for one in there} | {whole[one]: False for one in no}  # noqa: B023
            return Said(scheme, row, number, text, (right,) if right else (), "list")  # noqa: B023

        for a, b in combinations(called, 2):
            rest = tuple(one for one in called if one not in (a, b))
            others = tuple(one for one in called if one != a)
            yield from (
                said(form.format(a=a, b=b), (a, b), rest)
                for form in (
                    "有{a}、{b}",
                    "{a}和{b}有",
                    "{a}、{b}都有",
                    "{a}有，{b}也有",
                    "{a} {b} 有",
                    "{a}{b}都有",
                    "{a}有{b}有",
                    "只有{a}和{b}",
                    "{a}、{b}，两样",
                    "{a}和{b}有，其余没有",
                    "就{a}和{b}有，别的没有",
                    "有{a}和{b}，谢谢",
                    "{a}、{b}齐了",
                    "{a}，{b}",
                    "{a}有{b}有其他没有",
                )
            )
            yield from (
                said(form.format(a=a, b=b), (a,), (b, *(one for one in rest)))
                for form in (
                    "{a}有，{b}没有",
                    "{a}有{b}没有",
                    "有{a}，没有{b}",
                    "{a}已有，{b}尚缺",
                    "{a}有了，{b}还没有",
                    "有{a}没{b}",
                )
            )
            yield from (
                said(form.format(a=a, b=b), others, (a,))
                for form in (
                    "除了{a}都有",
                    "就差{a}",
                    "{a}没有，其他都有",
                    "都有，就{a}没有",
                    "全有，除了{a}",
                    "除{a}外均已具备",
                    "就{a}没有其他都有",
                )
            )
            yield from (
                said(form.format(a=a, b=b), (), ())
                for form in (
                    "{a}算不算",
                    "{a}是啥",
                    "{a}有吗",
                    "{a}要不要拍照",
                    "要是有{a}呢",
                    "{a}怎么才算有",
                    "隔壁有{a}",
                    "{a}和{b}有啥区别",
                    "没有{a}会扣分吗",
                    "{a}或{b}",
                    "{a}去年有",
                    "{a}找谁要",
                    "{a}换了还没发文，算有吗",
                    "{a}坏了送修了算有吗",
                    "要是{a}下周到货算不算有",
                    "{a}是借的，算有吗",
                    "{a}没挂出来算不算",
                    "{a}必须是新的吗",
                )
            )
            yield from (
                said(form.format(a=a, b=b), (a,), (b,))
                for form in (
                    "{a}有，{b}下月才有",
                    "{a}有，{b}正在办",
                    "{a}有了，{b}坏了",
                    "{a}有，{b}还在弄",
                    "{a}有，{b}计划明年搞",
                )
            )


# -- shares --------------------------------------------------------------------------------------


def shares() -> Iterator[tuple[str, str | None]]:
    """A share as it is typed, and what it is; None: it is none."""
    for percent, more in product((0, 5, 38, 95, 100), ("", "。", "吧", "啊", "左右")):
        exact = more != "左右"
        for form in ("{n}%", "百分之{n}", "{n} %", "{n}％", "是{n}%"):
            yield f"{form.format(n=percent)}{more}", f"{percent / 100:g}" if exact else None
    yield from ((f"{part}/{all_}", None) for part, all_ in ((38, 40), (3, 4)))  # asked about
    yield from (
        (one, None) for one in ("95%吗", "不到95%", "大概90%", "去年95%", "计划95%", "95分")
    )


def share_of(text: str) -> str | None:
    """What the walk reads of a share."""
    try:
        return f"{rate(text).normalize():f}"
    except NumberFault:
        return None


# -- descriptions --------------------------------------------------------------------------------


def descriptions() -> Iterator[Said]:
    """Good ones of day × place × deed × number × media, with and without commas; and talk."""
    name = at(TOWNS, "四.1", 0)[1].names[0]
    days = ("10月20日", "十月二十号", "11月3日上午", "国庆期间")
    places = ("在集市上", "在文化广场", "在镇中学")
    deeds = ("搞了诚信宣传", "开展诚信宣传活动", "办了一场诚信讲座")
    many = ("发了五百份单子", "发放传单300份", "四十六个人参加")
    media = ("县电视台作了报道", "县融媒来采访了", "")
    for parts in product(("", "我们"), days, places, deeds, many, media):
        for comma in ("", "，"):
            text = parts[0] + comma.join(one for one in parts[1:] if one)
            yield Said(TOWNS, "四.1", 0, text, ({name: True},), "description")
    talk = (
        "这个得写几条啊", "你帮我写一个吧", "一天三遍", "先放着吧", "我问问领导再说",
        "上季度搞过一次宣传活动在广场",
        "计划12月20日在广场开展诚信宣传", "财政局10月20日在广场开展宣传",
        "这一项归谁管啊我该问哪个", "照片在同事手机上呢",
        "删了吧我重新说", "单子是六百份我说错了", "刚才写的不要了", "能不能用去年的那一份说明",
        "字数有要求没有啊这个",
        "下一步准备在各村开展诚信宣传", "10月20日的活动取消了没搞成", "怎么写才能多得几分呢",
        "不会写，给个样子照着写",
    )  # fmt: skip
    for text, last in product(talk, ("", "。", "啊", "，谢谢")):
        yield Said(TOWNS, "四.1", 0, f"{text}{last}", (), "talk at a description")


def everything() -> Iterator[Said]:
    """Every composed sentence but the shares, each once."""
    seen: set[tuple[str, str, int, str]] = set()
    for source in (counts, flags, lists, descriptions):
        for one in source():
            key = (one.scheme, one.row, one.number, one.text)
            if key not in seen:
                seen.add(key)
                yield one
