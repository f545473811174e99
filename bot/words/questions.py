"""What people type to the bot: one table of wordings, from which parser and help text both come.

Here lives understanding a command or a sentence; what is then shown, and whether this person may
see it, do not live here. While a form waits for an answer only ``command`` is asked, which knows
whole words and nothing else, so that no answer is ever taken for an order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from rapidfuzz import fuzz

from bot.words.calendar import Quarter, find_quarter, say_quarter
from bot.words.names import Found, Named, Roster
from bot.words.numbers import figure, plain

Name = Literal[
    "home", "fill", "progress", "score", "why", "ranking", "report", "evidence", "submit",
    "withdraw", "help", "back", "skip", "previous", "units", "invite", "open_quarter",
    "quarter_status", "who_not_reported", "not_bound", "roles", "receipts", "supply",
    "review", "extend", "close", "nudge", "silence", "trial", "announce", "publish", "appeal",
    "circular", "correct",
]  # fmt: skip
Role = Literal["liaison", "reviewer", "admin"]
InvitedRole = Literal["liaison", "reviewer", "admin", "supplier", "observer"]
Slot = Literal["unit", "quarter", "group", "row", "end", "picture", "role", "number", "text"]

_LONGEST: Final = 60  # a longer text is something to keep, not something to obey


@dataclass(frozen=True, slots=True)
class Arguments:
    """What a sentence names besides its meaning; what it does not name is None or empty."""

    unit: Named | None = None
    sure: bool = True
    """False when the unit was only recognised by likeness: ask 您是说…？"""
    quarter: Quarter | None = None
    group: str | None = None
    row: str | None = None
    """An indicator such as 三.4."""
    end: Literal["top", "bottom", "all"] = "all"
    n: int | None = None
    picture: bool = False
    role: InvitedRole | None = None
    number: str = ""
    """A receipt's number as typed."""
    text: str = ""
    """What follows 开期 or 录入, for the page to read."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that can be done or shown, with what was named for it."""

    name: Name
    arguments: Arguments = Arguments()


@dataclass(frozen=True, slots=True)
class Choice:
    """A meaning with the words of its button."""

    label: str
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Ask:
    """Several meanings fit: a sentence to ask with, and a button for each."""

    sentence: str
    candidates: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the grammar.

    ``words`` are understood at any time, even while a form waits. ``said`` is a pattern for what
    is left of a sentence when names, quarters and courtesies are taken out. ``takes`` are the
    things that may be named with it. ``examples`` and ``tells`` make the help text.
    """

    name: Name
    roles: frozenset[Role]
    words: tuple[str, ...]
    said: re.Pattern[str]
    takes: frozenset[Slot]
    label: str
    examples: tuple[str, ...]
    tells: str


_ALL: Final[frozenset[Role]] = frozenset({"liaison", "reviewer", "admin"})
_UNIT_SIDE: Final[frozenset[Role]] = frozenset({"liaison"})
_OFFICE: Final[frozenset[Role]] = frozenset({"reviewer", "admin"})
_ADMIN: Final[frozenset[Role]] = frozenset({"admin"})
_CLASSES: Final = {
    "{未}": "(没有/没/未)",
    "{报}": "(填报/上报/报送/提交/报/填/交/完成)",
    "{几}": "(什么/啥/哪些/多少/几项/哪几项)",
    "{谁}": "(谁/哪些/哪几家/哪几个/哪家/哪个/多少/几家/几个)",
    "{问}": "(怎么样/如何/情况/是多少/多少)",
}


def _wordings(said: str) -> re.Pattern[str]:
    """Wordings apart by blanks: [..] may be missing, (a/b) either, # a number, {未} a class."""
    for sign, alternatives in _CLASSES.items():
        said = said.replace(sign, alternatives)
    signs = {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "/": "|", "#": "[0-9.]+"}
    every = ("".join(signs.get(c, re.escape(c)) for c in wording) for wording in said.split())
    return re.compile("|".join(every))


def _entry(
    name: Name, roles: frozenset[Role], words: str, said: str, takes: Iterable[Slot],
    label: str, examples: str, tells: str,
) -> Entry:  # fmt: skip
    return Entry(
        name=name,
        roles=roles,
        words=tuple(words.split()),
        said=_wordings(said),
        takes=frozenset(takes),
        label=label,
        examples=tuple(examples.split("|")),
        tells=tells,
    )


