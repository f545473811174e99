"""Steps whose points stand in brackets: 达到60%(3分)、70%(5分) are 达到60%得3分, 达到70%得5分.

Only where figures and points rise (or fall) together and a word says which side of the figure is
meant; a list without such a word is left as it is, to be asked. Not here: how steps join (`spans`).
"""

from __future__ import annotations

import itertools
import re
from decimal import Decimal
from typing import Final

_N: Final = r"[0-9]+(?:\.[0-9]+)?"
_STEP: Final = re.compile(
    rf"(?P<to>达到|达|不低于)?(?P<line>{_N})%(?P<up>(?:及|\(含\))?以上)?(?:的)?\((?P<points>{_N})分\)"
)
_CHAIN: Final = re.compile(rf"{_STEP.pattern.replace('?P<', '?P<_')}(?:[、,;]?{_STEP.pattern})+")
_FEWEST: Final = 2


def with_points_said(text: str) -> str:
    """Return a folded clause in which steps with their points in brackets say 得."""
    return _CHAIN.sub(_said, text)


def _said(chain: re.Match[str]) -> str:
    steps = list(_STEP.finditer(chain[0]))
    if not any(one["to"] or one["up"] for one in steps):
        return chain[0]
    pairs = [(Decimal(one["line"]), Decimal(one["points"])) for one in steps]
    rises = [b[0] > a[0] and b[1] > a[1] for a, b in itertools.pairwise(pairs)]
    falls = [b[0] < a[0] and b[1] < a[1] for a, b in itertools.pairwise(pairs)]
    if len(steps) < _FEWEST or not (all(rises) or all(falls)):
        return chain[0]
    return ",".join(f"达到{one['line']}%得{one['points']}分" for one in steps)
