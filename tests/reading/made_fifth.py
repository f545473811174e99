"""A fifth set of made papers, written after the fourth was mended for and then run on.

Whoever wrote it had read the rules by then, so its first figures flatter.
They are in ``tests/README.md``.
"""
# ruff: noqa: E501 -- papers stand here as they are printed

from __future__ import annotations

from datetime import timedelta

from tests.reading.made import Block, Made, Scene, foot, han, made, said, series, titled

COUNTIES = (("临河县", "临"), ("青山市", "青"), ("南湖区", "南湖"), ("栗阳县", "栗"))


def centre_notice(scene: Scene) -> Made:
    """A public institution's notice; its day in Chinese signs; 特此通知."""
    name = f"{scene.county}{scene.pick('公共资源交易中心 政务服务中心 不动产登记中心 图书馆 公路事业发展中心')}"
    day = scene.day()
    title = f"关于{scene.pick('做好信用承诺书归档工作的 参加全县信用业务培训的 调整信用工作联络员的')}通知"
    blocks = [
        titled(title),
        Block("中心各科室：", "left"),
        *scene.body(2),
        Block("特此通知。"),
        *foot(name, han(day)),
    ]
    return made("centre_notice", blocks, title=title, issuer=name, date=str(day), sort="plan")


def leading_group(scene: Scene) -> Made:
    """The leading group's own paper with 签发人."""
    name = f"{scene.county}社会信用体系建设领导小组"
    day = scene.day()
    number = f"{scene.short}信用〔2026〕{scene.chance.randint(1, 30)}号"
    title = f"{name}关于{scene.pick('公布2026年诚信示范街区名单的决定 开展行业信用监管试点的批复 2026年上半年信用监测情况的通报')}"
    blocks = [
        Block(f"{name}文件", "centre", 30),
        Block(f"{number}\t签发人：李向东", "both"),
        titled(title),
        Block("各乡镇人民政府，各成员单位：", "left"),
        *scene.body(2),
        Block("附件：1.名单", "indent"),
        *foot(name, said(day)),
        Block("抄送：市信用办。", "left", 14),
        Block(f"{name}办公室\t{said(day)}印发", "both", 14),
    ]
    return made(
        "leading_group",
        blocks,
        title=title,
        number=number,
        issuer=name,
        date=str(day),
        sort="circular" if title.endswith("通报") else "letter" if title.endswith("批复") else "*",
    )


def station(scene: Scene) -> Made:
    """A police station's or a court's activity record as a form."""
    name = f"{scene.county}{scene.pick('公安局交通警察大队 人民法院执行局 税务局第一税务分局 消防救援大队')}"
    day = scene.day()
    title = scene.pick(
        ["诚信主题教育活动记录表", "信用宣传活动记录", "“诚信建设万里行”活动开展情况登记表"]
    )
    blocks = [
        titled(title),
        Block(f"单位：{name}", "left", 14),
        Block(f"活动时间：{said(day)}", "left", 14),
        Block("活动地点：会议室", "left", 14),
        Block("参加人员：全体人员", "left", 14),
        Block("活动内容：学习信用法规文件，观看警示教育片。", "left", 14),
        Block("记录人：赵小梅", "left", 14),
    ]
    return made(
        "station", blocks, title=title, issuer=name, date="*", event_date=str(day), sort="*"
    )


def speech(scene: Scene) -> Made:
    """A speech: the speaker, the day in brackets."""
    day = scene.day()
    title = f"在全县社会信用体系建设{scene.pick('推进会 总结表彰会 动员会')}上的讲话"
    blocks = [
        titled(title),
        Block("李向东", "centre"),
        Block(f"（{said(day)}）", "centre"),
        Block("同志们：", "left"),
        *scene.body(3),
        Block("谢谢大家！"),
    ]
    return made("speech", blocks, title=title, date=str(day), sort="*", issuer="*", event_date="*")


def web_notice(scene: Scene) -> Made:
    """A notice on a site, its table of 索引号 above."""
    office, _ = scene.bureau()
    day = scene.day()
    title = f"{office}关于{scene.pick('2026年第三季度失信被执行人名单的公示 拟认定守信激励对象的公示 开展企业信用评级的公告')}"
    blocks = [
        Block("索引号：01234567-8/2026-00021", "left", 11),
        Block(f"发布机构：{office}", "left", 11),
        Block(f"发布日期：{day}", "left", 11),
        Block(title, "centre", 24),
        *scene.body(2),
        Block("公示期间如有异议，请与我局联系，电话：5112233。"),
        *foot(office, said(day)),
    ]
    return made("web_notice", blocks, title=title, issuer=office, date=str(day), sort="*")


