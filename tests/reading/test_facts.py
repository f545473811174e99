"""What a paper says of itself is read from its own lines, and from no others."""
# ruff: noqa: E501 -- papers stand here as they are printed

from datetime import datetime

import pytest

from bot.extraction.pages import Box, Extract, Line, Page
from bot.reading.anatomy import Paper
from bot.reading.facts import Fact, facts
from bot.reading.lines import said
from bot.reading.report import report
from tests.reading.layout import WAYS
from tests.reading.made_first import seen
from tests.reading.made_second import second
from tests.reading.made_sixth import seventh, sixth
from tests.reading.measuring import first_of, measure, read


def paper(*lines: str, kind: str = "pdf") -> Extract:
    return Extract((Page(1, lines=tuple(Line(one) for one in lines)),), kind)


def found(*lines: str, kind: str = "pdf") -> dict[str, Fact]:
    return first_of(facts(paper(*lines, kind=kind)))


NOTICE = (
    "郏县教育局文件", "郏教〔2026〕12号", "关于开展诚信宣传活动的通知", "各科室：",
    "根据《季度考核办法》（郏信用办〔2022〕4号）要求，于2026年9月1日起开展活动。",
    "郏县教育局", "2026年10月12日", "附件", "活动统计表", "郏县第一小学", "2026年11月30日",
    "郏县教育局办公室 2026年10月13日印发",
)  # fmt: skip


def test_a_notice_is_read_with_the_places_of_what_it_says() -> None:
    got = found(*NOTICE)
    assert {kind: got[kind].value for kind in ("title", "number", "issuer", "date", "sort")} == {
        "title": "关于开展诚信宣传活动的通知", "number": "郏教〔2026〕12号", "issuer": "郏县教育局",
        "date": "2026-10-12", "sort": "plan",
    }  # fmt: skip
    assert [(got[kind].page, got[kind].line) for kind in ("number", "title", "date")] == [
        (1, 2), (1, 3), (1, 7),
    ]  # fmt: skip
    assert all(one.sure for one in got.values())


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("2026 年10 月 12 日", "2026-10-12"),
        ("2 0 2 6 年 1 0 月 1 2 日", "2026-10-12"),
        ("二〇二六年十月十二日", "2026-10-12"),
        ("二○二六年十月十二日", "2026-10-12"),
        ("二O二六年十月十二日", "2026-10-12"),
        ("二二六年十月十二日", "2026-10-12"),
        ("二〇二六年十月三十一日", "2026-10-31"),
        ("2026.10.12", "2026-10-12"),
        ("2026-10-12", "2026-10-12"),
        ("２０２６年１０月１２日", "2026-10-12"),
        ("（2026年10月12日）", "2026-10-12"),
    ],
)
def test_a_day_is_read_however_it_is_written(printed: str, value: str) -> None:
    got = found("工作总结", "今年以来，各项工作有序推进。", "郏县教育局", printed)
    assert got["date"].value == value


def test_a_day_that_eyes_may_have_misread_is_uncertain() -> None:
    got = found("工作总结", "各项工作有序推进。", "郏县教育局", "2O26年1O月12日")
    assert (got["date"].value, got["date"].sure) == ("2026-10-12", False)


@pytest.mark.parametrize("printed", ["2026年13月2日", "2026年2月30日", "年 月 日", "2026年"])
def test_what_is_no_day_is_no_day(printed: str) -> None:
    assert "date" not in found("工作总结", "各项工作有序推进。", "郏县教育局", printed)


def test_a_number_that_is_quoted_is_not_the_papers_own() -> None:
    got = found(
        "工作总结", "根据上级文件（", "郏信用办〔2022〕4号", "）要求，认真开展工作。", "郏县教育局"
    )
    assert "number" not in got
    assert "number" not in found("工作总结", "各科室：", "郏信用办〔2022〕4号")


@pytest.mark.parametrize(
    "printed",
    ["郏教[2026]12号", "郏教（2026）12号", "郏教〔2026]12 号", "郏教〔2026〕第12号 签发人：李某"],
)
def test_a_number_is_read_with_the_brackets_of_any_reader(printed: str) -> None:
    assert found("郏县教育局文件", printed, "关于活动的通知")["number"].value == "郏教〔2026〕12号"


