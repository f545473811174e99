"""Spoken words in the words of writing: one meaning everywhere, and never a 'not' lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.filling.accounted import account
from bot.questions.features import tidied
from bot.questions.instead import is_asked, only_tells
from bot.speech.colloquial import plainly
from bot.speech.numbers import NumberFault
from bot.speech.ratios import rate
from scoring.scheme import load as load_scheme
from tests.filling.test_walk_thumbs import empty_form

_FORM = empty_form(load_scheme("郏县2022-县直单位"))
_HEARD = Path(__file__).parents[1] / "bench" / "heard"
_DENIES = re.compile(r"没|木有|么有|冇|莫|未|无|甭|别|不")
_ROWS = {"数": "四.1", "是否": "三.2", "清单": "一.1"}
_NOT = (
    "没有", "没", "冇", "木有", "么有", "莫得", "没得", "未", "无", "还没有", "还没", "尚未",
    "没弄", "没搞", "还没弄", "木弄", "没做", "未做", "不中", "不行", "甭填", "别填", "莫填",
    "没有过",
)  # fmt: skip


def _said() -> list[str]:
    found = (one for path in sorted(_HEARD.glob("liaison*.txt")) for one in _lines(path))
    return [re.sub(r"^\[[^\]]*\]\s*»?|^»", "", one).strip() for one in found]


def _lines(path: Path) -> list[str]:
    lines = path.read_text("utf-8").splitlines()
    return [one.partition("|")[2].strip() for one in lines if "|" in one]


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("电脑打印机都有哩 制度还冇写", "电脑打印机都有 制度还没写"),
        ("双公示那个要俺报数不", "双公示那个要我报数不"),
        ("俺局没当过老赖", "我们局没当过老赖"),
        ("评价办法有滴", "评价办法有"),
        ("不是滴", "不是"),
        ("一滴水", "一滴水"),
        ("交上去谁看哩", "交上去谁看"),
        ("这是叫我弄啥哩", "这是叫我弄什么"),
        ("填五百中不中", "填五百行吗"),
        ("去年的不中？", "去年的不行？"),
        ("还能进不", "还能进吗"),
        ("简报俩 总结一个", "简报两个 总结一个"),
        ("制度木有", "制度没有"),
        ("没得几分", "没得几分"),
        ("下礼拜写出来", "下周写出来"),
        ("集中不中断", "集中不中断"),
        ("林业木材检查", "林业木材检查"),
        ("照片搁哪儿传", "照片在哪里传"),
    ],
)
def test_spoken_words_are_read_as_they_are_written(spoken: str, written: str) -> None:
    """And whoever writes so already is left alone."""
    assert plainly(spoken) == written
    assert plainly(written) == written


def test_what_was_said_and_its_written_form_are_one() -> None:
    """Whatever was ever typed: to the classifier, to what asks, and to every kind of question."""
    for said in _said():
        written = plainly(said)
        assert plainly(written) == written, said
        assert tidied(written) == tidied(said)
        assert (is_asked(written), only_tells(written)) == (is_asked(said), only_tells(said)), said
        for row_id in _ROWS.values():
            row = _FORM.scheme.row(row_id)
            question = _FORM.questions(row)[-1]
            spoken, plain = (
                account(row, question, one, lambda _: False) for one in (said, written)
            )
            assert (spoken.answer, spoken.whole) == (plain.answer, plain.whole), (row_id, said)


def test_no_denial_is_lost() -> None:
    """As many as were said are left; a 不 that asked at the end of a clause has become 吗."""
    for said in (*_said(), *_NOT, *(f"制度{one}" for one in _NOT)):
        asked = len(re.findall("吗", plainly(said))) - said.count("吗")
        assert bool(_DENIES.search(plainly(said))) or asked or not _DENIES.search(said), said


@pytest.mark.parametrize("kind", _ROWS)
@pytest.mark.parametrize("denied", _NOT)
def test_a_denial_is_never_read_as_something(kind: str, denied: str) -> None:
    """制度冇, 一次没搞, 还没有: nothing, or not read; never a yes, a figure, a thing."""
    row = _FORM.scheme.row(_ROWS[kind])
    for question in _FORM.questions(row):
        about = question.names[0]
        for said in (
            denied,
            f"还{denied}",
            f"{about}{denied}",
            f"{about} {denied}哩",
            f"俺们{denied}",
        ):
            answer = account(row, question, said, lambda _: False).answer or {}
            values = [value for value in answer.values() if value is not None]
            assert all(value in (False, 0, "0") for value in values), (said, answer)


@pytest.mark.parametrize("denied", _NOT)
def test_a_denied_rate_is_no_rate(denied: str) -> None:
    """没达到85%, 冇85%: not read."""
    for said in (f"{denied}85%", f"{denied}达到85%", f"达到85%{denied}", f"85%{denied}哩"):
        with pytest.raises(NumberFault):
            rate(plainly(said))


def test_the_words_of_the_document_are_left_alone() -> None:
    """No row's name, question or clause is anything but itself."""
    for name in ("郏县2022-县直单位", "郏县2022-乡镇街道"):
        for row in load_scheme(name).rows:
            own = (row.name, row.text, *(f"{one.name}{one.ask}" for one in row.inputs))
            assert [plainly(one) for one in own] == list(own)


@pytest.mark.parametrize(
    "said", ["简报俩 总结一个", "信用村成效那个改没有", "先传企业分级的", "七有也照抄"]
)
def test_a_telling_asks_for_no_explanation(said: str) -> None:
    """How many, or what shall become of an answer: no term is explained to it."""
    assert only_tells(said)
    assert not only_tells(f"{said}怎么办")


def test_one_time_among_others_is_not_all_of_them() -> None:
    """中学那次取消了没搞: not that nothing took place."""
    row = _FORM.scheme.row("四.1")
    told = account(row, _FORM.questions(row)[0], "中学那次取消了没搞", lambda _: False)
    assert told.answer is None


def test_what_is_another_rows_answers_not_this_one() -> None:
    """成果有, where nothing of this row is 成果; 制度有, where it is."""
    row = _FORM.scheme.row("六.3")
    flag = _FORM.questions(row)[0]
    assert account(row, flag, "成果有，刚评了三户", lambda _: False).answer is None
    assert account(row, flag, "文件有，刚印的", lambda _: False).answer == {flag.names[0]: True}


def test_what_is_quoted_is_as_it_was_typed() -> None:
    """Read as it is written, said back as it was said."""
    row = _FORM.scheme.row("一.1")
    said = "电脑打印机都有哩 制度还冇写"
    told = account(row, _FORM.questions(row)[1], said, lambda _: False)
    assert told.answer == {"专用电脑": True, "打印机": True, "工作制度": False}
    assert f"“{said}”" in told.why
