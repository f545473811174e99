"""A question said in a round way as the one sentence it comes to. Pure.

审核干完几成了 asks how far the review is; 四.1报得多材料少的 wants both figures side by side. Only
sentences that are one question from end to end: names stay as they were written.
"""

from __future__ import annotations

import re
from typing import Final

_HOW_MUCH_REVIEWED: Final = re.compile(
    r"^(?:到)?(?:目前|现在|今天|眼下|这会儿)?(?:为止)?(?:所有|全部|各单位|整体)?(?:的)?(?:材料)?审核?(?:工作)?(?:一共|总共|总的|都|已经)*"
    r"(?:完成|干完?|做完?|审完?|办完?|推进|完)?(?:了|到|的)*(?:百分之(?:几|多少)|几成|百分比|比例|完成率|什么程度|一半)(?:了|啦|呢|没有?|没|多|吗)*[?？。]*$"
)
"""审核完成百分之几, 审核干完几成了."""


_MUCH_AND_LITTLE: Final = re.compile(
    r"^(?P<row>.{2,14}?)(?:的)?(?:数量?|次数)?(?:报|填|搞|做|写)得?(?:挺|很|比较|最)?多(?:的)?[、,，\s]*(?:但是?|却|可是?|而)?"
    r"(?:佐证|证明)?(?:材料|佐证|证明|图片|照片)(?:却|又|很|比较|传得|给得|交得|最)*(?:少|没几[份张个]|没有几[份张个]|跟不上)"
    r"(?:的)?(?:单位|局|乡镇)?(?:有)?(?:哪些|谁|哪几[家个])?[?？。]*$"
)
"""四.1报得多材料少的: how much is neither said nor known, so that both stand side by side."""
_AND_ALSO: Final = re.compile(
    r"^(?P<first>(?:(?!谁|哪|多少|几|吗|没交)[^、,，\s]){4,}?)(?:的)?[、,，\s]+(?=[^、,，\s]{0,4}(?:又|也|还))(?P<second>[^、,，\s]{3,}的"
    r"(?:单位|局|乡镇)?(?:有)?(?:谁|哪些|哪几[家个]|没有|吗)?[?？。]*)$"
)
"""80分以下、上季度又不合格的: one condition and the other, and not two questions."""


_THEIR_MEAN: Final = re.compile(
    r"^(?P<whose>(?:上|这|本|[一二三四1-4])季度?的?(?:县直|乡镇)(?:单位|街道)?)的?平均(?:是|为|有)?(?:多少|几分|多少分)[?？。]*$"
)
"""三季度县直平均是多少: of the points."""
_WHY: Final = r"(?:为什么|为啥|为何|凭啥|凭什么|咋|怎么)"
_WHY_IN_DOUBT: Final = re.compile(
    rf"^(?={_WHY}|.*{_WHY}){_WHY}?(?:就)?说?(?P<unit>[^的，, ]{{1,6}}(?:[局委办镇乡院会"
    rf"队社]|街道|中心))"
    rf"(?:的|那份|的那份|这份)?(?:材料|佐证)*{_WHY}?(?:会|就|被|要)*(?:标|说|算|是)?(?:了|成)?(?:有)?"
    r"(?:疑点|问题|可疑|存疑)(?:呢|啊|的)?[?？。]*$"
)
"""为啥说民政局有问题: what is doubted is asked."""


_N: Final = r"[0-9]{1,3}(?:\.[0-9]{1,2})?|[一二三四五六七八九]十[一二三四五六七八九]?"
_ANOTHER_LINE: Final = re.compile(
    r"^(?:那|要是|如果|假如|假设|要|把)*(?P<grade>优秀|良好|合格|及格)(?:的)?(?:分数)?(?:线|标准|门槛)(?:要是|如果)?"
    rf"(?:给|再)?(?:提高|调高|降低|调低|提|降|调|改|定|划|抬|放|压|拉|升)*(?:到|成|为|在|是)(?P<n>{_N})分?(?:的话)?[、,，\s]*"
    r"(?P<asked>.{0,12})$"
)
_FAILS: Final = re.compile(r"不合格|不及格|不够|够不[上着]|达不到|不达标|没达到|掉|刷下|淘汰")


