"""Bundles of made papers under one row, each with the doubts that a person would have about it.

Every bundle is another unit's, so that only what is meant to be alike is alike. Everything is
invented. ``clean`` bundles have no doubt, also those that a careless reader would doubt.
"""
# ruff: noqa: E501 -- papers stand here as they are printed

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from bot.extraction.pages import Extract, Line, Page, Unread

_FIRST = "柳石青白龙凤清安长永金银高平新兴太福双三"
_SECOND = "河山岭泉湖塘桥店口坪沟庄营寨"
_WHO = [
    "机关干部",
    "青年志愿者",
    "窗口人员",
    "企业代表",
    "个体商户",
    "街道网格员",
    "在校学生",
    "村组干部",
    "执法人员",
    "金融网点",
    "行业协会",
    "老年群众",
    "新入职人员",
    "快递从业者",
    "出租车司机",
]
_WHERE = [
    "文化广场",
    "便民大厅",
    "产业园区",
    "农贸市场",
    "社区中心",
    "乡村集市",
    "实验小学",
    "汽车客运站",
    "人民公园",
    "商业步行街",
    "工业园区",
    "镇区会堂",
    "图书馆前",
    "体育场内",
    "村史馆里",
]
_DID = [
    "讲解守信案例",
    "发放明白纸",
    "解答修复流程",
    "演示查询方法",
    "征集意见建议",
    "签订公开承诺",
    "开展有奖问答",
    "播放警示短片",
    "悬挂宣传横幅",
    "摆放宣传展板",
    "组织知识竞赛",
    "走访重点商户",
    "梳理失信线索",
    "核对公示信息",
    "整理归集台账",
]
_SO = [
    "反响十分热烈",
    "群众普遍欢迎",
    "参与面明显扩大",
    "商户表示支持",
    "诚信氛围渐浓",
    "咨询不断增多",
    "认识有所提高",
    "现场秩序良好",
    "形成有效做法",
    "留下深刻印象",
]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it was read."""

    label: str
    read: Extract
    url: str = ""
    """Of a link, of which nothing is read but its title."""


@dataclass(frozen=True)
class Bundle:
    """A unit's papers under a row, what it claims, and the doubts there ought to be."""

    name: str
    unit: str
    papers: tuple[Paper, ...]
    row: str = "四.1"
    claims: dict[str, object] = field(default_factory=lambda: {"宣传活动": 1})
    doubts: frozenset[str] = frozenset()
    before: tuple[Paper, ...] = ()
    """Papers of the same unit and row a quarter ago."""
    town: bool = False
    """Under the table of the towns."""


@dataclass
class Pen:
    """What a bundle is written with."""

    chance: Random
    unit: str
    day: date = date(2026, 11, 12)

    def text(self, sentences: int = 5) -> list[str]:
        """Sentences of its own."""
        pick = self.chance.choice
        return [
            f"{pick(_WHO)}在{pick(_WHERE)}{pick(_DID)}，{pick(_WHO)}到{pick(_WHERE)}{pick(_DID)}，并在{pick(_WHERE)}{pick(_DID)}，{pick(_SO)}，{pick(_SO)}。"
            for _ in range(sentences)
        ]

    def notice(
        self,
        issuer: str | None = None,
        *,
        number: int | None = None,
        head: str | None = None,
        foot: str | None = None,
        body: list[str] | None = None,
        left: str = "",
        signed: str | None = None,
        event: bool = True,
    ) -> Paper:
        """A notice with its number, its event and its signature."""
        name = issuer or self.unit
        told = self.day - timedelta(days=9)
        lines = [
            f"{head or name}文件", f"{name[:2]}发〔2026〕{number or self.chance.randint(100, 99999)}号", "关于开展诚信宣传活动的通知", "机关各股室：",
            *(body or self.text()), *([f"一、活动时间：{_said(self.day)}"] if event else []), f"二、承办单位：{name}", "三、活动内容：宣传信用知识。", *([left] if left else []),
            foot or name, signed if signed is not None else _said(told),
        ]  # fmt: skip
        return Paper("通知.docx", document(*lines))

    def report(self, *, medium: str = "郏县融媒", body: list[str] | None = None) -> Paper:
        """A report on the event."""
        day = self.day + timedelta(days=1)
        head = [f"{self.unit}开展诚信宣传活动"]
        head += [f"发布时间：{day} 09:30  来源：{medium}  浏览次数：86"] if medium else []
        told = f"{self.day.month}月{self.day.day}日，{self.unit}组织开展诚信宣传活动。"
        return Paper(
            "报道.pdf",
            document(
                *head, told + "".join((body or self.text(4))[:1]), *(body or self.text(4))[1:]
            ),
        )

    def photo(self, *, dark: bool = False) -> Paper:
        """A scene."""
        page = Page(
            1,
            1000,
            800,
            (Line("诚信宣传进社区", (100, 100, 900, 300), "ocr", 990),) if not dark else (),
            pictures=1,
        )
        return Paper(f"现场{self.chance.randint(1, 10**9)}.jpg", Extract((page,), "jpg", dark=dark))

    def sign_in(self, day: date | None = None) -> Paper:
        """Who came."""
        rows = [f"{n} 张明远 {self.unit} 科员" for n in range(1, 12)]
        return Paper(
            "签到表.xlsx",
            document(
                "诚信宣传活动签到表",
                f"活动时间：{_said(day or self.day)}",
                "序号 姓名 单位 职务",
                *rows,
            ),
        )

    def clean(self) -> tuple[Paper, ...]:
        """What row 四.1 wants for one activity."""
        return (self.notice(), self.report(), self.photo(), self.sign_in())


