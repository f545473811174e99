"""The words on our own buttons, when somebody types them instead of pressing.

Where a button leads to one place only, its words lead there, too, from anywhere. What the others
mean depends on the page they stood below: that is said, and no form takes them for a name or a
reason unasked. ``tests/front/test_labels.py`` holds these against the buttons in the source; words
that open a page whenever they are typed are ``bot.questions.typed``'s.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.corridor.pages import page_at
from bot.corridor.turn import Turn

PLACES: Final[Mapping[str, str]] = {
    "导出名单": "units/export",
    "加一个单位": "units/add",
    "导入单位名单": "units/import",
    "重新要模板": "units/import",
    "邀请没绑定的单位": "invite/unbound/1",
    "邀请别的单位": "invite/unbound/1",
    "邀请联络员": "invite",
    "邀请同事": "invite/roles",
    "本单位得分": "score",
    "最近一次的得分": "score",
    "看得分": "score",
    "录入数据": "supply",
    "请信用办指定": "supply/ask",
    "看名单、给码": "unreachable",
    "交接给同事": "handover",
    "改姓名": "me/name",
    "改电话": "me/phone",
    "合并登记": "join",
    "自己选两个人": "join/first/1",
    "导出方案": "schemes/files",
    "发新的办法": "schemes/file",
    "待归类材料": "papers",
    "全部回执": "receipts",
    "总进度": "progress",
    "看进度": "progress",
    "看排名": "ranking",
    "看考核办法": "schemes",
    "回首页": "home",
}
"""Where the words lead."""
_OTHERS: Final = (
    "上一年|上一行|下一件|下一行|下一页|不传了|不停用|不再用|不写|不写了|不写理由|不删|"
    "不加了|不同意|不同意那个提议|不填了|不导入了|不属于这次考核，撤下|不开放了|不换了|"
    "不撤|不撤回|不收回|不改|不改了|不放了，现在看|不放进去|不是|不是报送，问信用办|"
    "不是疑点|不是问这个|不用单独定|不用管|不用这一行|不申诉了|不移|不等第二位了|不结束了|"
    "不要了|不读了|不问了|两段都留|以后再归|以后都这样答|传佐证材料|作为工作报送|作废邀请|"
    "保持不变|保留原来的|保留现在的|催报次数|先一起负责|先不交接|先不发了|"
    "先不定，以后再指定|先不延期|先不开期|先不截止|先不换|先不生成|先不答|先不记|"
    "先拿一个码|全选|全部单位|全部变化|全部版本|全部申诉|全部退出|全部都延|全都有|"
    "其余都有|再催一次|再加一位|再发给他们|再发给没看的|再延一个|再延期|再改|再改一改|"
    "再看|再看一次|再看这一项|再等等|写一句答复|写上|写说明|删掉|删除|别的意思|"
    "到时候再催|到时候再发|加一条|加一样别的|加上这一条|单位情况|单位资料|单位资料、换人|"
    "历史|去复核|去审核|去报送|去掉最后一页|去答复|去补正|发交接邀请|发出|发出的邀请|"
    "发出（内容没有变）|发图|发完了，开始读|发布|发更正通知|发给信用办|发表格|取消这次提醒|"
    "只登记标题|各是一张表，分开|合错了，拆开|同意|回到这一项|填这一项|复算数据|"
    "失分最多的项|失分最多的项目|好了|好了，就勾这些|定下|定类别|定考核对象|审下一项|"
    "审核员评定|审核这个单位|审核进度|对不上的地方|就是一张表|就这样分|就这样改|就这样答复|"
    "就这样，生成通报|延期原因|开始传佐证材料|待审最久的|恢复原来的|恢复成建议的|恢复考核|"
    "我放着的|我看过了|手机丢了|打包全部原件|打包原件|打开那一页|报工作总结|抬头|指定|"
    "按单位审|按单位要|按指标审|按未报提交|换一下，保留另一处|换一项|换个说法答复|换人|"
    "换成新的|换联络员|接着填这一题|接着看没疑点的|接着看没读完的|接着逐项改|提交申诉|"
    "提议更正|提请发布|撤下|撤回提议|撤回，不用答了|撤销沿用|收到的工作报送|收回|"
    "收回以前的延期|收回延期|收回我的意见|改上一题|改为审全部指标|改先进|改全称|改判|"
    "改别名|改到另一天|改到这个时间|改名单|改回上一版|改存在问题|改成我的|改抄送|改标题|"
    "改答复|改答案|改简称|改类别|改落后|改读音|整张表（xlsx）|整项一起填|整项一起改|"
    "是我|是的，就这样|是的，改|是的，移过去|是的，都这样记|有疑点的材料|本单位全部改动|"
    "本来是一张表，合起来|核对提交|核对无误，记入|每一次|没有联络员的单位|没点的都记为没有|"
    "清掉这个数|清空|清空这一题|照样清空|现在就催|现在就发|现在结束补正|生成邀请|"
    "用表格录入|由我再次确认更正|申诉列表|看单位|看原件|看原表|看发布|看台账|看填报的材料|"
    "看完整的表|看得分和理由|看总分|看扣分原因|看提议|看文字|看更多材料|看材料|"
    "看现在的结果|看申诉|看疑点|看草案|看试算|看走势图|看这一项|看这一项怎么算的|"
    "看这一项的佐证材料|看这个单位|看这件申诉|确定停用|确定删除|确定撤下|确定撤回|"
    "确实提前公示|确实提前截止|确认发布|确认合并|确认拆开|确认提交|确认改判|确认更正|"
    "确认结束|确认补正|等到原定的日子|答复|结束代审|结束补正|给他一个码|维持|"
    "维持，就这样答复|自动提醒|自己写|补正提交|计划中的提醒|讨论|读到哪里了|谁失分|"
    "谁看过了|返回人员|返回佐证材料|返回单位|返回发布|返回合并|返回日期|返回草案|返回试算|"
    "返回这一行|返回这一项|返回邀请|还是要|还没有办完的|还没有的一起填|还没补正的|"
    "这一项怎么填|这些不算，其余的给我核对|这是清单，一个单位有几行|进步最多的|选好了|"
    "逐行核对|逐项得分|逐项改|逐项看|邀请审核员|邀请数据报送员|都不对，自己写|都填“否”|"
    "都填“是”|都是不知道，留空|都是没有|都没有|重写|重填|重新写|重新审|重新审核|"
    "重新看日期|重新要表|重新读|重新输入邀请码"
)
OTHERS: Final = frozenset(_OTHERS.split("|"))
"""Words of which many pages have a button, or none without what it is about."""


def place_of(turn: Turn, text: str) -> str | None:
    """Where a button's words lead this person."""
    route = PLACES.get(text)
    found = page_at(route) if route is not None else None
    if found is None or (found[0].roles and not turn.has(*found[0].roles)):
        return None
    return route


def is_label(text: str) -> bool:
    """Whether a text is, word for word, what stands on a button of ours."""
    return text in PLACES or text in OTHERS
