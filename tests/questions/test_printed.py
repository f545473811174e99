"""Where a word is printed: found in one text as if every stretch of every field were kept."""

from __future__ import annotations

from hypothesis import example, given, strategies as st

from bot.front.answered import printed_of
from bot.questions.answers.printed import LONGEST, Answer, AskedRow, Printed, bare
from scoring.scheme import load

_SAID = st.text("信用承诺公示有一 、\n", max_size=8)
_ANSWERS = st.builds(
    Answer, _SAID, st.just("flag"), st.just(""), _SAID, st.sampled_from(["", "七有"])
)
_ROWS = st.lists(st.tuples(_SAID, _SAID, _SAID, st.lists(_ANSWERS, max_size=3)), max_size=4)


@example([("信用承诺", "信用", "公示", [Answer("信用有", "flag", "", "信用")])], "信用")
@given(_ROWS, st.text("信用承诺公示有一七\n", max_size=5))
def test_a_word_says_of_a_row_what_stands_nearest_to_it(
    said: list[tuple[str, str, str, list[Answer]]], word: str
) -> None:
    """Its name before its items, these before its questions and its clause; of two signs on."""
    rows = [
        AskedRow("表", str(at), name, content, text, tuple(answers))
        for at, (name, content, text, answers) in enumerate(said)
    ]
    expected = {}
    for row in rows:
        fields = [(4, row.name), (1, row.text), (1, row.content), *((4, one) for one in row.labels)]
        fields += [(3, one.name) for one in row.answers] + [(2, one.ask) for one in row.answers]
        near = [worth for worth, field in fields if len(word) > 1 and word in bare(field)]
        if near:
            expected[row.key] = max(near)
    printed = Printed(rows)
    assert printed.of(word) == expected
    assert printed.known(word) == bool(expected)


def test_a_stretch_of_more_than_twelve_signs_is_no_word() -> None:
    printed = printed_of([("县直单位", load("郏县2022-县直单位"))])
    row = next(one for one in printed.rows.values() if len(bare(one.text)) > LONGEST)
    word = bare(row.text)[:LONGEST]
    assert printed.of(word)[row.key] >= 1
    assert printed.known(word)
    assert (
        printed.of(bare(row.text)[: LONGEST + 1]),
        printed.known(bare(row.text)[: LONGEST + 1]),
    ) == ({}, False)
