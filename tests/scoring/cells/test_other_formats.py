"""What else offices keep tables in: OpenDocument, binary, HTML, XML 2003, text, locked files."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
import xlwt
from hypothesis import given, settings, strategies as st
from msoffcrypto.format.ooxml import OOXMLFile

from scoring.cells import Cell, Limits, Unreadable, open_book
from tests.scoring.cells.binary import binary_workbook, locked_xls
from tests.scoring.cells.test_xlsx import written

pytestmark = pytest.mark.slow


LIMITS = Limits("部门数据表")


def rows(data: bytes, claims: str = "") -> list[list[str]]:
    [sheet, *_] = open_book(data, LIMITS, claims).sheets
    return [[cell.text for cell in cells] for _, cells in sheet.rows]


def cells(data: bytes) -> list[Cell]:
    [sheet, *_] = open_book(data, LIMITS).sheets
    return list(sheet.rows[0][1])


# -- the old format --------------------------------------------------------------------------------


def old(*values: tuple[object, str]) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("表")
    for place, (value, code) in enumerate(values):
        sheet.write(0, place, value, xlwt.easyxf(num_format_str=code))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_an_old_workbook_shows_what_a_new_one_does() -> None:
    data = old(
        (46086, 'M"月"D"日"'),
        (0.0625, "h:mm"),
        (12.5, '0.0"%"'),
        (0.125, "0.0%"),
        (3755161234, "0000-0000000"),
        (1, '[=1]"是";[=0]"否"'),
        (3, "General"),
    )
    found = cells(data)
    assert [(cell.text, cell.kind) for cell in found] == [
        ("3月5日", "date"),
        ("1:30", "time"),
        ("12.5%", "number"),
        ("12.5%", "number"),
        ("0375-5161234", "number"),
        ("是", "text"),
        ("3", "number"),
    ]


def test_an_old_workbook_keeps_what_is_struck_out_apart() -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("表")
    struck = xlwt.easyfont("struck_out true")
    sheet.write_rich_text(0, 0, [("5", struck), ("3", xlwt.easyfont(""))])
    sheet.write(0, 1, 5, xlwt.easyxf("font: struck_out true"))
    out = io.BytesIO()
    book.save(out)
    found = cells(out.getvalue())
    assert (found[0].text, found[1].kind) == ("3", "struck")


def test_a_workbook_locked_with_the_key_that_everybody_has_is_read() -> None:
    data = locked_xls(old((12.5, '0.0"%"'), ("县教育局", "General")), "VelvetSweatshop")
    assert [cell.text for cell in cells(data)] == ["12.5%", "县教育局"]


@pytest.mark.parametrize("tail", range(4))
def test_a_locked_stream_that_is_filled_up_at_its_end_is_read(tail: int) -> None:
    """One to three bytes behind the last record belong to none, and once ended the reading."""
    data = locked_xls(old(("县教育局" + "甲" * tail, "General")), "VelvetSweatshop")
    assert [cell.text for cell in cells(data)] == ["县教育局" + "甲" * tail]


def test_a_workbook_with_a_password_of_its_own_is_said_to_have_one() -> None:
    with pytest.raises(Unreadable, match="打开密码"):
        open_book(locked_xls(old((1, "General")), "xinkao"), LIMITS)


@pytest.mark.slow
@pytest.mark.parametrize(("key", "opens"), [("VelvetSweatshop", True), ("xinkao", False)])
def test_a_new_workbook_is_unlocked_alike(key: str, opens: bool) -> None:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(written("县教育局"))).encrypt(key, out)
    if opens:
        assert rows(out.getvalue()) == [["县教育局"]]
    else:
        with pytest.raises(Unreadable, match="打开密码"):
            open_book(out.getvalue(), LIMITS)


def test_a_stream_without_its_container_is_read() -> None:
    """What small programs write as .xls: a BOF of BIFF5, cells, an EOF."""
    label = "单位名称".encode("gbk")
    stream = (
        struct.pack("<HHHHHH", 0x809, 8, 0x500, 0x10, 0, 0)
        + struct.pack("<HHH", 0x42, 2, 936)
        + struct.pack("<HHHHHH", 0x204, 8 + len(label), 0, 0, 0, len(label))
        + label
        + struct.pack("<HHHHHd", 0x203, 14, 1, 0, 0, 3.0)
        + struct.pack("<HH", 0x0A, 0)
    )
    assert rows(stream) == [["单位名称"], ["3"]]


# -- binary workbooks ------------------------------------------------------------------------------


def test_a_binary_workbook_is_read_with_its_formats() -> None:
    data = binary_workbook(
        [
            ("县教育局", "General", False),
            (12.5, '0.0"%"', False),
            (0.125, "0.0%", False),
            (46086.0, 'm"月"d"日"', False),
            (7.0, "General", True),
            (3, "General", False),
        ]
    )
    found = [(cell.text, cell.kind) for cell in cells(data)]
    assert found == [
        ("县教育局", "text"),
        ("12.5%", "number"),
        ("12.5%", "number"),
        ("3月5日", "date"),
        ("", "struck"),
        ("3", "number"),
    ]


# -- OpenDocument ----------------------------------------------------------------------------------

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(
    f'xmlns:{short}="{_ODF}:{name}:1.0"'
    for short, name in (("office", "office"), ("table", "table"), ("text", "text"),
                        ("style", "style"), ("draw", "drawing"))
)  # fmt: skip


def document(body: str, styles: str = "") -> bytes:
    """The content of a flat OpenDocument file, which is that of the part in a zip."""
    return (
        f'<?xml version="1.0"?><office:document {_SPACES} '
        'office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
        "</office:document>"
    ).encode()


def zipped(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return out.getvalue()


def typed(kind: str, value: str, shown: str) -> str:
    name = {"date": "date-value", "time": "time-value", "boolean": "boolean-value"}.get(
        kind, "value"
    )
    return (
        f'<table:table-cell office:value-type="{kind}" office:{name}="{value}">'
        f"<text:p>{shown}</text:p></table:table-cell>"
    )


ODS = document(
    '<table:table table:name="表"><table:table-row>'
    + typed("float", "12.5", "12.5%")
    + typed("percentage", "0.285714285714286", "28.6%")
    + typed("float", "3", "3条（不足5%）")
    + typed("date", "2026-03-05", "3月5日")
    + typed("time", "PT01H30M00S", "1:30")
    + typed("boolean", "true", "TRUE")
    + '<table:table-cell table:number-columns-repeated="2"/>'
    "<table:table-cell><office:annotation><text:p>批注</text:p></office:annotation>"
    '<text:p>县<text:span text:style-name="T1">教肓</text:span>教育局</text:p></table:table-cell>'
    '<table:table-cell table:formula="of:=1+2"/></table:table-row>'
    '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'
    "</table:table>",
    '<style:style style:name="T1"><style:text-properties style:text-line-through-type="single"/>'
    "</style:style>",
)


@pytest.mark.parametrize("data", [ODS, zipped(ODS)])
def test_an_open_document_is_read_as_it_is_shown(data: bytes) -> None:
    found = cells(data)
    assert [(cell.text, cell.kind, cell.readings[-1:]) for cell in found] == [
        ("12.5%", "number", ("12.5%",)),
        ("28.6%", "number", ("28.5714285714286%",)),
        ("3条（不足5%）", "number", ("3",)),
        ("3月5日", "date", ()),
        ("1:30", "time", ()),
        ("TRUE", "bool", ()),
        ("", "text", ()),
        ("", "text", ()),
        ("县教育局", "text", ()),
        ("=", "formula", ()),
    ]


# -- HTML, XML 2003, text: all of them called .xls by the systems that write them ------------------

HTML = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><style>td{color:red}</style>
</head><body><h3>各单位情况表</h3><table border=1><tr><th rowspan=2>单位名称
<th colspan="2">二.1</tr>
<tr><td>迟报<td>漏报</tr><tr><td>县教育局</td><td x:num="0.125">12.5%</td>
<td><s>5</s>3<br>&nbsp;</td></tr><tr style="display:none"><td>看不见</td></tr>
</table></body></html>"""


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_a_web_page_called_xls_is_read(encoding: str) -> None:
    assert rows(HTML.encode(encoding), "xls") == [
        ["各单位情况表"],
        ["单位名称", "二.1", "二.1"],
        ["单位名称", "迟报", "漏报"],
        ["县教育局", "12.5%", "3"],
    ]


