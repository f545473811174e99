"""Small documents for conversations: a new table for departments, and what is none."""

from __future__ import annotations

import io
import re
import zipfile
from functools import partial

import xlwt
from docx import Document
from msoffcrypto.format.ooxml import OOXMLFile
from PIL import Image

from scoring.scheme import load
from tests.extraction.making_office import ofd
from tests.extraction.making_pdf import Sheet, jpeg
from tests.extraction.making_tables import as_pdf, drawn, locked_pdf
from tests.scoring.cells.binary import locked_xls as locked_with
from tests.scoring.drafting.papers import HEADS, sheet, word
from tests.storage.test_kinds import compound, zipped

_BODY = (
    "郟信用办〔2026〕9号",
    "关于印发《郟县2027年社会信用体系建设工作季度考核办法》的通知",
    "2026年12月1日",
    (
        "考核得分 90 分以上为优秀，80 分以上 90 分以下为良好，60 分以上 80 分以下为合格，"
        "60 分以下为不合格。满分为100分。"
    ),
)


def new_rules() -> bytes:
    """Next year's table: one row as today, others new, one nobody can read, one sum wrong."""
    today = load("郏县2022-县直单位").row("四.1")
    lines = [
        ("一、信用宣传（15分）",),
        ("1", today.name, "5", today.content, today.text, today.basis, today.method),
        ("2", "信息报送", "10", "", "每报送一篇得1分，被省级采用的相应加分。", "", ""),
        ("二、信用监管（85分）",),
        ("1", "双公示", "20", "", "按时报送的得20分；每迟报一条扣2分，扣完为止。", "", ""),
        (
            "2",
            "按时办结",
            "60",
            "",
            "按时办结率95%以上得60分，80%-95%得40分，80%以下不得分。",
            "",
            "",
        ),
    ]
    return word(_BODY, [("附件：县直单位社会信用体系建设工作考核指标", lines)])


def plain_rules() -> bytes:
    """Next year's table of four rows that are read as they are meant, named things among them."""
    lines = [
        ("一、信用宣传（40分）",),
        ("1", "信息报送", "20", "", "每报送一篇得1分，最高20分。", "", ""),
        (
            "2",
            "表彰奖励",
            "20",
            "",
            "获国家级表彰得10分、省级得6分、市级得3分，同一事项就高不重复，最高20分。",
            "",
            "",
        ),
        ("二、信用监管（60分）",),
        ("1", "按时办结", "40", "", "办结率=按期办结数÷受理数，得分=办结率×40分。", "", ""),
        ("2", "通报批评", "20", "", "被通报批评的，每次扣5分，扣完为止。", "", ""),
    ]
    return word(_BODY, [("附件：县直单位社会信用体系建设工作考核指标", lines)])


def letter() -> bytes:
    """A letter without a table."""
    return word(["各单位：", "请于12月5日前报送工作总结。"], [])


def results() -> bytes:
    """A table of results."""
    return sheet("考核结果", [("单位", "总分", "名次"), ("县教育局", 92, 1), ("县财政局", 90, 2)])


def two_offices() -> bytes:
    """Two offices' documents in one file."""
    first = [("1", "宣传", "5", "", "每次得1分，最高5分。", "", "")]
    return word(
        ["甲信用办〔2026〕1号"],
        [("甲县考核指标", first), ("乙信用办〔2026〕2号", []), ("乙县考核指标", first)],
    )


def endless() -> bytes:
    """Four hundred rows."""
    rows = [(n, f"指标{n}", 1, "", "做到得1分。", "", "") for n in range(1, 401)]
    return sheet("某县考核指标", [HEADS, *rows])


def long_clause() -> bytes:
    """One clause of three thousand signs."""
    clause = "每开展一次活动得1分，" * 300
    lines = [("1", "宣传", "5", "", clause, "", "")]
    return word(["甲信用办〔2026〕1号"], [("县直单位考核指标", lines)])


def on_paper() -> bytes:
    """The same kind of table as a PDF with ruled lines."""
    lines = (
        ("序号", "考核指标", "分值", "评分标准"),
        ("1", "信息报送", "40", "每报送一篇得2分，最高得40分。"),
        ("2", "双公示", "60", "按时报送的得60分；每迟报一条扣2分，扣完为止。"),
    )
    return as_pdf([drawn(lines, title="县直单位社会信用体系建设工作考核指标")])


def scanned() -> bytes:
    """A scan: a picture and no letter."""
    return as_pdf([Sheet().picture(jpeg(Image.new("RGB", (60, 80), (90, 90, 90))), 0, 0, 595, 842)])


def in_ofd() -> bytes:
    """A page of an OFD file that is a picture."""
    image = '<ofd:ImageObject ID="9" Boundary="0 0 210 297" ResourceID="3"/>'
    return ofd(image, pictures={"3": jpeg(Image.new("RGB", (60, 80), (90, 90, 90)))})


def locked_word() -> bytes:
    """A Word file really locked with a password, as Word and WPS save it."""
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(plain_rules())).encrypt("kaohe2027", out)
    return out.getvalue()