def test_radicals_are_read_as_the_signs_they_look_like() -> None:
    got = found("郏县⼯业和信息化局文件", "郏⼯信〔2026〕1号", "关于⼯作的通知")
    assert (got["issuer"].value, got["number"].value) == ("郏县工业和信息化局", "郏工信〔2026〕1号")


def test_a_report_is_its_mediums_and_has_the_day_beside_it() -> None:
    got = found(
        "郏县教育局开展诚信宣传活动", "发布时间：2026-10-13 09:30 来源：郏县融媒 浏览：20",
        "10月12日，郏县教育局在人民广场开展诚信宣传活动。", "https://www.jia.gov.cn/a/1.html",
    )  # fmt: skip
    assert (got["sort"].value, got["issuer"].value) == ("news", "郏县融媒")
    assert (got["date"].value, got["event_date"].value) == ("2026-10-13", "2026-10-12")
    assert (got["medium"].value, got["address"].value) == (
        "郏县融媒",
        "https://www.jia.gov.cn/a/1.html",
    )


def test_a_scene_is_a_photo_with_the_cameras_day() -> None:
    taken = datetime(2026, 10, 12, 9, 12)  # noqa: DTZ001 -- a camera knows no zone
    one = Extract(
        (Page(1, lines=(Line("诚信宣传进社区", source="ocr", score=990),), pictures=1),),
        "photo",
        taken,
    )
    got = first_of(facts(one))
    assert (got["sort"].value, got["taken"].value) == ("photo", "2026-10-12 09:12")
    assert not {"title", "issuer", "date"} & set(got)


def test_counts_stand_with_the_words_before_them() -> None:
    got = [
        one
        for one in facts(paper("总结", "发放宣传单1,500余份，参加人员120人次，投入3.5万元。"))
        if one.kind == "count"
    ]
    assert [one.value for one in got] == ["1500 份", "120 人次", "3.5 万元"]


def test_nothing_is_read_from_nothing() -> None:
    assert [one.kind for one in facts(Extract((Page(1),), "pdf"))] == [
        "sort",
        "days",
        "rows",
        "pages",
    ]


@pytest.mark.parametrize("make", [seen, second, sixth, seventh])
def test_every_field_of_text_layers_is_read_as_often_as_is_promised(make: object) -> None:
    for name, score in measure(read(make, 84, WAYS)).items():  # type: ignore[arg-type] # one of four
        assert score.share("right") >= 0.97, (name, score.counted)
        assert score.share("wrong") <= 0.01, (name, score.counted)