GRAMMAR: Final[tuple[Entry, ...]] = (
    _entry(
        "home", _ALL, "首页 主页 主菜单 菜单 start /start",
        "[返][回][到](首页/主页/[主]菜单) 开始 退出 你好 您好 在",
        (), "首页", "首页", "回到首页，看本季度走到哪一步",
    ),
    _entry(
        "fill", _UNIT_SIDE, "填报 填写 继续填报 继续",
        "[开始/继续/接着/怎么/如何/去](填报/填写/填表/填/上报数据/报数)[指标/数据/这项]",
        ("row", "quarter"), "填报", "填报|填报 三.4", "接着填写，或直接跳到某一项指标",
    ),
    _entry(
        "progress", _ALL, "进度",
        "[填报/上报/报送/完成][的](进度/进展/情况)[{问}] 填到哪[里/儿/步]"
        " {报}(得怎么样/怎么样/多少/到哪/到哪里/如何)",
        ("unit", "quarter", "group"), "填报进度", "进度", "看填报进度",
    ),
    _entry(
        "progress", _UNIT_SIDE, "还差什么",
        "[还](差/缺/欠){几}[材料/指标/项][{未}][{报}] [还](差/缺/欠)哪[里/儿]"
        " [还][有]{几}[指标/项目/项/东西][{未}{报}[完/好/齐]] [还][有]{几}[指标/项目/项]需补"
        " [还][需/该](填/报/做/交/补){几} [还]{未}填[完] 待办[事项]"
        " [被]退回(什么/哪些/几项) 补正 (提交/交/报){未}"
        " {几}材料{未}(传/交/上传)",
        ("quarter",), "还差什么", "还差什么|还有哪些没报", "看本单位还有哪些没有填、没有传",
    ),
    _entry(
        "score", _ALL, "得分 分数 我的得分 提分建议",
        "[总/自评/核定/暂定/考核/最后/最终](得多少分/多少分/得几分/几分/得分/分数/成绩/总分)"
        "[{问}/明细/表/怎么样/高] 怎么样 提分[建议]"
        " (怎么/如何/怎样)[才能][能](提高/提/加/涨/拿)(得分/分数/分)"
        " [哪些/哪里/什么]还能(加/得/拿)[多少/几]分",
        ("unit", "quarter", "row"), "得分", "得分|教育局得分", "看得分、每一项的理由和提分建议",
    ),
    _entry(
        "why", _ALL, "为什么扣分 扣分原因",
        "(为什么/为啥/为何/怎么)[会/被/只/就][是/有][被]扣[掉][这么多/那么多][分]"
        " (为什么/为啥/为何/怎么)[得分/分数/分/排名][会/只/就][这么/那么/太](低/少/靠后/不高)"
        " (为什么/为啥/为何)[不是/不到/没有/没得/没]满分 (为什么/为啥/为何)[没得/没有/没/不得][分]"
        " (为什么/为啥/为何)[会/只/就/才][是/有/得](这个分[数]/#分)"
        " 为(什么/啥) 怎么[只/就/才][有/得]#分 (扣/丢/失)(多少/哪些/几)分"
        " (扣分/失分/丢分)[原因/情况/明细/项/理由/依据/在哪/在哪里/在哪儿/哪里]"
        " [在](哪里/哪儿/哪些/哪几项/哪项/什么地方/哪)[被](扣/失/丢)[掉][分] 扣[分]在哪[里/儿]"
        " [得分/分数/分][是](怎么/如何)(算/来/扣)[出来/分]"
        " 得分(原因/理由/依据)",
        ("unit", "quarter", "row"), "扣分原因", "教育局为什么扣分|三.4为什么扣分",
        "看哪一项扣了分、依据是哪一句",
    ),
    _entry(
        "ranking", _ALL, "排名 名次 排行榜",
        "[总][考核](排名/排行榜/排行/名次/排序/榜单)[{问}/表/第几/第几名/哪里/靠前/靠后]"
        " [排/得/排在/是]第几[名] 排[在]哪[里] 排多少[名]",
        ("unit", "quarter", "group", "end", "picture"), "排名",
        "排名 县直|乡镇前三名|县直后五名|排名图 乡镇", "看名次，可以只看前几名、后几名，或要一张图",
    ),
    _entry(
        "report", _UNIT_SIDE, "工作报送",
        "工作报送 报送[工作] [报送]台账 (报送/上报/提交/报/交)材料"
        " [报送/上报/提交/报/交/发/送/传][一份/一篇/份/篇][工作](总结/简报/宣传稿[件]/稿件/信息)",
        (), "工作报送", "工作报送|报送总结", "报送工作总结、工作简报、宣传稿件，看台账",
    ),
    _entry(
        "evidence", _UNIT_SIDE, "佐证 佐证材料",
        "[上传/补充/补/传/交/发/提交/添加](佐证/证明/佐证材料/证明材料)[照片]"
        " [上传/补充/补/添加/提交/交/传](材料/附件/照片/文件) 上传 补传",
        ("row", "picture"), "佐证材料", "佐证材料|佐证 三.4", "上传、查看本季度的佐证材料",
    ),
    _entry(
        "submit", _UNIT_SIDE, "提交",
        "[怎么/如何/确认/正式/检查/核对/检查并/核对并]"
        "(提交/交卷/交表/报上去)[填报/表格]"
        " 检查 核对",
        (), "检查并提交", "提交", "检查整张表，确认后提交",
    ),
    _entry(
        "withdraw", _UNIT_SIDE, "撤回",
        "[怎么/如何/能/可以/能不能](撤回/撤销/收回/取消)[提交/填报/上报]",
        (), "撤回", "撤回", "截止以前撤回已提交的填报",
    ),
    _entry(
        "receipts", _ALL, "回执 我的回执", "[核验/验证/核对](回执/凭证)[单/号/列表/记录/编号/号码]",
        ("number",), "回执", "回执|回执 A1B2C3", "看收到过的回执，或按编号核验",
    ),
    _entry(
        "quarter_status", _ALL, "截止时间 考核期",
        "[考核期/季度](状态/阶段) 考核期[情况] 季度 到哪[一]步 [离/距离]截止还(有/剩)(几/多少)天"
        " [到/最晚/最迟](什么时候/哪天/哪一天/几号/何时/多久/几时)"
        "(截止/结束/到期/交/报/提交)[完] 逾期"
        " (截止/结束/到期)[时间/日期/日][是](什么时候/哪天/几号/哪一天)"
        " (截止/结束/到期)[时间/日期/日]"
        " [还][有/剩/差][下](几天/多少天/多久/多长时间)[截止/到期]",
        ("quarter",), "考核期", "截止时间|什么时候截止", "看本季度到了哪一步、还有几天截止",
    ),
    _entry(
        "who_not_reported", _OFFICE, "谁没报 未报名单",
        "[还有/有]{谁}[单位/家][还]{未}{报}[完/齐/上来][材料/数据/表][单位]"
        " [还]{未}{报}[完/齐][单位][名单/有哪些/有谁/是谁/有几家/有多少]"
        " [还][有]单位[还]{未}{报}",
        ("quarter", "group"), "谁没报", "一季度谁还没报|乡镇谁没报", "看哪些单位还没有提交",
    ),
    _entry(
        "nudge", _ADMIN, "催报 催报名单", "(催报/催)[填报/一催/单位] 提醒[一下](填报/上报)",
        ("unit", "quarter", "group"), "催报", "催报|催报 教育局|催报 乡镇",
        "提醒还没报齐的单位，可以催一家、几家或者全部",
    ),
    _entry(
        "silence", _OFFICE, "提醒记录",
        "(为什么/为啥/为何/怎么)没[有][收到/发/发过/被]提醒[过] 提醒(记录/情况/台账)[{问}]"
        " [有没有/是否/有](提醒/催)过[没有]",
        ("unit", "quarter"), "提醒记录", "为什么没提醒 教育局",
        "看什么时候提醒过谁、送到没有、没提醒是为什么",
    ),
    _entry(
        "not_bound", _OFFICE, "谁没绑定 未绑定",
        "[还有/有][{谁}][单位/人/家/联络员][还]{未}(绑定/加入/登记/注册/激活/进来)[单位/联络员]"
        "[名单/有哪些/有谁] [还有/有]{谁}[单位/家][还]{未}(联络员/有联络员)",
        ("group",), "谁没绑定", "谁没绑定", "看哪些单位还没有联络员",
    ),
    _entry(
        "units", _ADMIN, "单位 单位名单",
        "[导入/更新/管理/修改/上传/全部/所有/参评/考核/有哪些/哪些/有多少/多少]单位"
        "[名单/列表/名册/表/管理/有哪些] 名册 花名册",
        ("group",), "单位名单", "单位", "看单位名单，或用表格导入",
    ),
    _entry(
        "invite", _ADMIN, "邀请",
        "[发/生成/重新/重发/新][一个]邀请[码/链接/函] [发]绑定(码/链接) 添加(人员/联络员)",
        ("unit", "role"), "邀请", "邀请 教育局|邀请 管理员", "发一次性邀请，给单位联络员或给同事",
    ),
    _entry(
        "open_quarter", _ADMIN, "开期", "(开启/新建/启动/打开)(考核/填报/考核期/季度)",
        ("quarter", "text"), "开期", "开期 2026年四季度", "开始一个季度的填报，可以同时写截止日期",
    ),
    _entry(
        "trial", _OFFICE, "试算", "[做/再][一次/一遍]试算[结果/排名/得分]",
        ("quarter", "group"), "试算", "试算|试算 乡镇", "看公示以前的全表，还缺什么、没审什么",
    ),
    _entry(
        "announce", _ADMIN, "公示", "[提议/发起/开始]公示[结果/得分/排名/考核结果]",
        ("quarter",), "公示", "公示", "先看会发生什么，两位管理员确认后公示",
    ),
    _entry(
        "publish", _ADMIN, "公布", "[提议/正式]公布[结果/得分/排名/考核结果]",
        ("quarter",), "公布", "公布", "申诉期过了，两位管理员确认后公布",
    ),
    _entry(
        "correct", _ADMIN, "更正", "更正[结果/得分/核定]",
        ("unit", "row", "quarter"), "更正", "更正 教育局 三.4", "公布以后改一个数，形成新的版本",
    ),
    _entry(
        "circular", _ADMIN, "通报 出通报", "[出/写/拟][考核]通报[文件/文稿/稿]",
        ("quarter",), "通报", "通报", "定先进和落后单位，生成通报文件",
    ),
    _entry(
        "appeal", _ALL, "申诉", "[我要/要/提出/提/看/有/有没有/怎么/如何][哪些]申诉[列表/情况]"
        " [对][结果/得分/成绩/考核结果][有](异议/意见)",
        ("unit", "row", "quarter"), "申诉", "申诉|申诉 三.4", "公示期间对某一项的得分提出异议",
    ),
    _entry(
        "roles", _ADMIN, "角色 权限",
        "[人员/角色]权限[管理] (角色/人员)[管理/名单] [谁是/有哪些/哪些是](管理员/审核员)"
        "[是谁/有谁/名单/有哪些]",
        (), "角色", "角色|谁是管理员", "看谁是管理员、审核员，增加或收回角色",
    ),
    _entry(
        "supply", _ADMIN, "录入 数据录入 部门数据",
        "[录入/登记/导入/看](部门/外部/其他部门)[的]数据[录入/报送/情况/表/到了吗/齐了吗]"
        " [录入]数据[录入/报送[情况]/齐[全]/到齐] 录入[情况] 谁[还]{未}(录入/报数据)",
        ("quarter", "group", "text"), "部门数据", "部门数据|录入 教育局 迟报、错报 3",
        "录入其他部门提供的数据，可以一次用表格交",
    ),
    _entry(
        "review", _OFFICE, "审核 开始审核 待审",
        "[开始/继续/去](审核/复核/初审/审)[材料/项目/指标/单位/情况/进度] 审[核]到哪[里/儿/步]"
        " [还有/还][有]{几}[项目/指标/项/单位]待审[核] 待审[核][的][项目/指标/单位][有{几}]"
        " [还]有{几}[项目/指标/项/单位][还]{未}审[核/完]",
        ("unit", "quarter"), "审核", "审核|审核 教育局", "审各单位报的项目，有疑点的在前",
    ),
    _entry(
        "extend", _ADMIN, "延期", "[办理/申请/要][单位](延期/延长)[填报/截止][时间/期限]",
        ("unit", "quarter"), "延期", "延期 教育局",
        "让一个单位晚些报，可以一次说完：延期 教育局 1月8日 原因",
    ),
    _entry(
        "close", _ADMIN, "截止填报 结束填报",
        "[提前/现在/马上/立即](截止/结束/停止)(填报/上报/报送) (提前/现在/马上/立即)(截止/结束)",
        (), "截止填报", "截止填报", "结束填报，进入审核；到时间会自动截止",
    ),
    _entry(
        "previous", _UNIT_SIDE, "上一项 上一题", "[回到](上一项/上一题/上一个/前一项)",
        (), "上一项", "上一项", "回到上一项指标",
    ),
    _entry(
        "skip", _UNIT_SIDE, "跳过 下一项",
        "[先/暂时](跳过/略过)[这项/这一项/本项] 下一(项/题/个) (先/暂)不填 以后再填",
        (), "跳过", "跳过", "先跳过这一项，以后再填",
    ),
    _entry(
        "back", _ALL, "返回 back", "返回[上一页] 上一页 后退", (), "返回", "返回", "回到上一页",
    ),
    _entry(
        "help", _ALL, "帮助 help /help ?",
        "[使用]帮助 [使用]说明 (怎么/如何)(用/使用/操作/办/弄)"
        " [你](能/可以/会)[做/干/问](什么/啥/哪些)"
        " [有](什么/哪些)(功能/命令/指令) (功能/命令/指令)[有哪些] 你(做/干)什么",
        (), "帮助", "帮助", "看可以怎样使用",
    ),
)  # fmt: skip
"""Every thing that can be typed. A wording that is not here is not understood."""

