"""A fourth set of made papers: offices, schools, hospitals, towns, villages, several at once.

Written before the readers ran on it once, with only the words for kinds of papers (`sorts`) and the
earlier sets read in part; the first figures are in ``tests/README.md``. ``"*"`` as a truth means that people would not agree on it.
"""
# ruff: noqa: E501 -- papers stand here as they are printed

from __future__ import annotations

from datetime import timedelta

from tests.reading.made import Block, Made, Scene, foot, han, made, said, series, titled

COUNTIES = (("柳河县", "柳"), ("宁远市", "宁"), ("东陵区", "东陵"), ("蒲川县", "蒲"))


def school(scene: Scene) -> Made:
    """A school's plan, signed by one of its offices."""
    name = scene.pick(
        [
            f"{scene.county}第一高级中学",
            f"{scene.county}实验小学",
            "城关镇中心学校",
            f"{scene.county}职业教育中心",
        ]
    )
    day = scene.day()
    event = day + timedelta(days=5)
    title = f"{name}“{scene.pick('诚信伴我行 考试诚信教育 小小信用宣讲员')}”{scene.pick('主题班会活动方案 系列活动实施方案 主题教育活动安排')}"
    blocks = [titled(title), Block("为培养学生诚实守信的良好品质，特制定本方案。"), Block("一、指导思想"), *scene.body(1),
              Block("二、时间安排"), Block(f"{said(event)}第七节课"), Block("三、活动要求"), Block("各班主任要认真准备课件，做好影像资料留存。"), *foot(name, said(day))]  # fmt: skip
    return made(
        "school",
        blocks,
        title=title,
        issuer=name,
        date=str(day),
        event_date=str(event),
        sort="plan",
    )


def hospital(scene: Scene) -> Made:
    """A hospital's red head, its title in two lines of their own."""
    name = f"{scene.county}{scene.pick('人民医院 中医院 妇幼保健院 疾病预防控制中心')}"
    day = scene.day()
    number = f"{scene.short}{scene.pick('医 医字 院发')}〔2026〕{scene.chance.randint(1, 70)}号"
    title = f"{name}关于成立医德医风和信用建设领导小组的通知"
    blocks = [Block(f"{name}文件", "centre", 36), Block(number, "centre"), Block(name, "centre", 22), Block("关于成立医德医风和信用建设领导小组的通知", "centre", 22),
              Block("各科室、各病区：", "left"), *scene.body(1), Block("组　长：赵小梅"), Block("副组长：周立新　李向东"), Block("领导小组下设办公室，办公室设在医务科。"), *foot(name, said(day))]  # fmt: skip
    return made(
        "hospital", blocks, title=title, number=number, issuer=name, date=str(day), sort="plan"
    )


def party_group(scene: Scene) -> Made:
    """局党组."""
    office, sign = scene.bureau()
    name = f"中共{office}党组"
    day = scene.day()
    number = f"{sign}党组〔2026〕{scene.chance.randint(1, 40)}号"
    title = f"{name}关于{scene.pick('落实诚信建设主体责任情况的报告 加强干部诚信教育的实施意见')}"
    sort = "rules" if title.endswith("意见") else "summary"
    blocks = [Block(f"{name}文件", "centre", 32), Block(number, "centre"), titled(title), Block("县委：" if sort == "summary" else "各党支部：", "left"), *scene.body(3), *foot(name, han(day))]  # fmt: skip
    return made(
        "party_group", blocks, title=title, number=number, issuer=name, date=str(day), sort=sort
    )


def task_force(scene: Scene) -> Made:
    """工作专班 and 联席会议办公室 without a red head."""
    name = f"{scene.county}{scene.pick('优化营商环境工作专班 政务诚信专项治理工作专班 社会信用体系建设工作联席会议办公室 拖欠企业账款清理工作专班')}"
    day = scene.day()
    title = f"关于{scene.pick('开展政务失信问题排查的 报送三季度信用数据的 进一步做好账款清欠台账更新的')}{scene.pick('通知 提示函')}"
    blocks = [titled(title), Block("各成员单位：", "left"), *scene.body(2), Block(f"请于{said(day + timedelta(days=9))}17:00前报送至专班邮箱。"), Block(f"联系人：周立新　联系电话：0375-5{scene.chance.randint(100000, 999999)}"), *foot(name, said(day))]  # fmt: skip
    return made(
        "task_force",
        blocks,
        title=title,
        issuer=name,
        date=str(day),
        sort="letter" if title.endswith("函") else "plan",
        event_date="*",
    )


