"""What is said of next year's rules while they are drafted: 第5行不对, 两个人确认了没有, 试算草案.

Only reading. Some of it names the draft (新办法, 草案), some can be said of nothing else (第5行,
还有几行没核对), some leans on the draft's own page being shown (这一行谁审). Which draft is meant,
and whether there is one, is not known here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from bot.speech.numbers import figure

Way = Literal[
    "now", "since", "status", "left", "next", "row", "wrong", "write", "cells", "head", "remove",
    "add", "changes", "release", "trial", "unit", "export", "drop", "renew", "amend", "holds",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class OfADraft:
    """What is wanted; ``row`` as it is numbered (一.2), ``place`` as it is counted (第5行)."""

    way: Way
    row: str = ""
    place: int = 0
    this: bool = False
    """这一行: the row that is shown."""
    unit: str = ""
    """What names a unit, as it was said."""
    field: Literal["", "points", "add", "deduct"] = ""
    """What a figure was said for: the row's points, or what each thing gets or takes."""
    figure: str = ""
    what: str = ""
    """What is looked for in its clauses: 一票否决."""


_DRAFT: Final = (
    r"(?:这|那)?(?:[个份张版])?(?:(?:新的?)?(?:考核)?(?:办法|方案)?(?:的)?草案"
    r"|新的?(?:考核)?(?:办法|方案|细则|指标表|规则))"
)
_NAMED: Final = re.compile(rf"{_DRAFT}(?:里面?|上|中|下)?(?:的)?")
_SOFT: Final = re.compile(
    r"^(?:请问|请|麻烦|帮我|给我|我想|我要|想|把它?|看看|看一?下|查一?下|那|现在)+(?=.{2})"
    r"|[\s，,。.？?！!]+$|(?:一下子?|吧|呢|呀|啊|哦|了吗|了没有?|没有|吗|没)+$"
)
_ROW: Final = (
    r"(?:(?P<row>[一二三四五六七八九十]{1,3}[.．、·][0-9]{1,2}[a-z]?)|第(?P<place>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})行"
    r"|(?P<this>(?:这|本|该|刚才那?)(?:一)?[行项条]))(?:指标)?"
)
_HOW_MANY: Final = r"(?:(?:还|一共|总共)?(?:有|剩|差)?(?:哪|几|多少)(?:些|几|一)?(?:行|项|条))"
_TO: Final = r"(?:改成|改为|改|调成|调到|调为|应该?是|换成)"
_NUMBER: Final = r"[0-9]{1,3}(?:\.[0-9]{1,3})?"
_ONE: Final = r"[次项条个篇件起家人处例份]"
Need = Literal["draft", "named", "shown"]
_SAID: Final[tuple[tuple[Way, Need, str], ...]] = (
    # of one row
    (
        "wrong",
        "draft",
        (
            r"第(?P<place>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})行(?:读|写|理解|认)?(?:得|的)?(?:不对"
            r"|错了?|有问题|不是这个意思|反了)"
        ),
    ),
    (
        "wrong",
        "shown",
        rf"(?:{_ROW})?(?:读|写|理解)?(?:得|的)?(?:不对|错了|有问题|不是这个意思)",
    ),
    (
        "remove",
        "draft",
        rf"(?:把|将)?{_ROW}(?:给)?(?:删了?|删掉|删除|去掉|取消|不要|不用|撤掉)(?:了|掉)?",
    ),
    ("remove", "draft", rf"(?:删|删掉|删除|去掉){_ROW}"),
    (
        "cells",
        "shown",
        rf"(?:把|将)?(?:{_ROW})?(?:的)?(?:满分|分值|分数){_TO}(?P<points>{_NUMBER})分?",
    ),
    (
        "cells",
        "shown",
        (
            rf"(?:把|将)?(?:{_ROW})?(?:的)?(?:每{_ONE}?(?:得|扣|加|减)?{_NUMBER}分)?{_TO}"
            rf"(?:每{_ONE}?)?(?P<side>[得扣加减])(?P<each>{_NUMBER})分?"
        ),
    ),
    (
        "head",
        "named",
        r"(?:的)?(?:满分|总分|等次|分数线|执行日期)(?:是|有)?(?:多少|几分?|改成.+|怎么定的?)?(?:分)?",
    ),
    (
        "cells",
        "shown",
        rf"(?:{_ROW})?(?:的)?(?:由)?(?:谁|哪个(?:部门|单位|科室))(?:来)?(?:审核?|提供|报|核|填)",
    ),
    ("cells", "shown", rf"{_ROW}(?:由|让|归).{{2,14}}(?:提供|审核?|报)"),
    ("write", "shown", rf"(?:把|将)?{_ROW}(?:改成|改为|换成|应该?是|要写成).{{4,60}}"),
    (
        "row",
        "shown",
        rf"{_ROW}(?:的)?(?:原文|条款|怎么算|怎么计分?|什么意思|是什么意思|是怎么读的|写的什么)?(?:是什么|怎么写的)?",
    ),
    (
        "row",
        "draft",
        (
            r"(?:看|打开|去|到)?第(?P<place>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})行(?:的?原文"
            r"|怎么算|什么意思|是什么意思|是什么)?"
        ),
    ),
    (
        "add",
        "draft",
        r"(?:再|还要|要|能不能|怎么)?(?:加|添|增加|新增|补)(?:上)?(?:一|1|几|两)?行(?:指标)?",
    ),
    # of all of it
    (
        "left",
        "draft",
        rf"{_HOW_MANY}(?:还|都)?(?:没有?|未|不)(?:确认|核对|点对|读懂|看懂|认出来?|对)(?:完|过)?(?:的)?",
    ),
    (
        "left",
        "named",
        (
            r"(?:还)?(?:有|剩|差)?(?:哪些|哪几行|几行|多少)?(?:没有?|未|要|需要|得)(?:确认|核对|读懂|看"
            r"|写)(?:的)?"
        ),
    ),
    ("next", "named", r"(?:继续|接着|下一行|往下)(?:核对|看|对)?"),
    (
        "status",
        "named",
        r"(?:现在)?(?:怎么样|到哪一?步?|到哪儿|核对完?|核完|读好|弄完|弄好|搞完|进度|什么情况|在哪)?(?:了)?",
    ),
    (
        "changes",
        "draft",
        (
            r"(?:和|跟|与|同|比)(?:现在|目前|原来|以前|旧|去年|今年|上一?版)的?(?:办法|方案|那个)?(?:比|相比"
            r"|比较)?(?:起来)?(?:都)?(?:有)?(?:什么|哪些|啥|哪里)(?:不同|不一样|变化|区别|改动|差别)"
        ),
    ),
    (
        "changes",
        "named",
        (
            r"(?:都)?(?:和|跟|与|比)?(?:现在的?|原来的?|以前的?|旧的?|去年的?)?(?:办法)?(?:都)?(?:有)?(?:加"
            r"|新增|增加|多|少|减|取消|去掉|删|改|变|调整)(?:了|掉)?(?:哪|什么|几|多少|啥)(?:些|几)?(?:项"
            r"|行|条|地方|指标)?"
        ),
    ),
    (
        "changes",
        "named",
        (
            r"(?:和|跟|与|比)?(?:现在|原来|以前|旧|去年)?的?(?:办法)?(?:有)?(?:什么|哪些|啥|哪里)(?:不同"
            r"|不一样|变化|区别|改动|差别)"
        ),
    ),
    (
        "release",
        "draft",
        r"(?:两个人|两位管理员|两个管理员|第二个人|另一位管理员|另一个管理员)(?:都|全)?(?:已经?)?确认(?:了|过|好)?",
    ),
    (
        "release",
        "named",
        (
            r"(?:什么时候|啥时候)?(?:能|可以|怎么|要|该)?(?:不能)?(?:发布|确认|提请发布)(?:不能)?(?:不了"
            r"|了)?|(?:还差|等|差)?(?:谁|哪个)(?:没)?(?:来)?(?:确认|点头|同意)(?:了)?|为什么(?:还)?(?:不能"
            r"|没)(?:发布|用|生效)"
        ),
    ),
    (
        "release",
        "shown",
        (
            r"(?:还)?(?:差|等)(?:着)?谁(?:来)?(?:确认|点)?|为什么(?:还)?(?:不能|没有?|没法)发布|.{2,3}(?:已经)?确认(?:了"
            r"|过)?"
        ),
    ),
    (
        "left",
        "shown",
        r"(?:还)?(?:有|剩|差)?(?:哪些|哪几行|什么|几行)(?:没有?|未|要|需要|得)(?:确认|核对|读懂|看|写)(?:的)?",
    ),
    ("trial", "shown", r"(?:拿|用)?(?:上个?季度)?(?:的)?(?:数据|数)?试算(?:一遍|结果)?"),
    (
        "trial",
        "named",
        (
            r"(?:拿|用)?(?:上个?季度)?(?:的)?(?:数据|数)?(?:试算|算|试)(?:一遍|看|看看)?(?:会怎么样"
            r"|结果)?|(?:谁|哪个单位|哪些单位|谁家)(?:的)?(?:分|得分|名次|等次)?(?:受)?(?:影响)?(?:会"
            r"|要)?(?:升|降|掉|变|高|低|吃亏|占便宜|变化)?(?:最)?(?:多|大)?(?:的)?|(?:谁|哪些单位)(?:的)?(?:分"
            r"|名次|等次)?(?:会|要)?(?:升|降|掉|变)(?:了)?"
        ),
    ),
    (
        "trial",
        "draft",
        (
            r"(?:谁|哪个单位|哪些单位|哪家)(?:受)?(?:的)?影响最?大?|试算(?:一下)?(?:新办法|草案|新方案|新表)"
            r"|(?:新办法|草案)试算"
        ),
    ),
    (
        "unit",
        "named",
        (
            r"(?P<unit>[\u4e00-\u9fff]{2,14}?)(?:按|用|照|在)?(?:的话)?(?:会)?(?:怎么?样"
            r"|多少分|得多少分?|几分|第几|排第几|影响大不大|受什么影响|影响大|受影响|掉|升|降)(?:多少)?"
        ),
    ),
    (
        "unit",
        "draft",
        r"(?P<unit>[\u4e00-\u9fff]{2,14}?)会(?:怎么?样|受什么影响|受影响|有什么变化)",
    ),
    (
        "since",
        "named",
        (
            r"(?:什么时候|啥时候|哪天|几号|从哪个?季度|从什么时候)(?:开始|起)?(?:生效|执行|用|起用|启用|实行|实施)?"
            r"|(?:生效|执行)(?:时间|日期)?(?:是)?(?:什么时候|哪天|几号)?"
        ),
    ),
    (
        "export",
        "named",
        (
            r"(?:导出来?|导一份|导|下载|发我|给我发|要)(?:成|为)?(?:表格?|excel|xlsx|toml|文件)?(?:来)?"
            r"|(?:整张表|表格|文件)(?:发我|给我)?"
        ),
    ),
    (
        "status",
        "shown",
        r"(?:刚才|刚刚|我)?(?:改|点|写|确认)(?:错了?|反了)|(?:退回|撤销|回到)(?:上一步|刚才的?|刚才那一步)",
    ),
    (
        "renew",
        "draft",
        r"(?:我们的?|县里的?)?(?:考核)?(?:办法|评分标准|指标表)(?:是)?(?:什么时候|啥时候|几时|哪天|多久)(?:换|改|变|更新)(?:一次|新的)?",
    ),
    (
        "amend",
        "draft",
        (
            r"(?:怎么|如何|能不能|可以|可不可以)?(?:改|修改|调整|变更)(?:一下)?(?:一|1|几|两|某)?[条项行个]?(?:的)?"
            r"(?:考核)?(?:评分标准|评分细则|考核指标|计分规则|评分办法|考核办法)"
        ),
    ),
    (
        "holds",
        "named",
        r"(?:有没有|有无|写没写|提没提|写|提|说)(?:到|写|过|了)*(?P<what>(?!什么|哪|几)[\u4e00-\u9fff]{2,10})",
    ),
    ("holds", "named", r"有(?P<what>(?!什么|哪|几|多少|没)[\u4e00-\u9fff]{2,10})"),
    ("drop", "named", r"(?:删了?|删掉|删除|作废|不要|扔了|撤销)(?:掉|了)?"),
)
_READS: Final = tuple((way, need, re.compile(pattern)) for way, need, pattern in _SAID)
_NOW: Final = re.compile(
    r"(?:我们|咱们|县里)?(?:现在|目前|当前|眼下|这个?季度|本季度|下个?季度|明年)?(?:在)?(?:用|执行|按|照|使用)(?:的)?(?:是)?"
    r"(?:哪|什么|啥)(?:一)?(?:个|版|份|套)?(?:的)?(?:考核)?(?:办法|方案|文件)(?:算|考核|打分)?|(?:在用|现行|现在用)的?(?:考核)?(?:办法|方案)(?:是(?:哪|什么).*)?"
)


