"""A draft's workbook out and in: what is written, what is not, every fault at its cell."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from bot.corridor.events import Recipe
from bot.corridor.recipes import make
from bot.schemes.columns import HEADS
from bot.schemes.draft import keys_of, row_of
from bot.schemes.fields import with_field
from bot.schemes.filled import Filled, filled
from bot.schemes.heading import changed, said
from bot.schemes.lines import LINES, Line
from bot.schemes.reading import read
from bot.schemes.table import head_of, kept_of, line_of, ways_to_write
from scoring.cells import Unreadable
from scoring.scheme import load
from scoring.sentence import rule
from storage.queries.schemes import KeptDraft, KeptRow
from tests.schemes.documents import new_rules
from tests.schemes.test_schemes import draft_of

TODAY = [load("郏县2022-县直单位"), load("郏县2022-乡镇街道")]
COLUMN = dict(zip(HEADS, "ABCDEFGHIJKL", strict=True))
NAMES = {1: "赵主任", 2: "王强"}


@pytest.fixture(scope="module")
def rows() -> tuple[KeptRow, ...]:
    """Next year's rows: 一.1 as today (line 3), 一.2 unread (4), 二.1 twofold (5), 二.2 (6)."""
    return FOUND.rows


FOUND = read(new_rules(), "2027.docx", "郏县", TODAY, date(2027, 1, 1))[0]
DRAFT = draft_of(FOUND)


def workbook(
    rows: Sequence[KeptRow],
    *cells: tuple[str, object],
    drop: int = 0,
    above: Mapping[str, object] | None = None,
    draft: KeptDraft = DRAFT,
) -> bytes:
    """The workbook as it comes back, some cells written over; ``above`` on the sheet 抬头."""
    lines = [[*line_of(one), kept_of(one)] for one in rows]
    data = {"title": "草案", "lines": lines, "head": head_of(draft), "ways": ways_to_write()}
    made = make(Recipe(name="scheme draft", data=data))
    book = load_workbook(io.BytesIO(made))
    sheet = book.active
    assert sheet is not None
    for place, text in cells:
        sheet[place] = text
    for place, text in (above or {}).items():
        book["抬头"][place] = text
    if drop:
        sheet.delete_rows(drop)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def back(
    rows: Sequence[KeptRow], *cells: tuple[str, object], now: Sequence[KeptRow] = ()
) -> Filled:
    """What a workbook of these rows says of the rows as they are ``now``."""
    return filled(workbook(rows, *cells), "草案.xlsx", DRAFT, now or rows, NAMES)


def at(head: str, line: int) -> str:
    return f"{COLUMN[head]}{line}"


def said_of(row: KeptRow) -> str:
    found = row_of(row)
    assert found is not None
    return rule(found)


def test_unchanged_it_says_nothing(rows: tuple[KeptRow, ...]) -> None:
    assert back(rows) == Filled((), (), (), ())


def test_hidden_column_is_hidden_and_cells_may_be_chosen(rows: tuple[KeptRow, ...]) -> None:
    sheet = load_workbook(io.BytesIO(workbook(rows))).active
    assert sheet is not None
    assert sheet.column_dimensions["M"].hidden
    assert [str(one.sqref) for one in sheet.data_validations.dataValidation] == ["L3:L6"]


def test_rows_are_changed_and_confirmed(rows: tuple[KeptRow, ...]) -> None:
    found = back(
        rows,
        (at("怎么算分", 4), "每篇得1分，最高10分"),
        (at("由谁提供", 6), "县信用办"),
        (at("确认", 3), "对"),
        (at("确认", 4), "√"),
    )
    assert found.faults == ()
    assert [one.row for one in found.changed] == ["一.2", "二.2"]
    assert found.confirmed == (1, 2)
    assert "数据由县信用办提供" in said_of(found.changed[1])


@pytest.mark.parametrize(
    ("head", "text", "sentence"),
    [
        ("考核指标", "信用宣传", "每次得 0.5 分"),
        ("分值", 8, "本行最高 8 分"),
        ("由谁审核", "县信用办", "由县信用办审核"),
        ("佐证", "照片", "每次得 0.5 分"),
    ],
)
def test_each_column_is_read_back(
    rows: tuple[KeptRow, ...], head: str, text: object, sentence: str
) -> None:
    found = back(rows, (at(head, 3), text))
    assert found.faults == ()
    assert sentence in said_of(found.changed[0])