_WORDS: Final = {plain(word): entry for entry in reversed(GRAMMAR) for word in entry.words}


def command(text: str) -> Meaning | None:
    """The command that is exactly ``text``: for while a form waits for an ordinary answer."""
    entry = _WORDS.get(plain(text).strip().lower())
    return None if entry is None else Meaning(entry.name)


def parse(
    text: str,
    roster: Roster,
    today: date,
    *,
    is_admin: bool = False,
    known: Iterable[Quarter] = (),
) -> Meaning | Ask | None:
    """What a free sentence means, when no form waits; None when nothing in the table fits.

    ``known`` are the quarters that exist, for 一季度 without a year. A meaning that this person
    may not use is returned all the same: the page says so, which beats not understanding.
    """
    said = plain(text).strip()
    if not said or len(said) > _LONGEST:
        return None
    if exact := command(said):
        return exact
    if (is_admin or said.startswith("开期")) and (opening := _opening(said, today, tuple(known))):
        return opening
    role: Role = "admin" if is_admin else "liaison"
    if (is_admin or said.startswith("录入")) and (supplying := _SUPPLYING.fullmatch(said)):
        return Meaning("supply", Arguments(text=supplying["text"].strip()))
    sentence = _Sentence.read(said, roster, today, tuple(known))
    return _understand(sentence, roster, role)


