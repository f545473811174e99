"""What the columns of a table of indicators are called, in the many words of many offices.

Here: heading cells to what they hold. Not here: where the headings stand (`printed`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final
from unicodedata import normalize

from scoring.cells import Cell

_WORDS: Final[Mapping[str, str]] = {
    "number": "序号 编号 NO 项次 序列",
    "section": "一级指标 项目 考核项目 考核类别 类别 项目类别 指标类别 大项 板块 考评项目 "
    "维度 模块 领域 方面 大类 评价项目 考核大项 一级要素 一级 考核模块 考核维度 "
    "评价维度 类型 考核分类",
    "name": "考核指标 二级指标 指标 指标名称 考核要点 评价指标 工作任务 考核事项 "
    "考核指标名称 评价要素 考评要素 考核要素 二级要素 考评要点 检查要点 "
    "项目名称 工作项目 重点工作 任务名称 目标任务 小项 二级 考评指标 考核细项 "
    "测评指标 任务 事项 检查项目 主要指标 具体指标 指标项目",
    "points": "分值 权重 标准分 分数 满分 基本分 标准分值 考核分值 分值权重 指标分值 "
    "配分 基础分 权重分 赋分 标分 分值(分) 设定分值 满分值 目标分值",
    "content": "考核内容 考核要求 主要内容 工作内容 工作要求 目标要求 评价内容 内容 "
    "检查内容 考评内容 三级要素 评分要点 三级指标 指标内容 具体内容 "
    "考核内容及要求 工作目标 考核目标 目标任务要求 指标说明 内容要求 具体要求 "
    "指标解释 指标要求",
    "target": "目标值 目标 指标值 质控目标 标准值 考核目标值 年度目标值 年度目标 目标数 "
    "目标任务数 任务数 控制指标 指标标准 目标标准 年度计划 年度计划数 计划数 计划值 计划指标 "
    "年度任务 年度任务数 全年目标 全年任务 预期值 基准值 考核目标数",
    "text": "评分标准 评分细则 计分办法 评分办法 计分标准 考核标准 评分方法 计分方法 "
    "扣分标准 加分标准 评价标准 得分标准 考核评分标准 评分规则 计分规则 "
    "评分说明 考核细则 考评标准 加扣分标准 加减分标准 扣分细则 考核标准及分值 "
    "考核内容及评分标准 考核内容及计分办法 考核内容和评分标准 考核内容与评分标准 "
    "考核要求及评分标准 扣分标准及分值 指标及评分标准 考核办法 评定标准 "
    "评分标准及办法 赋分标准 计分方式 评分要点 得分说明 评分标准及说明 "
    "考核计分办法 考核评分办法 考核评分细则 记分标准 扣分细则",
    "basis": "考核依据 佐证材料 依据 数据来源 评分依据 资料来源 印证材料 证明材料 "
    "备查资料 信息来源 数据提供单位 数据提供部门 提供单位 备查材料 支撑材料 "
    "考核资料",
    "method": "考核方式 考核方法 评价方式 检查方式 考核形式 检查方法 方式 评价方法 考评方式",
    "reviewer": "考核单位 考核部门 评分单位 评分部门 牵头考核单位 评价部门 考评单位 "
    "评价单位 考核责任单位 考核牵头单位 考核科室 评分科室 责任考核单位 审核部门 "
    "牵头部门 责任科室 考核责任部门 负责部门 责任部门 责任单位 牵头单位",
    "score": "得分 自评得分 自评分 考核得分 自评 考评得分 实得分 评分 核定得分 "
    "最终得分 扣分 加分 实际得分 扣分情况 扣分原因 复核得分",
    "whom": "考核对象 适用对象 适用单位 被考核单位 考核对象类别 被考核对象 适用范围 对象",
    "note": "备注 说明 完成时限 时限 完成时间",
}
HEADINGS: Final = {word: field for field, words in _WORDS.items() for word in words.split()}
_WHOSE: Final = (
    "(?:考核|考评|评价|评估|检查|测评|督导|评审|评比|验收|督查|评议|评定|考察|绩效|质控|年度|工作)+"
)
_ACT: Final = (
    "(?:评分|计分|赋分|扣分|记分|得分|打分|加分|加扣分|加减分|奖扣分|计算|核算|折算|量化|评定)"
)
_WAY: Final = "(?:标准|办法|细则|规则|方法|方式|说明|要点|规定|参考|依据|公式)"
_KINDS: Final[tuple[tuple[str, str], ...]] = (
    (rf"(?:{_WHOSE})?(?:分值|满分|权重|标准分|配分|分数|基准分)(?:值|设置)?", "points"),
    (rf"{_WHOSE}(?:方式|方法|形式|途径|手段|方式方法)", "method"),
    (
        (
            rf"(?:{_WHOSE})?(?:评分|计分|赋分|扣分|记分|得分|打分|加扣分|加减分|奖扣分)"
            r"(?:标准|办法|细则|规则|方法|方式|说明|要点|规定|参考)"
        ),
        "text",
    ),
    (rf"(?:{_WHOSE})?{_ACT}{_WAY}?(?:及其?|和|与|、)?{_ACT}{_WAY}", "text"),
    (r"(?:计算|核算|折算|量化)(?:标准|办法|细则|规则|方法|公式)", "text"),
    (rf"{_WHOSE}(?:标准|办法|细则|规则|尺度)", "text"),
    (
        (
            rf"(?:{_WHOSE})?(?:内容|要求|要点|指标|事项|目标|任务|标准)(?:及其?|和|与|、)"
            r"(?:评分|计分|赋分|扣分|记分|得分|打分|加扣分|加减分)(?:标准|办法|细则|规则|方法|方式|说明)"
        ),
        "text",
    ),
    (rf"{_WHOSE}(?:内容|要求|标准)(?:及|和|与)(?:内容|要求|标准|要点|目标)", "content"),
    (rf"{_WHOSE}(?:内容|要求)", "content"),
    (rf"{_WHOSE}(?:项目|类别|大类|大项|维度|板块|领域|模块|方面)", "section"),
    (rf"{_WHOSE}(?:指标|要点|事项|要素|任务|细项|小项|条目|点)", "name"),
    (rf"{_WHOSE}(?:依据|材料|资料|来源)", "basis"),
    (rf"(?:{_WHOSE}|量化|全年|质控|控制)+(?:目标|指标|计划|任务)(?:值|数)", "target"),
    (
        rf"(?:{_WHOSE}|责任|牵头|主责|主管|归口)+(?:单位|部门|科室|股室|处室|机构|责任人|主体)",
        "reviewer",
    ),
    (rf"(?:{_WHOSE})?(?:自评|自查|复核|核定|实际|最终)(?:得分|分|扣分)", "score"),
)
"""Headings nobody has met before, by their kind: 评估项目, 督导评估方式, 质控标准."""
_LONGEST: Final = 12
_NEEDED: Final = 2
_CLAUSE: Final = frozenset({"text", "content", "name"})


def heading(text: str) -> str:
    """Return what a heading cell is called, without its blanks and its remarks."""
    bare = re.sub(r"[\s:：*　]", "", text)
    return re.sub(r"[(（][^()（）]*[)）]$", "", bare) or bare


def field_of(text: str) -> str | None:
    """Return what a heading says its column holds: by its word, or by the kind of word it is."""
    known = HEADINGS.get(text) or HEADINGS.get(text.upper())
    if known is not None or len(text) > _LONGEST:
        return known
    return next((field for kind, field in _KINDS if re.fullmatch(kind, text)), None)


def finer(columns: dict[str, int], cells: Sequence[Cell]) -> dict[str, int] | None:
    """Return the columns with those that a second row of headings divides, or None: it is none.

    考核指标 over 一级指标 and 二级指标: what stands below says what a column is.
    """
    own = [(at, heading(cell.text)) for at, cell in enumerate(cells) if not cell.copied]
    own = [(at, text) for at, text in own if text]
    if not own or not all(text in HEADINGS for _, text in own):
        return None
    found = {name: at for name, at in columns.items() if at not in {at for at, _ in own}}
    for at, text in own:
        name = HEADINGS[text]
        found.setdefault("content" if name == "name" and "name" in found else name, at)
    return found if "name" in found or "content" in found else None


def figure_in(text: str) -> Decimal | None:
    """Return the figure of a cell of points: 5, 5分, （5）, 7.5, 满分5分; None: not exactly one."""
    said = re.findall(r"[0-9]+(?:\.[0-9]+)?", normalize("NFKC", text))
    return Decimal(said[0]) if len(said) == 1 and "%" not in text else None


SECTION_POINTS: Final = "section points"
"""What a column is called that prints the points of a whole section."""


def _places(said: Sequence[tuple[int, str]]) -> dict[str, int]:
    """Field to column; of two columns of sections the second one names the rows."""
    found: dict[str, int] = {}
    second = None
    for at, field in said:
        own = "content" if field == "name" and "name" in found else field
        if own == "section" and own in found and second is None:
            second = at
        found.setdefault(own, at)
    if second is not None:
        found.setdefault("name", second)  # 类别 and 考核项目
    return _points_of_sections(said, found)


def _points_of_sections(said: Sequence[tuple[int, str]], found: dict[str, int]) -> dict[str, int]:
    """权重 beside 一级指标 and 分值 beside 二级指标: the first is of the sections."""
    points = [at for at, field in said if field == "points"]
    section, name = found.get("section"), found.get("name")
    if len(points) < _NEEDED or section is None or name is None:
        return found
    if section < points[0] < name < points[1]:
        return {**found, "points": points[1], SECTION_POINTS: points[0]}
    return found


def columns_of(cells: Sequence[Cell]) -> dict[str, int] | None:
    """Return field to column where a line is the headings of a table of indicators, else None.

    There must be a column of points or of a standard, and something that names the rows.
    """
    said = [
        (at, field_of(text))
        for at, cell in enumerate(cells)
        if (text := heading(cell.text)) and not (cell.copied and cell.across)
    ]
    found = _places([(at, field) for at, field in said if field is not None])
    filled, known = len(said), sum(field is not None for _, field in said)
    if known < _NEEDED or known * 2 < filled or not found.keys() & _CLAUSE:
        return None
    if not found.keys() & {"points", "text"}:
        return None
    if "name" not in found:
        spare = next((one for one in ("content", "target", "section") if one in found), "text")
        found["name"] = found[spare]
        if spare in ("section", "target"):
            del found[spare]
    return found


_MOST_SECTION: Final = 30


def of_sections(
    columns: Mapping[str, int], block: Sequence[Sequence[Cell]]
) -> dict[str, int] | None:
    """考核内容 left of 考核指标, one cell beside several rows: what it names are the sections.

    None: it is the contents of each row.
    """
    at, name = columns.get("content"), columns.get("name")
    if at is None or name is None or at >= name or "section" in columns:
        return None
    rows = [line for line in block if name < len(line) and line[name].text.strip()]
    cells = [line[at] for line in rows if line[at].text != line[name].text]  # no note across all
    said = {"".join(cell.text.split()) for cell in cells}
    short = all(len(one) <= _MOST_SECTION and not re.search("[。；;]", one) for one in said)
    if not short or len(said) * _NEEDED > len(cells) or not any(cell.copied for cell in cells):
        return None
    return {"section" if key == "content" else key: one for key, one in columns.items()}


OF_CLASS: Final = "points:"
"""How a cell of points is called that is of one class."""
_CLASS_NAME: Final = 10


def class_columns(
    columns: Mapping[str, int], head: Sequence[Cell] | None, line: Sequence[Cell]
) -> dict[str, int]:
    """Return class to column where a second row of headings divides the points; empty: not."""
    at = columns.get("points")
    if head is None or at is None or at >= len(head):
        return {}
    said = heading(head[at].text)
    under = [
        place
        for place, (cell, below) in enumerate(zip(head, line, strict=False))
        if heading(cell.text) == said and below.text.strip() and not below.copied
    ]
    others = [
        place
        for place, below in enumerate(line)
        if below.text.strip() and not below.copied and place not in under
    ]
    names = {"".join(line[place].text.split()): place for place in under}
    known = any(name in HEADINGS or len(name) > _CLASS_NAME for name in names)
    return names if len(names) >= _NEEDED and not others and not known else {}


def points_of_classes(cells: Mapping[str, str]) -> dict[str, Decimal]:
    """Return the points of each class where they differ; empty: all have the same, or none."""
    said = {
        key.removeprefix(OF_CLASS): figure_in(text)
        for key, text in cells.items()
        if key.startswith(OF_CLASS)
    }
    found = {name: points for name, points in said.items() if points is not None}
    return found if len(found) == len(said) and len(set(found.values())) > 1 else {}