def video(scene: Scene) -> Made:
    """A public account's post with the name under the title only, a day like 2026-10-03."""
    name = f"{scene.pick('文明 最美 法治')}{scene.county[:2]}"
    day = scene.day()
    event = day - timedelta(days=1)
    title = scene.pick(
        [
            "信用赋能，让小摊贩“贷”动大梦想",
            "我为诚信代言丨他用一辈子守一句承诺",
            "诚信承诺进商圈 放心消费暖人心",
        ]
    )
    blocks = [
        Block(title, "left", 22),
        Block(
            f"{name}　{day} {scene.chance.randint(8, 20)}:{scene.chance.randint(10, 59)}　发表于河南",
            "left",
            11,
        ),
        Block(
            f"{event.month}月{event.day}日上午，商圈内开展了诚信承诺签名活动。{scene.sentence()}"
        ),
        *scene.body(1),
        Block("图文：张明远", "left", 12),
        Block("阅读 1024", "left", 12),
    ]
    return made(
        "video",
        blocks,
        1,
        title=title,
        issuer=name,
        date=str(day),
        event_date=str(event),
        sort="news",
    )


def tv(scene: Scene) -> Made:
    """A report of the county's station: 本台消息."""
    medium = f"{scene.county}{scene.pick('融媒体中心 广播电视台')}"
    office, _ = scene.bureau()
    day = scene.day()
    title = scene.pick(
        ["诚信教育走进中小学课堂", "我县举办信用管理员培训班", "信用监管“双随机”检查启动"]
    )
    blocks = [
        Block(title, "centre", 24),
        Block(
            f"{day.year}年{day.month:02d}月{day.day:02d}日 15:20　来源：{medium}　责任编辑：李向东",
            "centre",
            11,
        ),
        Block(
            f"本台消息（记者 王建国）{day.month}月{day.day}日，{office}组织开展诚信教育活动。{scene.sentence()}"
        ),
        *scene.body(2),
    ]
    return made(
        "tv", blocks, 1, title=title, issuer=medium, date=str(day), event_date=str(day), sort="news"
    )


def person_sheet(scene: Scene) -> Made:
    """A register with name and day in one bracketed line."""
    office, _ = scene.bureau()
    day = scene.day()
    title = f"{office}{scene.pick('诚信教育培训参加人员签到表 “信用+”专题会签到表 法治与诚信讲座签到单')}"
    blocks = [
        titled(title),
        Block(f"（{said(day)}）", "centre", 14),
        Block("序号　姓名　科室　签名", "left", 13),
        *(Block(f"{n}　　　　办公室", "left", 13) for n in range(1, 13)),
    ]
    return made(
        "person_sheet",
        blocks,
        title=title,
        date=str(day),
        event_date=str(day),
        sort="sign_in",
        issuer="*",
    )


def shop_pledge(scene: Scene) -> Made:
    """A shop's promise to customers, the day without a label."""
    firm = f"{scene.county}{scene.pick('惠民 万家 鸿运')}{scene.pick('超市有限公司 大药房 建材有限公司')}"
    day = scene.day()
    title = scene.pick(["诚信经营承诺书", "放心消费承诺书", "企业信用承诺书（主动型）"])
    blocks = [
        Block(title, "centre", 24),
        Block("本企业自愿作出如下承诺："),
        Block("1.严格遵守法律法规，依法经营。"),
        Block("2.不销售假冒伪劣商品。"),
        Block("统一社会信用代码：91410000MA0000000X", "left"),
        Block("法定代表人（签字）：", "left"),
        Block(f"企业名称（盖章）：{firm}", "left"),
        Block(said(day), "right"),
    ]
    return made("shop_pledge", blocks, title=title, issuer=firm, date=str(day), sort="pledge")


def two_committees(scene: Scene) -> Made:
    """Two issuers in one line of the foot, 文件 beside the names' lines."""
    one, two = f"{scene.county}人民检察院", f"{scene.county}司法局"
    day = scene.day()
    number = f"{scene.short}检会〔2026〕{scene.chance.randint(1, 20)}号"
    title = f"印发《关于建立{scene.pick('涉企失信案件 虚假诉讼线索')}协作机制的意见》的通知"
    blocks = [
        Block(f"{one}文件", "centre", 30),
        Block(f"{two}", "centre", 30),
        Block(number, "centre"),
        titled(title),
        Block("各乡镇司法所、各科室：", "left"),
        *scene.body(2),
        Block(f"{one}　　{two}", "right"),
        Block(said(day), "right"),
    ]
    return made("two", blocks, title=title, number=number, issuer=one, date=str(day), sort="rules")