@pytest.mark.parametrize(
    ("line", "instead", "sentence"),
    [
        ("“宣传活动”每次得几分：0.5", "“宣传活动”每次得几分：2", "每次得 2 分"),
        ("“宣传活动”最多得几分：不封顶", "“宣传活动”最多得几分：4", "这一项最多 4 分"),
        ("“宣传活动”怎么计：每次计一次", "“宣传活动”怎么计：做到就计", "“宣传活动”的得 0.5 分"),
        ("“宣传活动”叫什么：宣传活动", "“宣传活动”叫什么：进校园", "“进校园”每次得 0.5 分"),
        (
            "最多得几分：不封顶",
            "最多得几分：不封顶\n前提（没做到，本行 0 分）：已成立",
            "须“已成立”",
        ),
        (
            "最多得几分：不封顶",
            "最多得几分：不封顶\n从几分起算：2",
            "从 2 分起，“宣传活动”每次得 0.5 分",
        ),
    ],
)
def test_items_are_changed_behind_their_colon(
    rows: tuple[KeptRow, ...], line: str, instead: str, sentence: str
) -> None:
    before = line_of(rows[0])[HEADS.index("逐项")]
    assert line in before
    found = back(rows, (at("逐项", 3), before.replace(line, instead)))
    assert found.faults == ()
    assert sentence in said_of(found.changed[0])


def test_several_items_at_once_and_a_name_among_them(rows: tuple[KeptRow, ...]) -> None:
    before = line_of(rows[0])[HEADS.index("逐项")]
    text = before.replace("几分：0.5", "几分：1").replace("叫什么：宣传活动", "叫什么：进校园")
    found = back(rows, (at("逐项", 3), text.replace("\n", "\r\n")))
    assert "“进校园”每次得 1 分" in said_of(found.changed[0])


def test_named_things_are_written_changed_and_taken_away_behind_their_colon(
    rows: tuple[KeptRow, ...],
) -> None:
    label = "逐件报名称和级别，同一事项只计最高"
    before = line_of(rows[0])[HEADS.index("逐项")]
    assert label not in before
    said = f"{label}：表彰：国家级 5，省级 3，市级 0.5"
    found = back(rows, (at("逐项", 3), f"{before}\n{said}"))
    assert found.faults == ()
    named = found.changed[0]
    assert "国家级得 5 分、省级得 3 分、市级得 0.5 分" in said_of(named)
    again = line_of(named)[HEADS.index("逐项")]
    assert said in again
    lowered = again.replace("省级 3", "省级 2")
    found = back([named], (at("逐项", 3), lowered))
    assert "省级得 2 分" in said_of(found.changed[0])
    found = back([named], (at("逐项", 3), again.replace("省级 3", "省级")))
    assert "请这样写" in found.faults[0]


def test_comparisons_are_written_and_changed_behind_their_colon(rows: tuple[KeptRow, ...]) -> None:
    label = "单位自己报的数，和其他单位比"
    before = line_of(rows[0])[HEADS.index("逐项")]
    assert label not in before
    said = f"{label}：引资额（万元）：前 3 名 5 分，其余 1 分；满意度（%）：高于平均 2 分"
    found = back(rows, (at("逐项", 3), f"{before}\n{said}"))
    assert found.faults == ()
    assert "第 1 至 3 名得 5 分、其余得 1 分" in said_of(found.changed[0])
    again = line_of(found.changed[0])[HEADS.index("逐项")]
    assert said in again
    lowered = again.replace("高于平均 2 分", "达到平均 3 分")
    found = back(found.changed[:1], (at("逐项", 3), lowered))
    assert "达到平均值的得 3 分" in said_of(found.changed[0])


def test_what_is_taken_away_is_taken_away(rows: tuple[KeptRow, ...]) -> None:
    named = with_field(rows[0], "by", "县工信局")
    assert isinstance(named, KeptRow)
    sure = replace(named, confirmed_by=1)
    found = back([sure, *rows[1:]], (at("由谁提供", 3), None))
    assert "县工信局" not in said_of(found.changed[0])
    assert found.confirmed == (1,)  # 对 stands beside it
    found = back([sure, *rows[1:]], (at("确认", 3), None))
    assert (found.changed, found.withdrawn) == ((), (1,))


