"""Papers of the sample county, each of one kind: notice, report, rules, case, list, photo.

Invented like everything here, and in the words of `bot.demo.wording`, so that two units' papers
are never taken for one another's. Days come in, so that they lie where they should, or should not.
Which papers a row gets, and with which faults, is ``bot.demo.proving``'s.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from bot.demo.about import About, Paper, Picture, Sheet, said
from bot.demo.figures import chance

ABOVE: Final = "平顶山日报（示例）"
_NUMERALS: Final = "一二三四五六七八九十"
_CHIEFS: Final = (
    "组长由分管领导担任。", "分管领导一名，管信用工作的日常。", "主管业务的副职任组长。",
    "由分管的同志负总责。", "组长：分管领导；副组长：业务股室负责人。",
)  # fmt: skip
_MACHINES: Final = (
    "一台，放在办公室。", "新配一台，由专人保管。", "窗口留一台专用。", "旧机更新一台。",
    "与档案室合用一台。", "一台，贴有标签。",
)  # fmt: skip
_SCENES: Final = (
    "先办后补", "容缺受理", "绿色通道", "免交押金", "减少检查", "承诺审批", "评优优先", "上门服务",
    "预约延时", "帮办代办", "信用贴息", "免申即享",
)  # fmt: skip
_FRAMES: Final = (
    ("活动时间", "活动地点", "承办单位", "活动内容", "有关要求"),
    ("活动时间安排", "地点", "主办和承办单位", "活动内容安排", "几点要求"),
    ("开展活动时间", "集合地点", "承办单位（科室）", "主要内容", "工作要求"),
)
_NAMES: Final = ("李晓", "王建", "张丽", "刘海", "陈志", "杨文", "黄春", "赵国", "吴敏", "周强")


def notice(about: About) -> Paper:
    """The notice of an activity, or of several."""
    voice = about.voice("activity", 0)
    theme, days = voice.theme(), about.days
    until = f"至{said(days[-1])}" if len(days) > 1 else ""
    when, where, who, what, asked = _FRAMES[voice.number(0, len(_FRAMES) - 1)]
    lines = [
        _addressed(about),
        f"{voice.aim()}，决定开展“{theme}”宣传活动，现通知如下。",
        f"一、{when}：{said(days[0])}{until}",
        f"二、{where}：{voice.trade.place}",
        f"三、{who}：{about.office}",
        f"四、{what}：{voice.programme()}",
        f"五、{asked}：{voice.duties()}",
        *about.under(days[0] - timedelta(days=5)),
    ]
    title = f"关于开展“{theme}”宣传活动的通知"
    return Paper("活动通知", title, tuple(lines), _head(about, 1))


def news(about: About, which: int) -> Paper:
    """What a medium wrote of one of the days."""
    voice, day = about.voice("news", which), about.days[which]
    theme = about.voice("activity", which).theme()
    lines = [
        f"{day.month}月{day.day}日，{about.unit}在{voice.trade.place}开展“{theme}”活动：{voice.programme()}",
        voice.scene(),
        f"{voice.quote()}{voice.quote()}{voice.came()}",
    ]
    if about.source:
        lines.insert(0, f"来源：{about.source}　发布时间：{said(day)}")
    return Paper(f"报道{which + 1}", f"“{theme}”：{voice.drew()}", tuple(lines))


def photo(about: About, which: int) -> Picture:
    """A photo of one of the days."""
    voice = about.voice("activity", which)
    theme, day = voice.theme(), about.days[which % len(about.days)]
    key = f"{about.unit}/{about.row}/{about.quarter}/{which}"
    return Picture(theme, f"{about.unit} · {voice.trade.place}", day, key)


def register(about: About) -> Sheet:
    """A table of all that was done."""
    rows = []
    for which, day in enumerate(about.days):
        voice = about.voice("activity", which)
        rows.append(
            (str(which + 1), said(day), voice.theme(), str(voice.number(30, 260)), voice.came())
        )  # fmt: skip
    header = ("序号", "活动时间", "活动名称", "参加人数", "活动效果")
    return Sheet("活动台账", f"{about.unit}{about.quarter}宣传活动台账", header, tuple(rows))


def attended(about: About) -> Sheet:
    """Who came on the first of the days."""
    voice = about.voice("activity", 0)
    theme = voice.theme()
    names = [f"{one}{'敏平杰芳'[voice.number(0, 3)]}" for one in voice.some(_NAMES, 6)]
    rows = tuple((str(n + 1), name, about.unit, "已签到") for n, name in enumerate(names))
    title = f"“{theme}”活动签到表（{said(about.days[0])}）"
    return Sheet("签到表", title, ("序号", "姓名", "单位", "签到"), rows)


def founding(about: About) -> Paper:
    """The group that leads the work: who, which office, with what."""
    voice = about.voice("founding")
    lines = [
        _addressed(about),
        f"{voice.aim()}，决定成立领导小组，现通知如下。",
    ]
    first, second, third = voice.articles(2), voice.articles(2), voice.articles(2)
    told = (
        ("分管社会信用体系建设工作单位领导", f"{voice.one(_CHIEFS)}{''.join(first)}"),
        ("牵头科室", f"牵头科室：{about.office}。{''.join(second)}"),
        ("工作联络员", f"工作联络员：{voice.one(_NAMES)}敏。{''.join(third)}"),
        ("专用电脑", f"专用电脑：{voice.one(_MACHINES)}"),
        ("打印机", f"打印机：{voice.one(_MACHINES)}"),
    )
    held = [line for want, line in told if want in about.held]
    lines += [f"{_NUMERALS[n]}、{line}" for n, line in enumerate(held)]
    title = f"关于成立{about.author}社会信用体系建设工作领导小组的通知"
    signed = (*lines, *about.under(about.signed))
    return Paper("成立领导小组的通知", title, signed, (about.number(1),))


def rules(about: About, name: str, which: int) -> Paper:
    """Something in force: rules, a scheme, a system of work."""
    voice = about.voice("rules", name)
    articles = voice.articles(8)
    lines = [
        f"第一条　{voice.aim()}，制定本{name[-2:]}。",
        *(f"第{_NUMERALS[n + 1]}条　{line}" for n, line in enumerate(articles)),
        *about.under(about.signed),
    ]
    return Paper(name, f"{about.author}{name}", tuple(lines), (about.number(which),))


def applied(about: About, which: int) -> Paper:
    """The notice that an application of credit is begun."""
    voice, scene = about.voice("applied", which), scenes(about)[which]
    matter = voice.trade.matter
    lines = [
        _addressed(about),
        f"{voice.aim()}，决定在{matter}中推行“信用+{scene}”，现通知如下。",
        *(f"{_NUMERALS[n]}、{line}" for n, line in enumerate(voice.articles(4))),
        *about.under(about.signed),
    ]
    title = f"关于在{matter}中推行“信用+{scene}”的通知"
    return Paper(f"信用+{scene}", title, tuple(lines), _head(about, which + 1))


def scenes(about: About) -> list[str]:
    """What credit is applied to, in the order of this row's papers."""
    return about.voice("scenes").some(_SCENES, len(_SCENES))