def three_together(scene: Scene) -> Made:
    """Three issuers, each in a line of the head and of the foot."""
    names = [
        f"{scene.county}{one}"
        for one in scene.chance.sample(
            ["教育局", "公安局", "市场监督管理局", "文化广电和旅游局", "总工会"], 3
        )
    ]
    day = scene.day()
    number = f"{scene.short}{scene.pick('教联 公联 市监联')}〔2026〕{scene.chance.randint(1, 30)}号"
    title = f"关于{scene.pick('联合开展诚信经营示范店评选活动 开展校园周边诚信经营整治')}的通知"
    blocks = [*(Block(one, "centre", 28) for one in names), Block(number, "centre"), titled(title), Block("各乡镇（街道）、各有关单位：", "left"), *scene.body(2), *(Block(one, "right") for one in names), Block(said(day), "right"), Block("（此件主动公开）")]  # fmt: skip
    return made(
        "three", blocks, title=title, number=number, issuer=names[0], date=str(day), sort="plan"
    )


def town_summary(scene: Scene) -> Made:
    """A town's summary with its name under the title and the day in brackets."""
    name = f"{scene.pick('柳泉 石桥 黄庄 渣园')}{scene.pick(['镇人民政府', '乡人民政府', '街道办事处'])}"
    day = scene.day()
    short = name.removesuffix("人民政府").removesuffix("办事处")
    title = f"{short}{scene.pick('2026年第三季度社会信用体系建设工作总结 三季度信用工作开展情况汇报 关于农村信用体系建设情况的汇报')}"
    blocks = [titled(title), Block(name, "centre", 16), Block(f"（{said(day)}）", "centre", 16), Block("今年以来，在县信用办的指导下，我镇积极推进信用建设，现将有关情况汇报如下："), Block("一、主要做法"), *scene.body(2), Block("二、存在问题"), Block("一是宣传深度不够；二是数据归集不够及时。"), Block("三、下步打算"), *scene.body(1)]  # fmt: skip
    return made("town_summary", blocks, title=title, issuer=name, date=str(day), sort="summary")


def village(scene: Scene) -> Made:
    """A village committee's rules or appeal."""
    place = f"{scene.pick('柳庄 前王 李家洼 小河口')}村"
    name = f"{place}{scene.pick('村民委员会 党支部')}"
    day = scene.day()
    title = scene.pick([f"{place}诚信村规民约", "诚信倡议书", f"{place}“信用户”评定办法"])
    blocks = [Block(title, "centre", 24), Block("全体村民朋友们：" if "倡议" in title else "为弘扬诚实守信传统美德，制定如下：", "left"), Block("一、诚实做人，守信做事，不欠账不赖账。"), Block("二、红白事简办，不攀比。"), Block("三、爱护集体财产，按时缴纳新农合。"), *foot(name, said(day))]  # fmt: skip
    return made(
        "village",
        blocks,
        title=title,
        issuer=name,
        date=str(day),
        sort="rules" if "办法" in title else "pledge" if "倡议" in title else "*",
    )


