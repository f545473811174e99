"""The door to the catalogue: load a scheme by name, by group or from a file.

Here: `load`, `loads`, `names`, and the nouns of `model` under one roof. Not here: how a file is
read (`reading`, `row_reading`) and checked (`checks`).
"""

import difflib
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from scoring.checks import check_scheme, reachable, unreachable
from scoring.faults import Fault, SchemeError
from scoring.model import Grade, Ranking, Row, Scheme, Section
from scoring.parts import Condition, Effect, Example, Input, Term, Want
from scoring.reading import read
from scoring.table import Faults
from scoring.unreadable import why

__all__ = [
    "Condition",
    "Effect",
    "Example",
    "Fault",
    "Grade",
    "Input",
    "Ranking",
    "Row",
    "Scheme",
    "SchemeError",
    "Section",
    "Term",
    "Want",
    "load",
    "loads",
    "names",
]

_SHIPPED: Final = Path(__file__).parent / "schemes"


def names() -> tuple[str, ...]:
    """Return the names of the schemes that come with the program."""
    return tuple(sorted(path.stem for path in _SHIPPED.glob("*.toml")))


def load(name_or_path: str | Path) -> Scheme:
    """Return a checked scheme by file stem, by path, or by a group only one scheme has.

    Raises SchemeError with every fault of the file, or one saying what names there are.
    """
    wanted = str(name_or_path)
    if wanted in names():
        return _from_file(_SHIPPED / f"{wanted}.toml")
    path = Path(name_or_path)
    if path.is_file():
        return _from_file(path)
    found = [one for one in map(load, names()) if wanted in (one.group, one.name)]
    if len(found) == 1:
        return found[0]
    raise SchemeError((Fault(wanted, "", "", _not_found(wanted, found)),))


@lru_cache(maxsize=16)  # a scheme never changes, and the quarters of a year keep one text
def loads(text: str, source: str) -> Scheme:
    """Return the checked scheme of a TOML text; `source` names it in faults."""
    faults = Faults(source)
    scheme = read(text, faults)
    check_scheme(scheme, faults)
    if faults.found:
        raise SchemeError(tuple(dict.fromkeys(faults.found)))
    return replace(scheme, reachable=reachable(scheme), unreachable=unreachable(scheme))


def _from_file(path: Path) -> Scheme:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        sentence = "不是 UTF-8 编码的文本，请另存为 UTF-8"
        raise SchemeError((Fault(path.name, "", "", sentence),)) from None
    except OSError as error:
        sentence = f"读不了这个文件（{why(error)}）"
        raise SchemeError((Fault(path.name, "", "", sentence),)) from error
    return loads(text.replace("\r\n", "\n"), path.name)


def _not_found(wanted: str, found: list[Scheme]) -> str:
    if found:
        return f"有 {len(found)} 个方案叫这个，请写文件名：{'、'.join(one.name for one in found)}"
    close = difflib.get_close_matches(wanted, names(), n=1, cutoff=0.3)
    hint = f"，是不是“{close[0]}”？" if close else "。"
    return f"找不到这个方案{hint}现有：{'、'.join(names())}；也可以写文件路径"