def reply(scene: Scene) -> Made:
    """A reply to a proposal."""
    office, sign = scene.bureau()
    day = scene.day()
    number = f"{sign}复〔2026〕{scene.chance.randint(1, 50)}号"
    title = f"关于对县政协十届五次会议第{scene.chance.randint(10, 99)}号提案的答复"
    blocks = [
        Block(office, "centre", 34),
        Block(number, "left"),
        titled(title),
        Block("王建国委员：", "left"),
        Block("您提出的关于加强信用宣传的提案收悉，现答复如下："),
        *scene.body(2),
        *foot(office, said(day)),
        Block("联系单位及电话：办公室 5112233", "left"),
    ]
    return made("reply", blocks, title=title, number=number, issuer=office, date=str(day), sort="*")


def quarter_work(scene: Scene) -> Made:
    """情况说明 and 佐证材料 of a row."""
    office, _ = scene.bureau()
    day = scene.day()
    title = f"{office}关于{scene.pick('第三季度无行政处罚信息的情况说明 信用修复办理情况的说明 未发生政务失信事件的情况说明')}"
    blocks = [
        titled(title),
        Block("县信用办：", "left"),
        *scene.body(1),
        Block("特此说明。"),
        Block(f"{office}", "right"),
        Block(f"{day.year}.{day.month:02d}.{day.day:02d}", "right"),
    ]
    return made("quarter_work", blocks, title=title, issuer=office, date=str(day), sort="summary")


def bulletin(scene: Scene) -> Made:
    """A 简报 with issue, total and the day before the office."""
    office, _ = scene.bureau()
    day = scene.day()
    n = scene.chance.randint(2, 20)
    title = scene.pick(
        [
            "全县信用工作推进会召开",
            "“诚信活动周”系列活动有声有色",
            "创新“信用+医疗”模式 群众就医更便捷",
        ]
    )
    blocks = [
        Block("信用建设简报", "centre", 36),
        Block(f"2026年第{n}期（总第{n + 40}期）", "centre"),
        Block(f"{office}编\t{said(day)}", "both"),
        titled(title),
        *scene.body(3),
    ]
    return made("bulletin", blocks, title=title, issuer=office, date=str(day), sort="brief")


def ledger(scene: Scene) -> Made:
    """A ledger whose unit stands under its title without a label."""
    office, _ = scene.bureau()
    day = scene.day()
    title = scene.pick(["2026年度“双公示”信息报送台账", "联合奖惩案例清单", "信用信息归集目录"])
    blocks = [
        titled(title),
        Block(f"制表单位：{office}　　　　制表时间：{said(day)}", "left", 13),
        Block("序号　信息类别　数量　报送时间", "left", 13),
        *(
            Block(f"{k}　行政许可　{scene.chance.randint(1, 90)}　9月{k}日", "left", 13)
            for k in range(1, 9)
        ),
    ]
    return made("ledger", blocks, title=title, issuer=office, date=str(day), sort="table")


def town_plan(scene: Scene) -> Made:
    """A town's joint party and government office plan with a subtitle line."""
    name = f"{scene.pick('槐树 王集 大营')}镇{scene.pick('党政办公室 综合治理中心 人民政府')}"
    day = scene.day()
    event = day + timedelta(days=4)
    title = f"{name[:3]}{scene.pick('“信用进万家”宣传活动方案 “诚信集市”活动实施方案')}"
    blocks = [
        titled(title),
        *scene.body(1),
        Block("一、活动主题"),
        Block("信用点亮乡村"),
        Block(
            f"二、活动时间：{said(event)}至{event.month}月{min(28, event.day) if event.day > 27 else event.day + 1}日"
            if event.day <= 27
            else f"二、活动时间：{said(event)}"
        ),
        Block("三、活动地点：镇文化广场"),
        *scene.body(1),
        *foot(name, said(day)),
    ]
    value = f"{event}/{event + timedelta(days=1)}" if event.day <= 27 else str(event)
    return made(
        "town_plan", blocks, title=title, issuer=name, date=str(day), event_date=value, sort="plan"
    )


fifth = series("fifth", COUNTIES, (
    centre_notice, leading_group, station, speech, web_notice, video, tv, person_sheet,
    shop_pledge, two_committees, reply, quarter_work, bulletin, ledger, town_plan,
))  # fmt: skip