def document(*lines: str) -> Extract:
    """Paragraphs as a text layer has them."""
    return Extract((Page(1, lines=tuple(Line(one) for one in lines)),), "docx")


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


Writer = Callable[[Pen], Bundle]


def _bundle(name: str, pen: Pen, papers: tuple[Paper, ...], *doubts: str, **more: object) -> Bundle:
    return replace(Bundle(name, pen.unit, papers), doubts=frozenset(doubts), **more)  # type: ignore[arg-type] # fields of a bundle


def _swapped(papers: tuple[Paper, ...], at: int, new: Paper) -> tuple[Paper, ...]:
    return (*papers[:at], new, *papers[at + 1 :])


# -- nothing to doubt ----------------------------------------------------------------------------


def clean(pen: Pen) -> Bundle:
    return _bundle("clean", pen, pen.clean())


def clean_two(pen: Pen) -> Bundle:
    other = Pen(pen.chance, pen.unit, date(2026, 10, 20))
    return _bundle("clean two", pen, (*pen.clean(), *other.clean()), claims={"宣传活动": 2})


def clean_old_rules(pen: Pen) -> Bundle:
    """A rule that has been in force for long proves that there is one."""
    pen.day = date(2025, 3, 3)
    rules = document(
        f"{pen.unit}信用产品应用实施办法",
        "第一条 为规范信用产品应用，制定本办法。",
        *pen.text(),
        pen.unit,
        "2025年3月3日",
    )
    return _bundle(
        "clean old rules",
        pen,
        (Paper("办法.docx", rules),),
        row="三.2",
        claims={"已出台实施办法": True},
    )


def clean_early_notice(pen: Pen) -> Bundle:
    """A notice of September for what was done in October."""
    pen.day = date(2026, 10, 3)
    return _bundle("clean early notice", pen, pen.clean())


def clean_superior(pen: Pen) -> Bundle:
    """The county government's paper is shown beside the own one."""
    above = document(
        "郏县人民政府办公室文件",
        f"郏政办〔2026〕{pen.chance.randint(100, 9999)}号",
        "关于做好信用工作的通知",
        "各单位：",
        *pen.text(),
        "郏县人民政府办公室",
        "2026年10月20日",
    )
    return _bundle("clean superior", pen, (*pen.clean(), Paper("上级通知.pdf", above)))


def clean_blank_form(pen: Pen) -> Bundle:
    """A blank form that a notice brings along."""
    notice = pen.notice()
    lines = [one.text for one in notice.read.lines]
    form = ["附件", "活动情况统计表", "填报单位：________", "填报时间：    年    月    日"]
    return _bundle(
        "clean blank form",
        pen,
        _swapped(pen.clean(), 0, Paper("通知.docx", document(*lines, *form))),
    )