@pytest.mark.parametrize(
    ("lines", "kind", "value"),
    [
        (("党组会议纪要", "〔2026〕7号", "郏县教育局办公室 2026年9月8日", "会议听取了汇报。"), "title", "党组会议纪要"),
        (("党组会议纪要", "〔2026〕7号", "郏县教育局办公室 2026年9月8日", "会议听取了汇报。"), "date", "2026-09-08"),
        (("诚信典型案例申报材料", "“信用+社区”激活基层治理新动能", "一、案例背景", "各项工作有序推进。"), "title", "“信用+社区”激活基层治理新动能"),
        (("附件2", "信用承诺应用情况统计表", "填报单位：郏县教育局", "序号 类别"), "title", "信用承诺应用情况统计表"),
        (("郏县教育局信用承诺制度", "（2026年7月21日局党组会议通过）", "第一条 为规范管理，制定本制度。", "第二条 本制度自2026年8月1日起施行。"), "date", "2026-07-21"),
        (("诚信进集市", "信用郏县 信用郏县 2026年9月8日 13:49 河南", "9月6日，志愿者开展宣传。", "来源：县信用办"), "issuer", "信用郏县"),
        (("诚信进集市", "2026年09月08日 15:20 来源：郏县融媒体中心 责任编辑：李向东", "9月6日，志愿者开展宣传。"), "issuer", "郏县融媒体中心"),
        (("关于报送数据的通知", "各成员单位：", "请于2026年11月7日17:00前报送至专班邮箱。", "郏县优化营商环境工作专班", "2026年10月29日"), "sort", "plan"),
        (("关于报送数据的通知", "各成员单位：", "请于2026年11月7日17:00前报送至专班邮箱。", "郏县优化营商环境工作专班", "2026年10月29日"), "issuer", "郏县优化营商环境工作专班"),
        (("督办通知单", "督办单位\t郏县政府督查室\t下发日期\t2026年10月17日", "承办单位\t郏县财政局"), "issuer", "郏县政府督查室"),
        (("督办通知单", "督办单位\t郏县政府督查室\t下发日期\t2026年10月17日", "承办单位\t郏县财政局"), "date", "2026-10-17"),
        (("督办通知单", "督办单位\t郏县政府督查室\t下发日期\t2026年10月17日", "承办单位\t郏县财政局"), "title", "督办通知单"),
        (("索引号\t0043\t公开方式\t主动公开", "发文字号\t郏政办〔2026〕14号\t有效性\t有效", "关于印发守信激励措施清单的通知", "各乡镇人民政府："), "number", "郏政办〔2026〕14号"),
        (("诚信故事", "原创 小信 信用郏县", "2026年10月18日 17:30 河南", "吴大娘用十三年还清欠款。", "来源：冢头镇人民政府"), "issuer", "信用郏县"),
        (("满意度调查报告", "国家统计局郏县调查队", "受县信用办委托，我队开展了调查。", "2026年12月4日"), "issuer", "国家统计局郏县调查队"),
        (("邀请函", "尊敬的郏县税务局：", "我会定于2026年10月15日（星期四）举办沙龙。", "郏县信用协会", "2026年10月8日"), "event_date", "2026-10-15"),
        (("合作协议", "甲方：郏县发展和改革委员会", "乙方：郏县农商银行", "双方达成如下协议：", "2026年8月20日\t2026年8月20日"), "date", "2026-08-20"),
        (("小积分撬动大治理——", "诚信之花开遍九曲", "来源：郏县日报 2026-10-20 08:00", "10月18日，居民兑换洗衣液。"), "title", "诚信之花开遍九曲"),
        (("郏县人民政府门户网站", "关于诚信示范街区评选结果的公示", "时间：2026-11-25 16:10 来源：郏县商务局", "现予公示。"), "title", "关于诚信示范街区评选结果的公示"),
        (("等级 特急·明电 郏信用明电〔2026〕3号", "关于清理失信约束措施的通知", "各成员单位：", "请立即清理。"), "number", "郏信用明电〔2026〕3号"),
        (("A类 郏发改函〔2026〕40号", "对政协第86号提案的答复", "彭程委员：", "现答复如下："), "number", "郏发改函〔2026〕40号"),
        (("信用之夜晚会节目串烧", "开场舞", "小品《还钱》", "合唱《信用花开》"), "title", "信用之夜晚会节目串烧"),
        (("信用建设大事记", "1月8日 县政府听取信用工作汇报", "3月15日 县消协开展宣传活动"), "title", "信用建设大事记"),
        (("材料名称：2026年医保基金信用监管总结", "报送单位：郏县医疗保障局", "报送时间：2026年7月5日", "上半年，我局推进信用监管。"), "title", "2026年医保基金信用监管总结"),
        (("冢头镇信用积分管理办法", "（2026年6月11日冢头镇人民政府印发）", "第一条 为推进信用村建设，制定本办法。", "第二条 本办法自印发之日起施行。"), "issuer", "冢头镇人民政府"),
        (("发件人：郏县卫健委办公室", "收件人：县信用办", "时间：2026年9月24日 16:22", "主题：关于三季度宣传情况的说明", "现将情况报上。"), "date", "2026-09-24"),
        (("诚信经营承诺书", "本店承诺：", "一、明码标价。", "承诺商户：郏县老盘家腊味店", "2026年7月8日"), "issuer", "郏县老盘家腊味店"),
        (("放心消费承诺书", "本企业承诺如下：", "依法经营。", "企业名称（盖章）：郏县万家建材有限公司", "2026年10月29日"), "issuer", "郏县万家建材有限公司"),
    ],
)  # fmt: skip
def test_wordings_that_were_met_later(lines: tuple[str, ...], kind: str, value: str) -> None:
    assert found(*lines)[kind].value == value


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (("材料名称：2026年医保基金信用监管", "工作总结", "报送单位：郏县医疗保障局", "报送时间：2026年7月5日"), "title"),
        (("附件1", "凤泉镇“信用村”创建工作方案", "为推进信用村创建，制定本方案。", "一、工作目标"), "issuer"),
        (("公共信用信息报告", "机构名称：郏县华茂机械有限公司", "行政许可 3条"), "issuer"),
        (("热线工单", "来电人\t李女士\t诉求类型\t投诉", "主办单位\t郏县市场监督管理局\t办理时限\t5个工作日"), "issuer"),
        (("信用关爱日活动流程", "时间：2026年6月14日", "主办：郏县农商银行", "9:00 开场"), "issuer"),
        (("郏县人民法院", "司法建议书", "郏县教育局：", "本院在审理案件中发现，特建议如下："), "title"),
        (("一次难忘的活动", "诚信进万家", "社区里的笑声", "孩子们说，这一天很开心。"), "title"),
        (("收文处理笺", "来文单位 市社会信用 来文字号 市信用办", "体系建设领导小组 〔2026〕35号", "领导批示 按要求落实"), "number"),
    ],
)  # fmt: skip
def test_what_could_be_read_otherwise_is_uncertain(lines: tuple[str, ...], kind: str) -> None:
    """A place is no office, a form's subject not its author, three lines alike no title."""
    got = found(*lines).get(kind)
    assert got is None or not got.sure, got


