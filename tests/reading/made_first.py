"""The first set of made papers: those the readers of meaning were built on."""
# ruff: noqa: E501 -- papers stand here as they are printed

from __future__ import annotations

from datetime import date, timedelta

from tests.reading.made import Block, Made, Scene, foot, han, made, said, series, titled


def signed(scene: Scene, name: str, day: date) -> list[Block]:
    """落款 and 成文日期, the day sometimes in Chinese signs."""
    return foot(name, scene.pick([said(day), said(day), han(day)]))


def red_head(scene: Scene, name: str, sign: str, signer: bool = False) -> tuple[list[Block], str]:
    """The office's name in red and the paper's number."""
    number = f"{sign}〔2026〕{scene.chance.randint(1, 180)}号"
    line = (
        Block(f"{number}\t签发人：{scene.pick('张明远 李向东 王建国')}", "both")
        if signer
        else Block(number, "centre")
    )
    return [Block(f"{name}文件", "centre", 36), line], number


def notice(scene: Scene) -> Made:
    """关于开展…的通知, with its head, attachments and imprint."""
    name, sign = scene.bureau()
    day = scene.day()
    head, number = red_head(scene, name, sign, scene.chance.random() < 0.2)
    topic = scene.pick(
        "诚信宣传月活动 信用知识进校园活动 信用承诺工作 “诚信兴商”主题宣传活动 信用信息归集专项行动 诚信文化进万家活动"
    )
    word = scene.pick("开展 组织开展 做好 深入推进")
    title = f"关于{word}{topic}的通知"
    if scene.chance.random() < 0.5:
        title = f"{name}{title}"
    blocks = [
        *head,
        titled(title),
        Block(
            scene.pick(
                [
                    "各科室、局属各单位：",
                    "各乡镇人民政府、街道办事处，县直有关单位：",
                    "机关各股室：",
                ]
            ),
            "left",
        ),
    ]
    event = day + timedelta(days=scene.chance.randint(2, 12))
    truth = {
        "title": title,
        "number": number,
        "issuer": name,
        "date": str(day),
        "sort": "plan",
    }
    blocks += scene.body(2)
    if scene.chance.random() < 0.5:
        blocks += [
            Block("一、活动时间"),
            Block(f"{said(event)}至{said(event + timedelta(days=6))}"),
            Block("二、活动地点"),
            Block("县文化广场"),
        ]
        truth["event_date"] = f"{event}/{event + timedelta(days=6)}"
    blocks += scene.body(2)
    if scene.chance.random() < 0.5:
        blocks.append(Block("附件：诚信宣传活动情况统计表"))
    blocks += signed(scene, name, day)
    if scene.chance.random() < 0.4:
        late = day + timedelta(days=20)
        blocks += [
            Block("附件", "left", page=True),
            Block("诚信宣传活动情况统计表", "centre", 22),
            Block(f"填报单位（盖章）：{scene.county}第一小学"),
            Block(f"填报时间：{said(late)}"),
        ]
    if scene.chance.random() < 0.5:
        blocks += [
            Block("抄送：县社会信用体系建设领导小组办公室。", "left", 14),
            Block(f"{name}办公室\t{said(day + timedelta(days=1))}印发", "both", 14),
        ]
    return made("notice", blocks, **truth)


def plan(scene: Scene) -> Made:
    """A plan without a number."""
    name, _ = scene.bureau()
    day, event = scene.day(), scene.day()
    title = f"{scene.pick([name, ''])}{scene.pick(['2026年', ''])}“{scene.pick('诚信进企业 诚信进社区 诚信进校园 信用赋能')}”{scene.pick('主题活动实施方案 宣传活动方案 宣传活动实施方案')}"
    blocks = [titled(title), *scene.body(1), Block("一、活动主题"), Block("共建诚信社会，共享信用生活"), Block(f"二、活动时间：{said(event)}上午9:00"),
              Block("三、活动地点：人民广场"), Block(f"四、承办单位：{name}"), Block("五、活动内容"), *scene.body(2)]  # fmt: skip
    truth = {"title": title, "issuer": name, "event_date": str(event), "sort": "plan"}
    if scene.chance.random() < 0.8:
        blocks += signed(scene, name, day)
        truth["date"] = str(day)
    elif not title.startswith(name):
        truth.pop("issuer")
    return made("plan", blocks, **truth)


