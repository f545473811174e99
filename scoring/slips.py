"""What people mistype in a scheme file: named by its cause, and mended so that reading can go on.

A text that TOML refuses is read again here, sign by sign: full-width quotes and commas, keys and
numbers of rows without quotes, texts without quotes, a brace over two lines, brackets that are not
closed. Here: those slips, and a text in which they are put right. That text is never a scheme: it
only lets one run find every other fault. Not here: TOML's own rules (`tomllib`), keys (`reading`).
"""

import json
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Final

_QUOTES: Final = "“”„‟＂‘’「」『』"
_CLOSING: Final = '”“＂’‘」』"'
_COMMAS: Final = "，、；;"
_EQUALS: Final = "＝:："
_OPEN: Final = {"[": "[", "［": "[", "【": "[", "{": "{", "｛": "{"}
_CLOSE: Final = {"]": "[", "］": "[", "】": "[", "}": "{", "｝": "{"}
_PAIR: Final = {"[": "]", "{": "}"}
_NAMED: Final = {"[": "方括号", "{": "花括号"}
_SPACES: Final = "\u3000\u00a0"
_BARE: Final = re.compile(r"[A-Za-z0-9_.-]+")
_KEY: Final = re.compile(r"[^\s=＝:：,，{}｛｝\[\]\"'#＃]+")
_SCALAR: Final = re.compile(r"[^\s,，、；;\]}］】｝#＃]+")
_GOOD: Final = re.compile(
    r"true|false|[+-]?(?:inf|nan|(?:0|[1-9][0-9_]*)(?:\.[0-9_]+)?(?:[eE][+-]?[0-9]+)?)"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt ][0-9:.]+)?"
)
_DAY: Final = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_MEASURED: Final = re.compile(r"([0-9]+(?:\.[0-9]+)?)([^\s0-9.][^0-9]*)")
_HEADER: Final = re.compile(r"[\[［【]+[^\[\]［］【】=,，]*[\]］】]+\s*(?:[#＃].*)?")
_STATEMENT: Final = re.compile(r"[^\s\[{#,，\"'][^=,，\[\]{}]*[=＝]")
_WIDE: Final = re.compile(rf"[{_QUOTES}](.*?)[{_CLOSING}](?=\s*(?:$|[\s=＝:：,，\]}}］】｝#＃]))")
_TRUTH: Final = {"true": "true", "是": "true", "yes": "true", "有": "true"} | {
    "false": "false", "否": "false", "no": "false", "无": "false",
}  # fmt: skip


ENGLISH: Final = {
    "name": ("名称", "简称", "指标名称", "考核指标", "节名"),
    "group": ("考核组", "组", "考核对象"),
    "title": ("标题",),
    "document": ("办法", "考核办法", "办法名称"),
    "number": ("文号",),
    "issued": ("印发日期",),
    "in_force": ("执行日期", "施行日期"),
    "full": ("满分", "总分"),
    "grades": ("等次", "等级", "分数线"),
    "points": ("分值", "分数", "得分", "每项", "每次"),
    "text": ("评分标准", "评分细则", "原文"),
    "content": ("考核内容", "内容"),
    "basis": ("考核依据", "依据"),
    "method": ("考核方式", "方式"),
    "add": ("加分", "得分项"),
    "deduct": ("扣分", "减分"),
    "start": ("起算", "起算分", "基础分"),
    "floor": ("最低", "最低分", "下限"),
    "max": ("最高", "最高分", "最多", "封顶", "上限"),
    "only_if": ("前提", "条件"),
    "zero_if": ("不得分",),
    "highest": ("就高", "就高不就低"),
    "joint": ("合并计分", "合计"),
    "grouped": ("几项合计",),
    "loses": ("最多扣",),
    "most_if": ("有情形时最高",),
    "total_off": ("从总分中扣", "总分扣分"),
    "factors": ("加倍", "减半", "系数", "难度系数"),
    "times": ("乘以", "倍数"),
    "absolute": ("绝对值",),
    "averaged": ("平均", "各村平均"),
    "open": ("不含", "不含本数"),
    "by": ("提供单位", "数据来源", "责任单位"),
    "reviewer": ("审核单位", "审核"),
    "each": ("每", "按次", "次数", "计数"),
    "if": ("如果", "是否"),
    "items": ("清单", "具备"),
    "lacking": ("缺", "缺项", "缺少"),
    "rate": ("比率", "比例", "完成率"),
    "amount": ("数量", "金额", "数额", "面积", "时长"),
    "award": ("评定", "裁量"),
    "named": ("逐件报", "事项", "就高不重复"),
    "levels": ("级别", "各级"),
    "unit": ("单位",),
    "list": ("清单名",),
    "short": ("一句话", "说明"),
    "proof": ("佐证", "证明材料"),
    "wants": ("材料要求", "要看什么", "要求的材料"),
    "ask": ("提问", "问题"),
    "reading": ("理解",),
    "defect": ("错漏",),
    "example": ("算例", "例子"),
    "given": ("输入", "已知"),
    "score": ("应得", "结果"),
}
"""Keys by the Chinese words people write for them."""