def test_reading_is_chosen_where_it_is_confirmed(rows: tuple[KeptRow, ...]) -> None:
    reminders = line_of(rows[2])[HEADS.index("提醒")]
    assert "读法 2：从 20 分起，“迟报”每条扣 2 分" in reminders
    found = back(rows, (at("确认", 5), "读法2"))
    assert found.confirmed == (3,)
    assert said_of(found.changed[0]).startswith("从 20 分起")


@pytest.mark.parametrize(
    ("head", "line", "text", "cell", "sentence"),
    [
        ("编号", 3, "九.9", "A3", "草案里没有编号“九.9”"),
        ("编号", 3, None, "A3", "没有编号"),
        ("编号", 4, "一.1", "A4", "和第 3 行编号一样"),
        ("考核指标", 3, None, "B3", "不能空着"),
        ("分值", 5, "很多", "C5", "不是分数"),
        ("分值", 3, -1, "C3", "不是分数"),
        ("分值", 3, None, "C3", "不能空着"),
        ("原文", 3, "每次得1分", "D3", "“原文”是办法里的话，不能改"),
        ("怎么算分", 4, "看情况给", "E4", "没有读懂“看情况给”"),
        ("逐项", 3, "几次：2", "F3", "不是原来的一项"),
        ("逐项", 3, "“宣传活动”每次得几分：2", "F3", "这一行不能删"),
        ("逐项", 4, "每次几分：2", "F4", "先在“怎么算分”里"),
        ("系统的理解", 3, "每次得 2 分", "G3", "是自动写的"),
        ("提醒", 3, "知道了", "H3", "是自动写的"),
        ("由谁提供", 4, "县工信局", "I4", "请先写“怎么算分”"),
        ("由谁审核", 3, "信" * 80, "J3", "太长"),
        ("佐证", 3, "照" * 80, "K3", "太长"),
        ("确认", 6, "大概", "L6", "只写“对”或空着"),
        ("确认", 6, "读法 1", "L6", "只写“对”或空着"),
        ("确认", 4, "对", "L4", "还没有读懂"),
        ("确认", 5, "对", "L5", "请写“读法 1”这样"),
        ("确认", 5, "读法 7", "L5", "没有这种读法"),
    ],
)  # fmt: skip
def test_fault_stands_at_its_cell(
    rows: tuple[KeptRow, ...], head: str, line: int, text: object, cell: str, sentence: str
) -> None:
    assert at(head, line) == cell
    found = back(rows, (cell, text))
    assert len(found.faults) == 1, found.faults
    assert found.faults[0].startswith(cell)
    assert sentence in found.faults[0]


def test_figure_of_an_item_that_is_none_is_a_fault(rows: tuple[KeptRow, ...]) -> None:
    wrong = line_of(rows[0])[HEADS.index("逐项")].replace("几分：0.5", "几分：许多")
    assert "不是分数" in back(rows, (at("逐项", 3), wrong)).faults[0]


def test_every_fault_is_said_at_once(rows: tuple[KeptRow, ...]) -> None:
    found = back(
        rows, ("B3", None), ("C3", "很多"), ("L3", "大概"), ("E4", "看情况给"), ("A6", "九.9")
    )
    assert [one[:2] for one in found.faults] == ["B3", "C3", "L3", "E4", "A6"]


def test_row_that_another_changed_meanwhile_is_not_overwritten(rows: tuple[KeptRow, ...]) -> None:
    changed = with_field(rows[0], "add0p", "2")
    assert isinstance(changed, KeptRow)
    theirs = replace(changed, changed_by=2, changed_at="2026-11-23T02:00:00Z")
    now = (theirs, *rows[1:])
    assert back(rows, now=now) == Filled((), (), (), ())  # what was not touched is not put back
    for cell, text in (("C3", 8), ("L3", "对")):
        found = back(rows, (cell, text), now=now)
        assert (found.changed, found.confirmed) == ((), ())
        assert found.faults[0].startswith(
            f"{cell}（一.1）王强在您拿到这张表以后改过这一行，现在是："
        )
    other = back(rows, ("L6", "对"), now=now)
    assert (other.confirmed, other.faults) == ((4,), ())


def test_line_that_is_missing_leaves_its_row_alone(rows: tuple[KeptRow, ...]) -> None:
    data = workbook(rows, (at("确认", 6), "对"), drop=4)
    found = filled(data, "草案.xlsx", DRAFT, rows, NAMES)
    assert (found.changed, found.confirmed, found.faults) == ((), (4,), ())