def summary(scene: Scene) -> Made:
    """工作总结, with the unit above, in the title or below."""
    name, _ = scene.bureau()
    day = scene.day()
    tail = f"2026年{scene.pick('第三季度 第四季度 第二季度')}社会信用体系建设工作{scene.pick('总结 情况总结 开展情况汇报 情况报告')}"
    way = scene.chance.randrange(3)
    title = f"{name}{tail}" if way != 1 else f"关于{tail}"
    blocks = [Block(name, "centre", 22), Block(tail, "centre", 22)] if way == 0 else [titled(title)]
    if scene.chance.random() < 0.25:
        blocks.append(Block(f"（{said(day)}）", "centre"))
        ending: list[Block] = [] if way != 1 else [Block(name, "right")]
    else:
        ending = signed(scene, name, day)
    blocks += [
        *scene.body(2),
        Block("一、主要做法"),
        *scene.body(2),
        Block("二、存在问题"),
        *scene.body(1),
        Block("三、下步打算"),
        *scene.body(1),
        *ending,
    ]
    return made("summary", blocks, title=title, issuer=name, date=str(day), sort="summary")


def brief(scene: Scene) -> Made:
    """信用工作简报."""
    name, _ = scene.bureau()
    day = scene.day()
    title = f"{name[2:]}{scene.pick('扎实推进信用承诺工作 多措并举优化信用环境 开展诚信宣传活动 召开信用体系建设推进会')}"
    event = day - timedelta(days=scene.chance.randint(1, 3))
    first = Block(
        f"{event.month}月{event.day}日，{name}组织开展诚信宣传活动，局长张明远出席并讲话。{scene.sentence()}"
    )
    blocks = [Block(scene.pick("信用工作简报 社会信用体系建设工作简报 信用信息专报"), "centre", 36), Block(f"第{scene.chance.randint(1, 30)}期", "centre"),
              Block(f"{name}\t{said(day)}", "both"), titled(title), first, *scene.body(2), Block("报：县社会信用体系建设领导小组办公室", "left", 14)]  # fmt: skip
    return made(
        "brief",
        blocks,
        title=title,
        issuer=name,
        date=str(day),
        event_date=str(event),
        sort="brief",
    )


def news(scene: Scene) -> Made:
    """A report on a web page, in an account's article, or in a newspaper."""
    name, _ = scene.bureau()
    day = scene.day()
    event = day - timedelta(days=scene.chance.randint(0, 2))
    title = f"{name}{scene.pick(['开展“诚信进校园”宣传活动', '举办信用知识培训班', '：信用监管激发市场活力', '组织诚信宣传进社区'])}"
    medium = scene.pick(["郏县融媒", "平顶山日报", "郏县人民政府网", "信用中国（河南平顶山）"])
    first = Block(
        f"{event.month}月{event.day}日，{name}在人民广场开展诚信宣传活动。{scene.sentence()}"
    )
    way = scene.chance.randrange(3)
    if way == 0:
        clock = f"{scene.chance.randint(8, 17):02}:{scene.chance.randint(0, 59):02}"
        head = [
            Block("首页 > 新闻中心 > 部门动态 > 正文", "left", 10),
            Block(title, "centre", 24),
            Block(
                f"发布时间：{day} {clock}  来源：{medium}  浏览次数：{scene.chance.randint(20, 900)}",
                "centre",
                11,
            ),
        ]
        tail = [Block("责任编辑：李向东", "right", 12)]
    elif way == 1:
        head = [Block(title, "left", 24), Block(f"{medium}  {said(day)} 17:20  河南", "left", 11)]
        tail = [Block(f"阅读 {scene.chance.randint(100, 2000)}", "left", 11)]
    else:
        head = [Block(title, "centre", 24), Block(f"{said(day)}  来源：{medium}", "centre", 12)]
        tail = [Block("（记者 王建国 通讯员 李向东）", "right", 14)]
    truth = {
        "title": title,
        "issuer": medium,
        "date": str(day),
        "event_date": str(event),
        "sort": "news",
        "medium": medium,
    }
    return made("news", (*head, first, *scene.body(2), *tail), 2, **truth)


def sign_in(scene: Scene) -> Made:
    """签到表."""
    name, _ = scene.bureau()
    event = scene.day()
    title = f"{scene.pick('诚信宣传活动 信用知识培训会 信用体系建设推进会 “诚信进企业”活动')}签到表"
    blocks = [
        titled(title),
        Block(
            f"{scene.pick('时间 活动时间 会议时间')}：{said(event)}\t地点：三楼会议室", "both", 14
        ),
        Block("序号 姓名 单位 职务 联系电话 签到", "left", 14),
    ]
    blocks += [
        Block(
            f"{n} {scene.pick('张明远 李向东 王建国 赵小梅 周立新')} {name} {scene.pick('科长 科员 主任')}",
            "left",
            14,
        )
        for n in range(1, scene.chance.randint(6, 18))
    ]
    truth = {
        "title": title,
        "date": str(event),
        "event_date": str(event),
        "sort": "sign_in",
    }
    return made("sign_in", blocks, **truth)