def _eyes(*lines: tuple[str, Box]) -> Extract:
    """What eyes saw in a photo, each line at its place."""
    return Extract((Page(1, 1200, 1600, tuple(Line(*one, "ocr", 990) for one in lines)),), "jpg")


@pytest.mark.parametrize(
    ("photo", "title"),
    [
        (
            _eyes(
                ("《征信业管理条例》专题讲座", (2148, 1085, 8493, 1601)),
                ("主讲单位：中国人民银行临泽营业管理部", (2326, 1621, 8022, 1957)),
                ("一、征信是什么", (2002, 1886, 3810, 2167)),
                ("二、个人信用报告怎么查", (2040, 2195, 4791, 2463)),
                ("三、逾期记录保存多久", (1947, 2463, 4513, 2732)),
            ),
            "《征信业管理条例》专题讲座",
        ),
        (
            _eyes(
                ("感谢信", (4173, 974, 5770, 1445)),
                ("县人民银行营业管理部:", (1151, 1498, 3914, 1762)),
                ("贵部为我校师生开设讲座，特此致谢！", (1653, 1770, 8768, 2049)),
                ("浔江县第二初级中学", (6410, 2349, 8809, 2607)),
            ),
            "感谢信",
        ),
        (
            _eyes(
                ("曙光村2026年三季度诚信红黑榜", (1534, 981, 8417, 1396)),
                ("红榜", (4578, 1453, 5373, 1799)),
                ("岩温 玉香 李老三", (3766, 1805, 6201, 2088)),
                ("黑榜", (4586, 2101, 5365, 2453)),
                ("赵某（拖欠土地流转费）", (3515, 2459, 6282, 2717)),
                ("曙光村村民委员会", (6664, 2736, 8807, 2994)),
            ),
            "曙光村2026年三季度诚信红黑榜",
        ),
        (
            _eyes(
                ("诚信宣传进集市启动仪式", (1000, 1200, 9000, 2000)),
                ("县市场监管局", (3000, 2050, 7000, 2500)),
                ("09:41", (300, 8200, 1500, 8600)),
                ("2026-10-18 星期日", (300, 8650, 3500, 8900)),
                ("平顶山市郏县", (300, 8950, 2500, 9200)),
            ),
            None,
        ),
    ],
)
def test_a_page_of_few_lines_is_read_and_a_banner_over_a_watermark_is_a_scene(
    photo: Extract, title: str | None
) -> None:
    told = next((one.value for one in facts(photo) if one.kind == "title"), None)
    assert told == title


def test_who_printed_it_and_when_is_no_title() -> None:
    """A wide gap that the eyes made one blank of."""
    photo = _eyes(
        ("沧源县教育体育局党组会议纪要", (2438, 1521, 7425, 1858)),
        ("沧教体党纪〔2026〕18号", (3562, 1904, 6255, 2138)),
        ("中共沧源县教育体育局党组 2026年10月21日", (1778, 2118, 7765, 2422)),
        ("10月19日，局党组书记主持召开党组会议，专题研究师", (2183, 2404, 8137, 2633)),
        ("德失信行为惩戒有关事宜。", (1778, 2695, 4242, 2921)),
    )
    assert [one.value for one in facts(photo) if one.kind == "title"] == [
        "沧源县教育体育局党组会议纪要"
    ]