def english(word: str, known: Collection[str]) -> str:
    """Return the key that a Chinese word stands for where that key may stand, or nothing."""
    return next((key for key, words in ENGLISH.items() if word in words and key in known), "")


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing mistyped: the line, and what to write instead."""

    line: int
    sentence: str


def mended(text: str) -> tuple[str, list[Slip]]:
    """Return a text with what is usually mistyped put right, and every slip found, once a line."""
    mender = _Mender(text)
    mender.run()
    return "".join(mender.out), list(dict.fromkeys(mender.slips))


@dataclass(slots=True)
class _Mender:
    """A walk through the text; `open` are the brackets not closed yet, with their lines."""

    text: str
    at: int = 0
    line: int = 1
    key: bool = True
    held: int = 0
    out: list[str] = field(default_factory=list)
    open: list[tuple[str, int]] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)

    def run(self) -> None:
        while self.at < len(self.text):
            sign = self.text[self.at]
            if sign == "\n":
                self._newline()
            elif sign in _SPACES:
                self._put(" ", 1, "用了全角空格，要用半角空格")
            elif sign.isspace():
                self._put(sign, 1)
            elif sign in "#＃":
                self._comment(sign)
            elif sign in "\"'" or sign in _QUOTES:
                self._string(sign)
            elif self.key and not self.open and sign in "[［【":
                self._header()
            else:
                self._sign(sign)
        self._close_all()

    def _sign(self, sign: str) -> None:
        if sign in _OPEN:
            self._put(_OPEN[sign], 1, "" if sign in "[{" else "括号要用英文的 [ ] { }")
            self.open.append((_OPEN[sign], self.line))
            self.key = _OPEN[sign] == "{"
        elif sign in _CLOSE:
            self._closing(sign)
        elif sign == "," or sign in _COMMAS:
            self._put(",", 1, "" if sign == "," else f"用了“{sign}”，要用英文逗号 ,")
            self.key = bool(self.open) and self.open[-1][0] == "{"
        elif sign == "=" or (self.key and sign in _EQUALS):
            self._put("=", 1, "" if sign == "=" else f"键和值之间要用英文等号 =，不用“{sign}”")
            self.key = False
        elif self.key:
            self._bare_key()
        else:
            self._scalar()

    def _put(self, text: str, taken: int, slip: str = "") -> None:
        self.out.append(text)
        self.at += taken
        if slip:
            self._slip(slip)

    def _slip(self, sentence: str, line: int = 0) -> None:
        self.slips.append(Slip(line or self.line, sentence))

    def _rest(self) -> str:
        end = self.text.find("\n", self.at)
        return self.text[self.at :] if end < 0 else self.text[self.at : end]

    def _newline(self) -> None:
        self.at += 1
        self.line += 1
        begun = self._rest().strip()
        if self.open and (_HEADER.fullmatch(begun) or self._unclosed(begun)):
            self._close_all()
        if self.open and self.open[-1][0] == "{":
            self._slip("花括号 { … } 要写在一行里，不能换行", self.open[-1][1])
            self.held += 1
            self.out.append(" ")
            return
        self.out.append("\n" * (1 + (0 if self.open else self.held)))
        if not self.open:
            self.key, self.held = True, 0

    def _unclosed(self, begun: str) -> bool:
        """Whether a line can only be a new statement: inside brackets nothing like it may stand."""
        return self.open[-1][0] == "[" and bool(_STATEMENT.match(begun))

    def _close_all(self) -> None:
        while self.open:
            sign, line = self.open.pop()
            self._slip(f"{_NAMED[sign]}没有配对，或者少了逗号", line)
            self.out.append(_PAIR[sign])

    def _closing(self, sign: str) -> None:
        wanted = _CLOSE[sign]
        while wanted in [sign for sign, _ in self.open[:-1]] and self.open[-1][0] != wanted:
            inner, line = self.open.pop()
            self._slip(f"{_NAMED[inner]}没有配对，或者少了逗号", line)
            self.out.append(_PAIR[inner])
        if not self.open:
            self._put("", 1, f"多了一个“{sign}”")
            return
        inner, _ = self.open.pop()
        if inner == "{":
            self._no_last_comma()
        self._put(_PAIR[inner], 1, "" if sign in "]}" else "括号要用英文的 [ ] { }")
        self.key = False

    def _no_last_comma(self) -> None:
        """TOML has no comma before the brace that closes an inline table."""
        back = len(self.out) - 1
        while back >= 0 and self.out[back].isspace():
            back -= 1
        if back >= 0 and self.out[back] == ",":
            self.out[back] = ""
            self._slip("} 前面多了一个逗号")

    def _comment(self, sign: str) -> None:
        words = self._rest()
        inside = bool(self.open) and self.open[-1][0] == "{"
        slip = "注释要用英文的 #" if sign == "＃" else ""
        self._put("" if inside else f"#{words[1:]}", len(words), slip)

    def _string(self, sign: str) -> None:
        if sign in "\"'" and self.text.startswith(sign * 3, self.at):
            self._long_string(sign * 3)
            return
        words = self._rest()
        if sign in _QUOTES:
            self._wide_string(words)
            return
        escaped = r'"(?:[^"\\]|\\.)*"' if sign == '"' else r"'[^']*'"
        found = re.match(escaped, words)
        if found:
            self._put(found[0], len(found[0]))
            return
        wide = re.match(r"""["']([^”＂’]*)[”＂’]""", words)
        if wide:
            self._put(_text(wide[1]), len(wide[0]), '引号前后不一样，两边都要用英文引号 "…"')
        else:
            self._put(_text(words[1:].rstrip()), len(words), "引号没有配对")

    def _long_string(self, quotes: str) -> None:
        end = self.text.find(quotes, self.at + 3)
        if end < 0:
            self._slip(f"{quotes} 没有配对")
        words = self.text[self.at :] if end < 0 else self.text[self.at : end + 3]
        self.line += words.count("\n")
        self._put(words if end >= 0 else words + quotes, len(words))

    def _wide_string(self, words: str) -> None:
        found = re.match(
            rf"[{_QUOTES}](.*?)[{_CLOSING}](?=\s*(?:$|[\s=＝:：,，\]}}］】｝#＃]))", words
        )
        inner = found[1] if found else words[1:]
        slip = '用了中文引号，要用英文引号 "…"'
        self._put(_text(inner), len(found[0]) if found else len(words), slip)

    def _header(self) -> None:
        words = self._rest()
        found = re.match(r"([\[［【]+)(.*?)([\]］】]*)(\s*(?:[#＃].*)?)$", words)
        inner = found[2].strip() if found else words
        name = _header_name(inner)
        if name != inner:
            self._slip(_header_slip(name))
        elif found and (found[1].strip("[") or found[3].strip("]")):
            self._slip("括号要用英文的 [ ]")
        elif found and len(found[1]) != len(found[3]):
            self._slip("方括号没有配对，或者少了逗号")
        self.out.append(f"[{name}]")
        self.at += len(words)

    def _bare_key(self) -> None:
        found = _KEY.match(self.text, self.at)
        word = found[0] if found else self.text[self.at]
        if _BARE.fullmatch(word) or not found:
            self._put(word, len(word))
            return
        self._put(_text(word), len(word), f'键“{word}”是中文，要加英文引号："{word}" = …')

    def _scalar(self) -> None:
        found = _SCALAR.match(self.text, self.at)
        word = found[0] if found else self.text[self.at]
        if _GOOD.fullmatch(word):
            self._put(word, len(word))
            return
        value, slip = _meant(word)
        if not value:
            ends = "[,，\\]}］】｝#＃]" if self.open else "[#＃]"
            word = re.split(ends, self._rest())[0].rstrip() or word
            value = _text(word)
        self._put(value, len(word), slip)


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _meant(word: str) -> tuple[str, str]:
    """Return what a bare word stands for, or nothing for a text, and what to write instead."""
    plain = word.translate(str.maketrans("０１２３４５６７８９．－", "0123456789.-"))
    truth, day = _TRUTH.get(word.lower()), _DAY.fullmatch(plain)
    if truth:
        return truth, "是和否要写成 true 和 false"
    if day:
        return _day(day), "日期要写成 2022-03-18 这样，不加引号"
    if _GOOD.fullmatch(plain):
        return plain, "数字要用半角的"
    measured = _MEASURED.fullmatch(plain)
    if measured:
        return measured[1], f"数后面不写“{measured[2]}”，只写 {measured[1]}"
    return "", "值的写法不对，文字要加引号"


def _day(found: re.Match[str]) -> str:
    try:
        return str(date(int(found[1]), int(found[2]), int(found[3])))
    except ValueError:
        return ""


def _header_name(inner: str) -> str:
    """Return the name of a table as TOML wants it: a row's number and a section's in quotes."""
    one = r"(?:\"[^\"]+\"|[A-Za-z0-9_-]+)"
    if re.fullmatch(rf"{one}|section\s*\.\s*{one}", inner):
        return inner
    bare = re.sub(rf"[{_QUOTES}\"']", "", inner).replace("．", ".").replace("。", ".").strip()
    if bare.startswith("section"):
        return f"section.{_text(bare.removeprefix('section').lstrip(' .'))}"
    return _text(bare)


def _header_slip(name: str) -> str:
    if name.startswith("section"):
        return f"节号要加英文引号：[{name}]"
    return f"行的编号要整个加英文引号：[{name}]"