def _of_another_line(found: re.Match[str]) -> str:
    """优秀线要是提到92还剩几家: who has so many points, counted now; nothing is supposed of it."""
    fails = found["grade"] in ("合格", "及格") and _FAILS.search(found["asked"])
    side = "低于" if fails else ""
    return f"得分{side}{found['n']}分{'' if fails else '以上'}的单位有几家"


_PLACED_THEN: Final = re.compile(
    r"^(?P<who>(?:20[0-9]{2}年)?(?:上|[一二三四1-4])季度(?:的)?(?:县直|乡镇|各类)?(?:单位|街道)?(?:的)?"
    r"(?:第[一二三0-9]|前[0-9一二两三四五六七八九十]{1,2}|后[0-9一二两三四五六七八九十]{1,2}|倒数第?[一二三0-9]|最后一|垫底|末位)(?:名|的)?)"
    r"(?:的)?(?:单位|那[几些]?[个家])?(?:都|分别)?"
    r"(?:(?P<now>现在|如今|眼下|目前|这回|这次|这季度?|本季度?|到现在|今季度?)|(?P<then>[一二三四1-4]季度))(?:都|又|还|分别)*"
    r"(?:排|在|掉|到|处|落|滑|爬|跑)+(?:到|在)?了?(?:第几|多少|老几|哪[里儿]?|什么位置|啥位置|什么名次|几名)(?:名|位)?(?:去?了|上了?|呢|啊)*[?？。]*$"
)
_LAST_OF: Final = re.compile(r"(?:垫底|末位|最后一|倒数第一)(?:名)?(?:的)?$")


def _placed_then(found: re.Match[str]) -> str:
    """一季度第一名现在排到哪了: those of then, with the places of now."""
    who = _LAST_OF.sub("最后一名", found["who"].rstrip("的"))
    who = re.sub(r"(?<=[前后])([0-9一二两三四五六七八九十]{1,2})$", r"\1名", who)
    who = re.sub(r"(第[一二三0-9])$", r"\1名", who)
    return f"{who}{found['then'] or '这季度'}排第几"


_NEVER: Final = re.compile(
    r"(?P<before>^|.*?)(?:一次|一回|一季)(?P<grade>优秀|良好|不合格|合格)(?:都|也)?(?:没有?|未)(?:拿|得|评上?|当|有)?过?(?P<after>.*)$"
)
"""一次优秀没拿过的县直 is 一次都没评上优秀的县直单位."""
_EARLY_AND_HIGH: Final = re.compile(
    r"^(?P<who>县直|乡镇)?(?:单位|街道|里)?(?:里面?)?(?:谁|哪[个家])?(?P<first>(?:提)?[交报]得?最[早晚]|(?:佐证)?材料(?:交得|传得)?最[多少])(?:的)?[、,，\s]*"
    r"(?:但是?|却|可是?|而|还|又|而且|并且)*(?:得)?分(?:数)?(?:却|又|还|反而|也)?(?:是|考|得)?(?:的)?(?:最?[高低]|不[高低])(?:的)?"
    r"(?:单位|局|乡镇)?(?:是|有)?(?:谁|哪[个家些]?|哪几[个家])?[?？。]*$"
)
_FIRST_TEN: Final = {
    "早": "交得最早的十个",
    "晚": "交得最晚的十个",
    "多": "材料最多的十个",
    "少": "材料最少的十个",
}


def _both_sides(found: re.Match[str]) -> str:
    """交得最晚分还最高的: nobody need be both, so the ten stand with their points beside."""
    group = {"县直": "县直单位", "乡镇": "乡镇街道"}.get(found["who"] or "", "")
    return f"{group}{_FIRST_TEN[found['first'][-1]]}，带上得分"


