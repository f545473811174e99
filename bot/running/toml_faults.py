"""What is wrong in a TOML file, in Chinese and with its line; and where a key stands in it.

``tomllib`` says it in English, with line and column. Nothing of the file's values is repeated:
they may be secrets.
"""

from __future__ import annotations

import re
from typing import Final

_PLACE: Final = re.compile(r"\(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)")
_CAUSES: Final = (
    (r"Cannot overwrite a value|Cannot mutate immutable|Key .* already|Cannot declare .* twice",
     "同一项写了两遍，或者同一节写了两次"),
    (r"Expected '=' after a key", "项名后面缺少等号；文字要加引号"),
    (r"Invalid date", "没有这一天，请核对年月日"),
    (r"Invalid value|Expected .*after a value|Expected newline",
     "值写得不对：文字要加双引号，是或否写 true、false，数字不加引号，前面不加 0，后面不带单位"),
    (r"Unclosed array|Unclosed inline table", "方括号或花括号没有写完，或者两项之间缺少逗号"),
    (r"Unterminated string|Illegal character .*\\n|Expected .*\"", "引号没有写完"),
    (r"Expected '\]'|Expected \"\]\"", "节名的方括号没有写完，例如 [web]"),
    (r"Unescaped|Invalid hex value|Illegal character", "有不能用的字符；路径里的 \\ 要写成 /"),
    (r"Invalid (initial character|statement)", "这一行不是设置，也不是一节；说明文字前面要加 #"),
)  # fmt: skip
_CHINESE: Final = {"“": '"', "”": '"', "，": ",", "＝": "=", "【": "[", "】": "]"}
"""Signs of a Chinese keyboard that look like those that are meant."""


def sentence(fault: str, text: str) -> str:
    """One fault: 第 3 行：值写得不对…; a sign typed with a Chinese keyboard is named first."""
    found = _PLACE.search(fault)
    lines = text.splitlines()
    number = int(found["line"]) if found and found["line"] else max(1, len(lines))
    line = lines[number - 1] if number <= len(lines) else ""
    typed = next((sign for sign in _CHINESE if sign in _bare(line)), "")
    if typed:
        return f"第 {number} 行：“{typed}”是中文符号，要换成英文的 {_CHINESE[typed]}"
    return f"第 {number} 行：{_cause(fault, line, lines[number:])}"


def _cause(fault: str, line: str, behind: list[str]) -> str:
    """What the line shows by itself is more exact than what the reader fell over."""
    bare = _bare(line)
    if re.match(r"\s*[^\x00-\x7f\s][^=\[\]]*=", bare):
        return "项名要用英文，照说明里的写"
    if re.search(r"\b\d{4}-(\d-\d{1,2}|\d{2}-\d)\b", bare):
        return "日期的月和日写成两位，例如 2027-02-08"
    if bare.count("[") > bare.count("]") and "=" in bare and not any(behind):
        return "方括号没有写完"
    return next((said for pattern, said in _CAUSES if re.search(pattern, fault)), "写得不对")


def _bare(line: str) -> str:
    """A line without what stands in straight quotes or behind a #."""
    return re.sub(r'"[^"]*"|#.*', "", line)


def line_of(place: tuple[object, ...], text: str) -> int | None:
    """In which line a setting stands (``("web", "port")``); None: not in the file."""
    section, current = str(place[0]), ""
    for number, line in enumerate(text.splitlines(), 1):
        head = re.match(r"\s*\[\s*([\w.\-]+)\s*\]", line)
        if head:
            current = head[1]
            if len(place) == 1 and current == section:
                return number
        key = re.match(r'\s*"?([\w\-]+)"?\s*=', line)
        if key and len(place) == 1 and not current and key[1] == section:
            return number
        if key and len(place) > 1 and current == section and key[1] == str(place[1]):
            return number
    return None
