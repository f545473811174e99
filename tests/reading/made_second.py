"""A second set of made papers: other wordings, other layouts, other counties than `made`.

Written before the readers of meaning ran on it; its first figures are in `README` of this folder.
"""
# ruff: noqa: E501 -- papers stand here as they are printed

from __future__ import annotations

from datetime import timedelta

from tests.reading.made import Block, Made, Scene, foot, han, made, said, series, titled

COUNTIES = (("云溪县", "云"), ("临川区", "临川"), ("青山县", "青"), ("郏县", "郏"))


def two_lines(scene: Scene) -> Made:
    """A head in two lines, a title in two, a number quoted in the text."""
    name = f"{scene.county}社会信用体系建设领导小组办公室"
    day = scene.day()
    number = f"{scene.short}信用办〔2026〕{scene.chance.randint(1, 60)}号"
    title = f"{name}关于做好2026年{scene.pick('第三季度 第四季度')}社会信用体系建设考核工作的通知"
    blocks = [
        Block(f"{scene.county}社会信用体系建设", "centre", 34), Block("领导小组办公室文件", "centre", 34), Block(number, "centre"),
        titled(title), Block("各乡镇（街道），县直各成员单位：", "left"),
        Block(f"根据《关于印发〈季度考核办法〉的通知》（{scene.short}信用办〔2022〕4号）精神，现就有关事项通知如下。"),
        *scene.body(3), Block(f"请于{said(day + timedelta(days=9))}前将材料报送县信用办。联系人：李向东。"),
        Block("（此页无正文）", "left"), *foot(name, said(day)),
        Block(f"{name}\t{said(day)}印发", "both", 14),
    ]  # fmt: skip
    return made(
        "two_lines", blocks, title=title, number=number, issuer=name, date=str(day), sort="plan"
    )


def letter(scene: Scene) -> Made:
    """函: the office's name alone, the number at the right."""
    name, sign = scene.bureau()
    day = scene.day()
    number = f"{sign}函〔2026〕{scene.chance.randint(1, 90)}号"
    title = f"{name}关于商请提供信用修复有关数据的函"
    blocks = [
        Block(name, "centre", 34),
        Block(number, "right"),
        titled(title),
        Block("县发展改革委：", "left"),
        *scene.body(2),
        Block("特此函达。"),
        *foot(name, han(day)),
    ]
    return made(
        "letter", blocks, title=title, number=number, issuer=name, date=str(day), sort="letter"
    )


def meeting(scene: Scene) -> Made:
    """A meeting's notice: labels, no number, the day of the meeting before its own."""
    name, _ = scene.bureau()
    day = scene.day()
    event = day + timedelta(days=3)
    title = f"关于召开{scene.pick('社会信用体系建设工作推进会 信用监管工作专题会议 信用信息归集培训会')}的通知"
    blocks = [
        titled(title), Block("各股室、二级机构：", "left"), Block("经研究，决定召开会议，现将有关事项通知如下："),
        Block(f"一、会议时间：{said(event)}（星期{scene.pick('一 二 三 四 五')}）上午9:00，会期半天"), Block("二、会议地点：局二楼会议室"), Block("三、参会人员：机关全体人员"),
        Block("四、会议要求"), *scene.body(1), *foot(name, said(day)),
    ]  # fmt: skip
    return made(
        "meeting",
        blocks,
        title=title,
        issuer=name,
        date=str(day),
        event_date=str(event),
        sort="plan",
    )


def joint(scene: Scene) -> Made:
    """Two offices together; the first leads."""
    name, sign = scene.bureau()
    other = f"{scene.county}财政局"
    if other == name:
        other = f"{scene.county}审计局"
    day = scene.day()
    number = f"{sign}〔2026〕{scene.chance.randint(1, 90)}号"
    title = "关于联合开展守信激励和失信惩戒工作的实施意见"
    blocks = [Block(name, "centre", 30), Block(f"{other}文件", "centre", 30), Block(number, "centre"), titled(title), Block("各乡镇人民政府，各有关单位：", "left"), *scene.body(3),
              Block(f"{name}\t{other}", "both"), Block(said(day), "right")]  # fmt: skip
    return made(
        "joint", blocks, title=title, number=number, issuer=name, date=str(day), sort="rules"
    )