_IN_BRIEF: Final = re.compile(
    r"^(?!.*(?:通报|通知|催|公文|函|短信|简报|报告(?!一下)|发言稿|讲话))(?=.*(?:季度|考核|工作|整体|总体|大体|全县|情况))"
    r"(?=.*(?:整体|总体|大体|总的|全县|概[括况]|[几两三一]句(?:话)?|[两三几]条|一段话?|总结一下|小结|汇报一下|说说))"
    r"(?:(?:明天|今天|下午|上午|马上|一会儿?|我|咱们?|领导|主任|县长|书记|开会|上会|汇报|要|得|给|跟|向|让|用|帮|替|请|把|就|的|了|是|个|一下"
    r"|(?:这|本|上|[一二三四1-4])季度?|20[0-9]{2}年|今年|考核|工作|信用|全县|整体|总体|大体|总的|情况|怎么样|咋样|啥样|怎样|如何|什么样|干得|搞得|进展"
    r"|概括|概况|说说|说|讲讲|讲|谈谈|写|编|来|弄|出|理|列|[几两三一]句(?:话)?|[两三几]条|一段话?|总结一下|总结|小结|汇报|好|能|念|有|段)|[,，、。\s])++[?？。]*$"
)
"""领导要一段话，说说四季度整体情况: what may be said of a quarter."""
_ITS_QUARTER: Final = re.compile(r"(?:20[0-9]{2}年)?(?:上|[一二三四1-4])季度?(?=.*)")


def _in_brief(found: re.Match[str]) -> str:
    quarter = _ITS_QUARTER.search(found[0])
    return (
        f"{quarter[0].removesuffix('度').removesuffix('季')}季度整体情况" if quarter else "整体情况"
    )


_THEN_OF: Final = re.compile(
    r"^(?P<asked>[^,，?？\s季]{3,12})[,，?？\s]+(?:那|那么)?(?P<when>(?:上|[一二三四1-4])季度?)(?:呢|的呢)[?？。]*$"
)
"""优秀率多少 三季度呢: of the quarter that runs, and of that one."""


_IN_DOUBT: Final = re.compile(
    r"(?:(?:机器|系统|电脑|你)(?:给)?(?:查|读|看|标|挑|找|认)(?:出来?|到|过)?(?:的)?)(?:有|说有|标了)?(?:毛病|问题|不对劲|可疑|疑点)(?:的)?(?:材料|佐证|文件|照片|地方)?(?:的)?"
    r"|有(?:毛病|不对劲)的(?:材料|佐证|文件|照片)"
)
"""机器查出来有毛病的材料: what is doubted."""
_NOT_EVEN: Final = re.compile(
    r"连(?:一[份篇个次张])?(?P<what>[^都也，,。连]{1,8})(?:都|也)(?:还)?(?P<no>没有|没|不)(?P<act>[有传交报填写做搞弄开办发]?)"
)
"""连联络员都没有: has none."""
_ALL_PACKS: Final = re.compile(
    r"^(?:把|将)?(?:今年|全年|本年|一年|整年)(?:的)?(?:[四几各三]个?季度|每个季度|各季度?|全部|所有)*(?:的)?(?:全部|所有)?(?:材料|档案|佐证材料?|东西|资料)(?:都|全|全部|一起)*"
    r"(?:给我)?(?:打包|打成包|打个包|导出来?|下载|归档|压缩)(?:下来|一下|给我|出来)?[?？。]*$"
)