def clean_case(pen: Pen) -> Bundle:
    """People and firms of a case are called ×× on purpose."""
    case = document(
        f"{pen.unit}信用监管典型案例",
        "一、案例背景",
        "王××经营的××公司因逾期被列入名单。",
        *pen.text(),
        "二、取得成效",
        *pen.text(2),
        pen.unit,
        "2026年11月3日",
    )
    return _bundle(
        "clean case",
        pen,
        (Paper("案例.docx", case),),
        row="六.3",
        claims={"典型案例": 1, "制定相关文件": False},
    )


def clean_list(pen: Pen) -> Bundle:
    """Four activities in one list."""
    days = [date(2026, 10, 12), date(2026, 10, 26), date(2026, 11, 9), date(2026, 12, 1)]
    table = document(
        "诚信宣传活动情况统计表",
        f"填报单位：{pen.unit}",
        "填报日期：2026年12月3日",
        "序号 日期 活动",
        *(f"{n} {_said(day)} 诚信宣传活动" for n, day in enumerate(days, 1)),
    )
    return _bundle(
        "clean list", pen, (*pen.clean(), Paper("统计表.xlsx", table)), claims={"宣传活动": 4}
    )


def clean_pledges(pen: Pen) -> Bundle:
    """A pledge that the county gave everybody the text of."""
    text = [
        "一、严格遵守国家法律法规，依法行政，诚信履职，自觉接受社会各界和人民群众的监督。",
        "二、兑现向社会公开的服务承诺，做到公开透明、廉洁高效、便民利民，限时办结各类事项。",
        "三、如有违反上述承诺的行为，自愿接受通报批评并承担相应的法律责任和经济责任。",
    ]
    pledge = document("诚信服务承诺书", *text, f"承诺单位（盖章）：{pen.unit}", "2026年10月9日")
    return _bundle(
        "clean pledge",
        pen,
        (Paper("承诺书.pdf", pledge),),
        row="五.3",
        claims={
            "签署并向社会公布《诚信服务承诺书》": True,
            "公开服务承诺事项清单": False,
            "接受投诉及整改": False,
        },
    )


def clean_joint(pen: Pen) -> Bundle:
    """Two units' paper, of which this one is the second."""
    notice = pen.notice(
        "柳河镇人民政府", head="柳河镇人民政府", foot=f"柳河镇人民政府    {pen.unit}"
    )
    return _bundle("clean joint", pen, _swapped(pen.clean(), 0, notice))


def clean_span(pen: Pen) -> Bundle:
    """A month of activities that began before the quarter, told of after its end."""
    lines = [one.text for one in pen.notice().read.lines]
    at = next(n for n, one in enumerate(lines) if one.startswith("一、活动时间"))
    lines[at] = "一、活动时间：2026年9月20日至10月20日"
    report = document(f"{pen.unit}诚信宣传月活动总结", *pen.text(), pen.unit, "2027年1月8日")
    papers = _swapped(pen.clean(), 0, Paper("通知.docx", document(*lines)))
    return _bundle("clean span", pen, (*papers, Paper("总结.docx", report)))


def clean_scan(pen: Pen) -> Bundle:
    """The first page of a notice as a photo beside the notice itself, under another row's rules."""
    notice = pen.notice()
    lines = [
        Line(one.text, (1000, 1000 + 400 * n, 9000, 1300 + 400 * n), "ocr", 960)
        for n, one in enumerate(notice.read.lines[:5])
    ]
    scan = Paper(
        f"扫描{pen.chance.randint(1, 10**9)}.jpg",
        Extract((Page(1, 900, 1200, tuple(lines), pictures=1),), "jpg"),
    )
    return _bundle("clean scan", pen, (*_swapped(pen.clean(), 0, notice), scan))


def clean_inside(pen: Pen) -> Bundle:
    """One Word document with everything in it, pictures and the report's cutting too."""
    day = _said(pen.day)
    lines = [
        f"{pen.unit}诚信宣传活动方案",
        "一、活动时间",
        day,
        "二、承办单位",
        pen.unit,
        "三、活动内容",
        *pen.text(),
        "四、媒体报道",
        "郏县融媒作了报道。",
        pen.unit,
        day,
    ]
    whole = Extract((Page(1, lines=tuple(Line(one) for one in lines), pictures=3),), "docx")
    return _bundle("clean inside", pen, (Paper("活动材料.docx", whole), pen.report()))