def test_the_state_of_a_text_on_a_line_of_its_own_belongs_to_its_title() -> None:
    """Set smaller than the title, larger than the text, with who issued it under it."""
    lines = (
        ("冢头镇信用积分管理办法", 400), ("（试行）", 280),
        ("（2026年6月11日冢头镇人民政府印发）", 240), ("第一条　为推进信用村镇建设，制定本办法。", 240),
        ("第二条　参加志愿服务一次加2分，拖欠水费一次减1分。", 240),
    )  # fmt: skip
    placed = tuple(
        Line(text, (2500, 800 + 600 * n, 7500, 800 + 600 * n + high))
        for n, (text, high) in enumerate(lines)
    )
    title = first_of(facts(Extract((Page(1, lines=placed),), "pdf")))["title"]
    assert (title.value, title.sure) == ("冢头镇信用积分管理办法（试行）", True)


def test_a_letter_of_mail_is_called_what_it_is_about() -> None:
    got = found(
        "发件人：白石镇党政办 <office@example.com>", "收件人：县信用办 <credit@example.com>",
        "发送时间：2026年10月9日 16:42", "主题：三季度信用材料补正", "领导好：",
        "按要求已补正信用承诺书12份，请查收。",
    )  # fmt: skip
    assert {kind: got[kind].value for kind in ("title", "date", "sort")} == {
        "title": "三季度信用材料补正", "date": "2026-10-09", "sort": "letter",
    }  # fmt: skip


def test_a_brief_may_be_called_anything_over_its_number() -> None:
    got = found(
        "信 用 桐 岭", "第9期（总第63期）", "桐岭县信用办公室编 2026年8月27日",
        "县林业局三项举措推进林木种苗信用监管", "近期，县林业局扎实推进分级分类监管。",
    )  # fmt: skip
    assert (got["title"].value, got["sort"].value) == (
        "县林业局三项举措推进林木种苗信用监管",
        "brief",
    )


@pytest.mark.parametrize(
    "mast",
    [
        "第6期 大塘镇党政办公室 2026年9月10日",
        "2026年第6期（总第30期） 大塘镇党政办公室主办 2026 年 9 月 10 日",
    ],
)
def test_a_briefs_mast_may_stand_on_one_line(mast: str) -> None:
    got = found("信用大塘", mast, "红星村评出首批“信用户”", "9月5日，红星村召开评定会。")
    told = {kind: got[kind].value for kind in ("title", "issuer", "date", "sort", "event_date")}
    assert told == {
        "title": "红星村评出首批“信用户”", "issuer": "大塘镇党政办公室", "date": "2026-09-10",
        "sort": "brief", "event_date": "2026-09-05",
    }  # fmt: skip
    assert (got["issuer"].line, got["date"].line) == (2, 2), "the line as it stands in the paper"
    assert all(got[kind].sure for kind in told)


def test_what_has_a_number_and_an_office_under_it_is_no_brief_for_that() -> None:
    minutes = found(
        "专题会议纪要", "第6期 县政府办公室 2026年9月10日", "研究信用工作", "会议听取了汇报。"
    )
    assert minutes["sort"].value == "minutes"
    told = found("诚信课堂", "第6期 讲好身边的故事 2026年9月10日", "老师讲述了故事。")
    assert told["sort"].value != "brief"


def test_a_conversation_in_a_group_needs_few_marks() -> None:
    said_there = ("昨天16:03", "孟小萌", "请于明天前报送图片", "昨天 16:10", "贺长富", "收到")
    assert (
        found("09:26 5G 56%", "白石乡信用工作群(28)", *said_there, kind="png")["sort"].value
        == "chat"
    )
    assert found("09:26 5G 56%", "白石乡信用工作", *said_there, kind="png")["sort"].value != "chat"


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (("诚信升旗仪式", "为营造氛围，2026年9月14日早晨，县三中举行升旗仪式，全校师生参加。"), "2026-09-14"),
        (("图1：2026年8月15日，“诚信进万家”宣传活动现场", "图2：志愿者发放手册"), "2026-08-15"),
        (("在全县信用工作会议上的讲话", "（2026年12月2日（星期三）9:00）", "同志们："), "2026-12-02"),
    ],
)  # fmt: skip
def test_when_it_was_stands_in_a_sentence_or_under_a_picture(
    lines: tuple[str, ...], day: str
) -> None:
    assert found(*lines, kind="docx")["event_date"].value == day


