"""What stands in a quarter's archive in words: the README, the heads of its tables."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from bot.speech.periodic import per
from bot.speech.quarters import name
from storage.queries.quarters import Quarter

EDITION_HEADS: Final = ("文件", "事项", "版本", "时间", "提议人", "确认人", "原因", "SHA-256")
RANKING_HEADS: Final = ("考核表", "名次", "单位", "类别", "得分", "等次", "暂定")
RULE_HEADS: Final = (
    "编号", "指标", "分值", "考核内容", "评分标准", "考核依据", "考核方式",
    "计分规则", "采用的理解",
)  # fmt: skip
DECISION_HEADS: Final = (
    "单位", "指标", "决定", "核定的数", "理由", "审核人", "时间", "被替代的时间", "结束补正的时间",
)  # fmt: skip
APPEAL_HEADS: Final = (
    "编号", "单位", "指标", "申诉理由", "提出人", "提出时间", "结果", "答复", "答复人", "答复时间",
)  # fmt: skip
SUPPLY_HEADS: Final = ("单位", "指标", "项目", "数", "提供部门", "录入人", "时间", "来源表 SHA-256")
PEOPLE_HEADS: Final = ("姓名", "身份", "单位", "开始", "结束")
DECISIONS: Final = {"accept": "通过", "cut": "核减", "return": "退回补正", "resubmitted": "已补正"}
ANSWERS: Final = {"open": "没有答复", "upheld": "维持", "changed": "改判"}
ROLES: Final = {
    "liaison": "联络员",
    "reviewer": "审核员",
    "admin": "管理员",
    "supplier": "数据报送员",
    "observer": "观察员",
}


def yes(value: object) -> str:
    """是 or 否."""
    return "是" if value else "否"


SUPPLIERS: Final = "部门数据"
"""Whose the sheets are, in the index."""
SHEETS: Final = "部门报来的原始表"
SHEETS_FOLDER: Final = "05 部门数据/原始表"
SHEET: Final = "部门报来的表"
"""What a sheet is called whose name is not known any more."""


_READ: Final = "08 读出的材料　机器从材料里读到的标题、文号、日期等，和提过的疑点及其结果；\n"


def readme(
    quarter: Quarter,
    made: datetime,
    released: bool,
    *,
    lasting: bool,
    papers_read: bool = False,
) -> str:
    """What the archive is, what lies where, and how to check and recompute it by hand."""
    spoken = name(quarter.year, quarter.number)
    results = (
        "01 结果　　　公示、公布的每一版（.json，原样保存），版本和哈希.csv，名次.csv，\n"
        "　　　　　　　结果表.xlsx，通报（做过的才有，更正以前的也在），\n"
        "　　　　　　　复算 文件夹里是算分用的方案和数据；\n"
        if released
        else per("01 结果　　　这个季度还没有公示或公布，没有结果；\n")
    )
    return (
        f"{spoken}社会信用体系建设工作考核 归档材料\n"
        f"整理时间：{made:%Y年%m月%d日 %H:%M}\n\n"
        "这里的文件用普通电脑就能打开：.txt、.csv、.json、.jsonl 用记事本或表格软件，\n"
        ".xlsx、.docx、.pdf、图片用常用软件，.toml 用记事本。\n\n"
        f"{_copies(lasting)}\n"
        "一、里面有什么\n"
        f"{results}"
        "02 考核办法　每张考核表的原文、计分规则和对有疑问条款的理解；\n"
        "03 审核决定　每一项的决定、核定的数、理由、审核人和时间，改过的也在；\n"
        "04 申诉　　　每一件申诉和答复；\n"
        "05 部门数据　其他部门报来的数，和报来的原始表（被后来的表替代的也在）；\n"
        "06 人员　　　谁在什么时候是什么身份；\n"
        f"07 留痕　　　{per('本季度')}的每一次改动，一行一条，hash 是这一条的哈希，"
        "previous 是前一条的；\n"
        f"　　　　　　　别的{per('季度')}的改动不在这里，所以编号 seq 中间会有空；\n"
        f"{_READ if papers_read else ''}"
        "各单位的文件夹　材料和回执，没有交材料的单位也有一个文件夹；\n"
        "00 目录　　　每个文件属于哪个单位、哪一项，SHA-256 是多少；\n"
        "00 校验.json　本压缩包里每个文件的 SHA-256。\n\n"
        "二、怎样核对文件没有被改过\n"
        "算出文件的 SHA-256（Windows：certutil -hashfile 文件 SHA256；Linux：sha256sum 文件），\n"
        "和“00 校验.json”里的一样，就没有被改过。“01 结果/版本和哈希.csv”里的哈希是公示、\n"
        "公布当时登记的，和那一版 .json 的 SHA-256 应当一样；.json 里的 supersedes 是它替代的\n"
        "那一版的哈希。\n"
        "装有信考程序的，一条命令就能全部核对并重算：\n"
        "python -m bot archive --check 本文件.zip\n"
        "分成几卷的，把各卷都写上：python -m bot archive --check 第1卷.zip 第2卷.zip\n\n"
        "三、怎样重算结果\n"
        "每一版 .json 里，tables 是各张考核表：scheme.text 是计分方案，units 是各单位，\n"
        "facts 是计分用的数（true、false 是有、没有，带引号的是精确的小数），returned 是\n"
        "退回以后没有补正的项目，rows 是每一项的得分，total 是总分，rank 是名次，\n"
        "open 是发出时还没有办完的事。计分规则用中文写在“02 考核办法”里，照着可以用手算。\n"
        "装有程序的：python -m scoring score --scheme 方案.toml 数据.json\n"
        "（两个文件在“01 结果/复算”里，一张考核表一对）。\n"
    )


def _copies(lasting: bool) -> str:
    """Whether there are copies for the long run."""
    if lasting:
        return "通报、结果表另有一份 PDF/A（同名 .pdf），几十年后也能照原样打开。\n"
    return (
        "通报、结果表没有 PDF/A 副本：整理时这台电脑没有装 LibreOffice。需要的话装上以后\n"
        "重新归档，或者用 WPS 另存为 PDF/A。\n"
    )


def no_quarter_named(known: str) -> str:
    """An export without a quarter."""
    return f"要写明{per('季度')}，例如 2026Q4。有数据的{per('季度')}：{known or '无'}。"


def no_figures_of(quarter: str, known: str) -> str:
    """An export of a quarter that this county never had."""
    return f"没有{quarter}的数据。有数据的{per('季度')}：{known or '无'}。"


def facts_note(when: str) -> str:
    """Inside the file: when the figures stood so."""
    return f"{when} 导出，按当时的数：有核定的用核定，没有的用部门数据或自报。"


def facts_label(quarter: Quarter) -> str:
    """The file's name."""
    return f"{name(quarter.year, quarter.number)}计分数据.json"


def facts_sent(quarter: Quarter, units: int) -> str:
    """With the file: what it is for."""
    return (
        f"{name(quarter.year, quarter.number)} {units} 个单位的计分数据，"
        "里面是各单位的数，请妥善保管。\n"
        "重算：python -m scoring score --scheme 方案.toml 数据.json\n"
        "换一个方案试算：python -m scoring diff 旧方案.toml 新方案.toml --facts 数据.json"
    )


def earlier_circular(version: int) -> str:
    """The name of a 通报 whose version was corrected since."""
    return f"通报（按公布第{version}版，后来更正过）"


def nothing() -> str:
    """A unit that handed in no papers."""
    return per("本单位本季度没有交材料。\n")
