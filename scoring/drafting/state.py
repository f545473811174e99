"""What is known of a clause while it is read: terms, conditions, doubts, and what a label may be.

Here: terms and doubts as they come, and a label made of the words around it. Not here: the signs of
counting (`signs`), what a piece says (`recognise`, `amounts`), how pieces fit together (`clause`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from scoring.drafting.levels import leveled
from scoring.drafting.signs import (
    COUNT,
    COUNTING,
    DANGER,
    FULL,
    GET,
    LOSE,
    NOTHING,
    ONE,
    OWN,
    WHO,
    WORTH,
    N,
    clean,
    safe,
    untimed,
)
from scoring.drafting.spans import Slope
from scoring.drafting.units import MEASURED, UNITS

__all__ = [
    "COUNT",
    "COUNTING",
    "DANGER",
    "EACH_PERIOD",
    "FULL",
    "GET",
    "LOSE",
    "MEASURED",
    "NOTHING",
    "ONE",
    "OWN",
    "UNITS",
    "WHO",
    "WORTH",
    "Keys",
    "N",
    "State",
    "clean",
    "safe",
    "untimed",
]

_BARE: Final = re.compile(
    r"第|发现|出现|发生|开展|报送|完成|举办|组织|提供|应用|覆盖|上报|建成|自主开展"
    r"|具备|具有|做到|达到|符合|落实|实现|建立|采用|采纳|录用|获得|参加|参与|召开|制定|承办|达标|不合格"
)
"""A verb alone does not say what is counted."""
_NOUN: Final = 4
_LONG: Final = 40
_COMMON: Final = re.compile(
    r"(?:次)?(?:项目|检查|问题|企业|单位|事项|案件|人员|干部|断面|河段|河道|档案|样本|机构|班级|学生|小区|路段|社区|科室|部门|村|乡镇|点位|线索|隐患|通报|督查|抽查|标段|栏目|账号|平台|系统|网点|泊位|场所|地块|图斑|样品|产品|楼栋|站点|网格|支部)"
)
"""A noun for which it must be said what was wrong with it, where that was said just before."""
Keys = dict[str, object]


@dataclass
class State:
    """What is known of a clause so far, and how doubts of its reading were decided."""

    points: Decimal | None
    name: str
    content: str
    decided: dict[str, int] = field(default_factory=dict)
    text: str = ""
    """The whole clause as the grammar reads it."""
    forks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    add: list[Keys] = field(default_factory=list)
    deduct: list[Keys] = field(default_factory=list)
    gates: list[str] = field(default_factory=list)
    plain_gates: set[str] = field(default_factory=set)
    """Gates that are named as the clause says them: 按时报送, not 已按时报送."""
    stops: list[str] = field(default_factory=list)
    stopped: int = -1
    """The sentence of the last of them."""
    effects: list[tuple[str, str]] = field(default_factory=list)
    caps: list[tuple[int, Decimal, int, str, Keys]] = field(default_factory=list)
    """(sentence, points, sign or 0, piece, the term before it)"""
    down_to: list[tuple[Decimal, str]] = field(default_factory=list)
    """扣至30分为止: how far down it goes, and the piece that says so."""
    caps_of_each: list[tuple[int, Decimal, int, str, Keys]] = field(default_factory=list)
    """The same, where it is of every single term: 每类最高3分."""
    groups: list[tuple[list[Keys], str, Decimal]] = field(default_factory=list)
    """Terms that are bounded together: which, by most or loses, and by how much."""
    placed: list[tuple[int, int, Keys]] = field(default_factory=list)
    """(sentence, sign, term) in order."""
    context: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    """What was said in this sentence, or without a term of its own before it."""
    piece: str = ""
    """The piece that is read now."""
    said: dict[int, str] = field(default_factory=dict)
    """The piece each term was read from, by the term's own identity."""
    heard: dict[int, list[str]] = field(default_factory=dict)
    """What was said before each term, by the term's own identity."""
    answered: bool = False
    """Whether a term was taken since `before` was begun."""
    notes: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    """Pieces that speak of grades or praise in words nobody knows, and of no points."""
    guessed: list[str] = field(default_factory=list)
    """Pieces taken with their own words as names: read, but to be looked at."""
    partial: dict[str, Decimal] = field(default_factory=dict)
    """Points a line of its own brings when reached: what its shortfall can take at most."""
    above: set[str] = field(default_factory=set)
    """Those of them whose line has to be exceeded: 超过90%得5分."""
    bare: int = 0
    """Terms without a verb (有分管领导2分): right only where all come to the points printed."""
    averaged: str = ""
    """按各村平均值计算: whose figures' mean the measured terms take."""
    step_said: int | None = None
    """0: its share, 1: nothing, 2: a whole one, where the clause says what is less than a step."""
    whole: str = ""
    """What brings all points of the row: what is taken then is taken for the want of it."""
    condition: tuple[int, str] = (-1, "")
    """The sentence and the line under which the row is nothing: what follows may hang on it."""
    within: tuple[int, Keys, str] | None = None
    """The sentence and the term of which some were said to count otherwise, and its own name."""
    factors: list[Keys] = field(default_factory=list)
    most_if: list[tuple[str, Decimal]] = field(default_factory=list)
    """未完成年度计划的, 最高得50分: what is so, and the most of the row then."""
    total_off: list[tuple[str, Decimal]] = field(default_factory=list)
    """被追究刑事责任的, 从总分中扣5分: what is so, and what the total loses."""
    """What multiplies the row: where something is so, or by a figure that is reported."""
    slopes: list[Slope] = field(default_factory=list)
    """Shares said to grow between two lines, until the steps of both are known."""
    same: str = ""
    """同一事项就高不重复: of things with a name, each counts once at its highest level."""
    same_in: int = -1
    """The sentence that says so; what a later one brings is of other things."""
    highest: bool = False
    parts: dict[str, Decimal] = field(default_factory=dict)
    """What each of several shares brings when it reaches its line: 入径率、完成率各2分."""
    lines_of_classes: dict[Decimal, tuple[str, Decimal, str]] = field(default_factory=dict)
    """85%(山区70%): a line, and which class has which other one, in what words."""
    full_where_not: bool = False
    """Units to which the row does not apply get all of it: 全年未收到申请的得满分."""
    better: bool = False
    """Whether that is of a share's step and its part alone, and of no other term."""
    cumulative: bool = False
    floored: bool = False
    bottomless: bool = False
    """可倒扣: below nothing, too."""
    start: Decimal | None = None
    top: Decimal | None = None
    """The most of a row that may come to more than the points printed for it."""
    least: Decimal | None = None
    """How far down the row goes, where all that is taken has its most: 累计扣分不超过5分."""
    line: tuple[str, Decimal] | None = None
    lines: list[tuple[str, Decimal]] = field(default_factory=list)
    """All lines said one after the other, before anything is taken for falling short."""
    known: dict[str, Decimal] = field(default_factory=dict)
    """Every share of which a line was said, with that line."""
    used: dict[str, set[str]] = field(default_factory=dict)
    """Of shares that bring points when reached: which sides of their line count too."""
    level: tuple[str, Decimal, str] | None = None
    """A figure, what of it brings all points, and its unit: 满意度得分, 90, 分."""
    fresh: bool = False
    """Whether the last piece counted nothing: the next is about it."""
    full_said: bool = False
    """Whether the full mark was said of a thing that only what is lost can measure."""
    share: str = ""
    """The share of which a flag said a line: 低于80%的 goes on with it."""
    by: str = ""
    beyond: bool = False
    sentence: int = 0

    def choose(self, key: str, *options: str) -> int:
        """Return which way a doubt is decided in this run: 0 unless asked for another."""
        self.forks[key] = options
        if self.decided.get(key, 0) >= len(options):
            self.decided[key] = 0  # another doubt left fewer ways of this one
        return self.decided.get(key, 0)

    def hear(self, piece: str) -> None:
        """Keep a piece that counts nothing for the questions of the terms behind it."""
        if not self.fresh and self.answered:
            self.before, self.answered = [], False
        self.before.append(piece)

    def begin(self, sentence: int) -> None:
        """Another sentence: what was said with a term of its own is over."""
        self.sentence = sentence
        if self.answered:
            self.before, self.answered = [], False

    def say_line(self, label: str, line: Decimal) -> None:
        """Remember a share and its line; of 开工率、竣工率均达到100% both have it."""
        several = re.split(
            r"、|和|(?<!涉)及(?!时|格|早)",
            re.sub(r"(?:均|都|分别|各)?(?:必?须|应当?|要)?$", "", label),
        )
        alike = len(several) > 1 and all(re.search("..率$", one) for one in several)
        for one in several if alike else [label]:
            self.line = (one, line)
            self.known[one] = line
            self.lines.append(self.line)

    def parts_of_a_step(self, step: Decimal) -> int:
        """What becomes of less than a step: said in the clause, of 1 its share, else asked."""
        if self.step_said is not None:
            return self.step_said
        if step == 1:
            self.notes.append("不足一个的按比例算")
            return 0
        ways = ("不足一档的按比例算", "不足一档的不计", "不足一档的按一档计")
        return self.choose("whole", *ways)

    def put(self, sign: int, term: Keys) -> None:
        """Take a term; what was said before it is asked with it."""
        self._leveled(term)
        self.said[id(term)] = self.piece
        self.heard[id(term)] = [one for one in self.before if sign < 0 or one != self.whole]
        (self.add if sign > 0 else self.deduct).append(term)
        self.placed.append((self.sentence, sign, term))
        self.fresh, self.lines, self.answered = False, [], True
        if sign > 0 and "if" in term and term.get("points") == self.points:
            self.whole = str(term["if"])  # 无乱搭乱建的得20分, 每发现一处扣2分: of those
            self.before, self.answered = [*self.before, self.whole], False

    def _leveled(self, term: Keys) -> None:
        """省级的加1分 behind 创建国家级单位的加2分: of what was named a moment ago."""
        verb = next((one for one in ("each", "if") if one in term), "")
        if not verb:
            return
        last = self.last
        near = last is not None and last[0] == self.sentence
        before = str(last[2].get("each", last[2].get("if", ""))) if last and near else ""
        said = clean(self.context[-1]) if self.fresh and self.context else ""
        term[verb] = leveled(str(term[verb]), before, said)

    @property
    def last(self) -> tuple[int, int, Keys] | None:
        """The term before."""
        return self.placed[-1] if self.placed else None

    def sign(self, verb: str | None) -> int:
        """Return 1 or -1 for a verb; without one as the term before in the same sentence."""
        if verb:
            return -1 if re.search(r"扣|减", verb) else 1
        last = self.last
        return last[1] if last is not None and last[0] == self.sentence else 1

    def label(self, *parts: str, unit: str = "") -> str:
        """Return what is counted, from the piece or from what was said before it.

        `unit`: what it is counted in; of what was asked so often the thing itself is meant.
        """
        own = clean(re.sub(r"(?:再|另|另外|额外)$|^第$", "", clean("".join(parts))))
        own = re.sub(r"(?<=..)(?:的|并|且|并经|经)?(?:一经)?(?:发现|查实)$", "", own)
        own = re.sub(r"^(?:情况|经查|经核实)?(?:属实|查实)$", "", own)
        own = clean(self.name) if _ACTUAL.fullmatch(own) else own
        own = "" if EACH_PERIOD.fullmatch(own) else own  # 全年不少于2次: of what was said before
        if _VAGUE.fullmatch(own) and (about := self.about()) and own not in about:
            core = re.sub("^(?:发现|存在)?(?:未|不|没有)", "", own)
            about = re.sub(rf"^(?:严格|认真|全面|扎实)?{re.escape(core)}(?=..)", "", about)
            if core and about.endswith(core) and len(about) > len(core) + 1:
                about = about.removesuffix(core)  # 三级查房制度未落实 of 三级查房制度落实
            return about + own.removeprefix("发现")
        before = clean(self.context[-1]) if self.context and self.fresh else ""
        if _VAGUE.fullmatch(before) and len(own) >= 2 and own[0] not in "未不没无":
            return before + own
        if self.fresh and before and re.fullmatch("死亡|重伤|轻伤|受伤|伤亡", own):
            return f"{before}{own}"  # 发生一般责任事故, 每死亡1人
        said = bool(before) and self.context[-1].endswith("的") and len(own) <= _NOUN
        if self.fresh and not parts[0] and len(own) >= 2 and (said or _COMMON.fullmatch(own)):
            again = re.fullmatch("([创建评获办])[成得到]", own)  # 创建示范单位的, 每创成1家
            same = own in before or own == "发现" or (again is not None and again[1] in before)
            joined = before if same else f"{before}的{own}"
            return joined if len(joined) <= _LONG and before else own
        found = re.fullmatch(r"(?:新|再次?)?(?:发现|出现|查实)", own)
        if found is not None and (free := self._free_of()):
            return free
        if len(own) >= 2 and not _BARE.fullmatch(own):
            return own
        before = self._asked(unit) or (clean(self.context[-1]) if self.context else "")
        if before and own in ("做到", "达到", "具备", "落实", "符合") and len(self.before) > 1:
            return f"以上要求{own}"
        if before:
            held = own in ("发现", "查实", "出现", "发生") or own in before
            return before if held else before + own
        name = clean(self.name)
        return name if own in name else (name + own if len(name) <= 20 else own)

    def _asked(self, unit: str) -> str:
        """开展志愿服务活动 of 每月至少开展一次志愿服务活动, behind which each of them counts."""
        if not (self.fresh and unit and self.context) or safe(clean(self.context[-1])):
            return ""
        for said in reversed(self.before):
            line = rf"(?:{COUNT})(?:个(?!人))?{re.escape(unit)}(?:以上)?"
            if not re.search(line, said):
                continue
            bare = re.sub(rf"(?:至少|不少于|不低于|不得少于|达到)*{line}", "", said)
            bare = EACH_PERIOD.sub("", bare)
            bare = clean(re.sub("至少|不少于|不低于|不得少于", "", bare))
            return bare if len(bare) > 1 and safe(bare) and not _BARE.fullmatch(bare) else ""
        return ""

    def _free_of(self) -> str:
        """乱搭乱建、乱栽乱种 of 街巷内无乱搭乱建、乱栽乱种现象的得20分: what each is found of."""
        last = [one for one in self.context[-1:] if not one.endswith("的")]
        said = [clean(one) for one in (*last, self.whole)]
        said = [one for one in dict.fromkeys(said) if re.search("无|没有|未", one)]
        bare = [
            re.sub(
                r"(?:现象|情况|问题|行为)$",
                "",
                re.sub(r"无|没有|未(?:发生|出现|发现)?", "", one, count=1),
            )
            for one in said
        ]
        found = "、".join(one for one in bare if len(one) > 1)
        return found if 2 <= len(found) <= _LONG and safe(found) else ""

    def about(self) -> str:
        """What the clause speaks of: the piece before without what it asks, else the row."""
        for said in reversed(self.context[-1:]):
            bare = re.sub(r"(?:及时|准确|规范|完整|到位|、)+$", "", clean(said))
            bare = re.sub(r"^(?:抽查|每年|全年|每季度|每月|按规定)", "", bare)
            bare = re.sub(rf"^(?:{EACH_PERIOD.pattern})(?=..)", "", bare)
            bare = re.sub("“[^”]*$", "", thing_asked(bare))
            bare = bare if "率、" in bare else re.sub(r"(?<=..)[^、]{2}率$", "", bare)
            bare = "" if _BARE.fullmatch(bare) or _ONLY_SIDE.fullmatch(bare) else bare
            if 2 <= len(bare) <= 20 and not DANGER.search(_QUOTED.sub("", bare)):
                return bare
        last = self.last
        if last is not None and last[0] == self.sentence and "rate" in last[2]:
            of = re.sub(r"(?:合格|达标|完成|覆盖|参训|参加|到位)?率$", "", str(last[2]["rate"]))
            of = str(last[2]["rate"]) if "率、" in of else of  # 答复率、满意率, one of them short
            if len(of) > 1 and not DANGER.search(of):
                return of  # 校长培训合格率100%, 有1人不合格: of that
        name = clean(self.name)
        return name if 2 <= len(name) <= 20 and not DANGER.search(name) else ""


