"""A sheet of very many rows: what the library writes cell by cell is written here piece by piece.

Half a million cells took seven seconds of a processor, nearly all of it in calls for each of them.
Headings, widths, pages and formats stay the library's; only the rows below the headings are made
here, in the same form: texts in the table that all sheets share, figures as they are. Neighbouring
cells that stand in many rows alike are one piece, made once, as what stands between the row's
numbers; so are equal cells of a column. Not here: what stands in a row, and how high it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

Cell = str | Decimal
LONGEST: Final = 32767
"""Signs of a cell, in Excel; the library cuts there as well."""
Piece = list[str]
"""Cells side by side: of each what follows its row's number, up to the next cell's or the end."""


class ManyRows(Worksheet):  # type: ignore[misc]  # the library has no types
    """A worksheet whose last rows come whole. ``begin_rows`` once, then ``add_row`` in order."""

    def __init__(self) -> None:
        super().__init__()
        self.dim_rowmax: int | None = None
        self._rows: list[str] = []
        self._columns: list[tuple[str, Format, dict[Cell, str]]] = []
        self._heads: dict[float, str] = {}
        self._next = 0

    def begin_rows(
        self, first: int, texts: Sequence[Format], whole: Format, points: Format
    ) -> None:
        """From which row on (counted from 0); each column's format of texts, and of figures."""
        known: dict[int, dict[Cell, str]] = {}
        after = [f'<c r="{xl_col_to_name(place)}' for place in range(1, len(texts))]
        self._columns = [
            (following, form, known.setdefault(id(form), {}))
            for following, form in zip([*after, "</row>"], texts, strict=True)
        ]
        self._next, self._whole, self._points = first, whole, points

    def piece(self, column: int, cells: Sequence[Cell]) -> Piece:
        """Cells side by side from a column on (counted from 0), to be put into any row."""
        found = []
        columns = self._columns[column : column + len(cells)]
        for (following, form, known), value in zip(columns, cells, strict=True):
            made = known.get(value)
            if made is None:
                made = known[value] = self._made(value, form)
            found.append(made + following)
        return found

    def add_row(self, high: float, pieces: Iterable[Piece]) -> None:
        """One row more, so many points high, of pieces that together have a cell a column."""
        self._next += 1
        head = self._heads.get(high)
        if head is None:
            head = self._heads[high] = f'" ht="{high:.16g}" customHeight="1"><c r="A'
        parts = ['<row r="', head]
        for piece in pieces:
            parts += piece
        self._rows.append(str(self._next).join(parts))

    def _made(self, value: Cell, text: Format) -> str:
        if isinstance(value, Decimal):
            form = self._whole if value == value.to_integral_value() else self._points
            return f'" s="{_number(form)}"><v>{float(value):.16G}</v></c>'
        index = self.str_table._get_shared_string_index(value[:LONGEST])  # noqa: SLF001 -- as it
        self.str_table.count -= 1  # does itself; all of them are counted when they are written
        return f'" s="{_number(text)}" t="s"><v>{index}</v></c>'

    def _write_dimension(self) -> None:
        last = self.dim_rowmax
        if self._rows:
            self._check_dimensions(self._next - 1, len(self._columns) - 1)
        super()._write_dimension()
        self.dim_rowmax = last

    def _write_rows(self) -> None:
        super()._write_rows()
        rows = "".join(self._rows)
        self._rows.clear()
        self.fh.write(rows)
        self.str_table.count += rows.count(' t="s"')


def _number(form: Format) -> int:
    """A format's number in the file."""
    found: int = form._get_xf_index()  # noqa: SLF001 -- what the library writes into each cell
    return found
