"""What brings the quarter on, and what is taken out of it, said in whatever words: as the plain
sentence that the grammar knows. The page it leads to says what must be met, and asks before it
does.

现在就截止，不收了 is 截止填报; 可以正式公布了 is 公布; 单位名册导出来 is 导出单位名单. Pure.
"""

from __future__ import annotations

import re
from typing import Final

_LEAD: Final = (
    r"(?:可以|能|行|那就|那|就|直接|现在|马上|正式|请|麻烦|帮我|给我|把|将|咱们?|我们?"
    r"|想|要|开始|准备|明天|今天|下午|差不多)*"
)
_QUARTER: Final = (
    r"(?:(?:这|本|上|下)(?:个)?季度?|(?:今年|明年|去年)?(?:的)?(?:第)?[一二三四]季度|这期|本期)"
)
_Q: Final = rf"{_QUARTER}?(?:的)?"
_RESULT: Final = r"(?:考核)?(?:结果|成绩|得分|分数|排名|名次)?(?:单)?(?:给|都|先|拿去)?"
_END: Final = r"(?:吧|一下|出去|出来|上去|掉|起来|啊|哈|呗|好了)*"
_DONE: Final = r"(?:[,，]?(?:不(?:再)?收了|不等了|到此为止|到点了))?"
_TABLE: Final = (
    r"(?:成|为|到|一份|一张|个|一下)*(?:[Ee]xcel|EXCEL|表格?|电子表|文件|[Ww]ord|xlsx|清单)?"
    r"(?:发?给我|发我|出来|来)*(?:一份|一张)?"
)
_OUT: Final = (
    r"(?:导出|导|下载|输出|打印|生成|拉|发我|发给我|给我)(?:出来|成|为|一份|一张|一下)*" + _TABLE
)
_EMPTY: Final = (
    r"(?:部门|外部)?(?:供数|录数|报数|录入|数据录入|部门数据|外部数据)(?:的)?(?:用的)?"
    r"(?:空|模板|空白)*(?:的)?"
)