def test_the_end_of_a_sentence_signs_nothing() -> None:
    foot = ("桐岭县商务局", "2026年9月24日")
    head = ("关于做好国庆节前信用宣传工作的通知", "国庆假期将至，请各单位将现场照片报")
    assert found(*head, "县商务局市场秩序股。", *foot)["issuer"].value == "桐岭县商务局"
    told = found(*head, "书面反馈我办", "（代章）", foot[1])
    assert "issuer" not in told or told["issuer"].value != "书面反馈我办"


def test_a_photo_of_a_short_list_is_a_paper_and_one_of_a_banner_is_not() -> None:
    rows = ("姓名 积分 兑换物品", "汪秀英 30 洗衣粉1袋", "谈有福 50 食用油1桶")
    assert found("信用积分兑换登记册", *rows, kind="jpg")["title"].value == "信用积分兑换登记册"
    assert found("诚信兴商宣传月活动", "2026年9月3日 10:20", kind="jpg")["sort"].value == "photo"


def test_an_office_over_a_kind_of_paper_in_other_letters_is_its_head() -> None:
    lines = [
        Line("示例县人民法院", size=260, place="centre"),
        Line("限 制 消 费 令", size=300, place="centre"),
    ]
    text = Line("本院立案执行申请人与你单位劳务合同纠纷一案，因你单", size=160)
    rest = [
        Line("位未履行给付义务，对你单位采取限制消费措施。", size=160),
        Line("二〇二六年十月十九日", size=160, place="right"),
    ]
    got = first_of(facts(Extract((Page(1, lines=(*lines, text, *rest)),), "pdf")))
    assert {kind: got[kind].value for kind in ("title", "issuer", "date")} == {
        "title": "限制消费令", "issuer": "示例县人民法院", "date": "2026-10-19",
    }  # fmt: skip


def test_a_post_on_a_platform_says_where_it_can_be_found() -> None:
    post = paper("云汀城事", "10月26日 18:05 来自 微博网页版", "近日，评价结果公布。")
    film = paper("诚信经营“码”上查", "@郏县市场监管局诚信经营 快来扫一扫", kind="jpg")
    phone = paper("郏县住建局", "10-26 18:05 来自 iPhone 15", "昨天我们开展诚信宣传。")
    below = ("诚信走进工地", "郏县住建", "2026年10月26日 18:05 河南", "昨天我们开展诚信宣传。")
    twice = ("诚信走进工地", "原创郏县住建郏县住建", "2026年10月26日18:05河南", "昨天开展宣传。")
    office = paper("诚信走进工地", "郏县住建局", "2026年10月26日 18:05 河南", "昨天开展宣传。")
    site = paper("诚信走进工地", "郏县住建局", "2026年10月26日 18:05", "昨天开展宣传。")
    today = paper("平安郏县", "昨天 18:30 发布于 河南", "民警走进社区宣传诚信。", kind="jpg")
    posts = (post, film, phone, paper(*below), paper(*twice), office, site, today)
    media = [report(Paper(said(one), one.kind)).medium for one in posts]
    assert [one and one[0] for one in media] == [
        "微博网页版", "郏县市场监管局", "郏县住建局", "郏县住建", "郏县住建", "郏县住建局", None,
        "平安郏县",
    ]  # fmt: skip
    assert [first_of(facts(one))["sort"].value for one in (phone, office)] == ["news", "news"]


@pytest.mark.parametrize(
    ("lines", "sort", "rows"),
    [
        (("序号\t企业\t日期", "1\t甲公司\t2026-10-12", "2\t乙公司\t2026-11-12"), "table", "2"),
        (
            ("企业\t授信金额\t日期", "甲公司\t30\t2026-10-12", "乙公司\t50\t2026-11-12"),
            "table",
            "2",
        ),
        (("单位名称\t县财政局", "活动名称\t诚信宣传", "参加人数\t120"), "other", "0"),
        (("企业\t授信金额\t日期",), "other", "0"),
    ],
)
def test_a_workbook_without_a_title_is_a_list_where_it_has_rows(
    lines: tuple[str, ...], sort: str, rows: str
) -> None:
    got = first_of(facts(paper(*lines, kind="xlsx")))
    assert (got["sort"].value, got["sort"].sure, got["rows"].value) == (sort, False, rows)
    assert first_of(facts(paper(*lines, kind="docx")))["sort"].value == "other"


