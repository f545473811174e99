"""How names sound: what the office said wins over the dictionary."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import example, given, strategies as st

from bot.speech.names import Named, Roster
from bot.speech.sounds import readings, said_of, split, syllables

BRIDGE = Named(1, "长桥镇", "长桥镇", (), "乡镇街道")
TOLD = Named(1, "长桥镇", "长桥镇", (), "乡镇街道", (("长", "chang"),))


@pytest.mark.parametrize(
    ("signs", "typed", "parts"),
    [
        ("长桥", "chang qiao", ("chang", "qiao")),
        ("长桥", "Cháng qiáo", ("chang", "qiao")),
        ("长桥", "chang2qiao2", ("chang", "qiao")),
        ("长桥镇", "changqiaozhen", ("chang", "qiao", "zhen")),
        ("西安", "xian", ("xi", "an")),
        ("吕村", "lücun", ("lv", "cun")),
        ("长桥", "nan jing", None),
        ("长桥", "ni qiao", ("ni", "qiao")),
        ("长桥", "niqiao", None),
        ("长桥", "chang", None),
        ("长桥", "xyz qiao", None),
    ],
)
def test_pinyin_as_people_type_it(signs: str, typed: str, parts: tuple[str, ...] | None) -> None:
    """Run together as the dictionary reads; apart by blanks as a place may be called."""
    assert split(signs, typed) == parts


def test_what_is_kept_of_a_reading() -> None:
    """Only signs that may be read otherwise."""
    assert said_of(["浚县", "浚"], "xun xian") == {"浚": "xun"}
    assert said_of(["长桥镇", "长桥"], "chang qiao") == {"长": "chang"}
    assert said_of(["长桥镇"], "nan jing") is None


def test_names_are_found_by_the_reading_that_was_said() -> None:
    """Chang and zhang until it is said; then chang alone. First letters are typed, too."""
    assert Roster((BRIDGE,)).find("changqiaozhen").unit == BRIDGE
    assert Roster((BRIDGE,)).find("zhangqiao").unit == BRIDGE
    told = Roster((TOLD,))
    assert told.find("changqiao").unit == TOLD
    assert told.find("cqz").unit == TOLD
    assert told.find("zqz").unit is None
    assert Roster((BRIDGE,)).find("掌桥镇").alike
    assert not told.find("掌桥镇").alike
    assert told.find("昌桥镇").alike


def test_order_goes_by_the_reading() -> None:
    """长桥 stands under c."""
    white = Named(2, "白庙乡", "白庙乡", (), "乡镇街道")
    dragon = Named(3, "龙山街道", "龙山街道", (), "乡镇街道")
    order = sorted((dragon, TOLD, white), key=lambda one: one.sounds)
    assert [one.id for one in order] == [2, 1, 3]
    assert syllables("长桥", {"长": "chang"}) == ("chang", "qiao")


_SIGNS = st.one_of(
    st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF),
    st.characters(min_codepoint=0x20, max_codepoint=0x2FFF),
    st.sampled_from("长重行绿女㐀〇龥䲩"),
)


@given(st.text(_SIGNS, max_size=8))
@example("0䷀")  # stands among the signs, and is none
def test_signs_are_read_as_the_dictionary_has_them(text: str) -> None:
    """Its own code says the same of each sign; what is no sign stays together as it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYPINYIN_NO_PHRASES", "1")
        import pypinyin
    ways = [pypinyin.pinyin(one, style=pypinyin.Style.NORMAL, heteronym=True)[0] for one in text]
    assert [list(readings(one)) for one in text] == [list(dict.fromkeys(one)) for one in ways]
    assert syllables(text) == tuple(pypinyin.lazy_pinyin(text))


def test_the_code_of_the_dictionary_is_not_loaded() -> None:
    """It takes thirty megabytes of every county's process."""
    asks = "from bot.speech.sounds import readings; print(*readings('长'))"
    tells = "import sys; print('pypinyin' in sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", f"{asks}; {tells}"], capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["zhang", "chang", "False"]
