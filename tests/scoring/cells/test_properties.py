"""What holds for any number under any format, drawn at random."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given, strategies as st

from scoring.cells.showing import show_number, show_text

pytestmark = pytest.mark.slow


@given(
    st.integers(-(10**12), 10**12).map(lambda n: n / 1000),
    st.sampled_from(["0", "0.00", "#,##0.0", "0.0%", '0"件"', "General", "#,##0,", "[DBNum1]0"]),
)
def test_any_number_under_a_plain_format_keeps_its_value(number: float, code: str) -> None:
    cell = show_number(number, code)
    if cell.number is not None:
        scale = {"0.0%": 2, "#,##0,": -3}.get(code, 0)
        assert cell.number == Decimal(f"{number:.15g}").scaleb(scale)


@example(0.0, "/\x1f0")
@example(0.5, "# ?/²")
@given(st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=20))
def test_no_format_makes_it_raise(number: float, code: str) -> None:
    show_number(number, code)
    show_text("甲", code)
