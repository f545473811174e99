"""What begins as a transaction: presses of pages that write, papers, and plain answers."""

from __future__ import annotations

import pytest

from bot.corridor.events import Attachment, Incoming
from bot.corridor.pages import open_all
from bot.corridor.writing import may_only_read, writes
from tests.stage import MONDAY


def _said(text: str = "", **more: object) -> Incoming:
    told = {"channel": "web", "update": "u", "chat": "李敏", "sender": "李敏", "private": True}
    return Incoming.model_validate(told | {"received": MONDAY, "text": text} | more)


@pytest.mark.parametrize(
    "text", ["3", "12.5", "３", "十二", "3次", "两个", "有", "没有", "还没有", "否。"]
)
def test_a_plain_answer_begins_as_a_transaction(text: str) -> None:
    assert writes(_said(text))


@pytest.mark.parametrize(
    "text",
    ["", "首页", "三.4", "3月5号", "第3", "排名", "有没有人没报", "没交的", "十名", "二季度", "3?"],
)
def test_whatever_else_is_typed_looks_first(text: str) -> None:
    assert not writes(_said(text))


def test_an_edit_a_paper_and_a_press_that_writes() -> None:
    open_all()
    assert writes(_said("排名", edits=True))
    assert writes(_said(route="put/1/1/三.1b/0/3"))
    assert not writes(_said(route="row/1/1/三.4"))
    photo = _said("3", attachments=[Attachment(label="a.jpg", digest="d", kind="jpg")])
    assert not may_only_read(photo)
    sheet = _said("3", attachments=[Attachment(label="a.xlsx", digest="d", kind="xlsx")])
    assert may_only_read(sheet)
