"""What a rank is decided on, as one text that a database can sort.

Texts in rising code-point order are keys from the best to the last, exactly, for decimals of any
length: so a table can be read in its order, and counted, where it is kept. What a key consists of
is `ranking`'s.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

LAST: Final = "~"
"""Behind every key that says anything."""
_TURNED: Final = str.maketrans("0123456789", "9876543210")


def best_first(key: Iterable[Decimal]) -> str:
    """Return the text of a key (`Standing.key`); a higher key has the lesser text.

    The places before the point are counted first (three digits), so that 100 comes before 99; what
    is above zero is written in turned digits. Each end mark keeps its place beside longer figures.
    """
    return "".join(map(_figure, key)) + LAST


def _figure(figure: Decimal) -> str:
    whole, _, part = f"{abs(figure):f}".partition(".")
    whole = whole.lstrip("0")
    digits = f"{len(whole):03}{whole}{part.rstrip('0')}"
    return f"n{digits.translate(_TURNED)}~" if figure > 0 else f"p{digits} "
