"""What a reading leaves open, as it is said to who confirms the row."""

import json
from dataclasses import fields, replace
from decimal import Decimal

import pytest

from bot.schemes.draft import look_at, readings_of, row_of, with_reading, without_taps
from bot.schemes.words.row import choose
from scoring.drafting import Reading, understand
from scoring.drafting.wordings import listed
from scoring.model import Row
from scoring.printing import print_keys
from scoring.sentence import rule
from storage.queries.schemes import KeptDraft, KeptRow


def test_what_is_left_out_and_what_is_not_written_are_two_things() -> None:
    left, asked = look_at(Reading({}, (), (), ("由考核组认定", "恰好80%算哪一档？")))
    assert left == "看一看：“由考核组认定”没有全算进规则，核对以后再点“对”。"
    assert asked == "原文没有写明：恰好80%算哪一档？不是这样的请点“改”。"
    assert look_at(Reading({}, ())) == ()


def test_what_is_in_the_rule_by_its_own_words_is_not_said_to_be_lost() -> None:
    reading = understand(
        "占用农田的，每宗扣2分；占用面积累计超过5亩的，不得分。", Decimal(8), "农田"
    )
    (said,) = look_at(reading.readings[0])
    assert said == "看一看：“占用面积累计超过5亩的不得分”是照原文的话记下的，意思对就点“对”。"
    assert not reading.sure
    (taken,) = look_at(
        Reading(
            {}, (), (), ("没有写从多少算起，按 100% 算",), (), ("没有写从多少算起，按 100% 算",)
        )
    )
    assert taken == "看一看：没有写从多少算起，按 100% 算。是这样就点“对”。"


def test_a_name_is_asked_apart_from_what_the_clause_does_not_say() -> None:
    reading = Reading({}, (), (), ("这一项叫“格率”，名称完整吗？", "恰好80%算哪一档？"))
    name, asked = look_at(reading)
    assert name == "这一项叫“格率”，名称完整吗？是的点“对”；要换个名字或分成几项的点“改”。"
    assert asked == "原文没有写明：恰好80%算哪一档？不是这样的请点“改”。"


def _taking(clause: str, name: str) -> KeptRow:
    """A row whose figure `name` is asked in 一.1, under its first reading."""
    cells = {"name": "某行", "points": Decimal(3)}
    kept = KeptRow(2, "一.2", "一", print_keys(cells), clause, "", "[]", "")
    first = readings_of(kept).readings[0].keys
    (term,) = [one for one in listed(first["deduct"]) if "rate" in one]
    body = {**cells, **first, "deduct": [{**term, "rate": name}], "shared": {name: "一.1"}}
    return replace(kept, body=print_keys(body))


def test_another_reading_goes_on_taking_the_figure_from_the_other_row() -> None:
    kept = _taking("签订率100%得3分，每低5个百分点扣1分，扣完为止。", "合同签订率")
    other = with_reading(kept, 2)
    assert other is not None
    assert "不足一档不计" in rule(found(other))
    assert dict(found(other).shared) == {"合同签订率": "一.1"}
    assert "一.1" not in other.doubts


def test_a_reading_that_cannot_take_it_says_so() -> None:
    kept = replace(
        _taking("签订率100%得3分，每低5个百分点扣1分，扣完为止。", "合同签订率"),
        clause="越级上访每起扣1分，其中赴省进京的每起扣2分，扣完为止。",
    )
    other = with_reading(kept, 2)
    assert other is not None
    assert not found(other).shared
    assert "原来写的是合同签订率：取自 一.1" in other.doubts


def found(kept: KeptRow) -> Row:
    row = row_of(kept)
    assert row is not None
    return row


def test_where_a_reading_is_chosen_nobody_is_told_to_press_what_is_not_there() -> None:
    """意思对就点“对” stands beside 对; beside 读法 1、读法 2 only what is to be looked at."""
    every = Reading({}, (), (), ("某事", "恰好80%算哪一档？"), ("某事",))
    left, asked = look_at(every)
    kept = KeptRow(1, "一.1", "一", "{}", "原文", "", json.dumps([left, asked]), "")
    draft = KeptDraft(*(None,) * len(fields(KeptDraft)))  # type: ignore[arg-type] # only its number
    seen = choose(replace(draft, id=1), kept, [("甲", ()), ("乙", ())], 3, "5 分", "某项")
    assert "⚠ 看一看：“某事”是照原文的话记下的。\n" in seen.text
    assert seen.text.endswith("⚠ 原文没有写明：恰好80%算哪一档？")
    assert not any(one.label == "对" for row in seen.buttons for one in row)


@pytest.mark.parametrize(
    ("overlooked", "said"),
    [
        (("由考核组认定",), "看一看：“由考核组认定”没有全算进规则。"),
        (("这一项叫“达标”，名称完整吗？",), "这一项叫“达标”，名称完整吗？"),
    ],
)
def test_a_doubt_without_its_taps(overlooked: tuple[str, ...], said: str) -> None:
    (doubt,) = look_at(Reading({}, (), (), overlooked))
    assert without_taps(doubt) == said
