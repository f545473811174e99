"""Tables as people really have them: any file a spreadsheet program opens, cell by cell.

One reader for every door: the list of units, figures of other bodies, ``python -m scoring score``.
It knows neither chat nor database nor what a column means; ``bot`` and ``scoring`` both use it.
"""

from scoring.cells.book import Book, Cell, Limits, Sheet, Unreadable
from scoring.cells.opening import lines_of_first_sheet, lines_of_sheet, open_book
from scoring.cells.places import column_letters

__all__ = [
    "Book",
    "Cell",
    "Limits",
    "Sheet",
    "Unreadable",
    "column_letters",
    "lines_of_first_sheet",
    "lines_of_sheet",
    "open_book",
]
