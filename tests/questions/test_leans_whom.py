"""Whose place somebody takes in what is shown: said as a correction, never out of the blue."""

from __future__ import annotations

import pytest

from bot.questions.leans_whom import applied, others
from bot.speech.names import Named, Roster

_NAMES = ("教育局", "水利局", "林业局", "审计局")
ROSTER = Roster([Named(n, f"县{one}", one, (), "县直单位") for n, one in enumerate(_NAMES, 1)])
_ID = {one.short: one.id for one in ROSTER.units}


@pytest.mark.parametrize(
    ("text", "comes", "goes"),
    [
        ("不对 林业不缓 水利缓", "水利局", "林业局"),
        ("不是林业局 是水利局", "水利局", "林业局"),
        ("是水利局 不是林业局", "水利局", "林业局"),
        ("说错了 不是林业 是水利", "水利局", "林业局"),
        ("把林业局换成水利局", "水利局", "林业局"),
        ("搞错了 是审计局", "审计局", ""),
        ("水利的 我念错了", "水利局", ""),
    ],
)
def test_instead(text: str, comes: str, goes: str) -> None:
    found = others(text, ROSTER)
    assert found is not None
    assert found.way == "instead"
    assert found.units == (_ID[comes],)
    assert found.gone == ((_ID[goes],) if goes else ())


def test_whose_place_is_taken() -> None:
    """Of several only the one that is named goes; where none is named, all of them do."""
    both = [_ID["林业局"], _ID["审计局"]]
    one = others("不对 林业不缓 水利缓", ROSTER)
    every = others("搞错了 是水利局", ROSTER)
    assert one is not None
    assert every is not None
    assert applied(one, both, ROSTER) == (_ID["审计局"], _ID["水利局"])
    assert applied(every, both, ROSTER) == (_ID["水利局"],)


@pytest.mark.parametrize("text", ["水利局", "是水利局吗", "水利局说是审计局", "不是水利局"])
def test_nobody_takes_a_place(text: str) -> None:
    found = others(text, ROSTER)
    assert found is None or found.way != "instead"


@pytest.mark.parametrize(
    "text",
    [
        "水利局也照这个日期办",
        "水利局同样处理",
        "水利局照这个办",
        "水利局也按这个时间来",
        "水利局也一样",
    ],
)
def test_the_same_for_another(text: str) -> None:
    """照这个日期办 comes to those of before; it is no reason of theirs."""
    found = others(text, ROSTER)
    assert found is not None
    assert (found.way, found.units) == ("also", (_ID["水利局"],))


@pytest.mark.parametrize("text", ["照这个日期办", "水利局不照这个日期办", "水利局照这个日期办吗"])
def test_nobody_comes_to_them(text: str) -> None:
    found = others(text, ROSTER)
    assert found is None or found.way != "also"