def applications(about: About, many: int) -> Sheet:
    """How often credit was asked for or made use of."""
    voice = about.voice("applications")
    names = scenes(about) * (1 + many // len(_SCENES))
    kinds = ("信用承诺", "信用核查", "信用报告")
    rows = tuple(
        (str(n + 1), f"信用+{names[n]}", kinds[n % 3], str(voice.number(8, 260)))
        for n in range(many)
    )
    header = ("序号", "应用场景", "应用方式", "使用次数")
    return Sheet("信用应用台账", f"{about.unit}{about.quarter}信用应用台账", header, rows)


def pledge(about: About, name: str = "诚信服务承诺书") -> Paper:
    """A pledge the unit signs or has others sign."""
    voice = about.voice("pledge", name)
    lines = [
        f"{about.author}向{voice.trade.people}郑重承诺：",
        *(f"{_NUMERALS[n]}、{line}" for n, line in enumerate(voice.articles(5))),
        "以上承诺请社会各界监督。",
        f"承诺单位：{about.author}",
        about.under(about.signed)[1],
    ]
    return Paper(name, name, tuple(lines))


def uploaded(about: About) -> Sheet:
    """Pledges of each type, and when they went to the city's platform."""
    voice = about.voice("uploaded")
    types = [one for one in sorted(about.held) if one.endswith("型")]
    rows = tuple(
        (str(n + 1), one, str(voice.number(6, 90)), said(about.signed), "已上传至市级信用平台")
        for n, one in enumerate(types)
    )
    header = ("序号", "承诺类型", "份数", "上传日期", "上传情况")
    return Sheet("承诺书上传台账", f"{about.unit}信用承诺书上传台账", header, rows)


def services(about: About) -> Sheet:
    """What the unit promises whom, and in how many days."""
    voice = about.voice("services")
    rows = tuple(
        (str(n + 1), f"{scene}（{voice.trade.matter}）", f"{voice.number(1, 5)}个工作日",
         "0375-5150000")
        for n, scene in enumerate(scenes(about)[:6])
    )  # fmt: skip
    title = f"{about.unit}公开服务承诺事项清单"
    return Sheet("服务承诺事项清单", title, ("序号", "服务事项", "承诺时限", "咨询电话"), rows)


def complaints(about: About) -> Sheet:
    """What was complained of, and what was put right."""
    voice = about.voice("complaints")
    told = voice.articles(4)
    rows = tuple(
        (str(n + 1), said(about.signed - timedelta(days=n)), f"反映：{line.split('，')[0]}未做到",
         f"已整改：{line.split('，')[1]}")
        for n, line in enumerate(told)
    )  # fmt: skip
    title = f"{about.unit}接受投诉及整改记录表"
    return Sheet("投诉及整改记录", title, ("序号", "受理日期", "投诉内容", "整改情况"), rows)


def circular(about: About) -> Paper:
    """How the work went, told to all who are concerned."""
    voice = about.voice("circular")
    lines = [
        _addressed(about),
        f"现将{about.quarter}政务诚信治理情况通报如下。",
        f"一、治理成效。{voice.gains()}{voice.ways()}",
        f"二、存在问题。{voice.trouble()}",
        f"三、下步要求。{''.join(voice.articles(2))}",
        *about.under(about.signed),
    ]
    title = f"关于{about.quarter}政务诚信治理工作情况的通报"
    return Paper("工作通报", title, tuple(lines), _head(about, 7))


def effects(about: About, subject: str) -> Paper:
    """A summary of what something brought."""
    voice = about.voice("effects")
    lines = [
        f"{about.quarter}，{about.author}围绕{voice.trade.field}推进{subject}，现将情况总结如下。",
        f"一、主要做法。{voice.ways()}{voice.articles(1)[0]}",
        f"二、取得成效。{voice.gains()}{voice.gains()}",
        f"三、下一步打算。{''.join(voice.articles(2))}",
        *about.under(about.signed),
    ]
    return Paper(f"{subject}总结", f"{about.author}{subject}工作总结", tuple(lines))


def case(about: About, which: int) -> Paper:
    """One case that others may learn from."""
    voice = about.voice("case", which)
    scene = scenes(about)[(which + 5) % len(_SCENES)]
    lines = [
        f"案例背景：{voice.trouble()}",
        f"主要做法：{voice.ways()}{''.join(voice.articles(2))}",
        f"取得成效：{voice.gains()}{voice.quote()}",
        *about.under(about.signed),
    ]
    title = f"典型案例：{voice.trade.matter}里的“信用+{scene}”"
    return Paper(f"案例{_NUMERALS[which]}", title, tuple(lines))


_VILLAGE: Final = (
    ("有文件|相关文件制度", "定制度。{}"),
    ("授信|信用村", "农户评级授信，创建信用村。{}"),
    ("阵地", "建阵地：信用文化墙。{}"),
    ("载体", "有载体：积分超市。{}"),
    ("评比", "勤评比：信用户。{}"),
    ("奖惩", "明奖惩：红黑榜。{}"),
)


def village(about: About) -> Paper:
    """How a town's villages are led by credit: what is claimed of it, and nothing else."""
    voice = about.voice("village")
    held = "、".join(sorted(about.held))
    told = [
        line.format("".join(voice.articles(2)))
        for words, line in _VILLAGE
        if any(word in held for word in words.split("|"))
    ]
    lines = [
        f"{about.quarter}，{about.author}在各村推行信用管理，现将情况总结如下。",
        *(f"{_NUMERALS[n]}、{line}" for n, line in enumerate(told)),
        f"各项工作都有成效：{voice.gains()}",
        *about.under(about.signed),
    ]
    return Paper("村级信用管理总结", f"{about.author}村级信用管理工作总结", tuple(lines))


def report(unit: str, kind: str, quarter: str, day: date, which: int, words: str = "") -> Paper:
    """A work report, the ``which`` of its unit; ``words``: whose summary it was at first."""
    about = About(unit, f"{kind}{which}", quarter, (day,), day, copied=words)
    if kind == "宣传稿件":
        return replace(news(about, 0), label=kind)
    voice = about.voice("report")
    lines = (
        f"{quarter}，{unit}把信用同{voice.trade.field}一起安排、一起检查。{''.join(voice.articles(2))}",
        f"主要做法：{voice.ways()}{voice.gains()}",
        f"下一步：{''.join(voice.articles(2))}",
        *about.under(day),
    )
    if kind == "工作简报":
        issue = f"第{1 + which + int(chance(unit, quarter) * 20)}期"
        return Paper(kind, f"{voice.trade.matter}有了新办法", lines, ("信用工作简报", issue))
    return Paper(kind, f"{unit}{quarter}信用工作总结", lines)


def _addressed(about: About) -> str:
    return "各村（社区）、各站所：" if about.town else "各科室、各下属单位："


def _head(about: About, which: int) -> tuple[str, ...]:
    return (f"{about.author}文件", about.number(which))