_SUPPLYING: Final = re.compile(
    r"(?:录入|登记)[\s:,]*(?P<text>(?!数据|情况|.*(?:部门|外部)数据).*[一-鿿].*)"
)
"""录入 教育局 迟报、错报 3: what is recorded belongs to the page, so the rest is kept whole."""
_OPENING: Final = re.compile(r"(?P<verb>开期|开启|启动|新建|开始)(?:考核期)?[\s:,]*(?P<text>.+)")


def _opening(said: str, today: date, known: tuple[Quarter, ...]) -> Meaning | None:
    """开期 2026年四季度 截止12月31日: the dates belong to the page, so the rest is kept whole."""
    match = _OPENING.fullmatch(said)
    if match is None:
        return None
    rest = match["text"].strip()
    found = find_quarter(rest, today, known, ahead=True)
    if found is None and match["verb"] != "开期":
        return None
    return Meaning("open_quarter", Arguments(quarter=found.quarter if found else None, text=rest))


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence taken apart: what was named, and what is left when names and courtesies go."""

    rest: str
    units: tuple[Found, ...]
    named: Arguments
    slots: frozenset[Slot]

    @classmethod
    def read(cls, said: str, roster: Roster, today: date, known: tuple[Quarter, ...]) -> _Sentence:
        """Cut out receipt number, row, quarter, units, places, group, picture and role, in turn."""
        rest, number = _cut_number(said)
        rest, row = _cut_row(rest)
        rest, quarter = _cut_quarter(rest, today, known)
        rest, units = _cut_units(rest, roster)
        rest, end, n = _cut_end(rest)
        rest, group = _cut_group(rest, roster)
        rest, picture = _cut_picture(rest)
        rest, role = _cut_role(rest)
        named = Arguments(
            quarter=quarter, group=group, row=row, end=end, n=n, picture=picture, role=role,
            number=number,
        )  # fmt: skip
        slots: dict[Slot, object] = {
            "number": number, "row": row, "quarter": quarter, "unit": units, "end": n or None,
            "group": group, "picture": picture, "role": role,
        }  # fmt: skip
        present = frozenset(slot for slot, value in slots.items() if value)
        rest = _TOGETHER.sub("", rest) if len(units) > 1 else rest
        return cls(_COURTESY.sub("", rest), units, named, present)


_TOGETHER: Final = re.compile(r"比较|对比|相比|比|和|与|跟|(?:哪个|谁)(?:更)?(?:高|低|好)?")
_COURTESY: Final = re.compile(
    r"请问|麻烦|帮忙|帮我|帮|给我|告诉我|告诉|我想|想|我要|的是|需要|要|知道|看一下|查一下|看下|查下|看看|查看|查询|查找|看|(?<!检)查"
    r"|显示|列出|列一下|列|发一下|发(?=排)|一下|我们(?!单位)|咱们|咱|我(?!们?单位)|本单位|我单位|我们单位|各单位|给|的|了|吗|呢|呀|啊|吧|嘛|哦|现在|目前"
    r"|今天|到底|究竟|都|最新|全县|画个|画|生成|做个|一张|一个|[\s,.。、:;!?~…“”\"'()《》]"
)
_NUMERAL: Final = r"(?P<n>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})"
_WHO: Final = r"(?:谁|哪[个家](?:单位)?)?(?:得分|分数|分|排名|排在|排|是|得)*"
_WHO_AFTER: Final = re.compile(r"的?(?:得分|名单)?的?(?:是|有)?(?:谁|哪[几个家些]*(?:单位)?)$")
_ENDS: Final[tuple[tuple[re.Pattern[str], Literal["top", "bottom"]], ...]] = (
    (re.compile(rf"(?:排名?)?(?:前|头){_NUMERAL}(?:名|位|个|家|强)?"), "top"),
    (re.compile(rf"(?:排名?)?(?:后|倒数第?|最后第?|末){_NUMERAL}(?:名|位|个|家)?"), "bottom"),
    (re.compile(_WHO + r"(?:第一名?|第1名?|最高分?|最好|榜首)"), "top"),
    (re.compile(_WHO + r"(?:垫底|最低分?|最差|末位|最后(?=$|的|是))"), "bottom"),
)
_PICTURE: Final = re.compile(r"图片|长图|截图|图表|(?:发|出|来|要|画|做)*[一个张幅]*图")
_ROLES: Final[tuple[tuple[str, InvitedRole], ...]] = (
    ("管理员", "admin"),
    ("审核员", "reviewer"),
    ("联络员", "liaison"),
    ("数据报送", "supplier"),
    ("观察", "observer"),
)
_ROLE: Final = re.compile(r"管理员|审核员|联络员|数据报送(?:单位|员)?|观察员?")
_RECEIPT: Final = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9][A-Za-z0-9-]{1,39}(?![A-Za-z0-9])")
_ROW: Final = re.compile(
    r"第?(?P<section>(?<![一二三四五六七八九十])[一二三四五六七八九]|(?<![0-9.])[1-9])\s*[.、·]\s*"
    r"(?P<row>[0-9]{1,2})(?P<letter>[a-d](?![A-Za-z]))?(?![0-9.%分])(?:这一?)?[项条]?"
)
_GROUPS: Final = (
    (re.compile(r"县直(?:各?单位|部门|机关)?|部门|局委|直属单位"), "县直"),
    (re.compile(r"(?:各)?乡镇(?:[(、和及]*街道[)]*)?|镇街|街道|乡"), "乡镇"),
)


def _cut_number(said: str) -> tuple[str, str]:
    if "回执" not in said and "凭证" not in said:
        return said, ""
    match = _RECEIPT.search(said)
    return (_without(said, match), match[0]) if match else (said, "")


def _cut_row(said: str) -> tuple[str, str | None]:
    match = _ROW.search(said)
    if match is None:
        return said, None
    section = match["section"]
    section = "零一二三四五六七八九"[int(section)] if section.isascii() else section
    return _without(said, match), f"{section}.{int(match['row'])}{match['letter'] or ''}"


def _cut_quarter(said: str, today: date, known: tuple[Quarter, ...]) -> tuple[str, Quarter | None]:
    found = find_quarter(said, today, known)
    return (said[: found.start] + said[found.end :], found.quarter) if found else (said, None)


def _cut_units(said: str, roster: Roster) -> tuple[str, tuple[Found, ...]]:
    mentions = roster.find_in(said)
    for mention in reversed(mentions):
        said = said[: mention.start] + said[mention.end :]
    return said, tuple(dict.fromkeys(mention.found for mention in mentions))


def _cut_end(said: str) -> tuple[str, Literal["top", "bottom", "all"], int | None]:
    for pattern, end in _ENDS:
        if match := pattern.search(said):
            number = match.groupdict().get("n")
            n = 1 if number is None else int(figure(number) or 0)
            if n > 0:
                return _WHO_AFTER.sub("", _without(said, match)), end, n
    return said, "all", None


def _cut_group(said: str, roster: Roster) -> tuple[str, str | None]:
    for group in roster.groups:
        if group and group in said:
            return said.replace(group, "", 1), group
    for pattern, sign in _GROUPS:
        match = pattern.search(said)
        fitting = [group for group in roster.groups if sign in group]
        if match and fitting:
            return _without(said, match), fitting[0]
    return said, None


def _cut_picture(said: str) -> tuple[str, bool]:
    match = _PICTURE.search(said)
    return (_without(said, match), True) if match else (said, False)


def _cut_role(said: str) -> tuple[str, InvitedRole | None]:
    match = _ROLE.search(said) if "邀请" in said else None
    if match is None:
        return said, None
    role = next(role for sign, role in _ROLES if match[0].startswith(sign))
    return _without(said, match), role


def _without(said: str, match: re.Match[str]) -> str:
    return said[: match.start()] + said[match.end() :]


_BARE: Final[dict[Role, tuple[Name, ...]]] = {
    "admin": ("score", "progress", "ranking", "who_not_reported", "invite", "quarter_status"),
    "liaison": ("score", "ranking", "quarter_status"),
    "reviewer": ("score", "progress", "ranking", "who_not_reported", "quarter_status"),
}
"""What a sentence may mean that only names a unit, a quarter or a table."""


def _understand(sentence: _Sentence, roster: Roster, role: Role) -> Meaning | Ask | None:
    if not sentence.rest:
        return _bare(sentence, role)
    fitting = _fitting(sentence.rest, sentence.slots, role)
    if fitting:
        return _answer(fitting, sentence)
    return _misspelt(sentence, roster, role)


def _fitting(rest: str, slots: frozenset[Slot], role: Role) -> list[Entry]:
    """Entries whose pattern is all of the rest and that take all that was named."""
    entries = [e for e in GRAMMAR if slots <= e.takes and e.said.fullmatch(rest)]
    own = [entry for entry in entries if role in entry.roles]
    return list({entry.name: entry for entry in own or entries}.values())


def _bare(sentence: _Sentence, role: Role) -> Meaning | Ask | None:
    if not sentence.slots:
        return None
    names: tuple[Name, ...] = _BARE[role]
    if "end" in sentence.slots or sentence.slots & {"picture"}:
        names = ("ranking",)
    elif "row" in sentence.slots:
        names = ("why",) if sentence.units else ("fill",) if role == "liaison" else ("why",)
    if len(_units(sentence.units)) > 1:
        names = ("score",)  # which unit is question enough for one message
    fitting = [e for e in GRAMMAR if role in e.roles and sentence.slots <= e.takes]
    first = {entry.name: entry for entry in reversed(fitting)}
    return _answer([first[name] for name in names if name in first], sentence)


def _answer(entries: list[Entry], sentence: _Sentence) -> Meaning | Ask | None:
    """One meaning, or a question with a button for each meaning and unit that fit."""
    if not entries:
        return None
    meanings = [
        (entry, Meaning(entry.name, replace(sentence.named, unit=unit)))
        for entry in entries
        for unit in (_units(sentence.units) or (None,))
    ]
    if len(meanings) == 1:
        return meanings[0][1]
    choices = tuple(Choice(_label(entry, m.arguments), m) for entry, m in meanings[:_CHOICES])
    if len(entries) == 1:
        verb = {"invite": "邀请", "nudge": "催"}.get(entries[0].name, "看")
        return Ask(f"您要{verb}哪个单位？", choices)
    return Ask("您是想看哪一个？请点选。", choices)


_CHOICES: Final = 8  # more buttons than this are not read on a phone


def _units(found: tuple[Found, ...]) -> tuple[Named, ...]:
    every = [(one.unit,) if one.unit else one.candidates for one in found]
    return tuple(dict.fromkeys(unit for units in every for unit in units))


def _label(entry: Entry, named: Arguments) -> str:
    parts = (
        (named.unit.short or named.unit.name) if named.unit else "",
        say_quarter(named.quarter) if named.quarter else "",
        named.group or "",
        entry.label,
    )
    return " ".join(part for part in parts if part)


_LOOKS_LIKE_A_UNIT: Final = re.compile(r".{2,20}(?:局|委|办|院|镇|乡|街道|中心|部|政府|公司)")


def _misspelt(sentence: _Sentence, roster: Roster, role: Role) -> Meaning | Ask | None:
    """得分 教肓局: a known wording beside a unit that is only recognised by likeness."""
    if sentence.units:
        return None
    slots: frozenset[Slot] = frozenset({*sentence.slots, "unit"})
    rest = sentence.rest
    for size in range(len(rest) - 2, 1, -1):
        for wording, name in ((rest[:size], rest[size:]), (rest[-size:], rest[:-size])):
            for entry in _fitting(wording, slots, role)[:1]:
                if answer := _with_likeness(entry, sentence, roster.find(name), name):
                    return answer
    return None


def _with_likeness(
    entry: Entry, sentence: _Sentence, found: Found, name: str
) -> Meaning | Ask | None:
    if found.unit is not None:
        return Meaning(entry.name, replace(sentence.named, unit=found.unit, sure=found.sure))
    if found.kind == "none" and not _LOOKS_LIKE_A_UNIT.fullmatch(name):
        return None
    choices = tuple(
        Choice(_label(entry, named), Meaning(entry.name, named))
        for unit in found.candidates[:_CHOICES]
        for named in (replace(sentence.named, unit=unit, sure=False),)
    )
    if not choices:
        return None
    why = "有几个单位都像" if found.kind == "several" else "没有找到"
    return Ask(f"{why}“{name}”。您是说哪一个？", choices)


def nearest(text: str, *, is_admin: bool = False) -> tuple[str, str, str]:
    """Three example questions nearest to a text that was not understood, best first."""
    role: Role = "admin" if is_admin else "liaison"
    said = plain(text)[:_LONGEST]
    best = sorted(
        (
            (-max(fuzz.ratio(said, one) for one in entry.examples), place, entry)
            for place, entry in enumerate(GRAMMAR)
            if role in entry.roles
        ),
        key=lambda ranked: ranked[:2],
    )
    shown = [max(e.examples, key=lambda one: fuzz.ratio(said, one)) for _, _, e in best]
    first, second, third = list(dict.fromkeys(shown))[:3]
    return first, second, third


def help_lines(role: Role) -> tuple[str, ...]:
    """The help text for a role, one line for each thing that can be typed."""
    return tuple(
        f"{''.join(f'“{example}”' for example in entry.examples)}：{entry.tells}"
        for entry in GRAMMAR
        if role in entry.roles
    )
