"""What words that count, compare and look back say together: rows of the table of ``rules``."""

from __future__ import annotations

from itertools import permutations
from typing import Final

from bot.questions.combined import counting, marks, order, whom
from bot.questions.combined.draft import Effect, tests

_FIGURES: Final = ("average total?", "most total?", "least total?", "median total?")
_SEVERAL_FIGURES: Final = ",".join(
    " join|and? ".join(row) + " howmuch|whole?"
    for count in (2, 3, 4)
    for row in permutations(_FIGURES, count)
)
"""平均分、最高分和最低分, in any order."""
_ROW_AND_ROW: Final = ",".join(
    f"row|rowname {one} and? row|rowname {other}"
    for one, other in (
        ("get? total|full", "not get? total|full"),
        ("get total|full", "not get"),
        ("get", "not get? total|full"),
        ("get", "not get"),
        ("get", "not"),
        ("get? total|full", "not"),
        ("not get? total|full", "get? total|full"),
        ("not get? total|full", "get"),
        ("not get", "get"),
        ("not get", "get? total|full"),
    )
)
_UNITS: Final = ",".join(" join? ".join(["unit"] * count) for count in range(3, 9))

TOLD: Final[tuple[tuple[str, Effect], ...]] = (
    ("lackmost", order.least_done),
    ("ever", counting.ever),
    ("quarter gradename and? left firstn", counting.fell_from),
    ("quarter gradename and? quarter not hand", counting.then_not_handed),
    ("quarter gradename and? quarter not", counting.no_longer),
    ("nevergrade", counting.never_once),
    ("times", counting.how_often),
    ("amount", counting.so_often),
    ("share", counting.share),
    ("average total? most,average total? least", counting.best_average),
    (_SEVERAL_FIGURES, counting.stats),
    (_ROW_AND_ROW, counting.got_and_not),
    ("losing points upward|downward?,losing above|below points", marks.lost_points),
    ("total? below|above percent,total? percent upward|downward", counting.percent),
    ("rate below|above percent,rate percent upward|downward", counting.percent),
    (
        (
            "ndays not login,not login,liaison? not login,ndays liaison? not login,"
            "liaison ndays not login,login not,"
            "ndays not login liaison duty?,not login liaison duty?"
        ),
        counting.away,
    ),
    (
        (
            "lastuse when?,lastuse howmuch,howlong,slow not login,longwhile not login,"
            "most longwhile not login,howlong most"
        ),
        counting.used,
    ),
    ("unseen", tests("unseen")),
    ("seenback not?", tests("seen")),
    ("lying and? not mend|hand,lying", counting.lying),
    (
        (
            "lost|cut|returned cause most?,lost|cut|returned most cause,"
            "cause lost|cut|returned most?,"
            "cut|returned join cut|returned cause,"
            "lost|cut|returned cause order,lost|cut|returned cause descend,cause most"
        ),
        counting.reasons,
    ),
    ("compared,rowbyrow,differs", counting.side_by_side),
    ("recent compared|versus,recent each compared|versus", counting.over_quarters(whom.recent)),
    ("span compared|versus", counting.over_quarters(whom.span)),
    ("gapof", counting.gap),
    ("quarter join|versus quarter versus", counting.pair),
    ("quarter until quarter", counting.from_to),
    ("join total|rank|lost|gradeword", order.also),
    (_UNITS, whom.unit),
    (
        "row|rowname join? row|rowname join? row|rowname,row|rowname join row|rowname",
        whom.row,
    ),
)
"""Rows of kinds of words, and what each says."""
