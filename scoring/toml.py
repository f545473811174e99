"""The TOML of a scheme file, read to its end whatever is wrong with it.

Here: what `tomllib` complains of, in Chinese and with its line; a line that cannot be read is left
out and the rest read on, so that one run tells all faults of a file. Not here: what people usually
mistype (`slips`), what the keys mean (`reading`).
"""

import re
import tomllib
from decimal import Decimal
from typing import Final

from scoring.slips import mended
from scoring.table import Faults

_TOML_SIGNS: Final = (
    ("declare", "同一行指标或同一节写了两次"),
    ("overwrite", "同一个键写了两次"),
    ("mutate", "同一个键写了两次"),
    ("Duplicate inline", "同一个键写了两次"),
    ("Unclosed array", "方括号没有配对，或者少了逗号"),
    ("Unclosed inline", "花括号没有配对，或者少了逗号"),
    ("Unterminated string", "引号没有配对"),
    ("Illegal character", "有不能用的字符，或者引号没有配对"),
    ("after a key", "键后面要写等号"),
    ("after a statement", "一行里写了两样东西，或者引号没有配对"),
    ("Invalid statement", "键的写法不对，中文的键要加引号"),
    ("Invalid value", "值的写法不对，文字要加引号"),
)
_MOST: Final = 60
"""So many lines are left out of one file; beyond that it is no scheme."""


def parsed(text: str, faults: Faults) -> dict[str, object]:
    """Return what a text says, each part that is not TOML noted and left out."""
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        rest, slips = mended(text)
        if not slips and rest != text:
            faults.add("", "", _words(str(error)))
    for slip in slips:
        faults.add("", "", f"不是合法的 TOML：第 {slip.line} 行，{slip.sentence}")
    for _ in range(_MOST):
        try:
            return tomllib.loads(rest, parse_float=Decimal)
        except (ValueError, RecursionError) as error:
            rest = _without(rest, str(error), faults)
    return {}


def _without(text: str, error: str, faults: Faults) -> str:
    """Return a text without the line that an error is about, the error noted."""
    lines = text.split("\n")
    at = re.search(r"at line (\d+), column (\d+)", error)
    line = int(at[1]) if at else len(lines)
    while line > 1 and not lines[line - 1].strip():
        line -= 1
    place = _table_at(lines, line)
    faults.add(place, "", _words(error))
    faults.torn.add(place)
    lines[line - 1] = ""
    if "declare" in error:  # the second table of this name goes as a whole
        for number in range(line, len(lines)):
            if lines[number].startswith("["):
                break
            lines[number] = ""
    return "\n".join(lines)


def _table_at(lines: list[str], line: int) -> str:
    """Return the header a line stands under, as faults name it."""
    heads = (one.strip() for one in reversed(lines[:line]))
    return next((one for one in heads if re.fullmatch(r"\[[^\[\]]+\]", one)), "")


def _words(error: str) -> str:
    """Return tomllib's complaint in Chinese, with its line and column."""
    at = re.search(r"at line (\d+), column (\d+)", error)
    where = (
        f"第 {at[1]} 行第 {at[2]} 列" if at else "文件末尾" if "end of document" in error else ""
    )
    what = next((words for sign, words in _TOML_SIGNS if sign in error), "写法不对")
    return f"不是合法的 TOML：{where}，{what}" if where else f"不是合法的 TOML：{what}"