def portal(scene: Scene) -> Made:
    """The county's portal, printed from a browser with its head and foot."""
    office, _ = scene.bureau()
    day = scene.day()
    event = day - timedelta(days=1)
    source = scene.pick([office, f"{scene.county}融媒体中心", f"信用{scene.county[:2]}"])
    title = scene.pick(
        [
            f"{office}组织开展诚信经营宣传",
            "我县信用修复实现“零跑腿”",
            f"{scene.county}召开信用体系建设推进会",
            "诚信建设主题灯光秀点亮县城夜空",
        ]
    )
    blocks = [Block(f"{day.year}/{day.month}/{day.day + 1 if day.day < 28 else day.day} 09:1{scene.chance.randint(0, 9)}\t{title}-{scene.county}人民政府", "both", 9), Block("当前位置：首页 > 新闻中心 > 部门动态", "left", 11), Block(title, "centre", 24),
              Block(f"发布日期：{day}　　来源：{source}　　浏览次数：{scene.chance.randint(20, 900)}", "centre", 11), Block(f"{event.month}月{event.day}日，{office}在人民广场开展宣传活动。{scene.sentence()}"), *scene.body(1), Block("【打印本页】【关闭窗口】", "right", 11), Block("https://www.liuhe.example.cn/xwzx/bmdt/202610/t1.html\t1/1", "both", 9)]  # fmt: skip
    return made(
        "portal",
        blocks,
        1,
        title=title,
        issuer=source,
        date=str(day),
        event_date=str(event),
        sort="news",
    )


def account(scene: Scene) -> Made:
    """A public account's article."""
    name = f"{scene.pick(['信用', '', '平安'])}{scene.county[:2]}{scene.pick('发布 融媒 市场监管 教育')}"
    day = scene.day()
    event = day - timedelta(days=2)
    title = scene.pick(
        [
            "诚信宣传进集市，“信”意满满暖人心",
            "【诚信建设】一份承诺书，办事少跑腿",
            "童心向诚！这场主题班会太精彩了",
            "警惕！这些行为会影响你的信用",
        ]
    )
    blocks = [Block(title, "left", 22), Block(f"{scene.pick(['原创 ', ''])}{name} {name} {said(day)} {scene.chance.randint(8, 20)}:{scene.chance.randint(10, 59)} 河南", "left", 11), Block("点击上方蓝字关注我们", "centre", 12), Block(f"为营造诚信氛围，{event.month}月{event.day}日，志愿者们来到集市。{scene.sentence()}"), *scene.body(1), Block("来源：县信用办", "left", 12), Block("编辑：小赵　审核：老周", "left", 12), Block("阅读 326　　赞　　在看", "left", 12)]  # fmt: skip
    return made(
        "account",
        blocks,
        1,
        title=title,
        issuer=name,
        date=str(day),
        event_date=str(event),
        sort="news",
    )


def signatures(scene: Scene) -> Made:
    """A register: 签到册, 参会人员签名表 with the day labelled otherwise."""
    office, _ = scene.bureau()
    day = scene.day()
    title = f"{scene.pick([office, scene.county, ''])}{scene.pick('信用监管培训班 诚信主题党日活动 信用承诺业务推进会')}{scene.pick('签到册 人员签到表 签到簿')}"
    rows = [
        Block(f"{n}　{office[-4:]}　　　　　　　　13800000{n:03d}", "left", 13)
        for n in range(1, 11)
    ]
    blocks = [
        titled(title),
        Block(
            f"会议地点：二楼东会议室　　　　{scene.pick('开会日期 培训时间 日期')}：{scene.pick([said(day), f'{day.year}.{day.month}.{day.day}'])}",
            "left",
            13,
        ),
        Block("序号　单位　姓名　职务　手机号　签名", "left", 13),
        *rows,
    ]
    return made(
        "signatures",
        blocks,
        title=title,
        date=str(day),
        event_date=str(day),
        sort="sign_in",
        issuer="*",
    )


def official_pledge(scene: Scene) -> Made:
    """A unit's open promise with its seal line."""
    office, _ = scene.bureau()
    day = scene.day()
    title = f"{scene.pick('政务诚信公开承诺书 行业主管部门信用承诺书 窗口单位诚信服务承诺书')}"
    blocks = [
        Block(title, "centre", 24),
        Block("为推进诚信政府建设，本单位向社会郑重承诺："),
        Block("一、依法行政，公正执法。"),
        Block("二、守信践诺，不新官不理旧账。"),
        Block("三、接受社会监督，投诉电话：12345。"),
        Block(f"承诺单位（公章）：{office}", "left"),
        Block(f"{scene.pick('承诺时间 承诺日期')}：{said(day)}", "left"),
    ]
    return made("official_pledge", blocks, title=title, issuer=office, date=str(day), sort="pledge")