def photo(scene: Scene) -> Made:
    """A scene: a banner, a watermark, or nothing."""
    way = scene.chance.randrange(3)
    event = scene.day()
    banner = Block(
        scene.pick("诚信宣传进社区活动 信用让生活更美好 知信守信用信共建诚信郏县"), "centre", 30
    )
    blocks = {
        0: (),
        1: (banner,),
        2: (
            banner,
            Block(f"{event} 09:{scene.chance.randint(10, 59)}", "left", 12),
            Block("平顶山市·郏县", "left", 12),
        ),
    }[way]
    truth = {"sort": "photo"} | ({"event_date": str(event)} if way == 2 else {})
    return made("photo", blocks, 1, **truth)


def pledge(scene: Scene) -> Made:
    """诚信服务承诺书."""
    name, _ = scene.bureau()
    day = scene.day()
    title = scene.pick("诚信服务承诺书 信用承诺书 政务诚信承诺书")
    blocks = [titled(title), *scene.body(1), Block("一、严格遵守国家法律法规，依法行政，诚信履职。"), Block("二、兑现向社会公开的服务承诺，接受社会监督。"), Block("三、如有违反，自愿承担相应责任。"),
              Block(f"承诺单位（盖章）：{name}", "right"), Block(said(day), "right")]  # fmt: skip
    return made("pledge", blocks, title=title, issuer=name, date=str(day), sort="pledge")


def rules(scene: Scene) -> Made:
    """A rule, alone or behind the notice that prints it."""
    name, sign = scene.bureau()
    day = scene.day()
    what = f"{name}{scene.pick('信用分级分类监管办法（试行） 信用承诺管理制度 行业信用评价实施细则 守信激励和失信惩戒管理办法')}"
    text = [
        Block("第一章 总则", "centre"),
        Block(f"第一条 为规范信用监管工作，根据有关规定，制定本办法。{scene.sentence()}"),
        Block("第二条 本办法适用于本行业市场主体。"),
        Block("第三条 本办法自2026年12月1日起施行。"),
    ]
    if scene.chance.random() < 0.35:
        return made(
            "rules", (Block(what, "centre", 22), *text), title=what, issuer=name, sort="rules"
        )
    head, number = red_head(scene, name, sign)
    title = f"关于印发《{what}》的通知"
    blocks = [
        *head,
        titled(title),
        Block("局属各单位、机关各科室：", "left"),
        Block(f"现将《{what}》印发给你们，请认真贯彻执行。"),
        *signed(scene, name, day),
        Block(what, "centre", 22, page=True),
        *text,
    ]
    return made(
        "rules", blocks, title=title, number=number, issuer=name, date=str(day), sort="rules"
    )


def case(scene: Scene) -> Made:
    """典型案例."""
    name, _ = scene.bureau()
    day = scene.day()
    title = (
        f"{name}{scene.pick('信用分级分类监管典型案例 守信联合激励典型案例 信用修复助企典型案例')}"
    )
    blocks = [
        titled(title),
        Block("一、案例背景"),
        *scene.body(1),
        Block("二、主要做法"),
        *scene.body(2),
        Block("三、取得成效"),
        *scene.body(1),
        *signed(scene, name, day),
    ]
    return made("case", blocks, title=title, issuer=name, date=str(day), sort="case")


def circular(scene: Scene) -> Made:
    """通报."""
    name, sign = scene.bureau()
    day = scene.day()
    head, number = red_head(scene, name, sign)
    title = f"关于2026年{scene.pick('第三季度 上半年')}{scene.pick('政务失信专项治理工作 信用信息归集工作')}情况的通报"
    blocks = [
        *head,
        titled(title),
        Block("各乡镇（街道），县直各单位：", "left"),
        *scene.body(3),
        *signed(scene, name, day),
    ]
    return made(
        "circular", blocks, title=title, number=number, issuer=name, date=str(day), sort="circular"
    )


def table(scene: Scene) -> Made:
    """清单, 台账."""
    name, _ = scene.bureau()
    day = scene.day()
    title = scene.pick("政务服务承诺事项清单 信用承诺事项台账 投诉受理和整改台账 守信主体红名单")
    rows = [
        Block(
            f"{n} {scene.pick('营业执照办理 施工许可 食品经营许可')} 即时办结 {scene.pick('行政审批科 法规科')}",
            "left",
            14,
        )
        for n in range(1, 9)
    ]
    blocks = [
        titled(title),
        Block(f"填报单位：{name}\t填报日期：{said(day)}", "both", 14),
        Block("序号 事项名称 承诺时限 责任科室", "left", 14),
        *rows,
    ]
    return made("table", blocks, title=title, issuer=name, date=str(day), sort="table")


seen = series("seen", (("郏县", "郏"),), (
    notice, plan, summary, brief, news, sign_in, photo, pledge, rules, case, circular, table,
))  # fmt: skip
