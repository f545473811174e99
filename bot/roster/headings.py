"""The words of a list of units: its columns, tables, spellings, and its lines as plain data.

Here: what headings and groups are called, how a cell's text is tidied and compared. Not here:
judging a row (``bot.roster.row``), reading a whole file (``bot.roster.reading``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

DEPARTMENTS: Final = "县直单位"
TOWNSHIPS: Final = "乡镇街道"
Groups = Mapping[str, tuple[str, ...]]
"""The tables a unit can be assessed by, each with other ways people write it."""
GROUPS: Groups = {
    DEPARTMENTS: ("县直", "县直部门", "县直机关", "县直有关单位", "县级部门", "部门", "附件1"),
    TOWNSHIPS: ("乡镇", "街道", "乡", "镇", "镇街", "乡镇街道办事处", "街道办事处", "附件2"),
}

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": (
        "单位名称",
        "单位全称",
        "考核单位",
        "被考核单位",
        "考核对象",
        "参评单位",
        "成员单位",
        "成员单位名称",
        "责任单位",
        "填报单位",
        "报送单位",
        "部门名称",
        "单位",
        "全称",
        "名称",
    ),
    "short": ("简称", "单位简称"),
    "aliases": ("别名", "其他名称", "又名", "曾用名", "俗称"),
    "group": ("考核表", "适用考核表", "分组", "组别", "考核类别", "单位类别", "单位性质"),
    "classification": ("类别", "分类", "考核分类"),
    "assessed": ("是否考核", "是否参与考核", "是否纳入考核", "参加考核", "纳入考核"),
    "contact": ("联络员", "信用联络员", "联络员姓名", "联系人", "联系人姓名", "经办人", "姓名"),
    "phone": (
        "联系电话",
        "联络员电话",
        "电话",
        "电话号码",
        "手机号码",
        "手机号",
        "手机",
        "联系方式",
        "办公电话",
    ),
    "sounds": ("读音", "地名读音", "单位读音", "单位名称读音", "拼音", "单位拼音", "名称拼音"),
}
"""What each column is called, the best name first: it wins where two columns mean the same."""
WEAK_NAMES: Final = ("部门", "责任部门", "牵头单位", "乡镇", "乡镇街道", "机构", "机构名称")
"""Headings of names only where no better one is in the sheet: as words they stand in cells, too."""
EITHER: Final = "类别"
"""In many counties' lists this column says which table a unit belongs to: so it does where no other
column says it."""

KINDS: Final = ("单位类型", "类型")
"""Columns that say the table where all they have are names of tables; else they are passed over."""

YES = frozenset(
    {"是", "true", "√", "✓", "✔", "1", "y", "yes", "对", "考核", "参加", "参与", "纳入"}
)
NO = frozenset(
    {"否", "false", "×", "✗", "x", "0", "n", "no", "不", "不考核", "不参加", "不参与", "不纳入"}
)
EXAMPLE_MARK: Final = "（示例）"
"""Lines of the form whose name begins so are examples and are not imported."""


@dataclass(frozen=True)
class RosterLine:
    """One unit as the list says it, tidied."""

    row_number: int
    name: str
    short: str = ""
    aliases: tuple[str, ...] = ()
    group: str = ""
    """A key of the groups asked for, or empty where the list does not say."""
    classification: str = ""
    """The class within the table (一类…), or empty."""
    assessed: bool = True
    contact: str = ""
    phone: str = ""
    sheet: str = ""
    """Title of the sheet, only where the file has several with units."""
    sounds: str = ""
    """How the name is read, in pinyin; empty where the dictionary is right."""


@dataclass(frozen=True)
class RosterFault:
    """Something in the list that a person has to mend."""

    cell: str
    """Its address, such as ``B7`` or ``乡镇!B7``; empty where the whole file is meant."""
    sentence: str


@dataclass(frozen=True)
class RosterDraft:
    """What an import would do: the lines without a fault, the faults, and remarks."""

    lines: tuple[RosterLine, ...]
    faults: tuple[RosterFault, ...]
    notes: tuple[str, ...] = ()
    """Sentences on what was passed over: examples, sums, columns without a known heading."""
    doubts: tuple[str, ...] = ()
    """Sentences on what was taken and wants a look before it is written."""


def suggest_group(name: str) -> str:
    """The group that a unit's name suggests, for a preview to propose; empty if it says nothing."""
    bare = re.sub(r"(人民政府|办事处)$", "", tidy(name))
    if re.search(r"(镇|乡|街道)$", bare):
        return TOWNSHIPS
    return DEPARTMENTS if re.search(r"^县|(局|委员会|办公室|中心|法院|检察院)$", bare) else ""


def group_of(text: str, groups: Groups) -> str:
    """The group that a title or heading is about; empty where it names none, or several."""
    bare = same(re.sub(r"[（(]\s*(?:共|计)?\d+\s*[个家]?(?:单位)?\s*[)）]", "", text))
    found = {
        group
        for group, spellings in groups.items()
        for word in (group, *spellings)
        if len(word) > 1 and word != "部门" and same(word) in bare
    }
    return found.pop() if len(found) == 1 else ""


def tidy(text: str) -> str:
    """A word as it should be kept.

    Full-width letters and figures become half-width, brackets beside Chinese full-width; blanks
    that only space out Chinese signs (“教 育 局”) and invisible signs go.
    """
    narrow = "".join(
        unicodedata.normalize("NFKC", sign) if "０" <= sign <= "ｚ" and sign.isalnum() else sign
        for sign in text
    )
    seen = "".join(
        " " if sign.isspace() else sign
        for sign in narrow
        if sign.isspace() or unicodedata.category(sign) not in {"Cc", "Cf"}
    )
    close = re.sub(r"(?<=[^\x00-\x7f]) +| +(?=[^\x00-\x7f])", "", " ".join(seen.split()))
    chinese = re.search(r"[^\x00-\x7f]", close)
    return close.replace("(", "（").replace(")", "）") if chinese else close


def same(text: str) -> str:
    """What two ways of writing one word have in common: for comparing only."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\s()、/和及,*·\-]", "", folded)


def heading(text: str) -> str:
    """A heading without remarks in brackets (“单位名称（必填）”) and blanks."""
    return re.sub(r"\(.*?\)|[\s*:]", "", unicodedata.normalize("NFKC", text))