def minutes(scene: Scene) -> Made:
    """Minutes with a head, an issue and the office in one line."""
    office, _ = scene.bureau()
    day = scene.day()
    event = day - timedelta(days=3)
    title = f"{scene.pick('局长办公会议纪要 信用建设专题会议纪要 党组会议纪要')}"
    blocks = [Block(title, "centre", 34), Block(f"〔2026〕{scene.chance.randint(1, 20)}号", "centre"), Block(f"{office}办公室\t{said(day)}", "both"), Block(f"{said(event)}，局长李向东主持召开会议，研究信用信息公示等工作。纪要如下："), Block("一、会议听取了信用科工作汇报。"), *scene.body(1), Block("出席：李向东　周立新　赵小梅"), Block("列席：各股室负责人")]  # fmt: skip
    return made(
        "minutes",
        blocks,
        title=title,
        issuer=f"{office}办公室",
        date=str(day),
        event_date=str(event),
        sort="minutes",
        number="*",
    )


def statistics(scene: Scene) -> Made:
    """A statistics table."""
    office, _ = scene.bureau()
    day = scene.day()
    title = scene.pick(
        [
            "2026年三季度行政许可和行政处罚信息公示情况统计表",
            "信用承诺应用情况统计表",
            "政府合同履约情况统计表",
            "企业信用等级评价结果汇总表",
        ]
    )
    blocks = [Block("附件2", "left", 14), titled(title), Block(f"填报单位（盖章）：{office}\t填报日期：{said(day)}", "both", 13), Block("序号　类别　数量（条）　公示率　备注", "left", 13), *(Block(f"{n}　{kind}　{scene.chance.randint(1, 300)}　100%", "left", 13) for n, kind in enumerate(("行政许可", "行政处罚", "行政检查"), 1)), Block("填表人：赵小梅　　联系电话：0375-5112233　　审核人：李向东", "left", 13)]  # fmt: skip
    return made("statistics", blocks, title=title, issuer=office, date=str(day), sort="table")


def contract(scene: Scene) -> Made:
    """A contract: a number that is none of an office, two sides, blanks for pens."""
    office, _ = scene.bureau()
    day = scene.day()
    title = f"{scene.pick('第三方信用评价 信用信息系统运维 诚信宣传制作')}{scene.pick('服务合同 委托协议书')}"
    blocks = [Block(f"合同编号：LH-2026-{scene.chance.randint(10, 99)}", "right", 13), Block(title, "centre", 26), Block(f"甲方：{office}", "left"), Block("乙方：河南诚达信用管理有限公司", "left"), Block("根据《中华人民共和国民法典》，双方经协商，签订本合同。"), Block("第一条　服务内容"), *scene.body(1), Block("第二条　合同金额：人民币48000元"), Block("甲方（盖章）：　　　　　　乙方（盖章）：", "left"), Block(f"签订日期：{said(day)}", "left")]  # fmt: skip
    return made("contract", blocks, title=title, issuer="*", date=str(day), sort="*")


def example(scene: Scene) -> Made:
    """A case with 供稿."""
    office, _ = scene.bureau()
    day = scene.day()
    title = scene.pick(
        [
            "以信用“小切口”破解监管“大难题”",
            "“信用+社区”激活基层治理新动能",
            f"{scene.county}“信易贷”助小微企业纾困",
        ]
    )
    head = scene.pick(["信用建设典型案例", "优秀案例", "诚信典型案例申报材料"])
    blocks = [
        Block(head, "left", 16),
        titled(title),
        Block("一、案例背景"),
        *scene.body(1),
        Block("二、主要做法"),
        *scene.body(1),
        Block("三、工作成效"),
        *scene.body(1),
        Block(f"（供稿单位：{office}　　{said(day)}）", "right", 14),
    ]
    return made("example", blocks, title=title, issuer=office, date=str(day), sort="case")


