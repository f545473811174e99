"""A third set of made papers, written after the readers of meaning were finished.

Its first figures are in ``tests/README.md``; what it then showed to be wrong was mended in kind, and
the papers here are seen since.
"""
# ruff: noqa: E501 -- papers stand here as they are printed

from __future__ import annotations

from datetime import timedelta

from tests.reading.made import Block, Made, Scene, foot, han, made, said, series, titled

COUNTIES = (("安平县", "安"), ("清河县", "清"), ("郟县", "郟"), ("龙湾区", "龙湾"))


def town(scene: Scene) -> Made:
    """A town's paper with its party committee's head, forwarded plan inside."""
    name = f"{scene.pick('冢头 安良 堂街 白庙')}镇人民政府"
    day, event = scene.day(), scene.day()
    number = f"{name[:1]}政〔2026〕{scene.chance.randint(1, 99)}号"
    title = f"{name}关于印发《2026年信用示范村创建工作实施方案》的通知"
    blocks = [
        Block(f"{name}文件", "centre", 36),
        Block(number, "centre"),
        titled(title),
        Block("各行政村、镇直各单位：", "left"),
        Block("现将《2026年信用示范村创建工作实施方案》印发给你们，请结合实际，认真抓好落实。"),
        *foot(name, said(day)),
        Block("2026年信用示范村创建工作实施方案", "centre", 22, page=True),
        Block("为推进信用村建设，制定本方案。"),
        Block("一、时间安排"),
        Block(f"{said(event)}前完成农户信息采集。"),
        *scene.body(2),
    ]
    return made("town", blocks, title=title, number=number, issuer=name, date=str(day), sort="plan")


def party(scene: Scene) -> Made:
    """A party body's circular with a longer sign."""
    name = f"中共{scene.county}县委宣传部".replace("县县委", "县委").replace("区县委", "区委")
    day = scene.day()
    number = f"{scene.short}宣发〔2026〕{scene.chance.randint(1, 60)}号"
    title = f"关于{scene.pick('2026年诚信建设万里行主题宣传活动开展情况的通报 诚信宣传先进单位评选结果的通报')}"
    blocks = [
        Block(f"{name}文件", "centre", 34),
        Block("★", "centre"),
        Block(number, "centre"),
        titled(title),
        Block("各乡镇党委、县直各单位党组织：", "left"),
        *scene.body(3),
        *foot(name, han(day)),
    ]
    return made(
        "party", blocks, title=title, number=number, issuer=name, date=str(day), sort="circular"
    )


def annual(scene: Scene) -> Made:
    """A summary whose head repeats the unit; the year's days inside."""
    name, _ = scene.bureau()
    day = scene.day()
    title = f"{name}2026年社会信用体系建设工作总结"
    blocks = [
        titled(title),
        Block(f"今年以来，{name}在县委、县政府正确领导下，扎实推进信用工作，现将工作总结如下："),
        Block("一、工作开展情况", "left"),
        Block(
            f"（一）加强组织领导。{said(day - timedelta(days=90))}，召开专题会议。{scene.sentence()}"
        ),
        Block(f"（二）开展宣传活动。{said(day - timedelta(days=40))}，组织诚信宣传。"),
        *scene.body(2),
        *foot(name, said(day)),
    ]
    return made("annual", blocks, title=title, issuer=name, date=str(day), sort="summary")


def quarter_plan(scene: Scene) -> Made:
    """要点, dated under its title in brackets."""
    name, _ = scene.bureau()
    day = scene.day()
    title = f"{name}2026年信用体系建设工作要点"
    blocks = [
        titled(title),
        Block(f"（{said(day)}）", "centre"),
        Block("2026年，我局信用工作的总体要求是：以信用承诺为抓手，以信息归集为基础。"),
        *scene.body(3),
    ]
    return made("quarter_plan", blocks, title=title, issuer=name, date=str(day), sort="plan")


def minutes(scene: Scene) -> Made:
    """会议纪要."""
    day = scene.day()
    title = "信用信息归集工作专题会议纪要"
    blocks = [
        titled(title),
        Block(f"时间：{said(day)}上午", "left"),
        Block("地点：局三楼会议室", "left"),
        Block("主持人：张明远", "left"),
        Block("参会人员：各科室负责人", "left"),
        Block("会议听取了信用信息归集情况汇报，研究了下一步工作。"),
        *scene.body(2),
    ]
    return made("minutes", blocks, title=title, event_date=str(day), sort="minutes")


def site(scene: Scene) -> Made:
    """A page of a bureau's site: the day in a line of its own, the editor at the end."""
    name, _ = scene.bureau()
    day = scene.day()
    event = day - timedelta(days=2)
    title = scene.pick(
        ["信用修复“一次办好”受企业点赞", "我局信用宣讲进工地", "多部门联合惩戒让失信者寸步难行"]
    )
    blocks = [
        Block(title, "centre", 24),
        Block(f"来源：{name}    {day} 16:08    【字体：大 中 小】", "centre", 11),
        Block(
            f"近日，{name}围绕信用修复开展服务。{event.month}月{event.day}日，工作人员走进企业开展政策宣讲。{scene.sentence()}"
        ),
        *scene.body(2),
        Block("编辑：王建国", "right", 12),
    ]
    return made(
        "site",
        blocks,
        1,
        title=title,
        issuer=name,
        date=str(day),
        event_date=str(event),
        sort="news",
        medium=name,
    )


