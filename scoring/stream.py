"""Units out of JSON and JSON Lines, one at a time, without binary rounding.

Here: incremental parsing of {"units": [...]} and of one unit a line. Not here: spreadsheets
(`spreadsheet`), checking facts (`facts`), files as a whole (`units`).
"""

import json
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Final, TextIO

_CHUNK: Final = 1 << 16
_LARGEST: Final = 1 << 22  # characters of one unit; a unit of any table is a few thousand
_HEAD: Final = ("quarter", "note")  # what an export may say of itself before the units
_SPACE: Final = re.compile(r"[ \t\r\n]*")


class InputError(Exception):
    """An input that cannot be read on; str() is one Chinese sentence."""


class Doubled(dict[str, object]):
    """An object in which a key stood more than once; `twice` names those keys."""

    twice: tuple[str, ...] = ()


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    names = [name for name, _ in pairs]
    doubled = Doubled(found)
    doubled.twice = tuple(name for name in found if names.count(name) > 1)
    return doubled


_APART: Final = re.compile(r'"[ \t\r\n]')


def _integer(text: str) -> int:
    """A number of thousands of digits is refused by its size, so its head is enough."""
    return int(text[:60])


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:  # an exponent beyond all bounds
        return Decimal("Infinity")


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=_decimal, parse_int=_integer, parse_constant=_decimal
)


def json_units(source: TextIO) -> Iterator[object]:
    """Yield the elements of {"units": [...]}; raise InputError where the text breaks off."""
    text = _Text(source)
    if not text.peek():
        raise InputError("输入是空的")
    if text.peek() != "{":
        raise InputError('最外层要是 {"units": [ … ]} 这样的对象')
    text.take("{")
    key = text.value() if text.peek() == '"' else None
    while key in _HEAD:
        text.take(":")
        text.value()
        text.take(",")
        key = text.value() if text.peek() == '"' else None
    if key != "units":
        shown = f"，现在是“{key}”" if key else ""
        raise InputError(f'最外层只能有一个键 "units"{shown}')
    text.take(":")
    if text.peek() != "[":
        raise InputError('"units" 要是一个列表')
    text.take("[")
    yield from _elements(text)
    if text.peek() == ",":
        raise InputError('最外层只能有一个键 "units"')
    text.take("}")
    if text.peek():
        raise InputError(f"{text.where()}：末尾多出了内容")


def _elements(text: "_Text") -> Iterator[object]:
    while text.peek() != "]":
        yield text.value()
        if text.peek() != ",":
            break
        text.take(",")
        if text.peek() == "]":
            raise InputError(f"{text.where()}：最后一个单位后面多了逗号")
    text.take("]")


_QUICK: Final = json.JSONDecoder(parse_float=_decimal, parse_constant=_decimal)


def _quickly(line: str) -> object:
    """Return the value of a line; where no key stands twice, without looking at each of them.

    Between a key and its colon nothing stands here, so there are as many `":` as keys, or more:
    just as many as the keys that were kept, and none was lost.
    """
    if not _APART.search(line):
        try:
            found = _QUICK.decode(line)
        except ValueError:
            return _DECODER.decode(line)
        if line.count('":') == _keys(found):
            return found
    return _DECODER.decode(line)


def _keys(found: object) -> int:
    """Return how many keys a unit has; -1 where it has another shape."""
    facts = found.get("facts") if isinstance(found, dict) else None
    if not isinstance(found, dict) or not isinstance(facts, dict):
        return -1
    rows = facts.values()
    return len(found) + len(facts) + sum([len(row) for row in rows if isinstance(row, dict)])


def json_lines(source: TextIO) -> Iterator[object]:
    """Yield one unit a line, empty lines left out."""
    for number, line in enumerate(source, 1):
        if line.strip():
            try:
                yield _quickly(line)
            except (ValueError, RecursionError):
                raise InputError(f"第 {number} 行不是合法的 JSON") from None


class _Text:
    """A window over a long text: what was read is let go of."""

    def __init__(self, source: TextIO) -> None:
        self._source = source
        self._window = ""
        self._at = 0
        self._lines = 1
        self._ended = False

    def peek(self) -> str:
        """Return the next character that is not space, or nothing at the end."""
        while True:
            found = _SPACE.match(self._window, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._window):
                return self._window[self._at]
            if not self._more():
                return ""

    def take(self, expected: str) -> None:
        """Step over one character that must come next."""
        if self.peek() != expected:
            shown = f"“{self.peek()}”" if self.peek() else "文件结束"
            raise InputError(f"{self.where()}不是合法的 JSON：这里应该是 {expected}，却是{shown}")
        self._at += 1

    def value(self) -> object:
        """Return the next JSON value, reading on as far as it reaches."""
        self.peek()
        while True:
            try:
                found, self._at = _DECODER.raw_decode(self._window, self._at)
            except RecursionError:
                raise InputError(f"{self.where()}嵌套得太深") from None
            except ValueError:
                if len(self._window) - self._at > _LARGEST:
                    raise InputError(f"{self.where()}起不是合法的 JSON，或者一个单位太大") from None
                if not self._more():
                    raise InputError(f"{self.where()}起不是合法的 JSON") from None
            else:
                return found

    def where(self) -> str:
        """Return the line, for a sentence."""
        return f"第 {self._lines + self._window.count(chr(10), 0, self._at)} 行"

    def _more(self) -> bool:
        """Read on, doubling what is held, so that a long unit is not parsed again and again."""
        if self._ended:
            return False
        fresh = self._source.read(max(_CHUNK, len(self._window) - self._at))
        self._lines += self._window.count("\n", 0, self._at)
        self._window = self._window[self._at :] + fresh
        self._at = 0
        self._ended = not fresh
        return bool(fresh)
