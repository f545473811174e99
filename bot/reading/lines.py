"""The lines of a paper as their meaning is read from them: real characters, upright places.

Pure. Here: what every reader of a meaning needs of a line. Not here: how lines came about
(`bot.extraction`), what they mean (`dates`, `numbers`, `titles`, `issuers`, `sorts`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from bot.extraction.pages import WHOLE, Box, Extract, Line, Page, Place
from bot.extraction.plain import mended
from bot.reading.bodies import is_body, is_placed
from bot.reading.boxes import has_boxes

UNSURE: Final = 800
"""Below this score eyes were not sure of a line, or the text is made anew at every opening."""
_WIDE: Final = {
    code: chr(code - 0xFEE0)
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_BLANKS: Final = re.compile(r"\s+")
_LABELLED: Final = re.compile(
    r"[\u4e00-\u9fff]{0,4}(?:单位|机关|部门|机构|标题|名称|字号|文号|编号|日期|时间|地点|事项|内容|结果|意见|批示|情况|人员|"
    r"负责人|联系人|主持人|记录人|经办人|电话|类型|等级|时限|主送|抄送|序号|姓名|份数|密级|备注)"
)
"""What the first cell of a form's row says."""
_TOLD_BY: Final = re.compile(r"[:：]|原创|星期|\t")
_STOP: Final = "。；;！!？?，,、"


@dataclass(frozen=True)
class Said:
    """One line: ``number`` on its page from 1; ``box`` None where a format has no places."""

    text: str
    page: int
    number: int
    box: Box | None = None
    sure: bool = True
    size: int = 0
    bold: bool = False
    place: Place = ""
    boxed: bool = False
    """Eyes saw boxes on it: whether one beside them is ticked nobody can tell from its words."""

    @cached_property
    def bare(self) -> str:
        """The line without blanks."""
        return _BLANKS.sub("", self.text)

    @property
    def cells(self) -> tuple[str, ...]:
        """The parts of a row of a table or a form: 发文字号 | 云建字〔2026〕71号 | 密级 | 无.

        A line that is none has one; letters set apart (会 议 通 知) are one word.
        """
        if "\t" in self.text:
            return tuple(cell for cell in self.text.split("\t") if cell.strip())
        parts = tuple(self.text.split())
        form = len(parts) > 1 and _LABELLED.fullmatch(parts[0]) is not None
        return parts if form and max(map(len, parts)) > 1 else (self.text,)

    @property
    def crowded(self) -> bool:
        """Whether several things stand beside each other without a colon: cells run together."""
        parts = [part for part in self.text.split() if len(part) > 1]
        return len(parts) > 2 and _TOLD_BY.search(self.text) is None

    @property
    def height(self) -> int:
        """How high the letters are, in a measure of the paper's own; 0 where it is not known."""
        return self.box[3] - self.box[1] if self.box else self.size

    @property
    def top(self) -> int:
        """How far down its page it stands; 0 where it is not known."""
        return self.box[1] if self.box else 0

    @property
    def centred(self) -> bool:
        """Whether it stands in the middle, as a title does."""
        if self.box is None:
            return self.place == "centre"
        left, _, right, _ = self.box
        return abs((left + right) - WHOLE) < 0.12 * WHOLE and right - left < 0.85 * WHOLE

    @property
    def ends_open(self) -> bool:
        """Whether the sentence ends here."""
        return not self.bare.endswith(tuple(_STOP))


def said(extract: Extract) -> tuple[Said, ...]:
    """Every line that says something, page after page."""
    found: list[Said] = []
    for page in extract.pages:
        for number, line in enumerate(page.lines, 1):
            text = mended(line.text).translate(_WIDE)
            if line.source == "ocr":
                text = _unstamped(text)
            if text:
                box = _upright(line, page)
                look = line.size, line.bold, line.place
                boxed = line.source == "ocr" and has_boxes(text)
                found.append(Said(text, page.number, number, box, _sure(line), *look, boxed))
    return tuple(found)


def _unstamped(text: str) -> str:
    """An office's name without the signs of its stamp that eyes saw before it: 某 柳河镇政府."""
    sign, _, name = text.partition(" ")
    stamped = re.fullmatch(r"[\u4e00-\u9fff]", sign) is not None
    if stamped and re.match(r"[章用专][县市]", name) and is_body(name[1:]):
        return name[1:]
    placed = is_placed(name) or name.startswith(("县", "市"))
    return name if stamped and placed and is_body(name) else text


def _sure(line: Line) -> bool:
    return line.score >= UNSURE


def _upright(line: Line, page: Page) -> Box | None:
    """The place on the page as it was turned to be read."""
    if line.box is None:
        return None
    left, top, right, bottom = line.box
    if page.turned == 90:
        return WHOLE - bottom, left, WHOLE - top, right
    if page.turned == 180:
        return WHOLE - right, WHOLE - bottom, WHOLE - left, WHOLE - top
    if page.turned == 270:
        return top, WHOLE - right, bottom, WHOLE - left
    return line.box