_SAID_OUT: Final = re.compile(
    r"(?<=.{4})[,，、。\s]+(?:把)?(?:名字|名单|单位名|都|全部?|一个个)*(?:给我|报给我|念给我|告诉我|说给我)"
    r"(?:听听?|看看?|一下|出来|看一下)?[。!！吧]*$"
)
"""三季度优秀的都有哪些，名字给我: a list names them anyway."""
_ANY_UNIT: Final = re.compile(
    r"^(?:请问)?(?:是否|有无)(?:有)?(?:单位|部门)(?:存在|有)?(?P<what>[^?？,，]{2,20})[?？]?$"
)
_TOGETHER: Final = re.compile(
    r"^(?:把|将)(?P<whom>[^，,。]{4,40}?)(?:的)?(?:成绩|得分|分数)(?:都)?[摆放搁列](?:在|到)?一(?:起|块儿?)"
    r"(?:看看|比比|比一比|看一下|给我看)?$"
)
"""把卫健委、医保局、民政局的三季度成绩摆一起看看."""
_STAFFED: Final = re.compile(
    r"联络员(?:都)?(?:配备?|设|定|安排|落实|找)?(?:得)?(?:齐全?|全|到位)(?:了)?(?:没有?|吗|么)?[?？]?"
    r"(?:[,，。\s]*(?:还)?[缺差少没](?:的|哪|谁|了)?(?:是|有|几家|哪些|哪几家|谁|单位)*)?[?？]?$"
)
_APART: Final = re.compile(
    r"(?P<one>县直|乡镇)(?:单位|街道)?(?:的)?平均(?:分|得分)?比(?P<other>县直|乡镇)(?:单位|街道)?(?:的)?(?:平均分?)?"
    r"(?:[高低差多少])(?:了|出)?(?:多少|几)分?"
)
_OWES: Final = re.compile(
    r"(?<!拖)欠(?:着|了)?(?:中小)?(?:企业|人家|老板|商户)(?:的)?(?:钱|款|账|工程款)(?:没[给还付清]+|不[给还]|的)*"
)


_OF_EACH: Final = re.compile(
    r"^(?:请问)?(?P<early>简报|工作简报|稿件|宣传稿件?|总结|工作总结|佐证材料|佐证|材料|照片)?(?:分别)?"
    r"(?P<table>县直|乡镇街道|乡镇|街道)?(?:的)?(?:各|每一?个?)(?P<who>乡镇街道|乡镇|街道|县直|单位|部门|局|家)(?:的)?(?:单位|部门|局)?(?:的)?(?:都)?(?:分别|各自|各)?"
    r"(?:(?P<acted>交|报|传|发|送|上报|报送)(?:上来|来|送)?(?:了)?)?(?P<late>简报|工作简报|稿件|宣传稿件?|总结|工作总结|佐证材料|佐证|材料|照片)?"
    r"(?:都)?(?:分别|各自|各)?(?:(?:交|报|传|发|送|有)(?:上来|来|送)?(?:了|过)?)?(?:(?:几|多少)(?:篇|份|个|张|条|件)|多少)"
    r"(?P<last>简报|工作简报|稿件|宣传稿件?|总结|工作总结|佐证材料|佐证|材料|照片)?(?:了)?[?？。]*$"
)
"""各单位简报报了几篇, 每家交了几份材料: a figure of each, and neither who has any nor the sum."""
_OF_TABLE: Final = {
    "乡镇街道": "乡镇",
    "乡镇": "乡镇",
    "街道": "乡镇",
    "县直": "县直",
    "局": "县直",
    "部门": "县直",
}


def _of_each(found: re.Match[str]) -> str:
    what = found["early"] or found["late"] or found["last"]
    if what is None:
        return found[0]
    proofs = what in ("佐证材料", "佐证", "材料", "照片")
    how = "传了几份材料" if proofs else f"报了几篇{what}"
    table = _OF_TABLE.get(found["table"] or found["who"])
    return f"{table}单位谁{how}" if table else f"各单位{how}"


_OF_CLASS: Final = re.compile(
    r"^(?:请问|列出|列一下|看看?|给我)?(?P<which>[一二三四]类)(?:单位|部门)?(?:里面?|中|的)*(?:都|一共|总共)*(?:有|是)?"
    r"(?:的)?(?:哪些|哪几[个家]|什么|谁|名单|单位名单|名字|清单)(?:单位|部门|局)?[?？。]*$"
)
"""二类单位有哪些: all of that class, whatever they have."""


