"""`wants`: what the papers of a row must show, in the document's words."""

import pytest

from scoring.__main__ import main
from scoring.doubts import doubts
from scoring.printing import print_scheme
from scoring.scheme import Want, load, loads
from tests.scoring.small import only, scheme
from tests.scoring.test_faults import faults

COUNT = 'add = [{ each = "活动", unit = "次", points = 1 }]\n'
CELLS = 'content = "活动含实施方案（通知）、活动照片等，有媒体报道。"\n'


@pytest.mark.parametrize("table", ["县直单位", "乡镇街道"])
def test_every_row_says_what_its_papers_show_in_the_documents_words(table: str) -> None:
    whole = load(table)
    assert all(row.wants for row in whole.rows)
    assert not [one for one in doubts(whole) if one.key == "wants"]


def test_the_activities_row_wants_what_the_document_lists() -> None:
    wants = load("县直单位").row("四.1").wants
    assert [one.text for one in wants] == [
        "实施方案或通知", "承办单位", "活动时间", "活动内容", "活动照片", "媒体报道",
    ]  # fmt: skip
    assert wants[0].choices == ("实施方案", "通知")


def test_what_is_wanted_only_with_a_claim_names_its_input() -> None:
    body = COUNT + 'wants = { "活动" = ["活动照片", "媒体报道"] }\n' + CELLS
    assert only(body).wants == (Want("活动照片", "活动"), Want("媒体报道", "活动"))


def test_a_scheme_with_wants_prints_back() -> None:
    for wants in ('["活动照片"]', '{ "活动" = ["活动照片"] }'):
        one = scheme(COUNT + f"wants = {wants}\n")
        assert loads(print_scheme(one), "小表.toml").rows == one.rows


@pytest.mark.parametrize(
    ("wants", "words"),
    [
        ('{ "会议" = ["照片"] }', "没有叫“会议”的输入项或清单"),
        ('["照片", "照片"]', "“照片”重复了"),
        ('[""]', "每项不能是空的"),
        ('["或"]', "“或”没有写明要看什么"),
        ("[3]", "要写成文字的列表"),
    ],
)
def test_a_faulty_want_is_named(wants: str, words: str) -> None:
    assert any(words in one for one in faults(COUNT + f"wants = {wants}"))


def test_words_that_the_document_does_not_say_are_pointed_at() -> None:
    body = COUNT + CELLS + 'wants = ["实施方案或通知", "活动照片", "签到表"]\n'
    assert [one.sentence for one in doubts(scheme(body)) if one.key == "wants"] == [
        "写着“签到表”，原文的格子里没有这句话"
    ]


def test_show_says_what_is_wanted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "县直单位", "六.2", "四.1"]) == 0
    said = capsys.readouterr().out
    assert "  材料要看到：制度文件（报了“出台制度文件”的）；评价办法" in said
    assert "  材料要看到：实施方案或通知；承办单位；活动时间" in said
