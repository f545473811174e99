"""What a reading leaves open, as it is said to who confirms the row."""

from bot.schemes.draft import look_at
from scoring.drafting import Reading


def test_what_is_left_out_and_what_is_not_written_are_two_things() -> None:
    left, asked = look_at(Reading({}, (), (), ("由考核组认定", "恰好80%算哪一档？")))
    assert left == "看一看：“由考核组认定”没有全算进规则，核对以后再点“对”。"
    assert asked == "原文没有写明：恰好80%算哪一档？不是这样的请点“改”。"
    assert look_at(Reading({}, ())) == ()


def test_a_name_is_asked_apart_from_what_the_clause_does_not_say() -> None:
    reading = Reading({}, (), (), ("这一项叫“格率”，名称完整吗？", "恰好80%算哪一档？"))
    name, asked = look_at(reading)
    assert name == "这一项叫“格率”，名称完整吗？是的点“对”；要换个名字或分成几项的点“改”。"
    assert asked == "原文没有写明：恰好80%算哪一档？不是这样的请点“改”。"