def clean_figures(pen: Pen) -> Bundle:
    """What is applied twelve times is in a table of twelve rows."""
    rows = [f"{n}\t食品经营许可\t信用承诺\t2026-10-{n + 9}" for n in range(1, 13)]
    table = document(
        "信用承诺应用台账",
        f"填报单位：{pen.unit}",
        "填报日期：2026年12月3日",
        "序号\t事项\t信用产品\t日期",
        *rows,
    )
    pledge = document(
        "行政许可事项信用承诺书",
        "本单位郑重承诺如下：",
        *pen.text(2),
        f"承诺单位（盖章）：{pen.unit}",
        "2026年10月9日",
    )
    return _bundle(
        "clean figures",
        pen,
        (Paper("台账.xlsx", table), Paper("承诺书.docx", pledge)),
        row="三.3",
        claims={"应用项数": 12, "已编制承诺书": True},
    )


def clean_setting_up(pen: Pen) -> Bundle:
    """The notice that set the office up years ago, with who does what."""
    notice = document(
        f"{pen.unit}文件",
        f"{pen.unit[:2]}发〔2024〕{pen.chance.randint(100, 9999)}号",
        "关于成立信用工作领导小组的通知",
        "机关各股室：",
        "组长：张明远，分管信用工作。",
        "领导小组办公室设在法规股，牵头科室为法规股，联络员李向东。",
        *pen.text(2),
        pen.unit,
        "2024年3月2日",
    )
    rules = document(f"{pen.unit}信用工作制度", "第一条 明确职责。", *pen.text(2))
    has = {
        "已成立": True,
        "分管领导": True,
        "牵头科室": True,
        "工作联络员": True,
        "专用电脑": True,
        "打印机": True,
        "工作制度": True,
    }
    return _bundle(
        "clean setting up",
        pen,
        (Paper("成立文件.pdf", notice), Paper("制度.docx", rules), pen.photo()),
        row="一.1",
        claims=has,
    )


# -- doubts ---------------------------------------------------------------------------------------


def outside(pen: Pen) -> Bundle:
    pen.day = date(2026, 8, pen.chance.randint(2, 28))
    return _bundle("outside", pen, pen.clean(), "outside")


def outside_one(pen: Pen) -> Bundle:
    old = Pen(pen.chance, pen.unit, date(2026, 7, pen.chance.randint(2, 28)))
    return _bundle("outside one", pen, (*pen.clean(), old.sign_in()), "outside")


def other_foot(pen: Pen) -> Bundle:
    return _bundle(
        "other foot", pen, _swapped(pen.clean(), 0, pen.notice(foot="县财政局")), "other_unit"
    )


def other_whole(pen: Pen) -> Bundle:
    """Another unit's notice; its own name nowhere."""
    return _bundle(
        "other whole", pen, _swapped(pen.clean(), 0, pen.notice("县财政局")), "other_unit"
    )


def other_county(pen: Pen) -> Bundle:
    return _bundle(
        "other county", pen, _swapped(pen.clean(), 0, pen.notice("云溪县教育局")), "other_unit"
    )


def blank_unit(pen: Pen) -> Bundle:
    return _bundle(
        "blank unit",
        pen,
        _swapped(pen.clean(), 0, pen.notice(left="四、请××单位于××月××日前报送。")),
        "blank",
    )


def blank_day(pen: Pen) -> Bundle:
    return _bundle(
        "blank day", pen, _swapped(pen.clean(), 0, pen.notice(signed="    年    月    日")), "blank"
    )


def missing_photo(pen: Pen) -> Bundle:
    return _bundle("missing photo", pen, (pen.notice(), pen.report(), pen.sign_in()), "missing")


def missing_report(pen: Pen) -> Bundle:
    return _bundle("missing report", pen, (pen.notice(), pen.photo(), pen.sign_in()), "missing")


def missing_rules(pen: Pen) -> Bundle:
    """A rule is claimed and a report shown."""
    return _bundle(
        "missing rules",
        pen,
        (pen.report(),),
        "missing",
        row="三.2",
        claims={"已出台实施办法": True},
    )


def over(pen: Pen) -> Bundle:
    return _bundle("over", pen, pen.clean(), "over", claims={"宣传活动": pen.chance.randint(3, 6)})


def over_two(pen: Pen) -> Bundle:
    other = Pen(pen.chance, pen.unit, date(2026, 10, 20))
    return _bundle("over two", pen, (*pen.clean(), *other.clean()), "over", claims={"宣传活动": 5})


