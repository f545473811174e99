"""Papers of the sample county that say something: an activity's notice, its report, and the faults
that a reviewer is to be shown.

Invented like everything here. One unit's papers are as they should be; one hands in another's
notice under its own name, one last year's with a template's blanks. Days follow from the day the
unit reported on, so that they always lie where they should, or should not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

ROW: Final = "四.1"
"""The row of activities, in both tables."""
TEACHES: Final = "县审计局"
COPIES: Final = "县统计局"
OLD: Final = "县医疗保障局"
LACKS: Final = "县教育局"


@dataclass(frozen=True, slots=True)
class Paper:
    """A document: what the file is called, its title, its paragraphs."""

    label: str
    title: str
    lines: tuple[str, ...]


def papers(unit: str, day: date) -> tuple[Paper, ...]:
    """What a unit hands in for an activity of this day; nothing for all but a few."""
    write = _WRITERS.get(unit)
    return write(unit, day) if write else ()


def report(unit: str, kind: str, day: date) -> Paper | None:
    """A work report that says something, for the units that have one."""
    if unit not in (TEACHES, COPIES) or kind != "工作总结":
        return None
    said = (
        f"{unit}把信用工作同业务一起安排、一起检查。我们给每个科室发了一张信用任务清单，谁来做、什么时候做完，都写在上面。",
        "窗口人员对每一位来办事的人多说一句话：失信记录可以修复，怎么修复、找谁修复，当场讲明白，还帮着填表。",
        "我们也有不足：部分信息归集得不够及时，个别同志对政策还不够熟。下一步要每月对一次账，每季度补一次课。",
    )
    return Paper("信用工作总结", f"{unit}信用工作总结", (*said, unit, _said(day)))


def _good(unit: str, day: date) -> tuple[Paper, ...]:
    return (_notice(unit, day), _news(unit, day))


def _copied(unit: str, day: date) -> tuple[Paper, ...]:
    return (_notice(TEACHES, day), _news(unit, day))


def _of_last_year(unit: str, day: date) -> tuple[Paper, ...]:
    before = day.replace(year=day.year - 1, day=min(day.day, 28))
    plan = Paper(
        "活动方案",
        f"{unit}诚信服务宣传活动方案",
        (
            "为提高参保群众的诚信意识，制定本方案。",
            f"一、活动时间：{_said(before)}",
            "二、承办单位：××科",
            "三、活动内容：在定点医院门口设点，向群众讲解骗保的后果，发放宣传页，现场回答提问。",
            unit,
            _said(before - timedelta(days=6)),
        ),
    )
    return (plan, _news(unit, day))


def _only_a_notice(unit: str, day: date) -> tuple[Paper, ...]:
    return (
        Paper(
            "活动通知",
            "关于举办“诚信伴我成长”主题班会的通知",
            (
                "各中小学：",
                "为引导学生诚实做人、守信做事，经研究，决定在全县中小学举办主题班会，现通知如下。",
                f"一、活动时间：{_said(day)}下午第三节课",
                f"二、承办单位：{unit}思政科",
                "三、活动内容：每班讲一个身边人守信的故事，学生写下自己做得到的一个承诺，班主任点评。",
                "四、材料报送：各校选三张照片和一份教案，一周之内发到工作邮箱。",
                unit,
                _said(day - timedelta(days=6)),
            ),
        ),
    )


def _notice(unit: str, day: date) -> Paper:
    return Paper(
        "活动通知",
        "关于开展诚信宣传活动的通知",
        (
            "各科室：",
            "为让群众了解信用、用好信用，决定开展诚信宣传活动，现将有关事项通知如下。",
            f"一、活动时间：{_said(day)}",
            f"二、承办单位：{unit}办公室",
            "三、活动内容：在文化广场摆放展板，讲解信用记录怎样查、失信以后怎样修复，请守信商户讲自己的经历。",
            "四、有关要求：各科室派两名同志参加，提前半小时到场，活动照片当天交办公室留存。",
            unit,
            _said(day - timedelta(days=5)),
        ),
    )


_TOLD: Final = {
    TEACHES: (
        "审计干部走上广场讲信用",
        "在文化广场开展诚信宣传活动，百余名群众围在展板前听讲、提问。",
        "开了二十年粮油店的老李说，信用好，贷款快，这个道理要讲给更多人听。",
    ),
    COPIES: (
        "数据里的诚信课",
        "在步行街开展诚信宣传活动，向过往企业主讲解统计失信会带来哪些后果。",
        "几位个体户当场翻看自家的报表，问清了哪些数容易填错。",
    ),
    OLD: (
        "医保信用宣传进医院",
        "在县人民医院门诊楼前开展诚信宣传活动，提醒参保人不借卡、不套现。",
        "排队取药的王大妈拿到一本漫画册，说回家念给老伴听。",
    ),
}


def _news(unit: str, day: date) -> Paper:
    title, first, second = _TOLD[unit]
    return Paper(
        "活动报道",
        title,
        (
            f"来源：示例县融媒体中心　发布时间：{_said(day + timedelta(days=1))}",
            f"{day.month}月{day.day}日，{unit}{first}",
            second,
        ),
    )


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


_WRITERS: Final[dict[str, Callable[[str, date], tuple[Paper, ...]]]] = {
    TEACHES: _good, COPIES: _copied, OLD: _of_last_year, LACKS: _only_a_notice,
}  # fmt: skip
