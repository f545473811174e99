"""A thumb that presses and types at random, forged routes, and schemes nobody has seen."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.corridor.buttons import HOME
from bot.corridor.events import Message
from bot.corridor.pages import PAGES
from bot.filling.words import answer as answer_words, card as card_words, walk as walk_words
from bot.forms.form import Question, UnitForm
from scoring.scheme import Scheme, load
from storage.queries.quarters import Form, Quarter
from storage.queries.roster import Unit
from tests.sample_papers import PAPERS
from tests.stage import MONDAY, stage

OURS = {
    "bot.front.pages.home",
    "bot.filling.pages.walk",
    "bot.filling.pages.rows",
    "bot.filling.pages.answer",
    "bot.filling.pages.checklist",
}
TYPED = (
    *(
        "3",
        "没有",
        "是",
        "否",
        "12.5%",
        "全选",
        "好了",
        "都没有",
        "50",
        "50",
        "-1",
        "2.5",
        "一百万",
    ),
    *("跳过", "上一项", "三.4", "五.3", "第5项", "返回", "还差什么", "填报", "接着填报", "首页"),
    *("全部指标", "得分", "核对", "帮助", "什么时候截止", "哈哈", "#1", "#99", ""),
    "十月份组织了一次诚信宣传活动，县融媒体中心作了报道。",
)
STEPS = 150


@pytest.mark.parametrize(("who", "seed"), [("李敏", 1), ("王强", 2)])
async def test_no_thumb_finds_a_fault_of_ours(tmp_path: Path, who: str, seed: int) -> None:
    """Whatever is pressed or typed: an answer that says something and offers a way on."""
    thumb = random.Random(seed)
    async with stage(tmp_path) as play:
        shown: list[str] = []
        for _ in range(STEPS):
            choice = thumb.random()
            fresh = bool(shown) and choice < 0.6
            if fresh:
                letters = await play.send(who, route=thumb.choice(shown))
            elif choice < 0.95:
                letters = await play.send(who, thumb.choice(TYPED))
            else:
                letters = await play.send(who, files=[("a.jpg", PAPERS["活动照片1.jpg"]())])
            for chat, message in letters:
                _look_at(message)
                if chat == who:
                    assert not (fresh and "按钮已经失效了，请从首页" in message.text)
                    # Old messages are pressed as well: the newest forty buttons stay in reach.
                    shown = [*shown, *(b.route for row in message.buttons for b in row)][-40:]
        claimed = await play.query("select count(*) from claims")
    assert claimed[0][0] > 0, "a thumb that never answers tests nothing"


def _look_at(message: Message) -> None:
    assert "系统出了点问题" not in message.text
    assert message.text.strip() or message.buttons
    labels = [button.label for row in message.buttons for button in row]
    assert len(labels) == len(set(labels)), f"one label typed would mean two things: {labels}"


@pytest.mark.parametrize("unit", [2, 4, 99999999])
async def test_forged_routes_into_another_unit_show_and_change_nothing(
    tmp_path: Path, unit: int
) -> None:
    """Every page of the walk that names a unit refuses whoever is not its liaison."""
    async with stage(tmp_path) as play:
        for declared in PAGES:
            if declared.page.__module__ not in OURS or "unit" not in declared.matcher.groupindex:
                continue
            route = _filled(declared.pattern, unit)
            [(_, message)] = await play.send("李敏", route=route)
            assert "这是别的单位的" in message.text, route
        assert await play.query("select * from claims") == []


def _filled(pattern: str, unit: int) -> str:
    values = {"quarter": "1", "unit": str(unit), "row": "三.4", "number": "0", "value": "3"}
    values |= {"item": "0", "seen": "abcdef", "token": "abcdef"}
    route = pattern.replace("?", "").replace(":int", "")
    for name, value in values.items():
        route = route.replace(f"{{{name}}}", value)
    return route


HOSTILE = ("", "9" * 9, "-1", "0", "三.4", "%00", "' or 1=1", "十" * 5, "..", "done", "all", "None")


async def test_hostile_segments_never_reach_the_database(tmp_path: Path) -> None:
    """One's own unit, but rows, numbers, values and marks that no button of ours carries."""
    chance = random.Random(7)
    async with stage(tmp_path) as play:
        for declared in PAGES:
            if declared.page.__module__ not in OURS:
                continue
            for _ in range(4):
                route = declared.pattern.replace("?", "").replace(":int", "")
                for name in declared.matcher.groupindex:
                    known = {"quarter": "1", "unit": "1"}
                    value = known.get(name, chance.choice(HOSTILE))
                    route = route.replace(f"{{{name}}}", value)
                for _, message in await play.send("李敏", route=route[:256]):
                    assert "系统出了点问题" not in message.text, route
        assert await play.query("select * from claims") == []


SCHEMES = (
    "县直单位",
    "乡镇街道",
    str(Path(__file__).parents[1] / "scoring/schemes/石城县2018-乡镇.toml"),
)


@pytest.mark.parametrize("name", SCHEMES)
def test_every_row_of_every_scheme_can_be_put_to_a_person(name: str) -> None:
    """Another county's rows are data only: card, clause, questions and buttons come from them."""
    scheme = load(name)
    for form, question in _asked(scheme):
        row = next(one for one in form.rows if question in form.questions(one))
        at = (999999999, 999999999, row.id)
        marks = dict.fromkeys(question.names, "abcdef")
        lines = card_words.card(form, row, named=True)
        lines += answer_words.ask(question, 3, {}, {})
        lines += [answer_words.ask_note(row)] if question.kind == "note" else []
        assert all(line.strip() for line in lines)
        assert any("？" in line or "。" in line for line in lines)
        # A button refuses a route over 64 bytes: the longest numbers fit.
        last = dict.fromkeys(question.names, 999999990)
        answer_words.choices(question, at, {}, "abcdef", marks, last)
        assert card_words.clause(row)
        assert card_words.answers(form, row)
    listed = [walk_words.rows_page(empty_form(scheme), page, None) for page in (1, 2, 3, 99)]
    assert all(len(page.buttons) <= walk_words.PAGE + 2 for page in listed)


def _asked(scheme: Scheme) -> Iterator[tuple[UnitForm, Question]]:
    form = empty_form(scheme)
    for row in form.rows:
        for question in form.questions(row):
            yield form, question


def empty_form(scheme: Scheme) -> UnitForm:
    """Nothing reported yet, by a unit the scheme is for."""
    quarter = Quarter(1, 2026, 4, "open", "2026-10-08", *["2027-01-05T10:00:00.000000Z"] * 4)
    unit = Unit(1, "县教育局", "教育局", scheme.group, "", 1)
    form = Form(1, 1, 1, scheme.group, "filling", None, None, None, "", "")
    return UnitForm(quarter, unit, form, scheme, {}, {}, {}, (), ())


def test_a_form_without_answers_owes_everything_and_says_so() -> None:
    """No row of the unit's own is ever left out of the list of gaps."""
    form = empty_form(load("县直单位"))
    said = walk_words.owed(form, MONDAY, HOME).text
    assert all(row.id in said for row in form.own_rows)
    assert not any(row.id in said for row in form.rows if row.by is not None)
