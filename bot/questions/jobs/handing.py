"""Who of the office does whose work: 王芳请假了，她手上的给陈立; 教育局三.4让孙倩审. Pure."""

from __future__ import annotations

import re
from typing import Final, Literal

from bot.questions.decisions import ROW, UNIT
from bot.questions.jobs.job import Given, Job
from bot.questions.jobs.said import PERSON, Said, apart, kinds, lexicon

_SOFT: Final = (
    r"把|将|请|麻烦你?|帮我|那就|那|就|先|的|了|吧|啊|哈|呗|一下|项目?|条|个|[,，、:：\s]"
    r"|都|全部|全|所有|统统|暂时|来"
)
_N: Final = r"(?:[0-9]+|[一二两三四五六七八九十半几])"
_HANDS: Final = lexicon(
    person=PERSON,
    me=r"我",
    gone=(
        r"(?:今天|昨天|昨晚|前天|今早|明天|后天|这周|下周|这几天|这两天|最近|马上|刚刚?)?(?:又|也|要|去|在|正)*"
        rf"(?:请(?:病|事|产|年)?假|休(?:产|病|年|婚)?假|出差|外出|培训|学习|住院|生病|病|开会|不在|调走|借调|下乡)"
        rf"(?:去)?(?:了)?(?:{_N}[个]?(?:天|周|月|星期))?"
    ),
    much=rf"(?:还)?(?:有|剩|压着?|攒着?)?(?:着)?(?:多少|{_N}[项条个])",
    back=r"(?:已经)?(?:回来|上班|销假)(?:上班)?了?(?=$|[,，])",
    half=rf"(?:分|拿|匀)?(?:一半|{_N}[条项个]|一?部分|一些)",
    held=(
        r"手[上里头]{1,2}|名下|(?:审核)?(?:的)?(?:活儿?|工作|任务)|(?:还)?没审完?|未审|待审|剩下|那[些份摊]|那边"
        r"|审核(?=$|[,，由给交让都的])"
    ),
    his=r"他|她",
    give=rf"(?:转|移|分|匀)?(?:交给|给|到)|(?:转|移交?|交)(?=[给]?{PERSON})|由|让|归|换成?",
    take=r"(?:接手|接着审|接替|接过[来去]|接管|接|审核?|负责|顶[上着替]?|代审|代管|代劳|代替|代|管|处理|做|看)",
    soft=_SOFT,
)


def cover(said: Said) -> Job | None:
    """Whose work goes to whom; only who is away: nobody is named who takes it."""
    if said.units or said.rows:
        return None
    words = apart(said.signs, _HANDS)
    if words is None:
        return None
    found, who = kinds(words), _who(said, words)
    if "much" in found and ("gone" not in found or len(who) > 1):
        return None  # 手上还有多少 of somebody who is there is a question
    if found in (["person", "back"], ["me", "back"]):
        return Job("back", people=(who[0],))
    if "back" in found or not {"gone", "held"} & {*found}:
        return None
    if len(who) == 1:
        away = found[0] == "person" and "gone" in found and not {"give", "take"} & {*found}
        return Job("away", people=(who[0],)) if away else None
    if len(who) != _TWO or who[0] == who[1]:
        return None
    places = [place for place, kind in enumerate(found) if kind in ("person", "me")]
    before, behind = found[: places[1]], found[places[1] + 1 :]
    if "give" not in before[places[0] + 1 :] and "take" not in behind:
        return None
    return Job("split" if "half" in found else "cover", people=tuple(who))


_TWO: Final = 2


def _who(said: Said, words: tuple[tuple[str, str], ...]) -> list[int]:
    """The people in order; 0 is who speaks."""
    named = iter(said.people)
    return [next(named) if kind == "person" else 0 for kind, _ in words if kind in ("person", "me")]


_ONE: Final = re.compile(
    rf"(?:把|将|请)?{UNIT}(?:的)?{ROW}(?:这一?[项条])?(?:交给|转给|分给|给|让|请|由){PERSON}(?:来|去|再)?"
    r"(?:审核?|看看?|定|处理|把关|把把关|复核|重新?审)(?:一下|一遍|一眼|吧)*"
    rf"|(?:让|请){PERSON}(?:来|去|再)?(?:审核?|看看?|复核)(?:一下|一遍)?{UNIT}(?:的)?{ROW}(?:吧)?"
)