def self_check(scene: Scene) -> Made:
    """自查报告, addressed to the office."""
    name, _ = scene.bureau()
    day = scene.day()
    title = (
        f"{name}关于{scene.pick('拖欠中小企业账款 政务失信专项治理 信用承诺落实')}情况的自查报告"
    )
    blocks = [
        titled(title),
        Block("县社会信用体系建设领导小组办公室：", "left"),
        Block("按照通知要求，我局认真开展自查，现将有关情况报告如下："),
        Block("一、基本情况"),
        *scene.body(2),
        Block("特此报告。"),
        *foot(name, said(day)),
    ]
    return made("self_check", blocks, title=title, issuer=name, date=str(day), sort="summary")


def bulletin(scene: Scene) -> Made:
    """A bulletin with a total number, its office followed by 主办."""
    name, _ = scene.bureau()
    day = scene.day()
    event = day - timedelta(days=2)
    title = scene.pick(
        [
            "我局“信用+”赋能审批服务提质增效",
            "多部门联合开展诚信兴商集中宣传",
            "信用承诺让企业办事更省心",
        ]
    )
    blocks = [Block(f"信用{scene.county[:2]}工作动态", "centre", 40), Block(f"2026年第{scene.chance.randint(1, 20)}期（总第{scene.chance.randint(21, 99)}期）", "centre"), Block(f"{name}主办\t{said(day)}", "both", 14),
              titled(title), Block(f"{event.month}月{event.day}日上午，{name}联合多部门举办集中宣传活动。{scene.sentence()}"), *scene.body(2)]  # fmt: skip
    return made(
        "bulletin",
        blocks,
        title=title,
        issuer=name,
        date=str(day),
        event_date=str(event),
        sort="brief",
    )


def article(scene: Scene) -> Made:
    """A phone's picture of an account's article."""
    name, _ = scene.bureau()
    day = scene.day()
    event = day - timedelta(days=1)
    medium = f"信用{scene.county[:2]}"
    title = scene.pick(
        [
            "诚信建设在行动｜小手拉大手 共筑诚信梦",
            "【信用动态】信用知识宣讲走进企业车间",
            "以信笃行，以诚致远！诚信主题宣传活动走进乡村集市",
        ]
    )
    blocks = [Block("09:41  5G 86%", "left", 10), Block(title, "left", 24), Block(f"原创 {medium} {said(day)} 18:05 河南", "left", 11),
              Block(f"为进一步弘扬诚信文化，{event.month}月{event.day}日上午，{name}组织志愿者走进社区开展宣传。{scene.sentence()}"), *scene.body(1), Block("编辑：周立新  审核：赵小梅", "left", 12), Block(f"阅读 {scene.chance.randint(50, 999)}", "left", 11)]  # fmt: skip
    return made(
        "article",
        blocks,
        3,
        title=title,
        issuer=medium,
        date=str(day),
        event_date=str(event),
        sort="news",
        medium=medium,
    )


def printed_page(scene: Scene) -> Made:
    """A web page as a browser prints it: its own day above, the address below."""
    name, _ = scene.bureau()
    day = scene.day()
    event = day - timedelta(days=1)
    title = (
        f"{name}{scene.pick('召开信用监管工作推进会 走访企业送信用政策 开展“诚信经营”主题宣讲')}"
    )
    site = f"{scene.county}人民政府门户网站"
    late = day + timedelta(days=30)
    blocks = [Block(f"{late.year}/{late.month}/{late.day} 15:20\t{title}_{site}", "both", 9), titled(title), Block(f"日期：{day}  来源：{name}  字体：[大 中 小]", "centre", 11),
              Block(f"{event.month}月{event.day}日，{name}召开会议，安排部署信用监管工作。{scene.sentence()}"), *scene.body(2), Block("打印本页 关闭窗口", "right", 10), Block("https://www.yunxi.gov.cn/contents/12/3456.html\t1/1", "both", 9)]  # fmt: skip
    return made(
        "printed_page",
        blocks,
        1,
        title=title,
        issuer=name,
        date=str(day),
        event_date=str(event),
        sort="news",
        medium=name,
    )


