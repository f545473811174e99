"""Word, slides, tables, text and their old forms: what a person reads, and nothing else."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import openpyxl
import pytest

from bot.extraction.drawable import office
from bot.extraction.pages import CHANGING, Unread
from bot.extraction.reading import read
from tests.extraction.making_office import docx, pptx, said, shape
from tests.reading.made import Block, Made
from tests.reading.printed import deck as slides_of
from tests.sample_papers import picture


def texts(tmp_path: Path, data: bytes, kind: str) -> list[str]:
    file = tmp_path / "paper"
    file.write_bytes(data)
    found = read(file, kind, None)
    assert found.unread is Unread.NOTHING
    return [line.text for line in found.lines]


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def field(kind: str, inside: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'


def lined(inside: str, how: str = "single") -> str:
    return f'<w:r><w:rPr><w:u w:val="{how}"/></w:rPr>{inside}</w:r>'


SPACES = '<w:t xml:space="preserve">    </w:t>'
TICKED = '<w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>'
PICKED = f"<w:sdt><w:sdtPr><w:date/></w:sdtPr><w:sdtContent>{run('9月1日')}</w:sdtContent></w:sdt>"
DELETED = "<w:del><w:r><w:delText>删掉的</w:delText></w:r></w:del>"
PARAGRAPHS = {
    "关于开展活动的通知": f"{run('关于')}<w:ins>{run('开展')}</w:ins>{run('活动的通知')}",
    "甲乙": f"{run('甲')}{DELETED}{run('乙')}",
    "新处": f"<w:moveFrom>{run('旧处')}</w:moveFrom><w:moveTo>{run('新处')}</w:moveTo>",
    "张三": f'<w:fldSimple w:instr="AUTHOR">{run("张三")}</w:fldSimple>',
    "2026年10月30日": f"<w:smartTag>{run('2026年10月30日')}</w:smartTag>",
    "9月1日": PICKED,
    "信用中国": f"<w:hyperlink>{run('信用中国')}</w:hyperlink>",
    "看得见": f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r>{run('看得见')}",
    "还看得见": '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>还看得见</w:t></w:r>',
    "在____开展，共____份": run("在")
    + lined(SPACES)
    + run("开展，共")
    + lined("<w:tab/>")
    + run("份"),
    "县 河道所 组织": lined(SPACES.replace(" " * 4, "县 ") + "<w:t>河道所</w:t>")
    + lined("<w:t> </w:t>")
    + run("组织"),
    "单位： 河道所": run("单位：") + lined(SPACES) + lined("<w:t>河道所</w:t>"),
    "没有 线": run("没有") + lined(SPACES, "none") + run("线"),
    "甲 乙": "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>",
    "☑是": f'<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>{run("是")}',
    "3": field("begin")
    + "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    + field("separate")
    + run("3")
    + field("end"),
    "☑已公示": field("begin", TICKED)
    + "<w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>"
    + field("end")
    + run("已公示"),
}


@pytest.mark.parametrize(("reads", "inside"), PARAGRAPHS.items())
def test_a_paragraph_reads_as_it_is_seen(tmp_path: Path, reads: str, inside: str) -> None:
    assert texts(tmp_path, docx(f"<w:p>{inside}</w:p>"), "docx") == [reads]


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{said('框里的字')}</w:txbxContent>"
    body = (
        f"<w:p>{run('框外的字')}<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}"
        f"</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert texts(tmp_path, docx(body, header="示例县教育局文件"), "docx") == [
        "示例县教育局文件", "框外的字", "框里的字",
    ]  # fmt: skip


def test_a_table_s_row_is_a_line(tmp_path: Path) -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"

    body = "<w:tbl>" + row(said("活动时间"), said("2026年10月30日"))
    body += row(said("活动内容"), said("第一段") + said("第二段")) + "</w:tbl>"
    assert texts(tmp_path, docx(body), "docx") == [
        "活动时间\t2026年10月30日", "活动内容\t第一段", "第二段",
    ]  # fmt: skip


def test_today_s_date_is_marked(tmp_path: Path) -> None:
    body = f'<w:p><w:fldSimple w:instr=" DATE \\@ yyyy">{run("2026年11月28日")}</w:fldSimple></w:p>'
    file = tmp_path / "paper"
    file.write_bytes(docx(body + said("2026年10月30日")))
    scores = [line.score for line in read(file, "docx", None).lines]
    assert scores == [CHANGING, 1000]


def test_pages_are_those_that_were_broken(tmp_path: Path) -> None:
    file = tmp_path / "paper"
    file.write_bytes(
        docx(
            said("第一页") + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
            "<w:p><w:r><w:lastRenderedPageBreak/><w:t>第二页</w:t></w:r></w:p>"
        )
    )
    found = read(file, "docx", None)
    assert [[line.text for line in page.lines] for page in found.pages] == [["第一页"], ["第二页"]]


def test_a_document_of_pictures_needs_eyes(tmp_path: Path) -> None:
    file = tmp_path / "paper"
    image = '<w:p><w:r><w:drawing><a:blip r:embed="p0" xmlns:r="r"/></w:drawing></w:r></w:p>'
    file.write_bytes(docx(said("见图") + image, pictures=[picture((9, 9, 200))]))
    found = read(file, "docx", None)
    assert found.unread is Unread.NO_OCR
    assert found.partly
    assert found.pages[0].pictures == 1


def test_pictures_on_the_sheets_are_counted_those_of_wps_in_cells_too(tmp_path: Path) -> None:
    """WPS writes =DISPIMG("ID_…",1) into such a cell, and the picture beside all sheets."""
    book = openpyxl.Workbook()
    book.active.append(["宣传活动台账"])
    book.active.append(["10月22日", "进村组", "照片"])
    out = io.BytesIO()
    book.save(out)
    cell = re.compile(r'<c r="C2".*?</c>')
    shown = '<c r="C2" t="str"><f>_xlfn.DISPIMG("ID_A1",1)</f><v>=DISPIMG("ID_A1",1)</v></c>'
    whole = tmp_path / "wps.xlsx"
    with zipfile.ZipFile(out) as read_from, zipfile.ZipFile(whole, "w") as written:
        for name in read_from.namelist():
            data = read_from.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = cell.sub(shown, data.decode()).encode()
            written.writestr(name, data)
        written.writestr("xl/media/image1.jpeg", b"one")
        written.writestr("xl/media/image2.PNG", b"two")
        written.writestr("xl/media/image3.emf", b"drawn")
    found = read(whole, "xlsx", None)
    assert [line.text for line in found.lines] == ["宣传活动台账", "10月22日\t进村组"]
    assert [page.pictures for page in found.pages] == [2]


def test_slides_come_in_the_order_they_are_shown(tmp_path: Path) -> None:
    table = (
        "<p:graphicFrame><a:graphic><a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>项目</a:t></a:r>"
        "</a:p></a:txBody></a:tc><a:tc><a:txBody><a:p><a:r><a:t>3</a:t></a:r></a:p></a:txBody>"
        "</a:tc></a:tr></a:tbl></a:graphic></p:graphicFrame>"
    )
    data = pptx([shape("工作总结", "县教育局"), "!" + shape("藏起来的"), table + shape("谢谢")])
    assert texts(tmp_path, data, "pptx") == ["工作总结", "县教育局", "项目\t3", "谢谢"]


def _hiding() -> openpyxl.Workbook:
    """A row, a column and a sheet that nobody sees, and a title across from a hidden column."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["", "用信台账"],
        ["编号", "姓名", "次数"],
        ["x1", "张三", 4],
        ["x2", "藏起来", 9],
        ["x3", "李四", 0.5],
    ):
        sheet.append(row)
    sheet["A1"], sheet["B1"] = "用信台账", None
    sheet.merge_cells("A1:C1")
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["A"].hidden = True
    sheet["C5"].number_format = "0%"
    other = book.create_sheet("隐藏")
    other.append(["看不见", "也看不见"])
    other.sheet_state = "hidden"
    return book