_SAID: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (
        "公布",
        (
            rf"{_LEAD}{_Q}{_RESULT}(?:公布|发布){_RESULT}{_END}",
            rf"(?:可以|能){_LEAD}{_RESULT}公布了",
            r"没意见了?(?:就|那就)?正式?出结果(?:吧)?",
        ),
    ),
    (
        "公示",
        (
            rf"{_LEAD}{_Q}{_RESULT}(?:挂出去|拿出去|发出去)?公示(?!的|期|稿){_RESULT}{_END}",
            rf"(?:可以|能){_LEAD}{_RESULT}公示了",
        ),
    ),
    ("撤回公示", (rf"{_LEAD}{_Q}公示(?:先)?(?:撤下来?|撤回来?|撤了|撤掉|停了|下掉){_END}",)),
    (
        "截止填报",
        (
            (
                rf"{_LEAD}{_Q}(?:就)?(?:到点|到期)?(?:截止|停止|结束|关闭|关掉|收口)"
                rf"(?:填报|上报|报送|收报)?{_END}{_DONE}"
            ),
            r"(?:这季度|本季度)?(?:填报|上报)?(?:不收了|到此为止)",
        ),
    ),
    (
        "开始审核",
        (
            rf"{_LEAD}{_Q}(?:进入|转入|转到|启动|开展)(?:到)?(?:审核|初审)(?:阶段|环节|工作)?{_END}",
            rf"{_LEAD}{_Q}(?:审核|初审)(?:可以)?(?:启动|开始){_END}",
        ),
    ),
    (
        "开期",
        (
            rf"{_LEAD}(?:开|开启|打开|启动|新建|新开){_END}{_QUARTER}(?:的)?(?:填报|考核)?{_END}",
            rf"{_LEAD}(?:开|开启|启动|新建|新开)(?:一个|个)?新(?:的)?(?:一个|个)?(?:季度|考核期|一期){_END}",
            rf"{_LEAD}{_QUARTER}(?:的)?(?:开始|启动|开)(?:填报|考核|起来){_END}",
        ),
    ),
    (
        "归档",
        (
            (
                rf"{_LEAD}{_Q}(?:全部|所有)?(?:的)?(?:材料|资料|佐证|档案|东西)?(?:都|全部)?"
                rf"(?:归档|存档)(?:材料)?(?:一下)?(?:打包)?(?:下载)?{_END}"
            ),
            rf"{_LEAD}(?:全县|全部|所有|各单位)(?:的)?(?:佐证材料|佐证|材料)(?:都)?(?:打包|下载)+{_END}",
        ),
    ),
    (
        "备份",
        (
            rf"{_LEAD}(?:数据库?|系统)?(?:做个?|来个|弄个)?备份{_END}(?:数据库?|系统)?{_END}",
            (
                rf"{_LEAD}(?:数据库?|全部数据)(?:导|拷|存)(?:出来|出)?(?:一份)?(?:出来)?"
                r"(?:存着|存起来|备着)"
            ),
        ),
    ),
    ("导出单位名单", (rf"{_LEAD}(?:单位|考核)*(?:名册|名单|花名册)(?:都)?{_OUT}",)),
    (
        "用表格录入",
        (
            rf"{_LEAD}{_EMPTY}(?:表格?|模板)(?:给我|发我|来)*(?:一张|一份|一个)?",
            rf"{_LEAD}(?:下载|要|发我|给我)+(?:一张|一份|个)?{_EMPTY}(?:表格?|模板)",
        ),
    ),
    (
        "导出改动记录",
        (
            (
                rf"{_LEAD}(?:导出)?{_Q}(?:操作|改动|修改|审计|留痕)(?:的)?(?:记录|日志|痕迹|台账)*"
                r"(?:都|全部)?(?:给我)?"
                rf"(?:{_OUT}|(?:导|弄|做|拉|出)(?:成|个|一个|一张|张)*表格?(?:给我|发我|出来)*)"
            ),
            r"(?:导出|下载)(?:改动|操作|审计|修改|留痕)(?:记录|日志|台账)",
        ),
    ),
    (
        "下一条待审",
        (
            (
                r"(?:该)?(?:轮到|接着|下一[个条项]|下面|再往下)(?:该|要|轮到)?(?:审|看)"
                r"(?:谁|哪一?[个家条项]|啥|什么)(?:了)?"
            ),
            r"(?:给我)?(?:来|开|打开|看)下一[个条项](?:待审|要审|该审|审)的?(?:吧)?",
            r"接着审(?:吧|下去)?",
        ),
    ),
    (
        "导入单位",
        (
            (
                r"(?:单位太多[,，]?)?(?:能不能|能|可以|可不可以)?(?:我)?(?:能)?(?:传|发|导)(?:一张|个|一份)?"
                r"(?:单位)?(?:表格?|名单|名册)(?:进去|进来|给你)(?:吗|不|行吗)?"
            ),
        ),
    ),
    (
        "试算",
        (
            (
                rf"{_LEAD}(?:按现在的数?|用现在的数|先)?(?:再)?(?:试算|算)(?:一遍|一下|一次)"
                rf"(?:成绩|得分|总分)?{_END}"
            ),
        ),
    ),
    (
        "退回结束",
        (
            (
                rf"{_LEAD}(?:退回)?(?:补正|退回)(?:的)?(?:都)?(?:不等了|不再等了|到此为止|结束|收口)"
                rf"{_END}{_DONE}"
            ),
        ),
    ),
    (
        "全部邀请",
        (
            (
                rf"{_LEAD}(?:还)?没(?:有)?(?:进来|绑定|登录|加入|注册)(?:的)?(?:单位|联络员|人)?"
                rf"(?:都|统一|全部|一起|再)*(?:发|补发|重发)(?:一遍|一次|个|一下)*邀请(?:码|链接)?{_END}"
            ),
        ),
    ),
    (
        "放假安排",
        (
            (
                rf"{_LEAD}(?:明年|今年|下一年)?(?:的)?(?:放假|节假日|假期)(?:的)?(?:安排|通知|日子)?"
                rf"(?:录进去|录入|录一下|加进去|导进去|收进去|更新|放进去){_END}"
            ),
        ),
    ),
    (
        "审核台",
        (
            r"(?:在|用)?(?:电脑|网页|大屏)(?:上)?(?:怎么|咋|能|可以)?(?:审核|审)(?:怎么|咋)?(?:打开|进|弄|用)?(?:吗)?",
        ),
    ),
    ("年度汇总", (rf"{_LEAD}(?:全年|年度|今年|去年)(?:的)?(?:汇总|总)(?:表)?(?:{_OUT})?{_END}",)),
    (
        "提醒日子",
        (rf"{_LEAD}(?:以后)?(?:不用|不要|别)(?:再)?自动(?:催|提醒)(?:他们|大家)?(?:了)?",),
    ),
)
_PATTERNS: Final = tuple((name, re.compile("|".join(patterns))) for name, patterns in _SAID)
_ASKS: Final = re.compile(
    r"[?？呢谁哪]|怎|咋|什么|多少|是否|为啥|几(?:天|号|点|时)|还差|已经|刚才|昨天|听说"
    r"|(?:公布|公示|截止|归档|备份)(?:了|过)$"
)
_MAY: Final = re.compile(r"可以|能")
_ASKED: Final = frozenset({"导入单位", "审核台", "下一条待审"})
"""How it is done is what the page says."""
_OURS: Final = frozenset({"导出改动记录"})
"""Plain names that no line of the grammar has."""
_OF_QUARTER: Final = frozenset({"归档"})


def plainly(said: str) -> str:
    """The plain name of what is ordered, with a quarter behind a colon where it is of one.

    Empty: nothing of these, it asks or tells, or it is the plain name itself.
    """
    name = next((name for name, pattern in _PATTERNS if pattern.fullmatch(said)), "")
    if not name or (said == name and name not in _OURS):
        return ""
    if name not in _ASKED and re.search(r"吗$|[不没]$", said):
        return ""
    if name not in _ASKED and _ASKS.search(said) and not _MAY.match(said):
        return ""
    quarter = re.search(_QUARTER, said) if name in _OF_QUARTER else None
    return f"{name}:{quarter.group()}" if quarter else name