REPORTED = "2026年11月17日，____组织采砂企业开展宣传，共发放资料____份。"
RECORD = ("诚信宣传活动记录表", "活动名称\t诚信储备", "活动时间\t{}", "承办单位\t县救灾站")


@pytest.mark.parametrize(
    ("left", "lines"),
    [
        ("〔2026〕号", ("郏县芦苇站文件", "郏苇〔2026〕　号", "关于开展宣传的通知", "定于10月27日开展。")),
        ("×号", ("县药材办文件", "郏药〔20××〕×号", "关于开展宣传的通知", "定于10月27日开展。")),
        ("____", ("诚信采砂宣传活动总结", REPORTED)),
        ("____", ("诚信采砂宣传方案", "二、活动地点：____", "三、活动内容：宣讲。")),
        ("10月___日", ("诚信收购宣传方案", "一、活动时间：2026年10月___日", "二、活动内容：宣讲。")),
        ("2026年×月×日", ("信用产品应用实施办法", "第三条 本办法自2026年×月×日起施行。")),
        ("XXX村", ("关于开展宣传的通知", "各种植户：", "定于11月10日在XXX村开展宣传，由技术股承办。")),
        ("（填写承办科室全称）", ("宣传情况表", "承办单位\t（填写承办科室全称）", "活动内容\t讲解")),
        ("活动地点", (*RECORD[:2], "活动时间\t11月6日", "活动地点", *RECORD[3:])),
        ("活动时间", (*RECORD[:2], "活动时间\t\t活动地点\t大门口", *RECORD[3:])),
        ("", (*RECORD[:2], "活动时间\t11月6日", *RECORD[3:], "备注\t　")),
        ("", (*RECORD[:2], "活动时间\t活动地点\t承办单位", "11月6日\t广场\t县救灾站")),
        ("", ("诚信宣传方案", "活动时间", "2026年10月8日", "活动内容", "讲解信用知识。")),
        ("", ("诚信宣传台账", "日期\t事项\t活动地点", "10月8日\t宣讲\t广场", "活动内容", "活动方式")),
        ("", ("活动台账", "活动时间\t活动地点\t承办单位", "11月6日\t广场\t县救灾站")),
        ("（单位名称）", ("诚信宣传总结", "（单位名称）组织职工开展诚信宣传，效果良好。")),
        ("", ("信用承诺书", "申请人（姓名/单位名称）：", "本人承诺所提供的材料真实有效。")),
        ("", ("××典当行失信典型案例", "2026年×月，××公司超范围收取利息，经整改退还。", "典型案例经验")),
        ("", ("10月日常工作安排", "10月 日均办件30件，2026年10月　日常检查照常进行。")),
        ("", ("关于转发通知的函", "现将《通知》（郏政〔2026〕8号）转发给你们。")),
    ],
)  # fmt: skip
def test_what_is_left_of_a_template(left: str, lines: tuple[str, ...]) -> None:
    got = found(*lines, kind="docx").get("blank")
    assert (got.value if got else "") == left


def test_what_is_blank_to_eyes_may_be_written_by_hand() -> None:
    seen_lines = tuple(
        Line(one, (1000, 1000 + 400 * at, 8000, 1300 + 400 * at), "ocr", 990)
        for at, one in enumerate(("郏县芦苇站文件", "郏苇〔2026〕　号", "关于开展宣传的通知"))
    )
    got = first_of(facts(Extract((Page(1, 900, 1200, seen_lines, pictures=1),), "jpg")))
    assert "blank" not in got


def test_a_decision_to_honour_is_a_circular_and_an_inquiry_a_report() -> None:
    assert found("关于表彰2026年度诚信商户的决定", "各商会：")["sort"].value == "circular"
    assert found("信用示范村创建工作调研报告", "走访了8个村。")["sort"].value == "summary"
    assert found("县委关于全面深化改革的决定", "各乡镇：")["sort"].value == "other"
    handed = found("信用信息归集交接单", "移交单位\t县城管局", "移交时间\t2026年12月1日")
    assert handed["date"].value == "2026-12-01"