def register(scene: Scene) -> Made:
    """签到册 with points in its day."""
    event = scene.day()
    title = f"2026年{scene.pick('信用知识专题培训 公务员诚信教育讲座 信用联络员业务培训')}签到册"
    blocks = [
        titled(title),
        Block(f"培训时间：{event.year}.{event.month}.{event.day}\t培训地点：多功能厅", "both", 14),
        Block("序号 单位 姓名 职务 电话 签名", "left", 14),
    ]
    blocks += [
        Block(
            f"{n} {scene.county}{scene.pick('财政局 民政局 司法局')} {scene.pick('张明远 李向东 王建国')} 科员",
            "left",
            14,
        )
        for n in range(1, 14)
    ]
    return made(
        "register", blocks, title=title, date=str(event), event_date=str(event), sort="sign_in"
    )


def system(scene: Scene) -> Made:
    """A rule of a few articles, signed at its end."""
    name, _ = scene.bureau()
    day = scene.day()
    title = scene.pick(
        "信用信息归集管理制度 社会信用体系建设工作制度 政务失信行为治理制度 企业信用分级分类管理办法"
    )
    blocks = [
        titled(title),
        Block(f"第一条 为加强信用信息管理，制定本制度。{scene.sentence()}"),
        Block("第二条 各科室明确专人负责信用工作。"),
        Block("第三条 本制度自印发之日起施行。"),
        *foot(name, said(day)),
    ]
    return made("system", blocks, title=title, issuer=name, date=str(day), sort="rules")


def story(scene: Scene) -> Made:
    """A case with a subtitle."""
    name, _ = scene.bureau()
    day = scene.day()
    first, second = (
        scene.pick(["“信用+审批”让企业办事零跑腿", "守信有价 融资不难", "一份承诺书换来加速度"]),
        f"——{name}信用监管典型案例",
    )
    blocks = [
        Block(first, "centre", 22),
        Block(second, "centre", 18),
        Block("一、基本情况"),
        *scene.body(2),
        Block("二、经验启示"),
        *scene.body(1),
        *foot(name, said(day)),
    ]
    return made("story", blocks, title=first + second, issuer=name, date=str(day), sort="case")


def ledger(scene: Scene) -> Made:
    """A sheet."""
    name, _ = scene.bureau()
    day = scene.day()
    title = f"2026年{scene.pick('第三季度 第四季度')}{scene.pick('信用承诺应用情况统计表 行政处罚信息公示台账 信易贷白名单企业名单')}"
    rows = [
        Block(
            f"{n} 云溪{scene.pick('诚达 嘉禾 永兴')}有限公司 9141{scene.chance.randint(10**9, 10**10)} 2026-0{scene.chance.randint(1, 9)}-12 是",
            "left",
            12,
        )
        for n in range(1, 10)
    ]
    blocks = [
        Block(title, "centre", 20),
        Block(f"报送单位：{name}", "left", 12),
        Block(f"报送时间：{day}", "left", 12),
        Block("序号 企业名称 统一社会信用代码 公示日期 是否公示", "left", 12),
        *rows,
    ]
    return made("ledger", blocks, title=title, issuer=name, date=str(day), sort="table")


def stamped_photo(scene: Scene) -> Made:
    """A camera's own lines in a corner."""
    event = scene.day()
    blocks = [
        Block(
            f"拍摄时间：{event.year}.{event.month:02}.{event.day:02} 10:{scene.chance.randint(10, 59)}",
            "left",
            12,
        ),
        Block("天气：晴 24℃", "left", 12),
        Block(f"地点：{scene.county}滨河路与人民路交叉口", "left", 12),
    ]
    return made("photo", blocks, 1, sort="photo", event_date=str(event))


def chats(scene: Scene) -> Made:
    """A picture of a list of chats."""
    rows = []
    for name in ("信用工作群", "文件传输助手", "家庭群", "李向东", "局机关通知群", "腾讯新闻"):
        rows += [
            Block(f"{name}\t{scene.pick('昨天 09:12 星期二 15:40')}", "both", 14),
            Block(scene.pick(["[图片]", "[12条]收到", "好的", "[文件]总结.docx"]), "left", 11),
        ]
    return made(
        "chat",
        (Block("微信(38)", "centre", 16), *rows, Block("微信 通讯录 发现 我", "centre", 11)),
        1,
        sort="chat",
    )


second = series("second", COUNTIES, (
    two_lines, letter, meeting, joint, self_check, bulletin, article, printed_page, register, system, story, ledger,
    stamped_photo, chats,
))  # fmt: skip
