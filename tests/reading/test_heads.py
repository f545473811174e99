"""Heads and feet as phones and offices set them: an account's name, years, a stamp, who signs."""

from bot.extraction.pages import Extract, Line, Page
from bot.reading.facts import facts
from tests.reading.doubtful import document
from tests.reading.doubtful_fresh import picture
from tests.reading.measuring import first_of

ACCOUNT = (
    ((528, 837, 7565, 1139), "信用郏县丨守信激励再加码！"),
    ((528, 1260, 5744, 1547), "这些人逛景区免门票"),
    ((496, 1744, 2026, 1986), "诚信之窗"),
    ((528, 2127, 4914, 2329), "2026年11月13日18:20河南"),
    ((539, 2515, 8276, 2717), "11月12日，记者从县文广旅局获悉，三家景区免首道门票。"),
)


def test_an_account_s_name_under_a_title_is_no_part_of_it() -> None:
    lines = tuple(Line(text, box, "ocr", 990) for box, text in ACCOUNT)
    found = first_of(facts(Extract((Page(1, 1080, 2340, lines, pictures=1),), "jpg")))
    assert "诚信之窗" not in found["title"].value
    assert found["issuer"].value == "诚信之窗"


def test_the_years_of_a_plan_on_a_line_of_their_own_belong_to_its_title() -> None:
    said = (
        ((2000, 1000, 8000, 1260), "郏县医疗保障领域信用体系建设三年行动计划"),
        ((4000, 1420, 6000, 1610), "（2026—2028年）"),
        ((1700, 1800, 8500, 1990), "为加强医保基金信用监管，制定本行动计划，请认真贯彻执行。"),
        ((1700, 2200, 8500, 2390), "到2028年，定点医药机构信用评价全覆盖，分级监管见到成效。"),
    )
    lines = tuple(Line(text, box) for box, text in said)
    read = Extract((Page(1, 595, 842, lines),), "ofd")
    assert first_of(facts(read))["title"].value == "".join(text for _, text in said[:2])


def test_signs_of_a_stamp_before_a_county_s_office_are_no_part_of_its_name() -> None:
    notice = ["关于召开协调会的通知", "各单位：", "定于11月13日召开协调会，请准时参加。"]
    read = picture([*notice, "某 章县政府办", "2026年11月11日"])
    assert first_of(facts(read))["issuer"].value == "县政府办"


def test_a_society_of_two_trades_is_a_body() -> None:
    read = document(
        "网络餐饮诚信经营倡议书", "请各商家守信。", "郏县餐饮与住宿行业协会", "2026年10月15日"
    )
    assert first_of(facts(read))["issuer"].value == "郏县餐饮与住宿行业协会"


def test_a_report_may_begin_at_an_hour_before_dawn() -> None:
    read = document(
        "集中开展“守信暖冬”执行行动", "12月8日凌晨五点，三十余名干警出发，行动拉开帷幕。"
    )
    assert first_of(facts(read))["sort"].value == "news"


def test_a_sentence_that_tells_of_a_query_is_no_window() -> None:
    said = [
        "个人信用信息查询授权书",
        "本人特授权贵行通过信用信息平台查询、保存本人的公共信用信息，用于审核。",
        "授权期限自签署之日起至贷款结清，到期后不得再行操作或者导出。",
    ]
    assert first_of(facts(picture(said)))["sort"].value != "screenshot"
    window = ["12:08", "信用平台", "首页 查询 退出", "序号 主体 状态", "共31条 第1/4页"]
    shown = picture(window)
    assert first_of(facts(shown))["sort"].value == "screenshot"


def test_a_day_with_no_figure_is_blank_however_narrow_its_room_was_read() -> None:
    plan = ["诚信宣传活动方案", "一、活动时间：2026年 月 日", "二、地点：人民广场"]
    assert first_of(facts(document(*plan)))["blank"].value == "2026年 月 日"
    plan[1] = "一、活动时间：2026 年 11 月 3 日"
    assert "blank" not in first_of(facts(document(*plan)))
