"""From a printed document to the draft of a scheme: tables found, clauses read, doubts named.

Here: the door. A file becomes lines of cells (`document`), lines become tables of indicators
(`printed`, by `columns`), a clause becomes readings (`clause` and what it is made of), and all of
it a draft whose text is TOML (`draft`). Nothing here counts: a draft becomes a scheme only through
`scoring.scheme.loads`, and only after a person has confirmed every row. Not here: chat, database.
"""

from scoring.drafting.aims import understand_row
from scoring.drafting.apart import ARE_THEY, EACH_ONE
from scoring.drafting.bounds import OF_A_NAME
from scoring.drafting.clause import Reading, Understood, understand
from scoring.drafting.common import still_taking
from scoring.drafting.document import Line, NotADocument, Part, open_document
from scoring.drafting.draft import Draft, draft_of, text_of
from scoring.drafting.printed import tables_of
from scoring.drafting.printed_table import PrintedTable
from scoring.drafting.rows import DraftRow, DraftSection
from scoring.drafting.samples import Sample, samples

__all__ = [
    "ARE_THEY",
    "EACH_ONE",
    "OF_A_NAME",
    "Draft",
    "DraftRow",
    "DraftSection",
    "Line",
    "NotADocument",
    "Part",
    "PrintedTable",
    "Reading",
    "Sample",
    "Understood",
    "draft_of",
    "open_document",
    "samples",
    "still_taking",
    "tables_of",
    "text_of",
    "understand",
    "understand_row",
]