def no_source(pen: Pen) -> Bundle:
    return _bundle("no source", pen, _swapped(pen.clean(), 1, pen.report(medium="")), "no_source")


def dark(pen: Pen) -> Bundle:
    return _bundle("dark", pen, (*pen.clean(), pen.photo(dark=True)), "unclear")


def chat(pen: Pen) -> Bundle:
    rows = ["微信(38)"]
    for name in ("信用工作群", "文件传输助手", "局机关群", "李向东", "腾讯新闻"):
        rows += [f"{name} 昨天 09:12", "[图片]"]
    read = Extract(
        (
            Page(
                1,
                600,
                1200,
                tuple(Line(one, source="ocr", score=980) for one in (*rows, "微信 通讯录 发现 我")),
                pictures=1,
            ),
        ),
        "jpg",
    )
    return _bundle(
        "chat",
        pen,
        (*pen.clean(), Paper(f"截图{pen.chance.randint(1, 10**9)}.jpg", read)),
        "unclear",
    )


def damaged(pen: Pen) -> Bundle:
    broken = Extract(kind="pdf", unread=Unread.DAMAGED)
    return _bundle(
        "damaged",
        pen,
        (*pen.clean(), Paper(f"扫描{pen.chance.randint(1, 10**9)}.pdf", broken)),
        "unclear",
    )


def again(pen: Pen) -> Bundle:
    """Last quarter's notice with other days."""
    body = pen.text(8)
    old = Pen(Random(1), pen.unit, date(2026, 8, 12)).notice(body=body)
    return _bundle(
        "again", pen, _swapped(pen.clean(), 0, pen.notice(body=body)), "text", before=(old,)
    )


ONE: tuple[Writer, ...] = (
    clean, clean_two, clean_old_rules, clean_early_notice, clean_superior, clean_blank_form, clean_case, clean_list,
    clean_pledges, clean_joint, clean_span, clean_scan, clean_inside, clean_figures, clean_setting_up, outside, outside_one, other_foot, other_whole, other_county, blank_unit, blank_day,
    missing_photo, missing_report, missing_rules, over, over_two, no_source, dark, chat, damaged, again,
)  # fmt: skip


def _copied(pens: tuple[Pen, Pen]) -> Iterator[Bundle]:
    """One unit's notice, whole, with the other's name."""
    body = pens[0].text(8)
    for pen in pens:
        yield _bundle("copied", pen, _swapped(pen.clean(), 0, pen.notice(body=body)), "text")


def _copied_part(pens: tuple[Pen, Pen]) -> Iterator[Bundle]:
    """Half of a report is the other's."""
    body = pens[0].text(9)
    for pen in pens:
        own = [*body[:6], *pen.text(4)]
        yield _bundle("copied part", pen, _swapped(pen.clean(), 1, pen.report(body=own)), "text")


def _numbered(pens: tuple[Pen, Pen]) -> Iterator[Bundle]:
    """One 文号 on two papers of two units with names alike."""
    number = pens[0].chance.randint(200_00, 999_99)
    for pen in pens:
        lines = [one.text for one in pen.notice().read.lines]
        lines[1] = f"郏发〔2026〕{number}号"
        yield _bundle(
            "numbered",
            pen,
            _swapped(pen.clean(), 0, Paper("通知.docx", document(*lines))),
            "number_twice",
        )


TWO = (_copied, _copied_part, _numbered)


def units(chance: Random) -> list[str]:
    """Names of units of the county, in any order."""
    names = [
        f"{a}{b}{c}"
        for a in _FIRST
        for b in _SECOND
        for c in ("镇人民政府", "乡人民政府")
        if a + b != "柳河"
    ]
    chance.shuffle(names)
    return names


def bundles(seed: int, rounds: int) -> Iterator[Bundle]:
    """Every kind of bundle so many times, each another unit's."""
    chance = Random(f"doubtful {seed}")
    names = units(chance)
    for _ in range(rounds):
        for write in ONE:
            yield write(Pen(chance, names.pop(), date(2026, 11, chance.randint(3, 25))))
        for pair in TWO:
            pens = tuple(
                Pen(chance, names.pop(), date(2026, 11, chance.randint(3, 25))) for _ in range(2)
            )
            yield from pair((pens[0], pens[1]))
