"""One TOML table taken apart key by key, every fault noted and none fatal.

Here: typed access to a table's keys. Not here: what the keys mean (`reading`).
"""

import difflib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import get_args

from scoring.exact import UNLIMITED, ZERO
from scoring.faults import Fault
from scoring.model import Returned
from scoring.slips import english

_DAY = date(1, 1, 1)


@dataclass(slots=True)
class Faults:
    """The faults of one file, in the order they were found.

    `torn` are tables of which a part could not be read: what they lack is not held against them.
    """

    file: str
    found: list[Fault] = field(default_factory=list)
    torn: set[str] = field(default_factory=set)

    def add(self, row: str, key: str, sentence: str) -> None:
        """Note one fault."""
        if row in self.torn and sentence.startswith("缺少"):
            return
        self.found.append(Fault(self.file, row, key, sentence))


@dataclass(slots=True)
class Table:
    """A TOML table at a place: `row` names it in faults, `prefix` leads its keys there."""

    faults: Faults
    row: str
    data: dict[str, object]
    prefix: str = ""

    def fault(self, key: str, sentence: str) -> None:
        """Note a fault at one of the keys."""
        self.faults.add(self.row, f"{self.prefix}{key}", sentence)

    def only(self, known: Collection[str]) -> None:
        """Note every key that is not known, with the nearest known one."""
        for key in self.data:
            if key not in known:
                close = [one for one in (english(key, known),) if one]
                close = close or difflib.get_close_matches(key, list(known), n=1)
                hint = f"，是不是 {close[0]}？" if close else ""
                self.fault(key, f"不认识的键{hint}")

    def text(self, key: str, *, required: bool = False, default: str = "") -> str:
        """Return a text; a required one must not be empty."""
        raw = self.data.get(key, default)
        if not isinstance(raw, str):
            self.fault(key, "要写成文字，加引号")
            return default
        if required and not raw.strip():
            self.fault(key, "缺少，必须写" if key not in self.data else "不能是空的")
        return raw

    def maybe_text(self, key: str) -> str | None:
        """Return a text that must not be empty when written, or None."""
        return self.text(key, required=True) if key in self.data else None

    def flag(self, key: str) -> bool:
        """Return true or false; false when left out."""
        raw = self.data.get(key, False)
        if not isinstance(raw, bool):
            self.fault(key, "只能写 true 或 false")
            return False
        return raw

    def number(
        self, key: str, default: Decimal | None = None, *, unlimited: bool = False
    ) -> Decimal:
        """Return a number; required when there is no default."""
        if key not in self.data:
            if default is None:
                self.fault(key, "缺少，必须写")
            return default or ZERO
        raw = self.data[key]
        if unlimited and raw == "不限":
            return UNLIMITED
        return self.as_number(key, raw)

    def maybe_number(self, key: str) -> Decimal | None:
        """Return a number, or None when left out."""
        return self.number(key) if key in self.data else None

    def positive(self, key: str, default: Decimal | None = None) -> Decimal:
        """Return a number above 0."""
        found = self.number(key, default)
        if found <= 0 and key in self.data:
            self.fault(key, "要大于 0")
        return found

    def as_number(self, key: str, raw: object) -> Decimal:
        """Return a raw value as an exact number, noting a fault when it is none."""
        if isinstance(raw, bool) or not isinstance(raw, (int, Decimal)):
            self.fault(key, "要写成数，不加引号")
            return ZERO
        number = Decimal(raw)
        if not number.is_finite() or number.copy_abs() >= 10**9:
            self.fault(key, "数太大，或者不是数")
            return ZERO
        if len(number.as_tuple().digits) > 12 or int(number.as_tuple().exponent) < -12:
            self.fault(key, "位数太多，最多十二位")
            return ZERO
        return number

    def whole(self, key: str, default: int) -> int:
        """Return a whole number of at least 0."""
        raw = self.data.get(key, default)
        if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw < 10**9:
            self.fault(key, "要写成不小于 0 的整数")
            return default
        return raw

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; a single text counts as a list of one."""
        raw = self.data.get(key, [])
        listed = [raw] if isinstance(raw, str) else raw
        if not isinstance(listed, list) or not all(
            isinstance(x, str) and x.strip() for x in listed
        ):
            self.fault(key, "要写成文字的列表，每项不能是空的")
            return ()
        return tuple(listed)

    def choice(self, key: str, options: Collection[str], default: str) -> str:
        """Return one of the options."""
        raw = self.data.get(key, default)
        if raw not in options:
            self.fault(key, f"只能写 {'、'.join(options)}")
            return default
        return str(raw)

    def returned(self) -> Returned | None:
        """Return how an unanswered 退回 counts, or None when left out."""
        raw = self.data.get("returned")
        if raw is None or raw == "zero" or raw == "last_accepted" or raw == "claimed":
            return raw
        self.fault("returned", f"只能写 {'、'.join(get_args(Returned))}")
        return None

    def day(self, key: str) -> date:
        """Return a date, written without quotes as 2022-03-18."""
        raw = self.data.get(key)
        if not isinstance(raw, date) or isinstance(raw, datetime):
            self.fault(key, "缺少或不是日期，要写成 2022-03-18 这样，不加引号")
            return _DAY
        return raw

    def numbers(self, key: str) -> tuple[Decimal, ...]:
        """Return a list of numbers."""
        raw = self.data.get(key, [])
        if not isinstance(raw, list):
            self.fault(key, "要写成数的列表，如 [20, 20, 20, 40]")
            return ()
        return tuple(self.as_number(key, one) for one in raw)

    def pairs(self, key: str) -> tuple[tuple[Decimal, Decimal], ...]:
        """Return a list of [edge, points] with rising edges."""
        raw = self.data.get(key, [])
        if not isinstance(raw, list) or not all(isinstance(x, list) and len(x) == 2 for x in raw):
            self.fault(key, "要写成 [[界限, 分数], …]")
            return ()
        found = tuple((self.as_number(key, a), self.as_number(key, b)) for a, b in raw)
        edges = [edge for edge, _ in found]
        if edges != sorted(set(edges)):
            self.fault(key, "界限要从小到大，不能重复")
        if key in self.data and not found:
            self.fault(key, "不能是空的")
        return found

    def worded(self, key: str) -> tuple[tuple[str, Decimal], ...]:
        """Return a list of [word, points] with different words."""
        raw = self.data.get(key, [])
        listed: list[object] = raw if isinstance(raw, list) else [None]
        pairs = [x for x in listed if isinstance(x, list) and len(x) == 2]
        if len(pairs) < len(listed) or not all(isinstance(x[0], str) and x[0] for x in pairs):
            self.fault(key, '要写成 [["好", 5], ["较好", 4], …]')
            return ()
        found = tuple((word.strip(), self.as_number(key, points)) for word, points in pairs)
        if len({word for word, _ in found}) < len(found):
            self.fault(key, "同一个等次写了两次")
        if key in self.data and len(found) < 2:
            self.fault(key, "至少写两个等次")
        return found

    def tables(self, key: str) -> Iterator["Table"]:
        """Yield the tables of a list, each with its place in the key."""
        raw = self.data.get(key, [])
        if not isinstance(raw, list) or not all(isinstance(one, dict) for one in raw):
            self.fault(key, "要写成 [{ … }, { … }]")
            return
        for place, one in enumerate(raw, 1):
            yield Table(self.faults, self.row, one, f"{self.prefix}{key} 第 {place} 项 ")

    def table(self, key: str) -> "Table":
        """Return a table under a key, empty when left out."""
        raw = self.data.get(key, {})
        if not isinstance(raw, dict):
            self.fault(key, "要写成一个表")
            raw = {}
        return Table(self.faults, self.row, raw, f"{self.prefix}{key} ")
