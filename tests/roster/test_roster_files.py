"""Files that are not what they should be, and csv in every encoding of the trade."""

import io
import re
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings, strategies as st

from bot.roster.reading import read
from scoring.cells import Limits, Unreadable, open_book

LIMITS = Limits("单位名单")
TABLE = "单位名称,简称,考核表\r\n郏县教育局,教育局,县直\r\n冢头镇,,乡镇\r\n"


def workbook(rows: int = 1) -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["单位名称"])
    for number in range(rows):
        book.worksheets[0].append([f"第{number}单位"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(data: bytes, change: dict[str, bytes]) -> bytes:
    """The same package with some parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            if name not in change:
                new.writestr(name, old.read(name))
        for name, content in change.items():
            new.writestr(name, content)
    return out.getvalue()


def sentence(data: bytes, kind: str = "") -> str:
    draft = read(data, kind)
    assert draft.lines == ()
    (fault,) = draft.faults
    assert fault.cell == ""
    return fault.sentence


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_is_read_in_every_usual_encoding_and_delimiter(encoding: str, delimiter: str) -> None:
    draft = read(TABLE.replace(",", delimiter).encode(encoding), "csv")
    assert draft.faults == ()
    assert [(each.row_number, each.name, each.short, each.group) for each in draft.lines] == [
        (2, "郏县教育局", "教育局", "县直单位"),
        (3, "冢头镇", "", "乡镇街道"),
    ]


def test_quoted_fields_keep_their_commas_and_line_breaks() -> None:
    text = '单位名称,别名\n县教育局,"教体局,教育体育局\n老教委"\n冢头镇,\n'
    first, second = read(text.encode()).lines
    assert first.aliases == ("教体局", "教育体育局", "老教委")
    assert second.row_number == 3, "the row as Excel counts it"


@pytest.mark.parametrize("data", [b"", b" \r\n\r\n", b"\xef\xbb\xbf", b",,,\n,,,\n"])
def test_an_empty_file_is_called_empty(data: bytes) -> None:
    assert "空文件" in sentence(data)


def test_headings_alone_are_not_a_list() -> None:
    assert "没有单位" in sentence("单位名称,简称\n".encode())
    assert "没有单位" in sentence(workbook(0))


def test_a_table_without_the_name_column_says_which_heading_is_missing() -> None:
    assert "“单位名称”" in sentence("部门全名,简称\n县教育局,教育局\n".encode())


@pytest.mark.parametrize(
    ("data", "kind", "part"),
    [
        (b"%PDF-1.7 ...", "", "这是 PDF，不是表格"),
        (b"\xff\xd8\xff\xe0 jpeg", "csv", "这是图片，不是表格"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xlsx", "另存为 .xlsx"),
        (b"PK\x03\x04 cut off", "xlsx", "没有传完"),
        (b"\x81\xff\xff\x00", "", "认不出"),
        (b"a\x00b\x00", "", "认不出"),
        (TABLE.encode(), "xlsx", "内容却不是 Excel"),
        (b"x" * (LIMITS.bytes + 1), "csv", "5 MB"),
    ],
)
def test_a_wrong_file_gets_a_sentence_that_says_what_to_do(
    data: bytes, kind: str, part: str
) -> None:
    assert part in sentence(data, kind)


def test_a_word_document_is_not_a_roster() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert sentence(out.getvalue()) == "这是 Word 文档，不是表格。"


def test_a_bomb_is_refused_by_its_directory_before_anything_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bomb = repacked(workbook(), {"xl/media/big.bin": bytes(LIMITS.unpacked + 1)})
    assert len(bomb) < 100_000

    def unpacked(*_: object, **__: object) -> None:
        raise AssertionError("the file was opened")

    monkeypatch.setattr(zipfile.ZipFile, "open", unpacked)
    assert "展开后太大" in sentence(bomb)


def test_a_package_of_thousands_of_parts_is_refused() -> None:
    many = repacked(workbook(), {f"xl/media/{number}": b"" for number in range(1001)})
    assert "展开后太大" in sentence(many)


def test_entities_that_multiply_do_not_get_through() -> None:
    entities = "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol" * 10}">' for n in range(9)
    )
    with zipfile.ZipFile(io.BytesIO(workbook())) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    # With lxml beside it openpyxl writes Chinese as character references.
    sheet = re.sub(r"&#(\d+);", lambda sign: chr(int(sign[1])), sheet)
    assert "第0单位" in sheet
    bomb = f"<!DOCTYPE worksheet [{entities}]>{sheet.replace('第0单位', '&e8;')}"
    assert "读不懂" in sentence(repacked(workbook(), {"xl/worksheets/sheet1.xml": bomb.encode()}))


def test_an_encrypted_member_is_called_a_password() -> None:
    data = bytearray(workbook())
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1
    assert "密码" in sentence(bytes(data))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
@pytest.mark.parametrize("content", [b"", b"<broken", b"<a/>", b"\x00\xff"])
def test_damaged_parts_never_raise_and_never_invent_units(part: str, content: bytes) -> None:
    draft = read(repacked(workbook(), {part: content}))
    assert {each.name for each in draft.lines} <= {"第0单位"}
    assert draft.lines or draft.faults


def test_a_sheet_of_endless_rows_is_cut_and_that_is_said() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["单位名称"])
    sheet.append(["冢头镇"])
    sheet.cell(row=1_000_000, column=1, value="远处的单位")
    out = io.BytesIO()
    book.save(out)
    draft = read(out.getvalue())
    assert [each.name for each in draft.lines] == ["冢头镇"]
    assert "后面的没有读" in draft.faults[0].sentence


def test_a_wrong_declared_area_hides_nothing() -> None:
    """Some programs write A1 as the area of the whole sheet."""
    with zipfile.ZipFile(io.BytesIO(workbook(3))) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
    wrong = xml.replace(b'ref="A1:A4"', b'ref="A1"')
    assert wrong != xml
    assert len(read(repacked(workbook(3), {"xl/worksheets/sheet1.xml": wrong})).lines) == 3


def test_a_number_stored_with_an_exponent_keeps_its_figures() -> None:
    """Some programs store the phone number 13800000000 as 1.38E10."""
    with zipfile.ZipFile(io.BytesIO(workbook())) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
    extra = b'<c r="B1" t="inlineStr"><is><t>%s</t></is></c></row>' % "电话".encode()
    phone = b'<c r="B2"><v>1.38E10</v></c></row>'
    head, line, rest = xml.split(b"</row>")
    changed = head + extra + line + phone + rest
    (unit,) = read(repacked(workbook(), {"xl/worksheets/sheet1.xml": changed})).lines
    assert unit.phone == "13800000000"


@given(cut=st.integers(min_value=0, max_value=4000), flip=st.integers(min_value=0, max_value=4000))
@settings(max_examples=40, deadline=None)
def test_a_damaged_file_is_read_or_refused_but_never_raises(cut: int, flip: int) -> None:
    data = bytearray(WORKBOOK)
    data[flip % len(data)] ^= 0x55
    for damaged in (bytes(data), WORKBOOK[:cut]):
        try:
            open_book(damaged, LIMITS, "xlsx")
        except Unreadable as reason:
            assert str(reason).endswith("。")  # noqa: PT017 - either outcome is right


WORKBOOK = workbook()