def hand_one(said: Said) -> Job | None:
    """教育局三.4让孙倩审."""
    if _ONE.fullmatch(said.signs) is None:
        return None
    return Job("hand_one", said.units, said.rows, people=said.people)


_DIGITS: Final = "一二三四五六七八九"
_REMIT: Final = lexicon(
    person=PERSON,
    row=ROW,
    span=(
        rf"第?[{_DIGITS}](?:大?(?:部分|节|块))?(?:到|至|-|~|—)第?[{_DIGITS}]大?(?:部分|节|块|大类|大项)"
    ),
    section=(
        rf"第?[{_DIGITS}]{{1,2}}(?:大|[这那]一?)?(?:部分|节|块|大类|大项)"
        rf"|第?[{_DIGITS}](?=(?:[、和与及,]第?[{_DIGITS}])*[、和与及,]第?[{_DIGITS}]大?(?:部分|节|块))"
    ),
    group=r"(?:各)?(?:县直(?:单位|部门)?|乡镇(?:街道)?|街道)",
    only=r"只|光|单",
    rest=r"(?:没分(?:出去|掉|完)?|剩下|其余|余下|其他|其它|别(?=的))(?:的)?(?:那些|几项|指标|部分|项目|单位)?(?:的)?",
    less=r"不用再|不需要再|不要再|不再|别再|不用|不需要|不(?=管|看|审|负责)",
    later=r"以后|今后|往后|从现在起|从今天起|现在起|从现在开始|这季度|本季度",
    give=r"交给|分给|给|归|由|让|改由|换",
    take=r"负责审核?|负责|审核|审|管|看|评",
    soft=(
        r"把|将|请|那就|那|就|的|了|吧|啊|一下|[这那]一?[项块条]|项|都|来|[,，、和与及\s]|也"
        r"|全部|全|所有|统统|一律|整个|材料|指标|审核工作|填报|这块"
    ),
)


def remits(said: Said) -> Job | None:
    """三.4以后王芳审，六.2归孙倩: a part of the tables to each."""
    if said.units or not said.people:
        return None
    given: list[Given] = []
    start = 0
    for cut in (*(one.start() for one in re.finditer(r"[,，;；]", said.signs)), len(said.signs)):
        each = _given(said.within(start, cut))
        if not each:
            return None
        given += each
        start = cut
    return Job("remits", given=tuple(given))


def _given(said: Said) -> list[Given]:
    """What a clause gives to each whom it names one behind the other; nothing: it gives nothing."""
    words = apart(said.signs.strip(",，;； "), _REMIT)
    if words is None:
        return []
    found = kinds(words)
    parts = {"row", "section", "span", "group", "rest"} & {*found}
    people = found.count("person")
    together = " ".join(["person"] * people) in " ".join(found)
    if not people or not together or not parts or found.count("group") > 1:
        return []
    if not {"give", "take", "only"} & {*found}:
        return []
    named = next((text for kind, text in words if kind == "group"), "")
    group = "" if not named else "县直" if "县直" in named else "乡镇"
    how: Literal["add", "only", "less", "rest"] = (
        "rest"
        if "rest" in found
        else "less"
        if "less" in found
        else "only"
        if "only" in found
        else "add"
    )
    if how == "rest" and ({"less", "only", "row"} & {*found} or people > 1):
        return []
    sections = _sections(words)
    if {"section", "span"} & {*found} and not sections:
        return []  # 五到三部分 is none of them, and not everything
    return [Given(one, how, said.rows, sections, group) for one in said.people]


def _sections(words: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """Their numbers; 三到五部分 are three of them."""
    found: list[str] = []
    for kind, text in words:
        numbers = re.findall(rf"[{_DIGITS}十]+", text)
        if kind == "section":
            found += numbers[:1]
        elif kind == "span":
            first, last = (_DIGITS.index(one) for one in numbers[:2])
            found += _DIGITS[first : last + 1]
    return tuple(dict.fromkeys(found))