_SHOWN = ["用信台账", "姓名\t次数", "张三\t4", "李四\t50%"]


def test_hidden_sheets_rows_and_columns_are_left_out_and_it_is_said(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    _hiding().save(file)
    found = read(file, "xlsx", None)
    assert [line.text for line in found.lines] == _SHOWN
    assert found.unread is Unread.HIDDEN
    assert found.partly


@pytest.mark.parametrize("hide", ["row", "column", "sheet", "menu", "wps", "blank row", "nothing"])
def test_of_what_is_hidden_only_what_says_something_is_told(tmp_path: Path, hide: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["姓名", "次数"], ["张三", 4], ["", ""], ["李四", 5]):
        sheet.append(row)
    if hide in ("row", "blank row"):
        sheet.row_dimensions[2 if hide == "row" else 3].hidden = True
    elif hide == "column":
        sheet.column_dimensions["B"].width = 0
        sheet.column_dimensions["B"].hidden = True
    elif hide != "nothing":
        other = book.create_sheet("WpsReserved_CellImgList" if hide == "wps" else "hidden")
        other.append(["堂街镇"] if hide == "menu" else ["堂街镇", "安良镇"])
        other.sheet_state = "hidden"
    file = tmp_path / "a.xlsx"
    book.save(file)
    told = Unread.HIDDEN if hide in ("row", "column", "sheet") else Unread.NOTHING
    assert read(file, "xlsx", None).unread is told


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_plain_text_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    data = "关于开展活动的通知\r\n\r\n2026 年 10 月 30 日\r\n".encode(encoding)
    assert texts(tmp_path, data, "txt") == ["关于开展活动的通知", "2026年10月30日"]


@pytest.mark.slow
@pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")
def test_old_word_and_old_slides_read_as_the_new_ones(tmp_path: Path) -> None:
    """What LibreOffice saves in the old formats, with a tracked deletion and hidden text."""
    gone = DELETED.replace("<w:del>", '<w:del w:author="a" w:date="2026-01-01T00:00:00Z">')
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏起来的</w:t></w:r>"
    body = said("关于开展诚信活动的通知") + f"<w:p>{run('甲')}{gone}{hidden}{run('乙')}</w:p>"
    body += said("A股份有限公司 2026年10月30日")
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    file = tmp_path / "paper.docx"
    file.write_bytes(_with(docx(body), "[Content_Types].xml", types))
    old = _saved_as(file, "doc")
    found = [line.text for line in read(old, "doc", None).lines]
    assert found == ["关于开展诚信活动的通知", "甲乙", "A股份有限公司 2026年10月30日"]


def _with(data: bytes, name: str, part: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        new.writestr(name, part)
        for one in old.namelist():
            text = old.read(one).decode()
            if one.endswith(".rels"):
                text = text.replace(
                    "<Relationships>",
                    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                    'relationships">',
                )
            new.writestr(one, text)
    return out.getvalue()


def _saved_as(file: Path, suffix: str) -> Path:
    program = office()
    assert program is not None
    subprocess.run(
        [program, "--headless", f"-env:UserInstallation=file://{file.parent}/profile",
         "--convert-to", suffix, "--outdir", str(file.parent), str(file)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return file.with_suffix(f".{suffix}")


PAGE = (
    '<!DOCTYPE html><meta charset="utf-8"><title>部门动态</title><style>p{color:red}</style>'
    "<h1>县商务局开展诚信宣传</h1><div>发布时间：2026-10-12 <span>来源：县商务局</span></div>"
    '<p style="display:none">看不见</p><script>var a="不是字";</script>'
    "<article><p>10月11日，<b>县商务局</b>走进集市。</p><table><tr><th>项目<th>数量"
    "<tr><td>宣传单<td>500份</table></article>"
)
PAGE_SAYS = [
    "县商务局开展诚信宣传", "发布时间：2026-10-12 来源：县商务局", "10月11日，县商务局走进集市。",
    "项目\t数量", "宣传单\t500份",
]  # fmt: skip


@pytest.mark.parametrize("kind", ["html", "page"])
def test_a_page_that_was_saved_is_read_as_it_is_seen(tmp_path: Path, kind: str) -> None:
    assert texts(tmp_path, PAGE.encode(), kind) == PAGE_SAYS


def test_lines_of_a_page_are_as_large_as_it_says(tmp_path: Path) -> None:
    data = (
        '<meta charset="utf-8"><body><h1>标题</h1><p align="center">单位</p><div style="font-size:'
        '30px;text-align:center"><p>大<b>字</b><br><span style="font-size:50%">小</span></p></div>'
        '<p style="font-size:16pt">正文</p><table><tr><td>格<td>格</table><center>末行</center>'
    )
    (tmp_path / "page.html").write_text(data, encoding="utf-8")
    (page,) = read(tmp_path / "page.html", "html", None).pages
    assert [(one.text, one.size, one.place) for one in page.lines] == [
        ("标题", 240, ""), ("单位", 120, "centre"), ("大字", 225, "centre"), ("小", 112, "centre"),
        ("正文", 160, ""), ("格\t格", 0, ""), ("末行", 120, "centre"),
    ]  # fmt: skip


def test_a_page_saved_in_one_file_is_read(tmp_path: Path) -> None:
    saved = MIMEMultipart("related")
    saved.attach(MIMEText(PAGE, "html", "utf-8"))
    data = b"From: <Saved by Blink>\r\n" + saved.as_bytes()
    assert texts(tmp_path, data, "html") == PAGE_SAYS


def test_paragraphs_and_sections_that_begin_a_page_begin_one(tmp_path: Path) -> None:
    body = (
        said("封面") + f"<w:p><w:pPr><w:pageBreakBefore/></w:pPr>{run('目录')}</w:p>"
        '<w:p><w:pPr><w:pageBreakBefore w:val="0"/>'
        f'<w:sectPr><w:type w:val="continuous"/></w:sectPr></w:pPr>{run("第一章")}</w:p>'
        + said("第二章")
        # A section's own mark, which stands at its end, says how it begins ([ECMA-376] 17.6.22).
        + '<w:p><w:pPr><w:sectPr><w:type w:val="nextPage"/></w:sectPr></w:pPr>'
        + f"{run('报头')}</w:p>"
        + said("两栏，同一页")
        + '<w:sectPr><w:type w:val="continuous"/><w:cols w:num="2"/></w:sectPr>'
    )  # fmt: skip
    file = tmp_path / "paper"
    file.write_bytes(docx(body))
    pages = [[line.text for line in page.lines] for page in read(file, "docx", None).pages]
    assert pages == [["封面"], ["目录", "第一章"], ["第二章", "报头", "两栏，同一页"]]


@pytest.mark.skipif(office() is None, reason="no LibreOffice here")
def test_slides_of_libreoffice_are_read_in_every_form(tmp_path: Path) -> None:
    deck = tmp_path / "deck.fodp"
    blocks = (Block("信用知识培训"), Block("县信用办"), Block("什么是信用修复", page=True))
    deck.write_text(slides_of(Made("slides", blocks)), encoding="utf-8")
    for suffix in ("pptx", "ppt"):
        made = _saved_as(deck, suffix)
        if not made.exists():
            pytest.skip("LibreOffice without Impress")
        for kind in (suffix, "dps") if suffix == "ppt" else (suffix,):
            pages = [[line.text for line in page.lines] for page in read(made, kind, None).pages]
            assert pages == [["信用知识培训", "县信用办"], ["什么是信用修复"]], kind