def of_a_draft(text: str, *, shown: bool) -> OfADraft | None:
    """What a text says of a draft; ``shown``: whether a page of one was shown just now."""
    said = _softened(text)
    if _NOW.fullmatch(said):
        return OfADraft("now")
    named = _NAMED.search(said) is not None
    bare = _softened(_NAMED.sub("", said, count=1)) if named else said
    for way, need, pattern in _READS:
        if not (need == "draft" or named or (shown and need == "shown")):
            continue
        found = pattern.fullmatch(bare)
        if found is None:
            continue
        return _as_said(way, found.groupdict())
    return None


def _softened(text: str) -> str:
    before = ""
    while before != text:
        before, text = text, _SOFT.sub("", text.strip())
    return text


def _as_said(way: Way, parts: dict[str, str | None]) -> OfADraft:
    row = re.sub("[．、·]", ".", parts.get("row") or "")
    place = figure((parts.get("place") or "0").replace("两", "二"))
    side = parts.get("side") or ""
    return OfADraft(
        way,
        row,
        int(place or 0),
        bool(parts.get("this")),
        parts.get("unit") or "",
        "points"
        if parts.get("points")
        else "deduct"
        if side in "扣减" and side
        else "add"
        if side
        else "",
        parts.get("points") or parts.get("each") or "",
        parts.get("what") or "",
    )