def test_a_web_page_without_a_table_says_so() -> None:
    with pytest.raises(Unreadable, match="里面没有表格"):
        open_book(b"<html><body><p>login</p></body></html>", LIMITS, "xls")
    frames = b"<html><head><link rel=File-List href='a.files/filelist.xml'></head><frameset>"
    with pytest.raises(Unreadable, match="没有一起发来"):
        open_book(frames, LIMITS, "xls")


def test_a_web_page_in_one_file_is_read() -> None:
    head = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n'
    part = "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    page = "<html><table><tr><td>县教育局</td></tr></table></html>\n--x--\n"
    assert rows((head + part + page).encode()) == [["县教育局"]]


XML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="Default"/><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style>
<Style ss:ID="q" ss:Parent="p"><Font ss:StrikeThrough="1"/></Style>
<Style ss:ID="d"><NumberFormat ss:Format="m&quot;月&quot;d&quot;日&quot;"/></Style></Styles>
<Worksheet ss:Name="表"><Table><Column ss:Index="3" ss:StyleID="p"/><Row ss:Index="2">
<Cell ss:MergeDown="1"><Data ss:Type="String">县教育局</Data>
<Comment><Data>批注</Data></Comment></Cell>
<Cell ss:StyleID="p"><Data ss:Type="Number">0.125</Data></Cell>
<Cell><Data ss:Type="Number">1.3</Data></Cell>
<Cell ss:StyleID="q"><Data ss:Type="Number">5</Data></Cell>
<Cell ss:StyleID="d"><Data ss:Type="DateTime">2026-03-05T00:00:00.000</Data></Cell>
<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><S>5</S>3</ss:Data></Cell>
<Cell ss:Index="8" ss:Formula="=1+2"/></Row><Row><Cell ss:Index="2"><Data ss:Type="Boolean">1</Data>
</Cell></Row></Table></Worksheet></Workbook>"""


def test_xml_spreadsheet_2003_is_read() -> None:
    [sheet] = open_book(XML.encode(), LIMITS, "xls").sheets
    assert [number for number, _ in sheet.rows] == [2, 3]
    first, second = (cells for _, cells in sheet.rows)
    assert [(cell.text, cell.kind) for cell in first] == [
        ("县教育局", "text"),
        ("12.50%", "number"),
        ("130.00%", "number"),
        ("", "struck"),
        ("3月5日", "date"),
        ("3", "text"),
        ("", "text"),
        ("=", "formula"),
    ]
    assert (second[0].text, second[0].copied, second[1].kind) == ("县教育局", True, "bool")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_text_with_tabs_called_xls_is_read(encoding: str) -> None:
    text = '单位名称\t迟报\n县教育局，县体育局\t3\n"三好"单位\t4\n'
    assert rows(text.encode(encoding), "xls")[1:] == [
        ["县教育局，县体育局", "3"],
        ['"三好"单位', "4"],
    ]


def test_text_that_a_program_wrote_for_excel_is_read_without_its_marks() -> None:
    assert rows('sep=;\n单位;电话\n局;="03755161234"\n'.encode()) == [
        ["单位", "电话"],
        ["局", "03755161234"],
    ]


def test_unpaired_quotes_swallow_nothing_in_silence() -> None:
    with pytest.raises(Unreadable, match="引号不成对"):
        open_book('单位,迟报\n"教育局,3\n财政局,4\n'.encode(), LIMITS, "csv")


@settings(max_examples=80, deadline=None)
@given(st.sampled_from([ODS, zipped(ODS), HTML.encode(), XML.encode()]), st.integers(0, 5000),
       st.binary(max_size=6))  # fmt: skip
@pytest.mark.slow
def test_a_damaged_file_is_read_or_refused_in_a_sentence(
    data: bytes, at: int, noise: bytes
) -> None:
    place = at % len(data)
    try:
        open_book(data[:place] + noise + data[place + len(noise) :], LIMITS)
    except Unreadable as reason:
        assert str(reason).endswith("。")  # noqa: PT017 - either outcome is right
