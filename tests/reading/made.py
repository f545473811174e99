"""What made-up papers are made from: blocks, the truth of every field, chance, a county.

Everything is invented: county, units, people, numbers. A `Made` is a list of blocks (a paragraph
with its place and size) and the truth; `layout` turns it into what a reader of each format brings.
The papers are in the modules beside this one, set by set: ``made_first`` are those the readers of
meaning were built on, the others say what was seen of them.
"""
# ruff: noqa: E501 -- papers stand here as they are printed

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Literal

Align = Literal["left", "centre", "right", "indent", "both", "row"]
HAN = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph; ``both`` puts what stands before and behind a tab at both ends of a line.

    ``row``: a row of a ruled table, a tab between its cells.
    """

    text: str
    align: Align = "indent"
    size: int = 16
    page: bool = False
    """Begins a new page."""


@dataclass(frozen=True, slots=True)
class Made:
    """A paper and its truth: the fields that are missing are not in the paper."""

    name: str
    blocks: tuple[Block, ...]
    truth: dict[str, str] = field(default_factory=dict)
    pictures: int = 0


@dataclass
class Scene:
    """What a paper is made from: chance, and the county it lies in."""

    chance: Random
    county: str
    short: str

    def pick(self, words: str | Sequence[str]) -> str:
        """One of some words."""
        return self.chance.choice(words.split() if isinstance(words, str) else words)

    def day(self) -> date:
        """A day of late 2026."""
        return date(2026, 7, 1) + timedelta(days=self.chance.randrange(180))

    def bureau(self) -> tuple[str, str]:
        """A bureau, and the sign of its papers."""
        name, sign = self.chance.choice(BUREAUS)
        return f"{self.county}{name}", f"{self.short}{sign}"

    def body(self, paragraphs: int = 3) -> list[Block]:
        """Running text."""
        return [Block(self.sentence()) for _ in range(paragraphs)]

    def sentence(self) -> str:
        """A paragraph that says little, as they do."""
        return "".join(self.chance.choice(SENTENCES) for _ in range(self.chance.randint(1, 3)))


BUREAUS = [
    ("教育体育局", "教体"), ("市场监督管理局", "市监"), ("人力资源和社会保障局", "人社"), ("财政局", "财"),
    ("住房和城乡建设局", "住建"), ("交通运输局", "交"), ("农业农村局", "农"), ("卫生健康委员会", "卫健"),
    ("发展和改革委员会", "发改"), ("自然资源局", "自然资"), ("文化广电和旅游局", "文广旅"), ("民政局", "民"),
    ("司法局", "司"), ("税务局", "税"), ("水利局", "水"), ("统计局", "统"), ("医疗保障局", "医保"),
    ("应急管理局", "应急"), ("行政审批和政务信息管理局", "政管"), ("商务局", "商"),
]  # fmt: skip
SENTENCES = [
    "为深入贯彻落实社会信用体系建设工作要求，进一步增强干部群众诚信意识，营造诚实守信的良好氛围，结合我局工作实际，现将有关事项安排如下。",
    "各科室要高度重视，明确责任，抓好落实，确保各项工作取得实效。",
    "通过悬挂横幅、发放宣传单、现场讲解等方式，向群众宣传信用知识和诚信典型事例，引导大家知信、守信、用信。",
    "活动共发放宣传资料500余份，接受群众咨询120人次，受到群众一致好评。",
    "下一步，我们将继续加大工作力度，不断完善工作机制，推动信用监管向纵深发展。",
    "根据《郏县社会信用体系建设工作季度考核办法》（郏信用办〔2022〕4号）要求，认真组织开展自查自纠。",
    "一是加强组织领导，成立工作专班；二是健全工作台账，实行销号管理；三是强化督导检查，确保任务落地。",
    "截至目前，共归集各类信用信息3200条，办理信用修复12件，开展联合检查8次。",
    "按照县委、县政府的统一部署，我单位积极行动，周密安排，各项工作有序推进。",
    "自2025年12月1日起，我局在行政许可事项中全面推行信用承诺制，申请人书面承诺符合条件的，当场予以办理。",
]


def said(day: date) -> str:
    """2026年10月12日"""
    return f"{day.year}年{day.month}月{day.day}日"


def han(day: date) -> str:
    """二〇二六年十月十二日"""

    def small(number: int) -> str:
        tens, ones = divmod(number, 10)
        return ("" if tens == 0 else "十" if tens == 1 else f"{HAN[tens]}十") + (
            HAN[ones] if ones else ""
        )

    return (
        f"{''.join(HAN[int(one)] for one in str(day.year))}年{small(day.month)}月{small(day.day)}日"
    )


def titled(title: str) -> Block:
    """The title, as most papers set it."""
    return Block(title, "centre", 22)


def foot(name: str, day: str) -> list[Block]:
    """落款 and 成文日期."""
    return [Block(name, "right"), Block(day, "right")]


def made(name: str, blocks: Iterable[Block], pictures: int = 0, **truth: str) -> Made:
    """A paper with the truth of its fields by name; ``"*"``: people would not agree on it."""
    return Made(name, tuple(blocks), truth, pictures)


def series(
    name: str, counties: Sequence[tuple[str, str]], kinds: Sequence[Callable[[Scene], Made]]
) -> Callable[[int], Made]:
    """A set: the paper of a number, every kind in turn, each in a county of its own."""

    def paper(seed: int) -> Made:
        chance = Random(f"{name} {seed}")
        county = chance.choice(counties) if len(counties) > 1 else counties[0]
        return kinds[seed % len(kinds)](Scene(chance, *county))

    return paper