def request_letter(scene: Scene) -> Made:
    """函, with the head of a letter."""
    office, sign = scene.bureau()
    day = scene.day()
    number = f"{sign}函〔2026〕{scene.chance.randint(1, 99)}号"
    title = f"{office}关于{scene.pick('商请提供企业欠薪信息的 协助核实信用修复材料的 征求《信用分级监管办法》意见的')}函"
    blocks = [
        Block(office, "centre", 34),
        Block(number, "right"),
        titled(title),
        Block("县人民法院：", "left"),
        *scene.body(2),
        Block("专此函达，请予支持。"),
        Block(office, "right"),
        Block(scene.pick([said(day), han(day)]), "right"),
        Block("（联系人：周立新，电话：5112233）"),
    ]
    return made(
        "letter", blocks, title=title, number=number, issuer=office, date=str(day), sort="letter"
    )


def office_brief(scene: Scene) -> Made:
    """工作信息 of a bureau."""
    office, _ = scene.bureau()
    day = scene.day()
    title = f"{scene.pick(['我局扎实推进信用分级分类监管', '多措并举提升“双公示”质量', '开展送信用政策进企业活动'])}"
    blocks = [
        Block(scene.pick(["工 作 简 报", "信用工作信息", "政 务 信 息"]), "centre", 36),
        Block(f"（第{scene.chance.randint(3, 40)}期）", "centre"),
        Block(f"{office}\t{said(day)}", "both"),
        titled(title),
        *scene.body(3),
        Block("报：县信用办", "left", 14),
        Block("送：局领导", "left", 14),
    ]
    return made("office_brief", blocks, title=title, issuer=office, date=str(day), sort="brief")


def wrapped_notice(scene: Scene) -> Made:
    """A title over three lines, a forwarded paper in it, an enterprise as issuer."""
    name = f"{scene.county}{scene.pick('自来水有限公司 城市建设投资集团有限公司 农村信用合作联社 烟草专卖局')}"
    day = scene.day()
    number = f"{scene.short}{scene.pick('水 投 信联 烟')}发〔2026〕{scene.chance.randint(1, 99)}号"
    title = f"{name}关于转发《{scene.county}社会信用体系建设领导小组关于印发〈2026年信用建设工作要点〉的通知》的通知"
    blocks = [
        Block(f"{name}文件", "centre", 30),
        Block(number, "centre"),
        titled(title),
        Block("各部门、各分公司：", "left"),
        *scene.body(2),
        *foot(name, said(day)),
        Block(f"{name}综合办公室\t{said(day)}印发", "both", 14),
    ]
    return made(
        "wrapped", blocks, title=title, number=number, issuer=name, date=str(day), sort="plan"
    )


def committee_rules(scene: Scene) -> Made:
    """A bare rule paper: issuer in the title only, its day in brackets under it."""
    office, _ = scene.bureau()
    day = scene.day()
    title = f"{office}{scene.pick('信用信息查询管理制度 失信行为联合惩戒工作制度 信用承诺管理办法（试行）')}"
    blocks = [
        titled(title),
        Block(f"（{said(day)}局党组会议通过）", "centre"),
        Block("第一章　总则", "centre"),
        Block("第一条　为规范信用信息管理，制定本制度。"),
        Block("第二条　本制度适用于局机关各股室。"),
        Block(f"第三条　本制度自{said(day + timedelta(days=10))}起施行。"),
    ]
    return made("committee_rules", blocks, title=title, issuer=office, date=str(day), sort="rules")


def self_review(scene: Scene) -> Made:
    """自查报告 whose addressee is the office that assesses."""
    office, _ = scene.bureau()
    day = scene.day()
    title = f"关于{scene.pick('社会信用体系建设工作 “双公示”工作 政务诚信建设')}{scene.pick('的自查报告 落实情况的报告 三季度自评报告')}"
    blocks = [
        titled(title),
        Block(f"{scene.county}社会信用体系建设领导小组办公室：", "left"),
        Block("按照通知要求，我单位认真开展自查，现将情况报告如下："),
        *scene.body(3),
        Block("特此报告。"),
        Block(f"{office}（盖章）", "right"),
        Block(said(day), "right"),
    ]
    return made("self_review", blocks, title=title, issuer=office, date=str(day), sort="summary")


fourth = series("fourth", COUNTIES, (
    school, hospital, party_group, task_force, three_together, town_summary, village, portal, account, signatures,
    official_pledge, minutes, statistics, contract, example, request_letter, office_brief, wrapped_notice, committee_rules, self_review,
))  # fmt: skip