def newspaper(scene: Scene) -> Made:
    """A page of a newspaper."""
    name, _ = scene.bureau()
    day = scene.day()
    event = day - timedelta(days=1)
    title = scene.pick(["诚信之花开满乡村", "一张“信用白条”带来的变化", "让守信者一路绿灯"])
    blocks = [
        Block(f"平顶山日报\t{said(day)} 星期{scene.pick('一 二 三 四 五')}\t第4版", "both", 12),
        Block(title, "centre", 28),
        Block(
            f"本报讯（记者 王建国）{event.month}月{event.day}日，{name}组织开展诚信宣传活动。{scene.sentence()}"
        ),
        *scene.body(2),
    ]
    return made(
        "newspaper",
        blocks,
        1,
        title=title,
        issuer="平顶山日报",
        date=str(day),
        event_date=str(event),
        sort="news",
        medium="平顶山日报",
    )


def training(scene: Scene) -> Made:
    """A register with a merged head."""
    event = scene.day()
    title = f"{scene.pick('诚信教育专题讲座 信用知识竞赛 信用监管业务培训')}签到表"
    blocks = [
        titled(title),
        Block(f"日期：{said(event)}          地点：五楼报告厅", "left", 14),
        Block("序号 姓名 单位 签名 序号 姓名 单位 签名", "left", 12),
    ]
    blocks += [
        Block(f"{n} 张明远 教体局  {n + 20} 李向东 民政局", "left", 12) for n in range(1, 16)
    ]
    return made(
        "training", blocks, title=title, date=str(event), event_date=str(event), sort="sign_in"
    )


def firm_pledge(scene: Scene) -> Made:
    """A firm's pledge to an office."""
    name, _ = scene.bureau()
    day = scene.day()
    title = f"{scene.pick('证明事项告知承诺书 企业信用修复承诺书 容缺受理承诺书')}"
    firm = f"{scene.county}{scene.pick('诚达 嘉禾 永兴')}商贸有限公司"
    blocks = [
        titled(title),
        Block(f"{name}：", "left"),
        Block("本单位就申请事项郑重承诺如下："),
        Block("一、所提供的材料真实、合法、有效。"),
        Block("二、违反承诺的，愿意承担相应责任。"),
        Block(f"承诺人（盖章）：{firm}", "right"),
        Block(f"日期：{said(day)}", "right"),
    ]
    return made("firm_pledge", blocks, title=title, issuer=firm, date=str(day), sort="pledge")


def standard(scene: Scene) -> Made:
    """An evaluation standard printed by a notice that has no head."""
    name, sign = scene.bureau()
    day = scene.day()
    number = f"{sign}〔2026〕{scene.chance.randint(1, 99)}号"
    title = f"{name}关于印发《行业信用评价办法》的通知"
    blocks = [
        Block(number, "right"),
        titled(title),
        Block("机关各科室、局属各单位：", "left"),
        Block("《行业信用评价办法》已经局党组研究同意，现印发给你们。"),
        *foot(name, said(day)),
        Block("（此件公开发布）", "left"),
        Block("行业信用评价办法", "centre", 22, page=True),
        Block("第一条 为规范评价工作，制定本办法。"),
        Block("第二条 本办法自2026年12月1日起施行。"),
    ]
    return made(
        "standard", blocks, title=title, number=number, issuer=name, date=str(day), sort="rules"
    )


def practice(scene: Scene) -> Made:
    """经验做法."""
    name, _ = scene.bureau()
    day = scene.day()
    title = f"{scene.county}推行信用分级分类监管的做法"
    blocks = [
        titled(title),
        Block(name, "centre", 16),
        Block(f"近年来，{name}积极探索信用监管新模式。"),
        Block("一、主要做法"),
        *scene.body(2),
        Block("二、取得的成效"),
        *scene.body(1),
        Block(said(day), "right"),
    ]
    return made("practice", blocks, title=title, issuer=name, date=str(day), sort="case")


def sheet(scene: Scene) -> Made:
    """A workbook with the unit and the day at its end."""
    name, _ = scene.bureau()
    day = scene.day()
    title = f"{name}信用承诺书归集台账"
    rows = [
        Block(
            f"{n} 审批替代型 {scene.county}嘉禾有限公司 2026-09-{scene.chance.randint(10, 28)} 已上传",
            "left",
            12,
        )
        for n in range(1, 8)
    ]
    blocks = [
        Block(title, "centre", 20),
        Block("序号 承诺类型 主体名称 签订日期 是否上传", "left", 12),
        *rows,
        Block(f"填报人：李向东 填报日期：{said(day)}", "left", 12),
    ]
    return made("sheet", blocks, title=title, issuer=name, date=str(day), sort="table")


third = series("third", COUNTIES, (
    town, party, annual, quarter_plan, minutes, site, newspaper, training, firm_pledge, standard, practice, sheet,
))  # fmt: skip