_NEARLY: Final = re.compile(
    r"(?:就)?差一?点(?:点|儿)?(?:就)?(?:没|能|可以)?(?:评上|够上|够得上|够到|拿上|得上|拿到|上|够)(?:优秀)?的?(?=呢|有|是|都|单位|$)"
)
"""差一点没评上的: who is near the best grade, which is the one that is missed so."""
_CONTACT: Final = re.compile(r"(?<!信用办)(?<!信用办的)(?<!市里)(?<!市里的)(?<!你们)联系人")
"""联系人, from the office, is whoever it rings at a unit."""
_WHO_IS_IT: Final = re.compile(
    r"^(?:那|它|他们?|那边|这家)*(?:的)?(?:联络员(?:是|有|都是|都有)(?:谁|哪[位个]|哪些人?)|谁是(?:他们?的?|它的?)?联络员)(?:呢|啊|[?？。])*$"
)
"""联络员是谁: of whoever was spoken of; no row is asked whether it has one."""
_MAINLY: Final = re.compile(r"(?:主要|到底|究竟)(?:是|都)?(?=[扣丢失差掉跌低输亏](?!别|异|错))")
"""主要丢在哪几项: where it lost, and most of it first anyway."""
_BOUND: Final = re.compile(
    r"^(?:请问)?(?:现在|目前|到现在)?(?:一共|总共|已经)?(?:有)?(?:"
    r"(?:多少|几)(?:个|位)?(?:人|联络员)(?:已经)?绑(?:定|上)(?:了|上了|成功了?)?"
    r"|绑(?:定|上)?了(?:多少|几)(?:个|位)?(?:人|联络员))(?:了)?[?？。]*$"
)
"""绑定了多少人: how many take part, by what they are."""


_PRINTED: Final = re.compile(
    r"(?P<what>得分|成绩|扣分|评分|打分)(?:单|表|明细)?(?:给我|帮我)?打(?:印)?(?:出?来?)?(?:一?[份张])?(?:出来)?"
    r"(?:给我|吧|一下)?$"
)
"""得分单打一份 is what a score's page says; 打 decides nothing."""


def asked_plainly(said: str) -> str:
    """The same question in the words of the lists; whatever is none of these stays as it is."""
    said = _PRINTED.sub(r"\g<what>", _SAID_OUT.sub("", said))
    said = _ANY_UNIT.sub(r"\g<what>的单位", said)
    said = _TOGETHER.sub(r"\g<whom>比一比", said)
    said = _STAFFED.sub("哪些单位没有联络员", said)
    said = _APART.sub(r"\g<one>和\g<other>平均分差多少", said)
    said = _OWES.sub("拖欠中小企业账款", said)
    said = _MAINLY.sub("", said)
    said = _NEARLY.sub("离优秀差2分以内的", said)
    said = _CONTACT.sub("联络员", said)
    said = _WHO_IS_IT.sub("联络员电话", said)
    said = _BOUND.sub("角色", said)
    said = _OF_EACH.sub(_of_each, said)
    said = _OF_CLASS.sub(r"\g<which>单位填报进度", said)
    said = _HOW_MUCH_REVIEWED.sub("审核进度", said)
    said = _MUCH_AND_LITTLE.sub(r"\g<row>数量从高到低，带上佐证材料", said)
    said = _WHY_IN_DOUBT.sub(r"\g<unit>的材料有什么疑点", said)
    said = _THEIR_MEAN.sub(r"\g<whose>平均分", said)
    said = _ANOTHER_LINE.sub(_of_another_line, said)
    said = _PLACED_THEN.sub(_placed_then, said)
    said = _NEVER.sub(r"\g<before>一次都没评上\g<grade>\g<after>", said)
    said = _EARLY_AND_HIGH.sub(_both_sides, said)
    said = _IN_DOUBT.sub("有疑点的材料", said)
    said = _NOT_EVEN.sub(r"\g<no>\g<act>\g<what>", said)
    said = _ALL_PACKS.sub("全年材料打包", said)
    said = _IN_BRIEF.sub(_in_brief, said)
    said = _THEN_OF.sub(r"本季度和\g<when>\g<asked>", said)
    return _AND_ALSO.sub(r"\g<first>而且\g<second>", said)