def test_without_the_hidden_column_it_is_held_against_the_rows_as_they_are(
    rows: tuple[KeptRow, ...],
) -> None:
    cells: list[tuple[str, object]] = [(f"M{line}", None) for line in range(2, 7)]
    assert back(rows, *cells) == Filled((), (), (), ())
    found = back(rows, *cells, (at("分值", 3), 8))
    assert [one.row for one in found.changed] == ["一.1"]


def test_another_workbook_is_refused_with_a_sentence(rows: tuple[KeptRow, ...]) -> None:
    with pytest.raises(Unreadable, match="不是我发出去的那张表"):
        back(rows, ("A2", "序号"))


@pytest.mark.parametrize("line", LINES, ids=[one.key for one in LINES])
def test_every_line_may_be_written_anew_and_is_refused_at_its_cell(
    rows: Sequence[KeptRow], line: Line
) -> None:
    items = line_of(rows[0])[HEADS.index("逐项")]
    found = back(rows, (f"{COLUMN['逐项']}3", f"{items}\n{line.label}：看着办的"))
    assert not found.changed
    assert found.faults[0].startswith(f"{COLUMN['逐项']}3（一.1）{line.label}：")
    assert line.how in found.faults[0]
    written = back(rows, (f"{COLUMN['逐项']}3", f"{items}\n{line.label}：{line.example}"))
    assert written.faults == ()
    [row] = written.changed
    assert line.said(keys_of(row.body))
    assert f"{line.label}：" in line_of(row)[HEADS.index("逐项")]


def test_a_line_taken_away_is_so_and_what_a_summand_needs_stays(rows: Sequence[KeptRow]) -> None:
    capped = with_field(rows[0], "add0m", "4")
    assert isinstance(capped, KeptRow)
    items = line_of(capped)[HEADS.index("逐项")]
    most, each = "\n“宣传活动”最多得几分：4", "\n“宣传活动”每次得几分：0.5"
    found = back([capped], (at("逐项", 3), items.replace(most, "")))
    assert "最多 4 分" not in said_of(found.changed[0])
    found = back([capped], (at("逐项", 3), items.replace(each, "")))
    assert found.faults[0].startswith("F3（一.1）““宣传活动”每次得几分”这一行不能删")


def above(**cells: object) -> Filled:
    """What a workbook says whose sheet 抬头 was written into."""
    return filled(workbook(FOUND.rows, above=cells), "草案.xlsx", DRAFT, FOUND.rows, NAMES)


def test_header_and_sections_are_changed_on_a_sheet_of_their_own() -> None:
    labels = [label for label, _, _ in head_of(DRAFT)]
    full, section = (labels.index(one) + 2 for one in ("满分", "第一节"))
    most = labels.index("附加分最多") + 2
    found = above(**{f"B{full}": 110, f"B{most}": 8, f"B{section}": "信用宣传，30 分，权重 30%"})
    assert found.faults == ()
    assert found.head is not None
    lines = said(found.head)
    assert {"满分：110", "附加分最多：8", "第一节：信用宣传，30 分，权重 30%"} <= set(lines)
    again = [label for label, value, _ in head_of(found.head) if value]
    assert "附加分最多" in again


def test_fault_of_the_header_stands_at_its_cell_and_nothing_is_written() -> None:
    at_full = [label for label, _, _ in head_of(DRAFT)].index("满分") + 2
    found = above(**{f"B{at_full}": "一百来分"})
    assert found.head is None
    assert found.faults == (f"抬头 B{at_full}（满分）没有看懂“一百来分”，请照原来的样子写",)
    other = changed(DRAFT, "满分：90")
    assert other is not None
    data = workbook(FOUND.rows, above={f"B{at_full}": 80})
    found = filled(data, "草案.xlsx", other, FOUND.rows, NAMES)
    assert "有人改过，请重新下载" in found.faults[0]


def test_what_else_may_be_written_stands_on_a_sheet_to_copy_from() -> None:
    sheet = load_workbook(io.BytesIO(workbook(FOUND.rows)))["写法"]
    shown = [str(row[0].value) for row in sheet.iter_rows(min_row=2)]
    assert {one.label for one in LINES} < set(shown)
    assert "“名称”各类、各单位不同的数" in shown