def locked_old_word() -> bytes:
    """The beginning of an old Word file that says it is encrypted."""
    return compound(streams={"WordDocument": b"\xec\xa5" + bytes(9) + b"\x01" + bytes(600)})


def locked_old_sheet() -> bytes:
    """An old Excel file with a password of its own."""
    book = xlwt.Workbook()
    book.add_sheet("表").write(0, 0, "考核指标")
    out = io.BytesIO()
    book.save(out)
    return locked_with(out.getvalue(), "own key")


def locked_ofd() -> bytes:
    """An OFD whose parts are locked, as GM/T 0099 has it."""
    root = b"<ofd:OFD xmlns:ofd='http://www.ofdspec.org/2016'/>"
    return zipped({"OFD.xml": root, "Encryptions.xml": b"<x/>", "Doc_0/entriesmap.dat": b"\x07"})


def ranking() -> bytes:
    """A circular with the ranking as a table of Word."""
    document = Document()
    document.add_paragraph("关于2026年第三季度信用工作考核排名的通报")
    table = document.add_table(rows=0, cols=4)
    for line in (("名次", "单位", "考核得分", "等次"), ("1", "县教育局", "92", "优秀")):
        for cell, text in zip(table.add_row().cells, line, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def two_counties() -> bytes:
    """Two counties' tables in one file, without a number of any document."""
    first = [("1", "宣传", "5", "", "每次得1分，最高5分。", "", "")]
    return word(
        ["考核办法汇编"], [("郏县2027年信用考核指标", first), ("宝丰县2027年信用考核指标", first)]
    )


def last_years() -> bytes:
    """The document of a year that is over, for the same units."""
    lines = [
        ("1", "信息报送", "40", "", "每报送一篇得1分，最高40分。", "", ""),
        ("2", "双公示", "60", "", "按时报送的得60分；每迟报一条扣2分，扣完为止。", "", ""),
    ]
    return word(
        ["郏信用办〔2022〕3号", "关于印发《郏县2022年县直单位信用工作考核办法》的通知"],
        [("附件：县直单位信用工作考核指标", lines)],
    )


def boxed() -> bytes:
    """Next year's document with its table in a text box, written twice as Word does."""
    before = zipfile.ZipFile(io.BytesIO(new_rules()))
    text = before.read("word/document.xml").decode()
    table = re.search(r"<w:tbl>.*</w:tbl>", text, re.DOTALL)
    assert table is not None
    content = f"<w:txbxContent>{table[0]}</w:txbxContent>"
    box = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/'
        f'markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing>{content}</w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict>{content}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as after:
        for name in set(before.namelist()) - {"word/document.xml"}:
            after.writestr(name, before.read(name))
        after.writestr("word/document.xml", text.replace(table[0], box))
    return out.getvalue()


def picture() -> bytes:
    """A photo of the table."""
    return jpeg(Image.new("RGB", (60, 80), (90, 90, 90)))


def one_or_two(points: int) -> bytes:
    """Rows for departments and for towns in one table, each group's with so many points."""
    rest = str(points - 10)
    lines = [
        ("县直单位",),
        ("1", "信息报送", "10", "", "每报送一篇得1分，最高10分。", "", ""),
        ("2", "会议", rest, "", "缺席一次扣5分。", "", ""),
        ("乡镇（街道）",),
        ("1", "村级宣传", "10", "", "每开展一次得1分，最高10分。", "", ""),
        ("2", "台账", rest, "", "未建的扣10分。", "", ""),
    ]
    return word(_BODY, [("附件：社会信用体系建设工作考核指标", lines)])


def half() -> bytes:
    """A Word file of which only the first half arrived."""
    return new_rules()[: len(new_rules()) // 2]


def several_packed() -> bytes:
    """An archive with two documents: which one is meant, nobody can tell."""
    return zipped({"2027年考核办法.docx": new_rules(), "函.docx": letter()})


DOCUMENTS = {
    "办法.pdf": on_paper,
    "扫描件.pdf": scanned,
    "加密.pdf": locked_pdf,
    "加密.docx": locked_word,
    "2027年考核办法.docx": new_rules,
    "像两张的表.docx": partial(one_or_two, 50),
    "两张合一张.docx": partial(one_or_two, 100),
    "明年考核办法.docx": plain_rules,
    "关于报送总结的函.docx": letter,
    "考核结果.xlsx": results,
    "两县办法.docx": two_offices,
    "四百行.xlsx": endless,
    "超长条款.docx": long_clause,
    "加密.doc": locked_old_word,
    "加密.xls": locked_old_sheet,
    "加密.ofd": locked_ofd,
    "排名通报.docx": ranking,
    "两县汇编.docx": two_counties,
    "2022年考核办法.docx": last_years,
    "文本框里的办法.docx": boxed,
    "办法照片.jpg": picture,
    "半份办法.docx": half,
    "办法和函.zip": several_packed,
    "空办法.docx": bytes,
}