def thing_asked(said: str) -> str:
    """党政主要领导接访 of 党政主要领导每月接访不少于1次: the people alone say nothing."""
    who = _ASKED.split(said)[0]
    done = _DONE_EACH.match(said[len(who) :]) if _PERSON.search(who) else None
    return f"{who}{done['done']}" if done is not None else who


EACH_PERIOD: Final = re.compile(
    r"(?:每(?:个?月|旬|季度?|半年|年度?|学期|学年|周)|全年|年内|半年内|[本每]?季度内|(?:上|下)半年)(?:内)?(?:应当?|须|要)?"
)
_ONLY_SIDE: Final = re.compile("(?:全年|年内|每年)?(?:不足|不到|不满|少于|低于|超过|多于)")
_QUOTED: Final = re.compile("“[^”]*”")
"""“第一议题”制度: what is in quotes counts nothing."""
_ACTUAL: Final = re.compile("(?:实际|当期|本期)(?:完成|达到)?(?:值|数|率|量|情况|比例)|完成值")
"""实际值达到95%: of what the row is called."""
_VAGUE: Final = re.compile(
    r"(?:发现|存在)?(?:未|不|没有)(?:达到|达标|合格|完成|整改|报备|到位|符合|落实|及时|完整|准确|规范)?(?:要求|标准|的)*"
    r"|达不到(?:要求|标准)?|不达标|账号|逾期|超期|其他页面|缺失"
)
"""A word that says of nothing in particular that it was not done."""
_PERSON: Final = re.compile(
    r"(?:负责人|责任人|领导|班子|成员|干部|人员|书记|校长|主任|局长|乡镇长|镇长|乡长|河长|林长|委员|代表|党员|民警|教师|医生|职工|同志"
    r"|商|企业|单位|部门|科室|政府|党组|委|会|站|所|队|组|办|局|村|乡镇|街道|学校|社区)$"
)
"""Who it is that has to do so much: what they have to do is what falls short."""
_DONE_EACH: Final = re.compile(
    r"(?:应当?|必?须|要|每人)*(?:每(?:个?月|季度|季|半年|学年|学期|年|周|旬)|全年)(?:至少|不少于|应|须|要)*"
    r"(?P<done>(?!度|(?:召开|开展|组织|完成)(?:不|至|[0-9一二两三四五六七八九十])|不少于|不低于|不得|至少|达到|应|须|要|进行)[^0-9一二两三四五六七八九十每,、]{2,14}?)"
    r"(?:不少于|不低于|不得少于|至少|达到|[0-9一二两三四五六七八九十])"
)
_ASKED: Final = re.compile(
    r"不少于|不低于|不得|至少|达到|自(?=[^,]{0,6}之日)|(?<![行作认成人])为(?!民|人民|群众|企|主)"
    r"|(?<![供响反相适效感对])应(?![急用对届聘])|(?:必)?须|(?<![主重纪必摘概首提需])要(?![求闻素点件目害])|要求(?=全|各|所有|必|做到)|(?<!必)需(?!求)|控制|超过|低于|每[人月年季周旬半]|[0-9%]|[一二两三四五六七八九十]+(?:次|项|个|条|篇)"
)
